from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from audit.models import Change
from desk.reference import SOURCES, UnreadableReference, load_reference
from detentions.models import LawArticle
from places.models import Place
from sources.models import Term
from tests.builders import changed

FOLDER = settings.BASE_DIR / "fixtures" / "reference"
TERMS = "list,code,label_en\nmethod,gunshot,gunshot\nmethod,beating,beating\n"
PLACES = "code,kind,name_en,parent\nkz,country,Kazakhstan,\nzhuparly,city,Zhuparly,kz\n"
ARTICLES = "code,number,part,title_en\nkz-criminal-code-2014,272,,Mass riots\nkz-criminal-code-2014,272,2,Mass riots\n"


@pytest.fixture
def folder(tmp_path):
    for name, text in {"terms": TERMS, "places": PLACES, "law_articles": ARTICLES}.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    return tmp_path


def loaded() -> int:
    return sum(source.table.objects.count() for source in SOURCES)


def test_each_file_fills_its_table(db, folder):
    assert load_reference(folder) == {"terms.csv": 2, "places.csv": 2, "law_articles.csv": 2}
    assert Place.objects.get(code="zhuparly").parent.name_en == "Kazakhstan"
    assert LawArticle.objects.get(part="2").title_en == "Mass riots"


def test_loading_again_adds_nothing(db, folder):
    load_reference(folder)
    changes = Change.objects.count()
    assert set(load_reference(folder).values()) == {0}
    assert (loaded(), Change.objects.count()) == (6, changes)


def test_loading_again_keeps_what_was_edited(db, folder):
    load_reference(folder)
    changed(Term.objects.get(code="gunshot"), label_en="shot")
    load_reference(folder)
    assert Term.objects.get(code="gunshot").label_en == "shot"


def test_a_new_line_is_added(db, folder):
    load_reference(folder)
    with (folder / "terms.csv").open("a") as file:
        file.write("method,strangling,strangling\n")
    assert load_reference(folder)["terms.csv"] == 1


def test_every_row_has_its_history(db, folder, reviewer):
    load_reference(folder, by=reviewer)
    assert {(change.by_name, change.act, change.reason) for change in Change.objects.all()} == {
        ("reviewer", "added", "reference data")
    }
    assert Change.objects.count() == 6


def test_a_file_with_a_byte_order_mark_is_read(db, folder):
    (folder / "terms.csv").write_text(TERMS, encoding="utf-8-sig")
    assert load_reference(folder)["terms.csv"] == 2


# Bad rows


@pytest.mark.parametrize(
    ("file", "line", "told"),
    [
        ("terms.csv", "method,,no code", "terms.csv, line 4 .*code"),
        ("terms.csv", "nosuchlist,drowning,drowning", "terms.csv, line 4 .*list"),
        ("terms.csv", "method,two words,two words", "terms.csv, line 4 .*code"),
        ("places.csv", "tasty,town,Tasty,kz", "places.csv, line 4 .*kind"),
        ("places.csv", "tasty,city,,kz", "places.csv, line 4 .*name in at least one language"),
        ("places.csv", ",city,Tasty,kz", "places.csv, line 4 .*give it a code"),
        ("places.csv", "tasty,city,Tasty,nowhere", "places.csv, line 4 .*its parent stands on no earlier line"),
        ("law_articles.csv", "kz-criminal-code-2014,,,No number", "law_articles.csv, line 4 .*number"),
        ("law_articles.csv", "kz,1,,One\u200btitle", "law_articles.csv, line 4 .*invisible"),
    ],
)
def test_a_bad_row_is_told_by_file_and_line_and_nothing_is_loaded(db, folder, file, line, told):
    with (folder / file).open("a", encoding="utf-8") as stream:
        stream.write(f"{line}\n")
    with pytest.raises(UnreadableReference, match=told):
        load_reference(folder)
    assert (loaded(), Change.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("list,code,label_en,colour\nmethod,gunshot,gunshot,red\n", "line 2 .*unknown column colour"),
        ("list,code,label_en\nmethod,gunshot,gunshot,red\n", "line 2 .*more values than columns"),
        ("list,code,label_en\nmethod,gunshot\n", "line 2 .*fewer values than columns"),
        ("list,label_en\nmethod,gunshot\n", "line 2 .*code"),
    ],
    ids=["unknown column", "a value too many", "a value too few", "no key"],
)
def test_a_file_of_another_shape_is_refused(db, folder, text, told):
    (folder / "terms.csv").write_text(text)
    with pytest.raises(UnreadableReference, match=told):
        load_reference(folder)
    assert loaded() == 0


def test_a_missing_file_is_told(db, folder):
    (folder / "places.csv").unlink()
    with pytest.raises(UnreadableReference, match=r"places.csv is missing"):
        load_reference(folder)
    assert loaded() == 0


def test_a_file_in_another_encoding_is_told(db, folder):
    (folder / "places.csv").write_bytes("code,kind,name_ru\nzhuparly,city,Жупарлы\n".encode("cp1251"))
    with pytest.raises(UnreadableReference, match="places.csv is not UTF-8"):
        load_reference(folder)
    assert loaded() == 0


# The command and the files of the project


def test_the_files_of_the_project_are_loaded(db):
    said = StringIO()
    call_command("load_reference", stdout=said)
    assert said.getvalue().splitlines() == [
        f"{source.file}: {source.table.objects.count()} added" for source in SOURCES
    ]
    assert set(load_reference(FOLDER).values()) == {0}


def test_the_command_says_what_to_mend(db, folder):
    (folder / "terms.csv").unlink()
    with pytest.raises(CommandError, match=r"terms.csv is missing .*restore it"):
        call_command("load_reference", str(folder))
