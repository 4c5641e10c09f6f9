"""A register in which everything that is not public holds one strange word: no public byte may hold it.

Marked are private fields, switched-off fields, drafts, edits that wait, withdrawn parts and records, names that were
hidden, confidential reports, names of files and of accounts. The rest is published and must be there.
"""

import gzip
import html
import io
import json
import re
import zipfile
from urllib.parse import quote

import brotli
import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.db import models, transaction
from django.test import Client
from django.utils import timezone

from inbox import acts
from inbox.letterbox import receipts
from inbox.letterbox import urls as letterbox
from inbox.letterbox.choices import Changed, Kind
from inbox.letterbox.models import Correction
from inbox.models import Case
from lookup import file_urls, urls
from lookup.downloads import FILES
from lookup.models import PublishedRelease, PublishedStamp, PublishedWord
from people.models import Organisation, Person
from people.name_index import indexed_words
from people.names import fold, tokens
from places.models import HelpPoint, Place
from publishing import door, grounds, releases, reviews
from publishing.decisions import DECISIONS
from publishing.models import Answer, Publication, Question
from publishing.public_role import published_tables
from publishing.values import public_values
from records.choices import State
from records.fields import PartialDateField
from records.saving import changing
from records.sealing import PREFIX, SealedField
from sources.models import Report, Term
from tests import builders
from tests.builders import (
    ONE,
    a_casualty,
    a_casualty_claim,
    a_charge,
    a_charge_update,
    a_consent,
    a_custody_step,
    a_detention,
    a_detention_claim,
    a_help_point,
    a_kinship,
    a_name,
    a_person,
    a_person_claim,
    a_place,
    a_report,
    a_statement,
    a_term,
    a_toll,
    a_toll_relation,
    an_article,
    an_incident,
    an_organisation,
    changed,
    one,
    published,
    withdrawn,
)
from tests.leaks import read_in_every_way, unpacked, watching_tables
from tests.letters import a_case
from tests.models import our_models

MARK = "Quxarek"
ALSO = "Ғұмжәрек & <Ø>"  # beside it, in letters that every encoding writes in its own way
MARKS = [MARK.lower(), fold(MARK), "1990-11", "november 1990"]  # a marked date among them
MARKS += [ALSO.split()[0].lower(), *fold(ALSO).split()[:1]]
# In ids, sums and fractions of seconds any four digits may stand; the whole date is sought there too.
MARKED_YEAR = re.compile(r"(?:(?<![0-9a-z])|(?<=\\[nrt]))1777(?![0-9a-z])|1777-?07-?07")
SHOWN = "Ақжан Төлеген"
RECORDS = [model for model in DECISIONS if "state" in DECISIONS[model].private]
PARTS = [part for model in RECORDS for part in DECISIONS[model].parts]


def is_text(field) -> bool:
    texts = (models.CharField, models.TextField, models.FileField)
    return isinstance(field, texts) and field.editable and not field.choices


def marked(model, names) -> dict:
    """A value with the mark for each of the named fields that holds text or a date."""
    values = {}
    for field in map(model._meta.get_field, names):
        if isinstance(field, PartialDateField):
            values[field.name] = "1777-07-07"
        elif isinstance(field, SealedField):
            values[field.name] = f"{PREFIX}{'0' * 16}:{MARK}"  # even sealed, it is never public
            values[f"{field.name}_sealed_at"] = timezone.now()
        elif isinstance(field, models.URLField):
            values[field.name] = f"https://{MARK.lower()}.example/"
        elif is_text(field):
            values[field.name] = f"{MARK} {ALSO} {field.name}"[: field.max_length]
    return values


def private(model) -> dict:
    """Marked values for all fields that are private, or that are not switched on."""
    off = {"description", "quotation", "name_as_printed", "claimant_office", "claimant_relation"}
    off &= set(DECISIONS[model].conditional)
    return marked(model, [*DECISIONS[model].private, *off])


def everything(model) -> dict:
    decision = DECISIONS[model]
    values = marked(model, {*decision.public, *decision.private, *decision.conditional} - {"public_id"})
    return {name: value[:12] if name == "language" else value for name, value in values.items()}


