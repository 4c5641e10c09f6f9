"""The list of reports: what each is, and how much of it stands in the register."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Count, F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lookup import words
from lookup.models import PublishedReport, PublishedStatement, PublishedToll
from lookup.reading import claims_of_published_people
from lookup.remembered import remembered
from sources.choices import ReportKind

REPORTS_ON_A_PAGE = 50


@dataclass
class ReportLine:
    report: PublishedReport
    holds: list[str]  # “12 claims about people”, “5 figures”
    is_copy: bool


class ReportsPage:
    """All reports, or those of one kind, the newest first. Six queries, where the numbers of claims are not
    remembered."""

    def __init__(self, kind: str = "", number=1):
        found = set(PublishedReport.objects.order_by().values_list("kind", flat=True).distinct())
        self.kinds = {kind: label for kind, label in ReportKind.choices if kind in found}
        self.kind = kind if kind in self.kinds else ""
        reports = PublishedReport.objects.filter(kind=self.kind) if self.kind else PublishedReport.objects.all()
        in_order = reports.order_by(F("published_on_earliest").desc(nulls_last=True), "title", "public_id")
        self.page = Paginator(in_order, REPORTS_ON_A_PAGE).get_page(number)
        self.lines = _lines(list(self.page.object_list))


def _lines(reports) -> list[ReportLine]:
    ids = [report.public_id for report in reports]
    claims = remembered(("claims in reports", *ids), lambda: _number(claims_of_published_people(), ids))
    figures, statements = (_number(model.objects, ids) for model in (PublishedToll, PublishedStatement))
    return [
        ReportLine(
            report,
            holds(*(counts.get(report.public_id, 0) for counts in (claims, figures, statements))),
            bool(report.republishes),
        )
        for report in reports
    ]


def _number(rows, ids) -> dict[str, int]:
    """How many of the rows each report has."""
    counted = rows.filter(report__in=ids).order_by().values("report").annotate(number=Count("pk"))
    return dict(counted.values_list("report", "number"))


def holds(claims: int, figures: int, statements: int) -> list[str]:
    """How much there is, in words; a sentence where there is nothing."""
    told = [
        (claims, ngettext("%(number)s claim about people", "%(number)s claims about people", claims)),
        (figures, ngettext("%(number)s figure", "%(number)s figures", figures)),
        (statements, ngettext("%(number)s statement", "%(number)s statements", statements)),
    ]
    found = [text % {"number": words.number(number)} for number, text in told if number]
    return found or [_("nothing of it is public")]
