from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("publishing", "0003_claimants_under_public_names_stay_public"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(
                condition=models.Q(("delivered_at", None)), fields=["id"], name="publishing_waiting_publication"
            ),
        ),
    ]
