"""A save of a person is held while somebody with such a name may be here already, until the editor answers.

It works without a script: the page comes back with what was typed, with the evidence side by side, and with a question
for each person who may be the same.
"""

import re
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from desk import joining, merging, possible_duplicates
from desk.namesakes import Alike, namesakes
from desk.person_facts import facts_of, together, typed_facts
from desk.possible_duplicates import Pair
from desk.side_by_side import Beside, Profile, beside, concluded, profiles, report_labels
from people.choices import FoundBy
from people.contacts import TYPED
from people.models import Person, PossibleDuplicate
from records.form_fields import ProseFormField

MOST_ASKED = 5  # persons that one save is held for, the most alike; the others go on the list
REASON = ProseFormField(max_length=2000, required=False)
SAME, NOT_THE_SAME, NOT_SURE = "same", "not_the_same", "not_sure"


class Question(NamedTuple):
    """Whether one person is the one typed, as the page asks it, with the answer given so far."""

    alike: Alike
    other: Profile
    rows: list[Beside]
    offered: dict[str, str]  # answers, in words
    answer: str
    reason: str
    fault: str  # what is wrong with the answer

    @property
    def percent(self) -> str:
        return f"{self.alike.likeness:.0%}"

    @property
    def matched(self) -> str:
        return dict(PossibleDuplicate._meta.get_field("matched").choices)[self.alike.matched]


