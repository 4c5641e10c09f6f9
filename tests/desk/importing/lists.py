"""Lists of invented people, in the shape of lists that volunteers keep, and the way from a file to its import."""

from django.core.files.base import ContentFile

from desk.importing import batches, worker
from desk.importing.mappings import Mapping, to_toml
from desk.models import ImportBatch, Task
from tests.builders import an_incident

KILLED = {"row": "number", "name_ar": "name_ar", "name_en": "name_en", "age": "age", "sex": "sex"}
DETAINED = {"no": "number", "name": "name", "arrested": "arrested_on", "held in": "facility", "links": "links"}


FIRST = ["Zhumyr", "Talant", "Beren", "Sorgau", "Elibek", "Kunsai", "Madret", "Orkash"]
SECOND = ["Rihin", "Dolov", "Asmat", "Fuchik", "Peslen", "Tuvgai", "Hobrek", "Wanzul"]


def latin(row: int) -> str:
    """As it stands in the list, with two spaces."""
    return f"{FIRST[row % 8]}  {SECOND[(row // 8 + row * 3) % 8]}"


def killed(people: int = 12) -> str:
    """Two scripts, an age of -1 in every fourth row, a child in every sixth, double spaces."""
    lines = ["row,name_ar,name_en,age,sex"]
    for row in range(1, people + 1):
        age = -1 if row % 4 == 0 else 9 if row % 6 == 1 else 20 + row % 50
        lines.append(f"{row},زمرد  ريح{row},{latin(row)},{age},{'mf'[row % 2]}")
    return "\n".join(lines) + "\n"


def detained(people: int = 4) -> str:
    """Two links a row: one of its own, one that all rows share."""
    lines = ["no;name;arrested;held in;links"]
    for row in range(1, people + 1):
        links = f"https://reed.example/{row} https://reed.example/all"
        lines.append(f"{row};Аян Тасболатов{row};{row:02}.01.2022;СИЗО {row};{links}")
    return "\n".join(lines) + "\n"


def handed_in(text: str, *, by, report=None, kind="killed", key="row", columns=None, name="list.csv", **values):
    """The batch of a list whose columns are mapped."""
    batch = batches.hand_in(file=ContentFile(text.encode()), name=name, by=by, language="en")
    columns = columns or (KILLED if kind == "killed" else DETAINED)
    mapping = Mapping(name="m", kind=kind, columns=columns, key=key)
    mapping.date_order = {"arrested": "dmy"} if kind == "detained" else {}
    values |= {"report": report, "new_report": {} if report else {"title": "The list"}, "mapping": to_toml(mapping)}
    values.setdefault("incident", report.incidents.first() if report else an_incident())
    ImportBatch.objects.filter(pk=batch.pk).update(**values)
    return ImportBatch.objects.get(pk=batch.pk)


def done(batch, task, **values) -> ImportBatch:
    assert batches.let_wait(batch, task, **values)
    return worker.do(batch.pk)


def previewed(text: str, **given) -> ImportBatch:
    return done(handed_in(text, **given), Task.PREVIEW)


def imported(text: str, **given) -> ImportBatch:
    return done(previewed(text, **given), Task.RUN)


def undone(batch, *, by, **values) -> ImportBatch:
    return done(batch, Task.UNDO, undone_reason="the wrong list", undone_by=by, **values)
