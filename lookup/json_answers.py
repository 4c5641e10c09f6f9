"""The pages as JSON, for programs: the same values as the page and nothing else; every value with its claims.

`docs/json.md` describes it for readers, `/schema.json` for programs. It is made from what the pages are made from, so
nothing is let through here that a page would not show: who is not public is named by no id.
"""

from lookup import facts
from lookup.evidence import ClaimShown, Conclusion
from lookup.facts import Fact
from lookup.figures import FigureShown
from lookup.models import PublishedPerson, PublishedReport, Said
from lookup.people_lines import PersonLine
from lookup.person_page import Kin, PersonPage, Section
from lookup.reading import Who
from lookup.report_page import ReportPage, safe_address
from lookup.statements import StatementShown
from lookup.voices import Voice

KINDS = {"publishedcasualty": "casualty", "publisheddetention": "detention", "publishedcharge": "charge"}
OF_SAID = {field.name for field in Said._meta.get_fields()}
OF_ROWS = {"id", "public_id", "version", "published_at", "incident", "relations"}
PEOPLE = {"by_person", "to_person", "persons", "by_organisation", "to_organisation"}
OTHERS = {"about_toll", "about_statement"}


def known(values: dict) -> dict:
    """Without what is empty."""
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}


def who(one: Who) -> dict:
    return known({"name": one.text, "id": one.url.rsplit("/", 1)[-1] if one.url else ""})


def report(row: PublishedReport | None) -> dict | None:
    """A report that is not public is None."""
    return row and known(
        {
            "id": row.shown_id,
            "title": row.title,
            "publisher": row.publisher,
            "publisher_inferred": row.publisher_inferred or None,
            "kind": row.kind,
            "published_on": row.published_on,
            "url": safe_address(row.url),
            "archive_url": safe_address(row.archive_url),
        }
    )


def voice(shown: Voice) -> dict:
    """Who says it, in what office, in which report, when, how surely, and whether it stands."""
    said = shown.said
    roles = (said.claimant_office, said.claimant_relation)
    return known(
        {
            "attribution": said.attribution,
            "said_by": [who(one) for one in shown.speakers if one.text not in roles],
            "office": said.claimant_office,
            "relation": said.claimant_relation,
            "relayed_by": [who(one) for one in shown.relayed_by],
            "said_on": said.said_on,
            "report": report(shown.report),
            "where_in_report": said.where_in_report,
            "certainty": said.certainty,
            "summary": said.summary,
            "quotation": said.quotation,
            "how_the_editor_reads_it": said.reading,
            "not_disclosed": said.not_disclosed,
            "standing": said.standing,
            "standing_on": said.standing_on,
            "standing_report": report(shown.standing_report),
        }
    )


def value(fact: Fact, values: dict):
    """One value as it is stored: a date in EDTF, a label in three languages, an age with two ends."""
    if fact.kind == facts.AGE:
        names = ("age_low", "age_high", "age_as_printed")
        return known({name.removeprefix("age_"): values.get(name) for name in names})
    if fact.kind == facts.DATE and values.get(f"{fact.name}_inferred"):
        return {"date": values[fact.name], "inferred": True}
    return values.get(fact.name)


def told(about: tuple[Fact, ...], values: dict) -> dict:
    return known({fact.name: value(fact, values) for fact in about})


def claim(shown: ClaimShown) -> dict:
    return known(
        {
            "number": shown.number,
            "kind": shown.claim.table,
            **voice(shown.voice),
            "repeats": shown.repeats,
            "relative": who(shown.relative) if shown.relative else None,
            "values": told(facts.OF_CLAIMS.get(shown.claim.table, ()), shown.values),
        }
    )


def conclusions(record, found: list[Conclusion]) -> dict:
    """Each fact with what is concluded (null: nothing) and the numbers of the claims that speak to it."""
    concluded = facts.recorded(record)
    return {
        one.fact.name: {
            "value": value(one.fact, concluded) or None,
            "claims": [mention.number for mention in one.mentions if not mention.differs],
            "claims_that_differ": [mention.number for mention in one.mentions if mention.differs],
        }
        for one in found
    }


