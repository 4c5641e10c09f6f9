"""What every claim, figure and statement says of its origin: the report, the speaker, and whether it stands."""

from lookup.downloads.columns import BETWEEN, Column, body, choice, dates, person, plain, report
from lookup.models import PublishedStatement, PublishedToll
from lookup.reading import References, claims_of_published_people
from lookup.voices import speakers
from records import public_id
from sources.choices import Attribution, Certainty, Standing


class SaidReferences(References):
    """Also knows which of the claims, figures and statements that the rows name are published."""

    def __init__(self, rows, **others):
        super().__init__(rows, **others)
        asked = set()
        for row in rows:
            relations = getattr(row, "relations", [])
            asked |= {*row.repeats, *(relation.get("other") for relation in relations)}
            asked |= {getattr(row, "about_toll", ""), getattr(row, "about_statement", "")}
        self.published = set()
        for said in (claims_of_published_people(), PublishedToll.objects.all(), PublishedStatement.objects.all()):
            self.published |= set(said.filter(public_id__in=asked).values_list("public_id", flat=True))

    def shown(self, asked) -> str:
        """The ids that are published, as people read them."""
        return BETWEEN.join(public_id.shown(other) for other in asked if other in self.published)


SAID = [
    *report("report", "The report that says it"),
    plain("where_in_report", "Where in the report"),
    Column(
        "said_by",
        "Who says it, in words",
        lambda row, references: ", ".join(who.text for who in speakers(row, references)),
    ),
    *choice("attribution", "Whom the report names as saying it", Attribution),
    *person("claimant_person", "The person who says it"),
    body("claimant_organisation", "The body that says it or that the person speaks for"),
    plain("claimant_office", "In what office"),
    plain("claimant_relation", "How related to the person concerned"),
    body("relayed_by", "The body that passed it on"),
    *person("relayed_by_person", "The person who passed it on"),
    *dates("said_on", "When it was said"),
    plain("summary", "What is claimed, in our words"),
    plain("quotation", "Word for word, where that is public"),
    *choice("certainty", "How the report says it", Certainty),
    plain("reading", "How the editor reads a garbled passage"),
    plain("not_disclosed", "What the claimant declined to say"),
    *choice("standing", "Whether it still stands", Standing),
    *dates("standing_on", "Since when not"),
    *report("standing_report", "The report that says so"),
    Column(
        "repeats",
        "Earlier ones that this only repeats: it is not independent",
        lambda row, references: references.shown(row.repeats),
    ),
]
