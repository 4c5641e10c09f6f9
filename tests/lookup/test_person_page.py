import re
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from lookup.models import PublishedChange
from publishing import door
from sources.choices import TermList
from tests.builders import (
    a_casualty,
    a_casualty_claim,
    a_kinship,
    a_named_person,
    a_person,
    a_report,
    a_statement,
    a_term,
    changed,
)


@pytest.fixture
def page(register, read, page_of):
    """The page of the man killed, its white space made single."""
    return " ".join(read(page_of(register.akzhan)).split())


def part(page, start, end):
    assert start in page
    return page.split(start, 1)[1].split(end, 1)[0]


def test_the_name_stands_at_the_head_with_its_other_spelling(page):
    assert re.search(r"<h1[^>]*>Ақжан Төлеген</h1>", page)
    assert '<bdi lang="en-Latn">Akjan Tolegen</bdi> (misspelling)' in page


def test_conclusions_name_the_claims_behind_them(page):
    fact = part(page, "<dt>Armed</dt>", "</div>")
    assert "unknown" in fact
    assert re.search(r'href="#claim-\d+">claim \d+ differs', fact)


def test_a_coarser_claim_does_not_differ(page):
    fact = part(page, "<dt>When harmed</dt>", "</div>")
    assert "5 January 2022" in fact
    assert fact.count("differs") == 1  # 7 January does, January does not


def test_how_sure_the_researchers_are_is_said_with_the_reason(page):
    assert "<strong>probable</strong>. A relative told it." in page


def test_every_claim_says_who_says_it_and_links_to_its_report(page, register, page_of):
    claims = part(page, "Who says it</h2>", 'id="statements"')
    assert "<strong>Төлеген Бекбол, father</strong>" in claims
    assert f'<a href="{page_of(register.first)}">Three days in Zhuparly</a>' in claims
    assert "How the editor reads it: The town is meant." in claims


def test_a_protected_speaker_stands_as_a_withheld_name(page):
    assert "<strong>name withheld</strong>" in page
    assert "Friend: name withheld" in page


def test_a_retracted_claim_is_struck_and_said_to_be_retracted(page, register, page_of):
    assert f'<strong>Retracted, 1 February 2022</strong>, according to: <a href="{page_of(register.first)}">' in page
    assert '<del class="struck">' in page


def test_reports_that_contradict_stand_beside_each_other(page):
    row = part(page, '<th scope="row" role="rowheader">Where harmed</th>', "</tr>")
    assert "Zhuparly" in row
    assert re.search(r"Qamysty</del> \(retracted, 1 February 2022\) <strong>\(differs\)", row)


def test_places_of_custody_stand_in_order_with_hearsay_marked(page):
    steps = part(page, '<ol class="steps">', "</ol>")
    assert steps.index("a police station") < steps.index("the department")
    assert "dates not given" in steps
    assert "<em>hearsay</em>" in steps


def test_a_charge_after_death_is_said_plainly(page):
    assert "Charged after death: mass disorder</h2>" in page
    assert "the person was already dead when charged" in page
    assert "Charged: March 2022" in page


def test_what_nobody_recorded_is_said(page):
    assert "nothing recorded" in part(page, "<dt>Forces alleged to have done it</dt>", "</div>")


def test_statements_that_concern_the_person_are_there(page):
    statements = part(page, 'id="statements"', "</section>")
    assert "That the charge be dropped." in statements
    assert "Court of Zhuparly" in statements


def test_the_page_says_when_it_last_changed(page, register):
    assert re.search(rf"Page {register.akzhan.shown_id}, last changed \d+ \w+ 20\d\d\.", page)


def test_kin_with_a_page_are_linked_from_both_sides(killed, publish, read, page_of):
    child, mother = killed("Айша Қамыс"), killed("Бибіш Қамыс")
    a_kinship(child, mother, relation="mother")
    publish(child)
    assert f'Mother: <a href="{page_of(mother)}">Бибіш Қамыс</a>' in read(page_of(child))
    assert f'Mother of: <a href="{page_of(child)}">Айша Қамыс</a>' in " ".join(read(page_of(mother)).split())


@pytest.fixture
def denied(killed, publish):
    """A child, and somebody of whom one report says that she is the mother, which another denies."""
    child, mother = killed("Айша Қамыс"), killed("Бибіш Қамыс")
    report, denial = a_report("Three days in Zhuparly"), a_report("A week later")
    said = {"report": report, "attribution": "none", "standing": "denied", "standing_report": denial}
    a_kinship(child, mother, relation="mother", **said)
    publish(report, denial, child)
    return SimpleNamespace(child=child, mother=mother, report=report, denial=denial)


def test_kin_that_was_denied_are_struck_on_both_pages(denied, read, page_of):
    page = " ".join(read(page_of(denied.child)).split())
    assert f'<del>Mother: <a href="{page_of(denied.mother)}">Бибіш Қамыс</a></del>' in page
    assert "claim 1</a> (denied)" in page
    page = " ".join(read(page_of(denied.mother)).split())
    assert f'<del>Mother of: <a href="{page_of(denied.child)}">Айша Қамыс</a></del>' in page


def test_kin_told_on_the_other_page_have_report_and_speaker_here_too(denied, read, page_of, visitor):
    kin = read(page_of(denied.mother)).split('id="kin"')[1].split("</section>")[0]
    for told in ("the report does not say who", "Three days in Zhuparly", "Denied", "A week later"):
        assert told in kin
    (kin,) = visitor.get(f"/p/{denied.mother.shown_id}.json").json()["kin"]
    (said,) = kin["said"]
    assert (kin["is_of"], kin["stands"], said["standing"]) == (True, False, "denied")
    assert said["report"]["id"] == denied.report.shown_id
    (kin,) = visitor.get(f"/p/{denied.child.shown_id}.json").json()["kin"]
    assert (kin["claims"], kin["stands"]) == ([1], False)