def record(section: Section) -> dict:
    row = section.record
    return known(
        {
            "id": row.shown_id,
            "kind": KINDS[row._meta.model_name],
            "event": section.incident,
            "confirmation": getattr(row, "confirmation", ""),
            "confirmation_reason": getattr(row, "confirmation_reason", ""),
            "why_included": getattr(row, "why_included", ""),
            "concluded": conclusions(row, [*section.conclusions, *section.hard_to_read]),
        }
    )


def kin(one: Kin) -> dict:
    """`said`: who says it, where the claim stands on the page of the other one, and its words with it."""
    said = [known(voice(shown) | {"summary": "", "quotation": ""}) for shown in one.elsewhere]
    return {
        "relation": one.code,
        "who": who(one.who),
        "claims": [shown.number for shown in one.claims],
        "is_of": one.is_of,
        "stands": one.stands,
        **known({"said": said}),
    }


def identity(row: PublishedPerson, base: str) -> dict:
    return known({"id": row.shown_id, "address": base + row.path, "name": row.name, "description": row.description})


def person(page: PersonPage, base: str) -> dict:
    """`base`: scheme and host."""
    row = page.person
    return {
        **identity(row, base),
        "names": [known({"text": one.text, "language": one.language, "kind": one.kind}) for one in page.names],
        "concluded": conclusions(row, page.facts),
        "records": [record(section) for section in page.sections],
        "claims": [claim(shown) for shown in page.claims],
        "kin": [kin(one) for one in page.kin],
        "statements": [statement(shown) for shown in page.statements],
        "changes": [{"on": day.isoformat(), "fields": names} for day, names in page.changes_by_day],
    }


def line(shown: PersonLine, base: str) -> dict:
    """A person in a list: what is concluded, without the claims, which stand on the person's own page."""
    rows = [
        known(
            {
                "id": row.shown_id,
                "kind": KINDS[row._meta.model_name],
                "confirmation": getattr(row, "confirmation", ""),
                "concluded": told(facts.OF_RECORDS[row._meta.model_name], facts.recorded(row)),
            }
        )
        for row in shown.records
    ]
    return {**identity(shown.person, base), "records": rows}


def row_said(row, shown: Voice, **more) -> dict:
    """A figure or a statement: what stands in its own columns, and who says it."""
    skipped = OF_SAID | OF_ROWS | PEOPLE | OTHERS
    own = {name: value for name, value in facts.recorded(row).items() if name not in skipped}
    own = {name: value for name, value in own.items() if not name.endswith(("_earliest", "_latest"))}
    return known({"id": row.shown_id, **own, **voice(shown), **more})


def figure(shown: FigureShown) -> dict:
    return row_said(shown.toll, shown.voice, event=shown.incident)


def statement(shown: StatementShown) -> dict:
    more = {name: [who(one) for one in getattr(shown, name)] for name in ("by", "to", "persons")}
    return row_said(shown.statement, shown.voice, event=shown.incident, **more)


def report_page(page: ReportPage, base: str) -> dict:
    row = page.report
    more = {"dateline": row.dateline, "authors": row.authors, "language": row.language, "notes": row.notes}
    return {
        **report(row),
        "address": base + row.path,
        **known({**more, "translation": row.translation, "snapshot_sha256": row.snapshot_sha256}),
        "events": [incident.title for incident in page.incidents],
        "claims": [{"person": who(one.person), **claim(one.shown)} for one in page.claims],
        "figures": [figure(shown) for shown in page.figures],
        "statements": [statement(shown) for shown in page.statements],
    }


def of_list(page, name: str, rows: list) -> dict:
    """One page of a list; `?page=2` has the next."""
    return {"count": page.paginator.count, "page": page.number, "pages": page.paginator.num_pages, name: rows}
