"""Published values in words of the language in use: labels, choices, dates, ages, numbers and figures."""

import re

from django.utils.formats import number_format
from django.utils.translation import get_language, get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from records.dates import UnreadableDate, in_words
from sources.choices import Bound


def label(value: dict | None) -> str:
    """A label `{"code", "en", "ru", "kk"}` in the language in use, else in English, else in any."""
    value = value or {}
    languages = [(get_language() or "en")[:2], "en", "ru", "kk"]
    return next((value[name] for name in languages if value.get(name)), value.get("code", ""))


def labels(values: list | None) -> str:
    return ", ".join(filter(None, map(label, values or [])))


def language(code: str) -> str:
    """A language in words: “Kazakh” of `kk-Cyrl`; the code itself where we have no word for it."""
    try:
        return str(LANGUAGES.get(code.split("-")[0]) or get_language_info(code)["name_translated"]) if code else ""
    except KeyError:
        return code


LANGUAGES = {"kk": gettext_lazy("Kazakh"), "ru": gettext_lazy("Russian"), "en": gettext_lazy("English")}


def key(value: dict | None) -> str:
    """What tells one label from another: its code, or its name where it has none."""
    value = value or {}
    return value.get("code") or value.get("en") or value.get("ru") or value.get("kk") or ""


def choice(choices, value: str) -> str:
    """The label of a value of `TextChoices`; a value that they do not know is shown as it is."""
    try:
        return str(choices(value).label) if value else ""
    except ValueError:
        return value


def date(text: str, inferred: bool = False) -> str:
    """A partial date (EDTF) in words."""
    try:
        words = in_words(text, get_language() or "en") if text else ""
    except UnreadableDate:
        return text
    return _("%(date)s (inferred)") % {"date": words} if words and inferred else words


def day(moment) -> str:
    """The day of a moment in words, as the dates beside it."""
    return date(moment.date().isoformat()) if moment else ""


def one_full_stop(sentence: str) -> str:
    """Where an abbreviation such as “2022 г.” ends it, its own full stop is enough."""
    return re.sub(r"(?<!\.)\.\.(?!\.)", ".", sentence)


def quoted(text: str) -> str:
    return _("“%(words)s”") % {"words": text} if text else ""


def number(value: int) -> str:
    return number_format(value, use_l10n=True, force_grouping=True)


def age(low: int | None, high: int | None, as_printed: str = "") -> str:
    """An age in completed years; the words of the report where it gives no number."""
    if low is None and high is None:
        return quoted(as_printed)
    if low == high:
        return str(low)
    if high is None:
        return _("at least %(age)s") % {"age": low}
    if low is None:
        return _("at most %(age)s") % {"age": high}
    return _("between %(low)s and %(high)s") % {"low": low, "high": high}


BOUND_WORDS = {
    Bound.AT_LEAST: gettext_lazy("at least %(number)s"),
    Bound.MORE_THAN: gettext_lazy("more than %(number)s"),
    Bound.ABOUT: gettext_lazy("about %(number)s"),
    Bound.AT_MOST: gettext_lazy("at most %(number)s"),
    Bound.MORE_THAN_ANOTHER: gettext_lazy("more than another figure: %(number)s"),
    Bound.NOT_DISCLOSED: gettext_lazy("%(number)s, in part not disclosed"),
}


def figure(toll) -> str:
    """A figure with its bound: “at least 225”, “2,000–2,500”, a vague word in quotation marks, “not disclosed”."""
    if toll.low is None and toll.high is None:
        return _figure_without_number(toll)
    numbers = [number(value) for value in dict.fromkeys([toll.low, toll.high]) if value is not None]
    return str(BOUND_WORDS.get(toll.bound, "%(number)s")) % {"number": "–".join(numbers)}


def _figure_without_number(toll) -> str:
    if toll.bound == Bound.NOT_DISCLOSED:
        return _("not disclosed")
    if toll.bound == Bound.MORE_THAN_ANOTHER:
        return _("more than another figure")
    return quoted(toll.wording) or choice(Bound, toll.bound)
