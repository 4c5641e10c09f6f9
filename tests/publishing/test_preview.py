from publishing.preview import lines
from publishing.values import public_values
from tests.builders import a_casualty, a_casualty_claim, a_place, an_incident, changed


def test_what_is_public_stands_beside_what_would_be(db):
    casualty = a_casualty(site="near the bakery")
    now = public_values(casualty)
    then = public_values(changed(casualty, site="near the school"))
    (line,) = [line for line in lines("victims.casualty", now, then) if line.differs]
    assert (line.where.lower(), line.now, line.then) == ("site", "near the bakery", "near the school")


def test_words_are_given_as_editors_read_them(db):
    casualty = a_casualty(harmed_place=a_place(name_en="Zhuparly"))
    given = {line.where.lower(): line.then for line in lines("victims.casualty", {}, public_values(casualty))}
    assert (given["harm"], given["harmed place"]) == ("killed", "Zhuparly")


def test_a_new_part_is_given_line_by_line(db):
    casualty = a_casualty()
    now = public_values(casualty)
    a_casualty_claim(casualty, summary="Shot in the street.")
    given = {
        line.where.lower(): line.then
        for line in lines("victims.casualty", now, public_values(casualty))
        if line.differs
    }
    assert given["casualty claim 1: summary"] == "Shot in the street."


def test_a_larger_event_is_no_part(db):
    larger = an_incident("January in Zhuparly")
    values = public_values(an_incident(part_of=larger))
    given = {line.where.lower(): line.then for line in lines("sources.incident", {}, values)}
    assert given["part of"]
