from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("lookup", "0002_index_of_names_tells_its_rules")]

    operations = [migrations.RemoveField(model_name="publishedname", name="folded")]