# The register


@pytest.fixture(scope="module")
def register(django_db_setup, django_db_blocker):
    """Made once for all tests here."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield a_marked_register()
        transaction.set_rollback(True)


def a_marked_register() -> dict[str, list]:
    """Makes it; returns all persons and reports, public or not."""
    author, reviewer = (User.objects.create_user(f"{MARK}-{role}") for role in ("author", "reviewer"))
    person = published_part_of_the_register(author, reviewer)
    drafts(author, person)
    what_waits(author, person)
    what_was_taken_back(author, reviewer)
    releases.release(by=reviewer, reason=f"{MARK} of a release made anew")
    what_the_public_wrote(author)
    return {"person": list(Person.objects.all()), "report": list(Report.objects.all())}


def published_part_of_the_register(author, reviewer) -> Person:
    """One person with everything, each private field marked. Names are public; quotations are not."""
    place = a_place(code="zhuparly", **private(Place))
    body = an_organisation(**private(Organisation))
    shot = a_term("method", "gunshot")
    larger = an_incident("January in Zhuparly", **private(apps.get_model("sources.incident")))
    incident = an_incident(part_of=larger, **private(type(larger)))
    confidential = a_report(f"{MARK} report", is_confidential=True, url=f"https://{MARK.lower()}.example/")
    report = a_report(publisher=body, incidents=[incident], mentions=[confidential], by=author, **private(Report))
    with changing(report, by=author):
        report.snapshot.save(f"{MARK}.pdf", ContentFile(MARK.encode()))
    a_consent(report)
    said = {"report": report, "by": author}
    hearsay = {"report": confidential, "by": author}

    person = a_person(SHOWN, name_is_public=True, born_on="1990-11-17", home_place=place, by=author, **without_names())
    a_name(person, f"{MARK} тегі", is_public=False)
    nameless = a_person(f"{MARK} Name", by=author, **private(Person))
    for whom in (person, nameless):
        claim = {} if whom is person else {"name_as_printed": f"{MARK} as printed"}
        marks = {name: value for name, value in private_claim("sources.personclaim").items() if name not in claim}
        for source in (said, hearsay):
            a_person_claim(whom, **marks, **claim, **source)
            a_kinship(whom, nameless if whom is person else person, **private_claim("sources.kinship"), **source)
        casualty = a_casualty(
            person=whom, incident=incident, harmed_on="2022-01-05", harmed_place=place, methods=[shot], by=author
        )
        detention = a_detention(person=whom, incident=incident, arrested_place=place, case_number=MARK, by=author)
        charge = a_charge(person=whom, incident=incident, article=an_article(str(whom.pk)), by=author)
        changed(charge, by=author, internal_notes=MARK)
        for source in (said, hearsay):
            a_casualty_claim(casualty, **private_claim("victims.casualtyclaim"), **claim, **source)
            a_detention_claim(detention, **private_claim("detentions.detentionclaim"), **claim, **source)
            a_custody_step(detention, facility=place, **private_claim("detentions.custodystep"), **source)
            a_charge_update(charge, **private_claim("detentions.chargeupdate"), **source)
        for record in (casualty, detention):
            changed(record, by=author, internal_notes=MARK)
            for part in DECISIONS[type(record)].parts:
                gone = builders.saved_part(part, record, **{**everything(part), **part_needs(part, report)})
                withdrawn(gone, record)
        for record in (whom, casualty, detention, charge):
            published(record, by=reviewer)
    about = {"incident": incident, "claimant_person": nameless, "attribution": "named", "relayed_by": body}
    toll = a_toll(3, places=[place], **about, **said, **private(apps.get_model("sources.toll")))
    a_toll_relation(toll, a_toll(12, **everything(type(toll)), **hearsay))
    statement = a_statement(
        persons=[person, nameless],
        by_person=nameless,
        **about,
        **hearsay,
        **private(apps.get_model("sources.statement")),
    )
    asked = {"person": person, "question": Question.FAMILY, "by": reviewer}
    grounds.write_down(**asked, answer=Answer.NOT_REACHED, who=MARK, why=f"{MARK} was asked")
    back = builders.in_review(changed(toll, by=author), by=author)
    reviews.send_back(record=back, by=reviewer, note=f"{MARK} note")
    help_point = a_help_point("Legal aid of Zhuparly", place=place, **private(HelpPoint))
    for record in (report, incident, larger, toll, statement, help_point):
        published(record, by=reviewer, reason=f"{MARK} reason")
    return person


def without_names() -> dict:
    return {name: value for name, value in private(Person).items() if name != "description"} | {
        "description": f"{MARK} description"
    }


def private_claim(label) -> dict:
    return {name: value for name, value in private(apps.get_model(label)).items() if name != "name_as_printed"}


def part_needs(part, report) -> dict:
    needs = {"report": report, "attribution": "report"}
    return needs | ({"order": 9} if part._meta.model_name == "custodystep" else {})


def drafts(author, person):
    """One of each table that nobody published, all of it marked; some belong to a published person."""
    for model in RECORDS:
        changed(one(model), by=author, **everything(model))
    for build in (a_casualty, a_detention, a_charge):
        record = build(person=person, by=author)
        changed(record, by=author, **everything(type(record)))


def what_waits(author, person):
    """Edits of what is public, that nobody published."""
    person.refresh_from_db()
    changed(person, by=author, occupation=f"{MARK} occupation", description=f"{MARK} description")
    a_name(person, f"{MARK} waits", by=author)
    casualty = person.casualties.filter(state=State.APPROVED).get()
    changed(casualty, by=author, site=f"{MARK} site")
    a_casualty_claim(casualty, by=author, **everything(apps.get_model("victims.casualtyclaim")))


def what_was_taken_back(author, reviewer):
    """Published once, all public fields marked; then hidden or withdrawn."""
    hidden = a_person(f"{MARK} Hidden", name_is_public=True, description=MARK, description_is_public=True)
    casualty = a_casualty(person=hidden)
    a_casualty_claim(casualty, name_as_printed=f"{MARK} printed")
    quoted = a_toll(quotation=f"{MARK} quotation", quotation_is_public=True)
    confided = a_report(f"{MARK} confided")
    for record in (hidden, casualty, quoted, confided):
        published(record, by=reviewer)
    held = releases.release(by=reviewer, reason=f"{MARK} of a release")
    door.hide_names(person=hidden, by=author, reason=MARK)
    door.hide_description(person=hidden, by=author, reason=MARK)
    changed(quoted, by=author, quotation_is_public=False)
    changed(confided, by=author, is_confidential=True)
    for record in (quoted, confided):
        door.take_away(record=record, by=author, reason=MARK)
    for model in RECORDS:
        record = changed(one(model), **marked(model, set(DECISIONS[model].public) - {"public_id", "language"}))
        published(record, by=reviewer)
        door.withdraw(record=record, by=author, reason=MARK)
    held.refresh_from_db()
    assert held.held_back_at


def what_the_public_wrote(author):
    """A message in the hands of the staff; and corrections of everybody, of whom few are public."""
    case = a_case(f"{MARK} {ALSO}")
    for person in Person.objects.all():
        acts.disclose(case=case, person=person, verified=f"{MARK} verified", by=author)
        for what in Changed:
            Correction.objects.create(person=person.public_id, what=what)
    acts.close(case=case, outcome="told", note=f"{MARK} note", by=author)
    assert Case.objects.get().note


# What the public can ask for


def ids(records):
    return [shape(record) for record in records for shape in (lambda r: r.shown_id, lambda r: r.public_id.lower())]


def filters(field: str):
    return [f"?{field}={MARK}", "?happened=killed", "?name=yes&page=9", f"?internal_notes__startswith={MARK[:3]}"]


ADDRESSES = {
    "": lambda register: ["/en/"],
    "search/": lambda register: ["/en/search/"],
    "people/": lambda register: ["/en/people/", *(f"/en/people/{query}" for query in filters("name")[1:])],
    "people/names/": lambda register: [f"/en/people/names/{query}" for query in ("", "?letter=А", "?letter=Q&page=2")],
    "p/<id:shown_id>": lambda register: [f"/en/p/{one}" for one in ids(register["person"])],
    "p/<id:shown_id>/": lambda register: [f"/en/p/{one}/" for one in ids(register["person"])],
    "figures/": lambda register: ["/en/figures/", "/en/figures/?claimant=body%3Anobody&when=2022"],
    "map/": lambda register: ["/en/map/"],
    "help/": lambda register: ["/en/help/", "/en/help/?place=zhuparly"],
    "reports/": lambda register: ["/en/reports/"],
    "reports/<id:shown_id>": lambda register: [f"/en/reports/{one}" for one in ids(register["report"])],
    "reports/<id:shown_id>/": lambda register: [f"/en/reports/{one}/" for one in ids(register["report"])],
    "statements/": lambda register: ["/en/statements/"],
    "download/": lambda register: ["/en/download/"],
    "download/<slug:name>.csv": lambda register: [
        *(f"/download/{name}.csv" for name in [*FILES, "notes"]),
        *(f"/download/people.csv{query}" for query in filters("name")),
    ],
    "download/columns/": lambda register: ["/en/download/columns/"],
    "download/tizim.zip": lambda register: [f"/download/tizim.zip{query}" for query in ("", "?happened=killed")],
    "download/tizim.xlsx": lambda register: ["/download/tizim.xlsx?language=kk"],
    "releases/": lambda register: ["/en/releases/"],
    "releases/SHA256SUMS": lambda register: ["/releases/SHA256SUMS"],
    "releases/tizim-<str:name>.zip": lambda register: [
        f"/releases/tizim-{name}.zip" for name in [*PublishedRelease.objects.values_list("name", flat=True), "none"]
    ],
    "method/": lambda register: ["/en/method/"],
    "about/": lambda register: ["/kk/about/"],
    "p/<id:shown_id>.json": lambda register: [f"/p/{one}.json" for one in ids(register["person"])],
    "people.json": lambda register: ["/people.json", *(f"/people.json{query}" for query in filters("name")[1:])],
    "figures.json": lambda register: ["/figures.json"],
    "reports.json": lambda register: ["/reports.json"],
    "reports/<id:shown_id>.json": lambda register: [f"/reports/{one}.json" for one in ids(register["report"])],
    "statements.json": lambda register: ["/statements.json"],
    "schema.json": lambda register: ["/schema.json"],
    "robots.txt": lambda register: ["/robots.txt"],
    "sitemap.xml": lambda register: ["/sitemap.xml"],
    "sitemap-<int:number>.xml": lambda register: ["/sitemap-1.xml", "/sitemap-2.xml"],
    "tell/": lambda register: ["/en/tell/", *(f"/en/tell/?about={one}" for one in ids(register["person"])[:9])],
    "tell/answer/": lambda register: ["/en/tell/answer/"],
    "tell/corrections/": lambda register: ["/en/tell/corrections/"],
    "tell/<slug:kind>/": lambda register: [f"/en/tell/{kind}/" for kind in (*Kind, "none")],
}
ALL = ["/download/tizim.zip", "/download/tizim.xlsx?language=kk"]
ASKED = [SHOWN, "Akzhan Tolegen", "Құксарек", "Куксарек Хидден", "", "%"]


def raw(response) -> str:
    """Head and body, unpacked; without how long the packed body is, which is drawn anew at each answer (BREACH)."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    body = unpacked(body, response.headers.get("Content-Encoding", ""))
    head = {name: value for name, value in response.headers.items() if name != "Content-Length"}
    return f"{response.status_code} {head}\n{body.decode()}"


