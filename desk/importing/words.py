"""What words in cells mean: that something is unknown or withheld, a sex, a state. No database."""

import re
from functools import cache

from django.conf import settings
from django.utils import translation

from detentions.choices import Access, ChargeStatus, CustodyStatus, Measure
from records.choices import Sex, YesNo
from victims.choices import Harm, Status, TimeOfDay


def _words(text: str) -> set[str]:
    return {" ".join(word.split()) for word in text.split("|") if word.strip()}


# "Unknown", "not disclosed" and an empty cell are three things.
UNKNOWN = _words(
    """
    -1 | -1.0 | -1,0 | -99 | -999 | n/a | n.a. | n.a | na | #n/a | #н/д | n/k | nk | none | null | nil | nan | unknown |
    unkn | unk | not known | unidentified | unnamed | name unknown | not stated | not given | no data | tbd | tbc |
    - | -- | --- | – | — | ― | … | ... | _ | __ | / | . | .. | ? | ?? | ??? | ???? | x | xx | xxx | х | хх | ххх |
    0000 |
    неизв | неизв. | неизвестно | неизвестен | неизвестна | неизвестны | неизвестный | неизвестная | неизвестные |
    не известно | не известен | не известна | имя неизвестно | имя не известно | имя не установлено |
    личность не установлена | не установлено | не установлен | не установлена | не указано | не указан | не указана |
    не определено | не опознан | не опознана | неопознан | неопознанный | уточняется | выясняется |
    н/д | н.д. | н.д | нд | н/и | н/у | б/д | б.д. | нет данных | нет инф. | нет информации | нет сведений |
    без данных |
    белгісіз | аты белгісіз | аты-жөні белгісіз | анықталмаған | анықталмады | анықталуда | мәлімет жоқ |
    мәліметтер жоқ |
    дерек жоқ | деректер жоқ | ақпарат жоқ | көрсетілмеген |
    مجهول | مجهولة | غير معروف | غير معروفة
    """
)
NOT_DISCLOSED = _words(
    """
    not disclosed | undisclosed | withheld | confidential | name withheld | hidden | classified | secret |
    не разглашается | не раскрывается | скрыто | конфиденциально | засекречено | не сообщается | имя скрыто |
    жарияланбайды | құпия | жасырын | ашылмайды
    """
)
ERRORS = {"#null!", "#div/0!", "#value!", "#ref!", "#name?", "#num!", "#getting_data", "#spill!", "#calc!"}

