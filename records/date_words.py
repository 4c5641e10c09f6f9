"""The words of dates in English, Russian and Kazakh: how they are written, and what is understood when typed."""

from typing import NamedTuple


class Form(NamedTuple):
    """How one language writes the parts of a date in one grammatical case."""

    months: tuple[str, ...]  # where no day stands before it
    day_months: tuple[str, ...]  # where one does
    seasons: tuple[str, ...]  # spring, summer, autumn, winter
    day: str
    month: str
    year: str
    decade: str
    years: str  # from one year to another


class Wording(NamedTuple):
    """How one language writes a date."""

    plain: Form  # by itself
    about: str  # about a date
    about_form: Form
    not_later: str
    not_earlier: str
    bound_form: Form  # in the two above
    about_bound: str  # about, inside the two above
    notes: dict[str, str]  # stand in brackets after the date


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_EN_MONTHS = _words("January February March April May June July August September October November December")
_EN = Form(
    months=_EN_MONTHS,
    day_months=_EN_MONTHS,
    seasons=_words("spring summer autumn winter"),
    day="{day} {month} {year}",
    month="{month} {year}",
    year="{year}",
    decade="{year}s",
    years="{first}–{last}",
)

_RU_GENITIVE_MONTHS = _words("января февраля марта апреля мая июня июля августа сентября октября ноября декабря")
_RU = Form(
    months=_words("январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь"),
    day_months=_RU_GENITIVE_MONTHS,
    seasons=_words("весна лето осень зима"),
    day="{day} {month} {year} г.",
    month="{month} {year} г.",
    year="{year} г.",
    decade="{year}-е годы",
    years="{first}–{last} гг.",
)
_RU_GENITIVE = _RU._replace(
    months=_RU_GENITIVE_MONTHS, seasons=_words("весны лета осени зимы"), decade="{year}-х годов"
)

_KK_MONTHS = _words("қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан")
_KK = Form(
    months=_KK_MONTHS,
    day_months=_KK_MONTHS,
    seasons=_words("көктем жаз күз қыс"),
    day="{year} ж. {day} {month}",
    month="{year} ж. {month}",
    year="{year} ж.",
    decade="{year}-жылдар",
    years="{first}–{last} жж.",
)
_KK_ABLATIVE_MONTHS = _words(
    "қаңтардан ақпаннан наурыздан сәуірден мамырдан маусымнан "
    "шілдеден тамыздан қыркүйектен қазаннан қарашадан желтоқсаннан"
)
_KK_ABLATIVE = _KK._replace(
    months=_KK_ABLATIVE_MONTHS,
    day_months=_KK_ABLATIVE_MONTHS,
    seasons=_words("көктемнен жаздан күзден қыстан"),
    year="{year} жылдан",
    decade="{year}-жылдардан",
    years="{first}–{last} жылдардан",
)

WORDING = {
    "en": Wording(
        plain=_EN,
        about="about {date}",
        about_form=_EN,
        not_later="not later than {date}",
        not_earlier="not earlier than {date}",
        bound_form=_EN,
        about_bound="about {date}",
        notes={
            "year": "year unknown",
            "month": "month unknown",
            "month and day": "month and day unknown",
            "day": "day unknown",
            "winter": "December",
            "uncertain": "uncertain",
            "start": "start unknown",
            "end": "end unknown",
        },
    ),
    "ru": Wording(
        plain=_RU,
        about="около {date}",
        about_form=_RU_GENITIVE,
        not_later="не позднее {date}",
        not_earlier="не ранее {date}",
        bound_form=_RU_GENITIVE,
        about_bound="примерно {date}",
        notes={
            "year": "год неизвестен",
            "month": "месяц неизвестен",
            "month and day": "месяц и день неизвестны",
            "day": "день неизвестен",
            "winter": "декабрь",
            "uncertain": "под вопросом",
            "start": "начало неизвестно",
            "end": "конец неизвестен",
        },
    ),
    "kk": Wording(
        plain=_KK,
        about="шамамен {date}",
        about_form=_KK,
        not_later="{date} кеш емес",
        not_earlier="{date} ерте емес",
        bound_form=_KK_ABLATIVE,
        about_bound="шамамен {date}",
        notes={
            "year": "жылы белгісіз",
            "month": "айы белгісіз",
            "month and day": "айы мен күні белгісіз",
            "day": "күні белгісіз",
            "winter": "желтоқсан",
            "uncertain": "күмәнді",
            "start": "басы белгісіз",
            "end": "соңы белгісіз",
        },
    ),
}

# What is understood when typed, in small letters

_KK_ENDINGS = _words("ы і сы сі да де та те нда нде ға ге қа ке на не дан ден тан тен нан нен дың дің тың тің ның нің")


def _forms_of_months() -> dict[str, str]:
    """Every form of a month's name, and every beginning of one with three letters or more: `01` to `12`."""
    forms = {}
    for number in range(12):
        names = {_EN_MONTHS[number], _RU.months[number], _RU_GENITIVE_MONTHS[number], _KK_MONTHS[number]}
        names |= {_RU_GENITIVE_MONTHS[number][:-1] + "е"} | {_KK_MONTHS[number] + ending for ending in _KK_ENDINGS}
        for name in names:
            for length in range(3, len(name) + 1):
                forms[name[:length].lower()] = f"{number + 1:02d}"
    return forms


def _forms_of_seasons() -> dict[str, str]:
    """Every form of a season's name: `21` (spring) to `24` (winter), as ISO 8601-2 numbers them."""
    names = [
        "spring весна весны весной көктем көктемі көктемде көктемнен",
        "summer лето лета летом жаз жазы жазда жаздан",
        "autumn fall осень осени осенью күз күзі күзде күзден",
        "winter зима зимы зимой қыс қысы қыста қыстан",
    ]
    return {name: str(21 + number) for number, line in enumerate(names) for name in line.split()}


MONTHS = _forms_of_months()
SEASONS = _forms_of_seasons()
NOTES = {note: name for wording in WORDING.values() for name, note in wording.notes.items()} | {"?": "uncertain"}
ABOUT = set(_words("about circa ca c. approximately approx around около ок примерно приблизительно шамамен шамасында"))
NOT_LATER = (
    "not later than",
    "no later than",
    "before",
    "until",
    "не позднее",
    "не позже",
    "до",
    "по",
    "кеш емес",
    "дейін",
)
NOT_EARLIER = (
    *(
        "not earlier than",
        "no earlier than",
        "since",
        "from",
        "after",
        "не ранее",
        "не раньше",
        "начиная с",
        "с",
        "после",
    ),
    *("ерте емес", "бастап", "кейін"),
)
PERIOD_BEGINS = ("from", "between", "с", "со")  # from … to …
PERIOD_GOES_ON = ("to", "till", "through", "and", "по", "до")
WITHOUT_MEANING = set(
    _words(
        ". , of in on the st nd rd th год года году годы годов г гг в во го е числа "
        "і ы сі сы ж жж жыл жылы жылғы жылдың жылға жылдан жылдар жылдары жылдардан"
    )
)
