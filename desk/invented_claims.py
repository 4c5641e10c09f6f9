"""What invented reports tell of invented people, in bulk: claims, arrests, charges, figures. Only to measure with."""

import random
from itertools import islice

from django.db import transaction
from django.db.models import Max

from desk.invented import new_row
from detentions.choices import ChargeStatus, CustodyStatus
from detentions.models import Charge, ChargeUpdate, CustodyStep, Detention, DetentionClaim
from people.choices import OrganisationKind
from people.models import Organisation
from people.names import fold
from records.bulk import AT_ONCE, continue_keys, gather_statistics, insert_rows
from records.choices import Confirmation
from records.public_id import new_public_id
from records.recording import unrecorded
from sources.choices import Attribution, Bound, StatementKind, TermList
from sources.models import Report, Statement, Term, Toll
from victims.models import Casualty, CasualtyClaim

BODIES = 12
PEOPLE_OF_A_REPORT = 40  # a report for so many people; the first of all tells of many more
TOLD_BY_THE_FIRST = 200
FIGURES, STATEMENTS = 60, 40
TEXT = "On 5 January people stood in the square of an invented town. Shots were fired, and some of them fell.\n\n" * 30


def invent_claims(*, seed: int, after: int = 0, progress=iter) -> int:
    """Let invented reports tell of each casualty with a key above `after`. Returns how many claims were written.

    Each casualty has one to three claims; every fourth person was arrested, every tenth charged. Like the people, all
    this is written in bulk and without history.
    """
    chance = random.Random(f"{seed}: claims")  # noqa: S311 (nothing secret)
    casualties = Casualty.objects.filter(pk__gt=after).order_by("pk")
    casualties = casualties.values_list("pk", "person", "incident", "harm", "harmed_on", "person__shown_name")
    incidents = sorted(set(casualties.order_by().values_list("incident", flat=True).distinct()))
    with transaction.atomic():
        bodies = _bodies()
        reports = _reports(chance, bodies, casualties.count(), incidents)
        work = _Claims(chance, bodies, reports)
        rows = iter(progress(casualties.iterator(AT_ONCE)))
        while some := list(islice(rows, AT_ONCE)):
            work.write(some)
        for incident in incidents:
            work.write_figures(incident)
        for table in (Report, Detention, Charge, Toll):
            continue_keys(table)
        gather_statistics([Report, CasualtyClaim, Detention, DetentionClaim, CustodyStep, Charge, ChargeUpdate, Toll])
    return work.count


def _bodies() -> list[int]:
    with unrecorded():
        made = [
            Organisation(name_en=f"Invented agency {it}", kind=OrganisationKind.NEWS_OUTLET) for it in range(BODIES)
        ]
        for body in made:
            body.save()
    return [body.pk for body in made]


