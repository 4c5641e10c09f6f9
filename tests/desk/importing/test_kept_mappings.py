"""A mapping that gives way to another of its name stands in history, with who replaced it."""

import json

from audit import history
from desk.importing.kept_mappings import keep
from desk.importing.mappings import Mapping, to_toml
from desk.models import SavedMapping

OLD = Mapping("Volunteers", "killed", {"x": "name"})
NEW = Mapping("Volunteers", "killed", {"x": "name_en"})


def told() -> list[tuple[str, str, list[str]]]:
    """Of the kept mapping, newest first: the act, who did it, and the texts before and after."""
    changes = history.of_record("desk.savedmapping", SavedMapping.objects.get().pk)
    values = [
        [json.loads(text or '""') for it in one.values.all() for text in (it.before, it.after)] for one in changes
    ]
    return [(one.act, one.by_name, texts) for one, texts in zip(changes, values, strict=True)]


def test_a_mapping_that_gives_way_stands_in_history(researcher, reviewer):
    keep(OLD, by=researcher)
    keep(NEW, by=reviewer)
    assert told() == [
        ("changed", "reviewer", [to_toml(OLD), to_toml(NEW)]),
        ("added", "researcher", ["", to_toml(OLD)]),
    ]
    assert SavedMapping.objects.get().mapping == to_toml(NEW)


def test_the_same_mapping_again_is_no_change(researcher, reviewer):
    keep(OLD, by=researcher)
    keep(OLD, by=reviewer)
    assert (len(told()), SavedMapping.objects.get().by) == (1, researcher)
