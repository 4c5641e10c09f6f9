"""Where the claimant's names are public already, somebody decided that: the new switch is on there. All else is off."""

from django.db import migrations

CLAIMS = {
    "sources": ("personclaim", "kinship", "toll", "statement"),
    "victims": ("casualtyclaim",),
    "detentions": ("detentionclaim", "custodystep", "chargeupdate"),
}


def switch_on(apps, schema_editor):
    for app, names in CLAIMS.items():
        for name in names:
            claims = apps.get_model(app, name)._base_manager
            claims.filter(claimant_person__name_is_public=True).update(claimant_is_public=True)


class Migration(migrations.Migration):
    dependencies = [
        ("publishing", "0002_reviews_and_grounds"),
        ("sources", "0002_claimants_have_a_switch"),
        ("victims", "0002_claimants_have_a_switch"),
        ("detentions", "0002_claimants_have_a_switch"),
    ]

    operations = [migrations.RunPython(switch_on, migrations.RunPython.noop)]