def _reports(chance, bodies, people, incidents) -> list[int]:
    first = _next_key(Report)
    keys = list(range(first, first + people // PEOPLE_OF_A_REPORT + 2))
    plain = new_row(Report, kind="article", language="ru", published_on="2022-01-15", captured_text=TEXT)
    _insert(
        Report,
        (
            plain
            | {"id": key, "title": f"Invented report {key}", "search_text": f"invented report {key}"}
            | {"publisher_id": chance.choice(bodies), "public_id": new_public_id()}
            for key in keys
        ),
    )
    about = ({"report_id": key, "incident_id": chance.choice(incidents)} for key in keys)
    _insert(Report.incidents.through, about if incidents else ())
    return keys


class _Claims:
    def __init__(self, chance, bodies, reports):
        self.chance, self.bodies, self.reports = chance, bodies, reports
        self.detention, self.charge = _next_key(Detention), _next_key(Charge)
        self.count = 0

    def write(self, casualties):
        rows = {table: [] for table in (CasualtyClaim, Detention, DetentionClaim, CustodyStep, Charge, ChargeUpdate)}
        for number, (key, person, incident, harm, harmed_on, name) in enumerate(casualties):
            about = {"person_id": person, "incident_id": incident}
            for _again in range(self.chance.choice([1, 1, 2, 3])):
                told = {"casualty_id": key, "name_as_printed": fold(name).title()[:200]}
                day = harmed_on if self.chance.random() < 0.8 else f"2022-01-{self.chance.randint(2, 12):02}"
                rows[CasualtyClaim].append(self._claim(CasualtyClaim, told, harm=harm, harmed_on=day))
            if number % 4 == 0:
                self._arrest(rows, about)
            if number % 10 == 0:
                self._charge(rows, about)
        for table, made in rows.items():
            _insert(table, made)
        self.count += sum(len(rows[table]) for table in (CasualtyClaim, DetentionClaim, ChargeUpdate))

    def _arrest(self, rows, about):
        day, status = f"2022-01-{self.chance.randint(4, 20):02}", self.chance.choice(CustodyStatus.values[:3])
        sure = self.chance.choice(Confirmation.values[:4])
        facts = {"arrested_on": day, "status": status}
        arrest = new_row(Detention, confirmation=sure, **facts)
        rows[Detention].append(arrest | about | {"id": self.detention, "public_id": new_public_id()})
        told = {"detention_id": self.detention}
        rows[DetentionClaim].append(self._claim(DetentionClaim, told, **facts))
        rows[CustodyStep].append(self._claim(CustodyStep, told, order=1, began_on=day))
        self.detention += 1

    def _charge(self, rows, about):
        offence = {"offence_as_printed": "taking part in an invented riot"}
        charge = new_row(Charge, search_text=offence["offence_as_printed"], **offence)
        rows[Charge].append(charge | about | {"id": self.charge, "public_id": new_public_id()})
        status = self.chance.choice(ChargeStatus.values)
        rows[ChargeUpdate].append(self._claim(ChargeUpdate, {"charge_id": self.charge}, status=status, **offence))
        self.charge += 1

    def write_figures(self, incident):
        """Tolls of killed and injured by several bodies, and statements, all of one incident."""
        words = {code: Term.objects.filter(list=TermList.COUNTED, code=code).first() for code in ("killed", "injured")}
        first, tolls, what = _next_key(Toll), [], []
        for key in range(first, first + FIGURES):
            day, low = f"2022-01-{self.chance.randint(5, 30):02}", self.chance.randint(10, 240)
            bound = self.chance.choice([Bound.EXACTLY, Bound.AT_LEAST, Bound.ABOUT])
            values = {"id": key, "incident_id": incident, "low": low, "wording": str(low)}
            tolls.append(self._claim(Toll, values, as_of=day, bound=bound))
            word = words["killed" if key % 2 else "injured"]
            what += [{"toll_id": key, "term_id": word.pk}] if word else []
        _insert(Toll, tolls)
        _insert(Toll.what.through, what)
        said = {"incident_id": incident, "summary": "The speaker asks for an inquiry."}
        kinds = StatementKind.values
        _insert(Statement, (self._claim(Statement, said, kind=self.chance.choice(kinds)) for _it in range(STATEMENTS)))

    def _claim(self, table, own, **values) -> dict:
        """A claim of some report; `values` are few, those that differ from row to row come in `own`."""
        body = self.chance.choice([None, *self.bodies])
        said = Attribution.NAMED if body else Attribution.REPORT
        by = {"report_id": self._report(), "claimant_organisation_id": body, "public_id": new_public_id()}
        return new_row(table, attribution=said, **values) | own | by

    def _report(self) -> int:
        """Any report; the first one tells of as many people as a long list does."""
        one_in = max(2, len(self.reports) * PEOPLE_OF_A_REPORT // TOLD_BY_THE_FIRST)
        return self.reports[0] if self.chance.randrange(one_in) == 0 else self.chance.choice(self.reports)


def _next_key(table) -> int:
    return (table.objects.aggregate(last=Max("pk"))["last"] or 0) + 1


def _insert(table, rows):
    rows = list(rows)
    if rows:
        insert_rows(table, list(rows[0]), (list(row.values()) for row in rows))
