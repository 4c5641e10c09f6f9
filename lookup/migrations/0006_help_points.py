from django.db import migrations, models

import lookup.models.fields


class Migration(migrations.Migration):
    dependencies = [
        ("lookup", "0005_changes_withdrawals_and_names_for_readers"),
    ]

    operations = [
        migrations.CreateModel(
            name="PublishedHelpPoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", lookup.models.fields.IdField(blank=True, max_length=10, unique=True)),
                ("version", models.PositiveIntegerField()),
                ("published_at", models.DateTimeField()),
                ("kind", models.CharField(max_length=10)),
                ("place", lookup.models.fields.LabelField(blank=True, null=True)),
                ("name_en", models.CharField(blank=True, max_length=500)),
                ("name_ru", models.CharField(blank=True, max_length=500)),
                ("name_kk", models.CharField(blank=True, max_length=500)),
                ("advice_en", models.TextField(blank=True)),
                ("advice_ru", models.TextField(blank=True)),
                ("advice_kk", models.TextField(blank=True)),
                ("address_en", models.CharField(blank=True, max_length=500)),
                ("address_ru", models.CharField(blank=True, max_length=500)),
                ("address_kk", models.CharField(blank=True, max_length=500)),
                ("telephone", models.CharField(blank=True, max_length=200)),
                ("hours_en", models.CharField(blank=True, max_length=500)),
                ("hours_ru", models.CharField(blank=True, max_length=500)),
                ("hours_kk", models.CharField(blank=True, max_length=500)),
                ("website", models.URLField(blank=True, max_length=1000)),
                ("source", models.CharField(max_length=500)),
                ("checked_on", models.DateField()),
            ],
            options={
                "ordering": ["public_id"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
    ]