class Hold:
    """The questions of one save, and what was answered."""

    def __init__(self, request, model_admin):
        self.request, self.model_admin = request, model_admin
        self.person = Person()
        self.questions: list[Question] = []
        self.found: list[Alike] = []
        self.typed: Profile | None = None
        self.is_held = False
        self.same: Person | None = None  # who is said to be the person typed
        self.differing: list[str] = []  # what was typed of them and is not stored as it was typed

    def ask(self, person: Person, new: list[str], names: list[str]):
        """Raises `ValidationError` while anybody with a name like one of the new ones waits for an answer."""
        self.person, self.same = person, None
        self.questions, self.is_held = [], False
        self.found = self._unknown(new)
        asked = self.found[:MOST_ASKED]
        if not asked:
            return
        known = profiles([*(one.person for one in asked), *([person.pk] if person.pk else [])])
        self.typed = self._typed(names, known.get(person.pk))
        self.questions = [self._question(one, known[one.person]) for one in asked]
        self.is_held = any(not question.answer or question.fault for question in self.questions)
        if self.is_held:
            raise ValidationError(_("Perhaps already here: answer at the head of the page, and save again."))
        same = [question.alike.person for question in self.questions if question.answer == SAME]
        self.same = Person.objects.get(pk=same[0]) if same else None

    def keep_answers(self, person: Person):
        """After saving: remember who is not the same, and list the pairs of whom nobody is sure.

        What is known stays as it is: whoever got what was typed may have been told apart from the others before.
        """
        by, said = self.request.user, {question.alike.person: question for question in self.questions}
        pairs = {one.person: Pair.of(person.pk, one.person) for one in self.found if one.person != person.pk}
        answered = possible_duplicates.known_answers(pairs.values())
        others = [one for one in self.found if one.person in pairs and pairs[one.person] not in answered]
        listed = [one for one in others if one.person not in said or said[one.person].answer != NOT_THE_SAME]
        possible_duplicates.note([(person.pk, one) for one in listed], found_by=FoundBy.SAVING)
        for one in others:
            if question := said.get(one.person):
                self._keep_answer(person, question, by)

    def _keep_answer(self, person, question, by):
        other = Person.objects.get(pk=question.alike.person)
        if question.answer == NOT_THE_SAME:
            merging.judge_different(one=person, other=other, by=by, reason=question.reason)
            return
        note = question.reason
        if question.answer == SAME:
            note = "\n".join(filter(None, [_("Said to be the same person while editing."), note]))
        pair = PossibleDuplicate.objects.get(**Pair.of(person.pk, other.pk)._asdict())
        possible_duplicates.not_sure(pair=pair, by=by, note=note)

    # Steps

    def _unknown(self, texts) -> list[Alike]:
        """Who has such a name; but for those of whom it is known already how they stand to this person."""
        if not texts:
            return []
        facts, people = typed_facts(self.person), Person.objects.standing()
        if self.person.pk is None:
            return namesakes(texts, facts=facts, people=people)
        facts = together(facts, facts_of([self.person.pk])[self.person.pk])
        found = namesakes(texts, facts=facts, people=people.exclude(pk=self.person.pk))
        pairs = {one.person: Pair.of(self.person.pk, one.person) for one in found}
        answered = set(possible_duplicates.known_answers(pairs.values()))
        noted = PossibleDuplicate.objects.touching([self.person.pk]).exclude(noted_by=None)
        answered |= {Pair(*pair) for pair in noted.values_list("first", "second")}
        return [one for one in found if pairs[one.person] not in answered]

    def _typed(self, names, known: Profile | None) -> Profile:
        reports = report_labels(self._keys(r"claims-\d+-report")).values()
        return Profile(
            label=_("What you typed"),
            address="",
            names=names,
            **concluded(self.person),
            events=known.events if known else [],
            reports=list(dict.fromkeys([*(known.reports if known else []), *reports])),
            claims=0,
        )

    def _question(self, one: Alike, other: Profile) -> Question:
        offered, fault = self._offered(), ""
        answer = self.request.POST.get(f"answer-{one.person}", "")
        reason = self.request.POST.get(f"reason-{one.person}", "")
        try:
            reason = REASON.clean(reason)
        except ValidationError as error:
            fault = " ".join(error.messages)
        answer = answer if answer in offered else ""
        fault = fault or self._fault(one, answer, reason)
        return Question(one, other, beside(self.typed, other), offered, answer, reason, fault)

    def _offered(self) -> dict[str, str]:
        is_new, offered = self.person.pk is None, {}
        if not is_new:
            offered[SAME] = _("the same person: save, and go on to merging")
        elif self.model_admin.has_change_permission(self.request):
            offered[SAME] = _("the same person: add what I typed to them")
        if self.request.user.has_perm("people.add_notthesame"):
            offered[NOT_THE_SAME] = _("not the same person: save, and remember it")
        return offered | {NOT_SURE: _("not sure: save, and keep the two on the list of possible duplicates")}

    def _fault(self, one, answer, reason) -> str:
        if answer == NOT_THE_SAME and not reason:
            return _("Write why they are not the same.")
        if answer == SAME and len(self._said_same()) > 1:
            return _("What you typed can be one person only: choose another answer for all but one.")
        if answer == SAME and one.person in self._keys(r"kinships-\d+-relative"):
            return _("You typed this person as kin: nobody is their own relative.")
        if answer == SAME and self.person.pk is None and self._has_a_second_contact(one.person):
            return _("This person has a contact already: empty the box here, and replace it on that person's page.")
        if answer == SAME and self.person.pk is None and self._fills_the_notes(one.person):
            return _(
                "The internal notes of this person would become too long: what differs is kept there. Shorten the "
                "internal notes here or on that person's page; nothing you typed is lost."
            )
        return ""

    def _has_a_second_contact(self, person) -> bool:
        typed = self.request.POST.get(TYPED, "").strip()
        return bool(typed) and Person.objects.filter(pk=person).exclude(contact="").exists()

    def _fills_the_notes(self, person) -> bool:
        return joining.notes_are_full(Person.objects.get(pk=person), self.person, by=self.request.user)

    def _said_same(self) -> list[str]:
        answers = self.request.POST.items()
        return [name for name, answer in answers if answer == SAME and re.fullmatch(r"answer-\d{1,18}", name)]

    def _keys(self, pattern) -> list[int]:
        """The keys chosen in the inputs with such a name."""
        chosen = [value for name, value in self.request.POST.items() if re.fullmatch(pattern, name)]
        return [int(value) for value in chosen if re.fullmatch(r"\d{1,18}", value)]
