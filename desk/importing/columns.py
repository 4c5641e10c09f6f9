"""What a column of a list may hold, and a guess of it from its header and its first cells. No database."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from desk.importing.header_words import WORDS

KILLED, DETAINED = "killed", "detained"
BOTH = (KILLED, DETAINED)


@dataclass(frozen=True)
class Field:
    """`kind` says how its cells are read, see desk/importing/values.py."""

    name: str
    label: str
    lists: tuple[str, ...]
    kind: str  # name, age, bound, sex, date, line, prose, choice, terms, place, links or left_out
    private: bool = False  # kept for the team and never published; of `left_out`: not even kept


def _fields(lists, kind, *, private=False, **labels) -> list[Field]:
    return [Field(name, label, lists, kind, private) for name, label in labels.items()]


FIELDS: dict[str, Field] = {
    field.name: field
    for field in [
        # Who
        *_fields(
            BOTH,
            "name",
            name=_("name, in any script"),
            name_kk=_("name in Kazakh"),
            name_ru=_("name in Russian"),
            name_en=_("name in English or Latin letters"),
            name_ar=_("name in Arabic"),
            other_names=_("other names and spellings"),
            surname=_("surname"),
            given_name=_("given name"),
            patronymic=_("patronymic"),
        ),
        *_fields(BOTH, "age", age=_("age")),
        *_fields(BOTH, "bound", age_low=_("age, at least"), age_high=_("age, at most")),
        *_fields(BOTH, "choice", sex=_("sex")),
        *_fields(BOTH, "date", born_on=_("date or year of birth")),
        *_fields(BOTH, "place", home_place=_("home place")),
        *_fields(BOTH, "line", occupation=_("occupation"), description=_("description, for someone unnamed")),
        # The row itself
        *_fields(BOTH, "line", number=_("number in the list")),
        *_fields(BOTH, "links", links=_("links to reports")),
        *_fields(BOTH, "prose", circumstances=_("circumstances")),
        *_fields(BOTH, "prose", private=True, quotation=_("quotation"), internal_notes=_("internal notes")),
        # A death or an injury
        *_fields((KILLED,), "choice", harm=_("harm"), status=_("protester, bystander, law enforcement")),
        *_fields((KILLED,), "choice", in_custody=_("in custody then"), armed=_("armed"), time_of_day=_("time of day")),
        *_fields((KILLED,), "date", harmed_on=_("harmed on"), died_on=_("died on")),
        *_fields((KILLED,), "place", harmed_place=_("harmed where"), died_place=_("died where")),
        *_fields((KILLED,), "line", site=_("site"), label_as_printed=_("label as printed")),
        *_fields((KILLED,), "terms", methods=_("methods"), wound_sites=_("wound sites")),
        *_fields(BOTH, "terms", forces=_("forces"), activity=_("activity")),
        # An arrest and what followed
        *_fields(
            (DETAINED,),
            "date",
            arrested_on=_("arrested on"),
            released_on=_("released on"),
            status_as_of=_("status as of"),
            sought_since=_("sought since"),
            held_since=_("held since"),
            held_until=_("held until"),
        ),
        *_fields((DETAINED,), "place", arrested_place=_("arrested where"), facility=_("held where")),
        *_fields(
            (DETAINED,),
            "choice",
            measure=_("measure"),
            custody_status=_("held or released"),
            family_access=_("family access"),
            counsel_access=_("counsel access"),
            whereabouts_acknowledged=_("whereabouts acknowledged"),
            charge_status=_("status of the charge"),
        ),
        *_fields((DETAINED,), "line", court=_("court"), sentence=_("sentence"), article=_("article of law")),
        *_fields((DETAINED,), "line", offence_as_printed=_("offence as printed")),
        *_fields((DETAINED,), "line", private=True, case_number=_("case number")),
        # Never taken in: the register has no place where they would be safe
        *_fields(
            BOTH,
            "left_out",
            private=True,
            identity_number=_("identity number (left out)"),
            telephone=_("telephone or address on the web of a person (left out)"),
            address=pgettext_lazy("where somebody lives", "street address (left out)"),
        ),
    ]
}

_IIN = re.compile(r"\d{12}")
_TELEPHONE = re.compile(r"(?:\+|8|7)[\d\s()-]{9,17}")
_ADDRESS_ON_THE_WEB = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_]{2,}(?:[ '-]+[^\W\d_]+\.?){1,4}")
_MOST = 0.7  # of the cells with something in them


def guess(headers: Sequence[str], sample_rows: Sequence[Sequence[str]], kind: str | None = None) -> dict[int, str]:
    """The field of each column that is recognised, by its index: by the header in kk, ru or en, else by the cells.

    A column of identity numbers or telephones is recognised by its cells, whatever its header says. Only names,
    places, links, notes and what is left out may have several columns; of others the first counts.
    """
    kind = kind or guess_kind(headers)
    guessed = {}
    for index, header in enumerate(headers):
        cells = [row[index].strip() for row in sample_rows if index < len(row) and row[index].strip()]
        field = _private_by_cells(cells) or _by_header(header, kind) or _by_cells(cells)
        if field and (FIELDS[field].kind in SEVERAL or field not in guessed.values()):
            guessed[index] = field
    if sample_rows and not any(FIELDS[field].kind == "name" for field in guessed.values()):
        looks = (index for index in range(len(headers)) if index not in guessed and _holds_names(sample_rows, index))
        guessed |= dict.fromkeys(list(looks)[:1], "name")
    return guessed


SEVERAL = {"name", "place", "links", "prose", "left_out"}


def guess_kind(headers: Sequence[str]) -> str:
    """`detained` where more columns tell of arrests than of deaths."""
    votes = dict.fromkeys(BOTH, 0)
    for header in headers:
        known = {kind: _match(header, kind)[:2] for kind in BOTH}
        for kind, other in (BOTH, BOTH[::-1]):
            votes[kind] += known[kind] > known[other]
    return DETAINED if votes[DETAINED] > votes[KILLED] else KILLED


def tidy(header: str) -> str:
    """A header as it is compared: small letters, words alone."""
    text = unicodedata.normalize("NFKC", header).casefold()  # № is no
    return " ".join(re.findall(r"\w+", text.replace("ё", "е").replace("_", " ")))


def _by_header(header: str, kind: str) -> str:
    return _match(header, kind)[2]


def _match(header: str, kind: str) -> tuple[bool, int, str]:
    """The field whose words are the header, else the one with the longest words in it: (exactly, letters, field)."""
    text = tidy(header)
    candidates = [
        (words == text, len(words), field.partition("@")[0])
        for field, phrases in WORDS.items()
        if kind in FIELDS[field.partition("@")[0]].lists and field.partition("@")[2] in ("", kind)
        for words in phrases
        if words == text or len(words) >= 3 and f" {words} " in f" {text} "
    ]
    return max(candidates, default=(False, 0, ""))


def _private_by_cells(cells: list[str]) -> str:
    if _share(cells, _IIN.fullmatch) > _MOST:
        return "identity_number"
    return "telephone" if _share(cells, _TELEPHONE.fullmatch) > _MOST else ""


def _by_cells(cells: list[str]) -> str:
    return "links" if _share(cells, _ADDRESS_ON_THE_WEB.match) > _MOST else ""


def _holds_names(rows, index) -> bool:
    cells = [row[index].strip() for row in rows if index < len(row) and row[index].strip()]
    return _share(cells, _NAME.fullmatch) > _MOST and len(set(cells)) > 0.9 * len(cells)


def _share(cells, test) -> float:
    return sum(bool(test(cell)) for cell in cells) / len(cells) if cells else 0