def marks_in(text: str) -> list[str]:
    text = read_in_every_way(text)
    return [mark for mark in MARKS if mark in text] + MARKED_YEAR.findall(text)


def test_every_public_address_is_asked():
    written_to = {f"tell/{pattern.pattern}" for pattern in letterbox.urlpatterns}
    read = {str(pattern.pattern) for part in (urls, file_urls) for pattern in part.urlpatterns}
    assert read | written_to == set(ADDRESSES)


def addresses(register) -> list[str]:
    found = [address for make in ADDRESSES.values() for address in make(register)]
    return [
        *found,
        "/nowhere/",
        "/en/p/nobody",
        f"/p/{register['person'][0].shown_id}",
        "/favicon.ico",
        "/.well-known/security.txt",
    ]


@pytest.fixture(scope="module")
def answers(register):
    """What a visitor is answered, by the address: each page packed and plain, searches, refusals and failures; and the
    tables that were read for it."""
    with watching_tables() as tables:
        yield {address: raw(response) for address, response in visits(register)}, tables


def visits(register):
    visitor, packing = Client(), Client(headers={"accept-encoding": "gzip, br"})
    for address in addresses(register):
        yield address, visitor.get(address, follow=True)
        yield f"packed {address}", packing.get(address, follow=True)
    for asked in ASKED:
        yield f"search {asked}", packing.post("/en/search/", {"name": asked})
    yield "no answer", visitor.post("/en/tell/answer/", {"code": receipts.new_code()})
    yield "400", visitor.get("/en/people/", headers={"host": "nowhere.example"})
    yield "403", Client(enforce_csrf_checks=True).post("/en/people/", {"name": SHOWN})
    yield "405", visitor.post("/en/people/", {"name": SHOWN})
    yield "options", visitor.options("/en/people/")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("lookup.views.Figures", broken)
        yield "500", Client(raise_request_exception=False).get("/en/figures/")