_YES_NO = {
    YesNo.YES: "y | yes | true | 1 | + | да | д | иә | ия | бар",
    YesNo.NO: "n | no | false | 0 | нет | жоқ",
}
_CHOICES = {  # field: the closed list, and the words for each beside its own labels
    "sex": (
        Sex,
        {
            Sex.FEMALE: """f | f. | fem | female | woman | girl | w | ж | ж. | жен | жен. | женский | женщина |
                девочка |
                девушка | женск | ә | әйел | әйелі | қыз | қыз бала | أنثى | انثى | kadın""",
            Sex.MALE: """m | m. | male | man | boy | м | м. | муж | муж. | мужской | мужчина | мальчик | юноша | мужск |
                е | ер | еркек | ер адам | ер бала | ұл | ұл бала | ذكر | erkek""",
        },
    ),
    "harm": (
        Harm,
        {
            Harm.KILLED: """dead | died | death | deceased | shot dead | убит | убита | убиты | погиб | погибла |
                погибший |
                умер | умерла | скончался | скончалась | смерть | застрелен | қаза тапты | қаза болды | қайтыс болды |
                өлді | өлтірілді | қаза тапқан""",
            Harm.INJURED: """wounded | hurt | ранен | ранена | ранение | ранены | раненый | пострадал | пострадала |
                травмирован | жараланды | жаралы | жарақат алды | жараланған""",
            Harm.MISSING: """disappeared | пропал | пропала | пропал без вести | пропала без вести |
                без вести пропавший |
                исчез | хабарсыз кетті | жоғалды | жоғалған | із-түзсіз жоғалды""",
            Harm.TORTURED: """tortured | ill-treated | torture | beaten | пытки | пытали | подвергся пыткам | избит |
                избита | жестокое обращение | азапталды | қинау | азаптау""",
        },
    ),
    "status": (
        Status,
        {
            Status.PROTESTER: """
                protestor | demonstrator | протестующий | участник протеста | митингующий | наразы | шерушы
            """,
            Status.BYSTANDER: """
                passer-by | civilian | прохожий | случайный прохожий | мирный житель | гражданский | бейбіт тұрғын
            """,
            Status.LAW_ENFORCEMENT: """police | policeman | officer | soldier | military | полицейский | силовик |
                военный |
                военнослужащий | сотрудник полиции | полиция | әскери | полицей | полиция қызметкері""",
        },
    ),
    "time_of_day": (
        TimeOfDay,
        {
            TimeOfDay.NIGHT: "ночь | ночью | түн | түнде",
            TimeOfDay.MORNING: "утро | утром | таң | таңертең",
            TimeOfDay.AFTERNOON: "day | daytime | день | днем | днём | күндіз | түстен кейін",
            TimeOfDay.EVENING: "вечер | вечером | кеш | кешке",
        },
    ),
    "measure": (
        Measure,
        {
            Measure.APPREHENSION: """
                apprehended | detained | arrest | arrested | задержание | задержан | задержана | ұсталды | ұстау
            """,
            Measure.ADMINISTRATIVE_ARREST: """
                административный арест | адм. арест | админарест | әкімшілік қамақ | әкімшілік қамауға алу
            """,
            Measure.REMAND: """pre-trial detention | in custody | содержание под стражей | под стражей |
                под стражу | арест |
                арестован | арестована | санкция на арест | қамауда | қамауға алынды""",
            Measure.HOUSE_ARREST: "домашний арест | под домашним арестом | үйқамақ | үйқамақта",
            Measure.SENTENCE: """sentenced | imprisoned | imprisonment | осужден | осуждён | осуждена |
                лишение свободы |
                отбывает срок | сотталды | сотталған | бас бостандығынан айыру""",
        },
    ),
    "custody_status": (
        CustodyStatus,
        {
            CustodyStatus.HELD: """in custody | in prison | detained | arrested | jailed | imprisoned |
                под стражей | задержан |
                задержана | арестован | арестована | содержится | в сизо | в ивс | отбывает срок | ұсталды | қамауда |
                түрмеде | отыр""",
            CustodyStatus.RELEASED: """free | freed | at liberty | отпущен | отпущена | освобожден | освобождён |
                освобождена |
                на свободе | вышел | вышла | босатылды | бостандықта | босады | босатылған""",
            CustodyStatus.DIED: """
                died | dead | умер под стражей | скончался под стражей | погиб под стражей | қамауда қайтыс болды
            """,
        },
    ),
    "charge_status": (
        ChargeStatus,
        {
            ChargeStatus.SUSPECT: "подозреваемый | подозревается | күдікті",
            ChargeStatus.CHARGED: """
                обвиняемый | обвиняется | предъявлено обвинение | indicted | accused | айыпталушы | айыпталды
            """,
            ChargeStatus.DROPPED: """
                дело прекращено | прекращено | снято | обвинение снято | closed | қысқартылды | іс қысқартылды
            """,
            ChargeStatus.ACQUITTED: "оправдан | оправдана | ақталды",
            ChargeStatus.CONVICTED: "осужден | осуждён | осуждена | sentenced | guilty | сотталды | сотталған",
            ChargeStatus.AMNESTIED: "амнистия | амнистирован | амнистирована | рақымшылық | рақымшылыққа ілікті",
            ChargeStatus.REHABILITATED: "реабилитирован | реабилитирована | ақталған",
        },
    ),
}
_ACCESS = {
    Access.PERMITTED: "yes | allowed | granted | да | есть | разрешено | допущен | иә | рұқсат | рұқсат етілді",
    Access.DENIED: "no | refused | нет | отказано | запрещено | не допущен | жоқ | рұқсат жоқ | бас тартылды",
}
_CHOICES |= dict.fromkeys(("in_custody", "armed"), (YesNo, _YES_NO))
_CHOICES |= dict.fromkeys(("family_access", "counsel_access", "whereabouts_acknowledged"), (Access, _ACCESS))


def one_line(cell: str) -> str:
    """A cell as a form sends it back, and PostgreSQL keeps it: single spaces, no line break, no NUL."""
    return " ".join(cell.replace("\0", "\ufffd").split())


def tidy(cell: str) -> str:
    """A cell as it is compared: small letters, single spaces."""
    return " ".join(cell.lower().split())


def is_unknown(cell: str) -> bool:
    """The list says that nobody knows; `? ? ?` too."""
    text = tidy(cell)
    return text in UNKNOWN or len({*text.split()}) == 1 and text.split()[0] in UNKNOWN


def is_not_disclosed(cell: str) -> bool:
    return tidy(cell).strip("()[]") in NOT_DISCLOSED


def meaning(field: str, cell: str) -> str:
    """The value of a closed list that a word means; empty if it is none of the known words."""
    return _meanings(field).get(tidy(cell).replace("ё", "е"), "")


@cache
def _meanings(field: str) -> dict[str, str]:
    """Every word known for the values of a field: the values themselves, and their labels in each language."""
    choices, more = _CHOICES[field]
    found = {}
    for value in choices.values:
        found[value.replace("_", " ")] = found[value] = value
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found |= {tidy(str(label)).replace("ё", "е"): str(value) for value, label in choices.choices if value}
    return {word.replace("ё", "е"): str(value) for value, text in more.items() for word in _words(text)} | found


def known_words(field: str) -> list[str]:
    """The values of a closed list, to be named in a message."""
    return [value for value in _CHOICES[field][0].values if value]


def labelled(field: str) -> list[tuple[str, str]]:
    """The values of a closed list with their labels."""
    return [(str(value), label) for value, label in _CHOICES[field][0].choices if value]


def values_of(field: str) -> set[str]:
    return set(_CHOICES[field][0].values)


_SEPARATORS = re.compile(r"[;,/|\n]+")


def several(cell: str) -> list[str]:
    """The words of a cell that lists some."""
    words = (" ".join(word.split()) for word in _SEPARATORS.split(cell))
    return [word for word in dict.fromkeys(words) if word and not is_unknown(word)]
