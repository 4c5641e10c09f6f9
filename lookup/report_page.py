"""Everything that one report says, as far as it is published."""

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from lookup import words
from lookup.evidence import ClaimShown, shown_claims
from lookup.figures import FigureShown, shown_figures
from lookup.models import PublishedReport, PublishedStatement, PublishedToll
from lookup.naming import publisher, report_name
from lookup.reading import References, Who, claims_of_published_people, subjects
from lookup.remembered import RememberingPaginator
from lookup.statements import StatementShown, shown_statements
from sources.choices import ReportKind, Translation

PAGE_SIZE = 50
SUBJECTS = {
    "personclaim": _("who this is"),
    "kinship": _("kin"),
    "casualtyclaim": _("harm"),
    "detentionclaim": _("arrest and custody"),
    "custodystep": _("a place of custody"),
    "chargeupdate": _("a charge"),
}


@dataclass
class ClaimOnPerson:
    person: Who
    subject: str
    shown: ClaimShown


class ReportPage:
    """About sixteen queries, however many claims there are."""

    def __init__(self, report: PublishedReport, number=1):
        self.report = report
        self.name = capfirst(report_name(report))
        claims = claims_of_published_people().filter(report=report.public_id).order_by("about", "pk")
        name = ("claims in a report", report.public_id)
        self.page = RememberingPaginator(claims, PAGE_SIZE, name=name).get_page(number)
        claims = list(self.page.object_list)
        is_first = self.page.number == 1
        tolls = list(PublishedToll.objects.filter(report=report.public_id)) if is_first else []
        statements = list(PublishedStatement.objects.filter(report=report.public_id)) if is_first else []
        about = subjects(claims)
        self.references = References([report, *claims, *tolls, *statements], people=about.values())
        self.claims = [
            ClaimOnPerson(
                self.references.who(about[shown.claim.about]), SUBJECTS.get(shown.claim.table, shown.claim.table), shown
            )
            for shown in shown_claims(claims, self.references, about)
        ]
        self.figures: list[FigureShown] = shown_figures(tolls, self.references)
        self.statements: list[StatementShown] = shown_statements(statements, self.references)
        self.facts = report_facts(report)
        self.addresses = [(_("Address"), safe_address(report.url))]
        self.addresses += [(_("Archived copy"), safe_address(report.archive_url))] if report.archive_url else []
        self.changed_on = words.day(report.published_at)
        self.incidents = self._named(self.references.incidents, report.incidents)
        self.mentions = self._named(self.references.reports, report.mentions)
        self.republishes = self.references.reports.get(report.republishes)

    def _named(self, known, ids):
        return [known[public_id] for public_id in ids if public_id in known]


def report_facts(report: PublishedReport) -> list[tuple[str, str]]:
    """Heading and words; what readers look for stands there even where it is not known."""
    always = [
        (_("Kind"), words.choice(ReportKind, report.kind)),
        (_("Publisher"), publisher(report)),
        (_("Published"), words.date(report.published_on, report.published_on_inferred)),
    ]
    if_known = [
        (_("Dateline"), words.quoted(report.dateline) or words.label(report.dateline_place)),
        (_("Authors"), report.authors),
        (_("Picture credits"), report.credits),
        (_("Language of the text read"), words.language(report.language)),
        (_("Translation"), words.choice(Translation, report.translation)),
        (_("On the quality of the text"), report.notes),
        (_("SHA-256 of the saved document"), report.snapshot_sha256),
    ]
    return [*always, *((heading, value) for heading, value in if_known if value)]


def safe_address(url: str) -> str:
    """The address if a browser may follow it: no other scheme than http and https."""
    return url if url.startswith(("https://", "http://")) else ""