def broken(*_arguments):
    private = Report.objects.filter(is_confidential=True).first()  # a traceback would show it
    raise ValueError(f"{MARK} {private.title}")


@pytest.fixture(scope="module")
def pages(answers):
    return answers[0]


@pytest.mark.parametrize("status", ["400", "403", "405", "500"])
def test_every_refusal_and_failure_is_asked(pages, status):
    assert pages[status].startswith(status)


def test_pages_are_asked_packed_too(pages):
    assert "'Content-Encoding': 'gzip'" in pages["packed /en/people/"]
    assert SHOWN in pages["packed /en/people/"]


STAMP = "lookup_publishedstamp"  # holds nothing of anybody, and is asked outside of transactions alone
NO_TABLES = {"known", "json_each"}  # of queries themselves: lookup/filters.py, lookup/downloads/rows.py
INDEX_STATE = "lookup_publishedindexstate"  # read where staff are told that the index is due to be made anew


def test_no_public_request_touches_a_working_table(answers):
    _pages, tables = answers
    others = {table for table in tables - NO_TABLES if not table.startswith("lookup_")}
    assert others == {"sources_report", "letterbox_answer", "letterbox_correction"}  # `broken` reads the first
    assert {table for table in tables if table.startswith("lookup_")} == set(published_tables()) - {INDEX_STATE, STAMP}


