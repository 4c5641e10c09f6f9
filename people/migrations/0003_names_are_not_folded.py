from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("people", "0002_index_of_names_tells_its_rules")]

    operations = [migrations.RemoveField(model_name="name", name="folded")]