def test_kin_stand_while_one_report_still_says_so(denied, publish, read, page_of):
    a_kinship(denied.child, denied.mother, relation="mother")
    publish(denied.child)
    kin = read(page_of(denied.child)).split('id="kin"')[1].split("</section>")[0]
    assert "<del>" not in kin
    assert kin.count("(denied)") == 1


def test_kin_who_are_not_published_have_no_name(killed, publish, read, page_of):
    child = killed("Айша Қамыс")
    a_kinship(child, a_named_person("Көкше Қамыс"), relation="mother")
    publish(child)
    assert "Mother: name withheld" in read(page_of(child))
    assert "Көкше" not in read(page_of(child))


def test_somebody_unnamed_is_described(killed, read, page_of):
    boy = killed(description="boy of 12 with his mother")
    assert "<h1>Boy of 12 with his mother</h1>" in read(page_of(boy))
    assert "Name not known, or not made public." in read(page_of(boy))


def test_somebody_without_name_and_description_has_a_heading(killed, read, page_of):
    nobody = killed(description_is_public=False)
    assert "<h1>Person without a public name</h1>" in read(page_of(nobody))


def test_a_name_switched_off_is_gone_from_claims_as_printed(register, researcher, read, page_of):
    assert "Akzhan T." in read(page_of(register.akzhan))
    door.hide_names(person=register.akzhan, by=researcher, reason="the family asks")
    page = read(page_of(register.akzhan))
    assert "Akzhan" not in page
    assert "Ақжан" not in page


def test_an_unpublished_report_is_not_named(publish, read, page_of):
    person = a_named_person()
    casualty = a_casualty(person=person)
    a_casualty_claim(casualty, report=a_report("Not for everyone"), harm="killed")
    publish(person, casualty)
    page = read(page_of(person))
    assert "a report that is not public" in page
    assert "Not for everyone" not in page


def test_text_is_escaped(killed, publish, read, page_of):
    person = changed(killed("Айша <b>Қамыс</b>"), occupation="<script>alert(1)</script>")
    publish(person)
    page = read(page_of(person))
    assert "<script>" not in page
    assert "&lt;b&gt;" in page


def test_a_repeated_claim_is_said_to_be_no_second_source(publish, read, page_of):
    person = a_person("Айша Қамыс", name_is_public=True)
    casualty = a_casualty(person=person)
    first = a_casualty_claim(casualty, harm="killed")
    a_casualty_claim(casualty, harm="killed", repeats=[first])
    publish(person, casualty)
    assert "is not a second source: <a" in " ".join(read(page_of(person)).split())


def test_what_is_concluded_stands_first_in_sentences(page):
    told = part(page, '<p class="concluded">', "</p>")
    assert told.startswith("He was killed. When: 5 January 2022. Where: Zhuparly.")
    assert page.index('class="concluded"') < page.index('<dl class="facts">')


def test_injuries_are_told_after_a_word_of_warning_and_a_click(publish, read, page_of):
    person = a_named_person()
    casualty = a_casualty(person=person, wound_sites=[a_term(TermList.WOUND_SITE, "head_wound")])
    a_casualty_claim(casualty, circumstances="MARK-C", summary="MARK-S", quotation="MARK-Q", quotation_is_public=True)
    publish(person, casualty)
    page = read(page_of(person))
    outside = re.sub(r"<details class=\"hard\">.*?</details>", "", page, flags=re.DOTALL)
    for hard in ("head wound", "MARK-C", "MARK-S", "MARK-Q"):
        assert hard in page
        assert hard not in outside
    assert "<details open" not in page


def test_the_words_of_a_statement_on_injuries_stand_behind_the_warning_too(killed, publish, read, page_of):
    person, method = killed("Айша Қамыс"), a_term(TermList.METHOD, "gunshot")
    words = {"summary": "MARK-S", "quotation": "MARK-Q", "quotation_is_public": True, "persons": [person]}
    publish(a_statement(methods=[method], **words), a_statement(summary="MARK-PLAIN", persons=[person]))
    page = read(page_of(person))
    outside = re.sub(r"<details class=\"hard\">.*?</details>", "", page, flags=re.DOTALL)
    for hard in ("gunshot", "MARK-S", "MARK-Q"):
        assert hard in page
        assert hard not in outside
    assert "MARK-PLAIN" in outside


def test_the_page_says_what_changed_and_never_what_stood_there(register, publish, read, page_of):
    changed(register.casualty, site="by the school", confirmation_reason="Two relatives told it.")
    publish(register.casualty)
    page = " ".join(read(page_of(register.akzhan)).split())
    assert "When this page changed, and in what" not in page  # all on one day
    PublishedChange.objects.filter(fields=[]).update(at=datetime(2022, 5, 1, tzinfo=UTC))
    page = " ".join(read(page_of(register.akzhan)).split())
    changes = part(page, '<ul class="changes">', "</ul>")
    assert "1 May 2022: published here for the first time" in changes
    assert "At what spot" in changes
    assert "A relative told it." not in changes


def test_a_name_from_right_to_left_is_kept_apart(killed, publish, read, page_of):
    child, mother = killed("Айша Қамыс"), killed("قامىس")
    a_kinship(child, mother, relation="mother")
    publish(child)
    assert "<bdi>قامىس</bdi></a>" in read(page_of(child))