def test_no_public_byte_holds_a_mark(pages):
    assert {address: marks_in(text) for address, text in pages.items() if marks_in(text)} == {}


def test_what_is_public_is_there(pages, register):
    (person,) = [person for person in register["person"] if SHOWN in person.shown_name]
    for address in ("/en/people/", f"/en/p/{person.shown_id}", f"search {SHOWN}", "/download/people.csv", *ALL):
        assert SHOWN in pages[address], address
    assert "Three days in Zhuparly" in pages["/en/reports/"]
    assert "Legal aid of Zhuparly" in pages["/en/help/?place=zhuparly"]
    assert "1990" in pages[f"/en/p/{person.shown_id}"]


def test_pages_set_no_cookie(pages):
    assert [address for address, text in pages.items() if "set-cookie" in text.lower()] == []


def test_no_public_table_holds_a_mark(register, db):
    for model in set(apps.get_app_config("lookup").get_models()) - {PublishedStamp}:  # drawn, so it may be 1777
        size = {"size"} if model is PublishedRelease else set()  # which may be any number
        names = [field.name for field in model._meta.concrete_fields if field.name not in size]
        rows = json.dumps(list(model.objects.values(*names)), ensure_ascii=False, default=str)
        assert marks_in(rows) == [], (model, [rows[m.start() - 60 : m.end() + 20] for m in re.finditer("1777", rows)])


def test_the_public_index_holds_no_word_of_a_mark(register, db):
    assert PublishedWord.objects.exists()
    for words in (MARK, f"{MARK} Hidden", f"{MARK} waits"):
        read = {"|".join(readings) for readings in indexed_words(tokens(words))}
        assert not PublishedWord.objects.filter(readings__in=read).exists()


