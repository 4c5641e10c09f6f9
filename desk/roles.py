"""The roles: which tables each may see, add to and change. Nobody deletes; deleting is withdrawing."""

from django.contrib.auth.models import Group, Permission

TABLES = {
    "places": ["helppoint", "place"],
    "people": ["person", "organisation"],
    "sources": ["incident", "report", "toll", "statement", "term"],
    "victims": ["casualty"],
    "detentions": ["detention", "charge", "lawarticle"],
}
PARTS = {
    "people": ["name"],
    "sources": ["personclaim", "kinship", "tollrelation", "consent"],
    "victims": ["casualtyclaim"],
    "detentions": ["detentionclaim", "custodystep", "chargeupdate"],
}
LOG = [(app, f"{act}_{table}") for tables in (TABLES, PARTS) for app in tables for table in tables[app] for act in
       ("view", "add", "change")]  # fmt: skip
LOG += [("people", "view_merge"), ("people", "view_notthesame"), ("people", "add_notthesame")]
LOG += [("people", "view_possibleduplicate"), ("people", "change_possibleduplicate")]
IMPORT = [("desk", "add_importbatch"), ("desk", "view_importbatch")]
SEE = [(app, permission) for app, permission in LOG if permission.startswith("view_")]

ROLES = {
    "researcher": [
        *LOG,
        *IMPORT,
        ("publishing", "view_publication"),
        ("publishing", "withdraw_publication"),  # what only takes away needs one person
        ("audit", "view_change"),
    ],
    "reviewer": [
        *LOG,
        *IMPORT,
        ("desk", "undo_importbatch"),
        ("people", "merge_person"),
        ("people", "export_contact"),
        ("accounts", "export_open"),
        ("inbox", "view_case"),
        ("inbox", "change_case"),
        ("publishing", "view_publication"),
        ("publishing", "add_publication"),
        ("publishing", "withdraw_publication"),
        ("audit", "view_change"),
    ],
    "exporter": [  # takes everything out, changes nothing
        *SEE,
        ("desk", "view_importbatch"),
        ("publishing", "view_publication"),
        ("accounts", "export_register"),
        ("accounts", "export_open"),
        ("audit", "view_change"),
    ],
    "administrator": [  # of accounts; sees nothing of the register
        ("auth", "view_user"),
        ("auth", "add_user"),
        ("auth", "change_user"),
        ("auth", "view_group"),
    ],
}


def make_roles() -> list[str]:
    """Make or mend the group of each role; returns their names. Permissions not listed are taken away."""
    known = {(it.content_type.app_label, it.codename): it for it in Permission.objects.select_related("content_type")}
    for role, wanted in ROLES.items():
        group, _made = Group.objects.get_or_create(name=role)
        group.permissions.set(known[permission] for permission in wanted)
    return list(ROLES)