def test_no_standing_publication_holds_a_mark(register, db):
    for publication in Publication.objects.standing():
        values = json.dumps(publication.values, ensure_ascii=False)
        assert marks_in(values) == [], publication.table


def test_snapshots_have_no_address(register, db, visitor):
    names = [report.snapshot.name for report in register["report"] if report.snapshot]
    assert names
    for address in [f"{prefix}{name}" for name in names for prefix in ("/", "/media/", "/static/", "/files/")]:
        assert visitor.get(address).status_code == 404


# The canary sings


@pytest.mark.parametrize("mark", [MARK, ALSO], ids=["Latin", "Cyrillic"])
@pytest.mark.parametrize(
    "write",
    [
        str,
        str.upper,
        fold,
        html.escape,
        json.dumps,
        quote,
        lambda text: "".join(f"&#{ord(letter)};" for letter in text),
        lambda text: json.dumps(html.escape(text)),
        lambda text: quote(quote(text)),
    ],
    ids=["plain", "capitals", "folded", "HTML", "JSON", "address", "HTML by number", "HTML in JSON", "address twice"],
)
def test_a_mark_is_found_in_every_encoding(mark, write):
    assert marks_in(f"<p>{write(mark)}</p>") != []
    assert marks_in("<p>Ақжан Төлеген &amp; %D2%9B \\u049b</p>") == []


@pytest.mark.parametrize("written", ["1777-07-07", "07.07.1777", "7 July 1777", "1777 ж.", "%221777%22", "&#49;777"])
def test_a_marked_year_is_found(written):
    assert marks_in(f"<p>{written}</p>") == ["1777"]


@pytest.mark.parametrize("written", ["a17770707", "id1777-07-07", "\\n1777"])
def test_a_marked_date_is_found_inside_of_other_text(written):
    assert marks_in(written) != []


def test_digits_that_are_no_year_are_no_mark():
    assert marks_in("/p/t51777 05:12:17.177702 a1777f") == []


@pytest.mark.parametrize("encoding", ["gzip", "br", "zip", "zip in gzip"])
def test_a_mark_is_found_in_what_is_packed(encoding):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("people.csv", f"{MARK}\n")
    packed = {
        "gzip": (gzip.compress(MARK.encode()), "gzip"),
        "br": (brotli.compress(MARK.encode()), "br"),
        "zip": (archive.getvalue(), ""),
        "zip in gzip": (gzip.compress(archive.getvalue()), "gzip"),
    }
    body, header = packed[encoding]
    assert marks_in(unpacked(body, header).decode())


def test_a_query_of_a_working_table_is_seen(db):
    with watching_tables() as tables:
        list(Person.objects.filter(casualties__isnull=False))
        models.QuerySet(Person).filter(pk=0).update(occupation="")
    assert {"people_person", "victims_casualty"} <= tables


@pytest.mark.parametrize("model", [*RECORDS, *PARTS])
def test_every_private_text_is_marked(model):
    unmarked = {name for name in DECISIONS[model].private if is_text(model._meta.get_field(name))} - set(private(model))
    assert unmarked == set()


LISTED_BY_MISTAKE = [
    (model, name)
    for model in RECORDS
    for name in private(model)
    if name in DECISIONS[model].private and is_text(model._meta.get_field(name))
]


@pytest.mark.parametrize(("model", "name"), LISTED_BY_MISTAKE)
def test_a_private_field_on_a_public_list_is_found(db, monkeypatch, model, name):
    record = changed(one(model), **private(model))
    assert marks_in(json.dumps(public_values(record), ensure_ascii=False, default=str)) == []
    monkeypatch.setattr(DECISIONS[model], "public", (*DECISIONS[model].public, name))
    assert marks_in(json.dumps(public_values(record), ensure_ascii=False, default=str)) != []


def test_every_table_that_can_be_drafted_is_here():
    assert set(RECORDS) | set(PARTS) <= set(ONE)
    assert set(RECORDS) | set(PARTS) <= set(our_models())
    assert Term not in RECORDS
