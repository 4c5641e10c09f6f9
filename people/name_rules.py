"""How names are written: the tables that `name_words` and `word_likeness` read.

A name of any script is read into *skeleton* letters, small Latin letters and three capitals:

    a e i o u   b d f g h j k l m n p r s t v z   c = ц, S = ш, C = ч   (j = ж, h = х, y and й are i)

To teach a spelling, add one row here and one row to `tests/people/test_names.py`. An index that was made by other rows
tells so by itself, and `manage.py rebuild_names` makes it anew.
"""

from hashlib import sha256
from typing import NamedTuple


def _letters(*rows: str) -> dict[str, str]:
    """{"ж": "j", …} from rows such as "ж=j ъ=": one letter, and the skeleton letters it is read as."""
    pairs = (pair.partition("=") for row in rows for pair in row.split())
    return {letter: skeleton for letter, _, skeleton in pairs}


# --- Cyrillic ---------------------------------------------------------------------------------------------------------

CYRILLIC_LETTERS = _letters(
    # Russian. Щ is one sound with Ш to those who romanise it; Ы, И and Й all become y or i.
    "а=a б=b в=v г=g д=d е=e ж=j з=z и=i й=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=h ц=c ч=C ш=S щ=S",
    "ъ= ы=i ь= э=e ю=iu я=ia",
    "ә=a ғ=g қ=k ң=n ө=o ұ=u ү=u һ=h і=i",  # Kazakh; Kyrgyz and Mongolian share ң ө ү
    "ў=u ҳ=h",  # Uzbek; ў is Belarusian too
    "ҷ=j ӣ=i ӯ=u",  # Tajik
    "є=e ї=i ґ=g",  # Ukrainian
    "җ=j ҙ=z ҡ=k ҫ=s",  # Tatar, Bashkir, Uyghur, Dungan
    "ђ=d ѓ=g ѕ=z ј=i љ=l њ=n ћ=C ќ=k џ=j",  # Serbian, Macedonian
    "ӂ=j ӝ=j ӟ=z ӥ=i ӧ=o ӵ=C ӑ=a ӗ=e ҥ=n ӈ=n ҕ=g ҭ=t ӄ=k ҟ=k ҵ=c ҹ=C ҧ=p ӷ=g ӽ=h",  # other languages of the region
)
CYRILLIC_CLUSTERS = [  # a pattern and how it is read (several readings, best first); the first row that fits wins
    ("[ао]ў(?=на$)", "ov"),  # Belarusian Пятроўна, Іванаўна
    ("еў(?=на$)", "ev"),
    ("аў$", "ov"),  # Belarusian Станішаў, Іваноў
    ("[оё]ў$", "ov"),
    ("[еэ]ў$", "ev"),
    ("авіч$", "oviC"),  # Belarusian Мікалаевіч, Іванавіч
    ("(?<=.)[иіїй]вна$", "ovna"),  # Ukrainian Петрівна, Сергіївна
    ("дж", "j"),  # Джамбул is Жамбыл, Джапаров is Жапаров
    ("ь?ё|ь?йо|ьо", "o e"),  # Ё is mostly printed as Е: Фёдор, Федор
    ("[сшж]ч", "S"),  # Счастливый, Щастливый
    ("тс|дц", "c"),  # Батсайхан, Бацайхан
    ("ң(?=[гғ])", "n"),  # the letter already says ng
    ("ң", "n ng"),  # Жеңіс is Zhenis or Zhengis
    ("дз(?=[еіьяюё])", "d dz"),  # Belarusian Уладзімір
]

# --- Latin ------------------------------------------------------------------------------------------------------------

# Accents are taken off a letter that has no row here.
LATIN_LETTERS = _letters(
    "y=i ı=i q=k w=v",
    "ə=a æ=a ø=o œ=o ł=l ð=d þ=t ħ=h ŋ=n ƣ=g ɣ=g",  # Azerbaijani ə; letters whose mark NFD cannot take off
)
LATIN_CLUSTERS = [
    # ш, щ, ч, ж and дж, longest first
    ("schtsch|chtch|shch|szcz|stsch|sč|šč|şç", "S"),  # щ: German, French, English, Polish, Czech, Turkish
    ("dzsch|dsch|dzsh|dzh|dsh|dzs|dzj|dž|dż|dź|dj", "j"),  # дж: Dschambul, Dzhambul, Djambul
    ("t(?=zh|ž)", "t"),  # Akhmetzhanov is т + ж, not ц
    ("tsch|tch|tsh|tsj|tx|č|ç|ć|ĉ|cs", "C"),  # ч: German, French, Dutch, Catalan, Turkish, Hungarian
    ("(?<=vi)ch$", "C"),  # the patronymic
    ("c'", "C c"),  # ч in the Kazakh alphabet of 2017
    ("cz", "C c"),  # ч in Polish
    ("sch", "S j"),  # ш and ж in German: Schymkent, Schanna
    ("zh|ž|ż|ź|zs|zj", "j"),  # ж: English, Czech, Polish, Hungarian, Dutch
    ("š|ş|ș|ŝ", "S"),  # ш: Czech, Turkish, the Kazakh alphabet of 2021
    ("sz|ś|sj", "S s"),  # ш: Polish, Dutch
    ("s'", "s S"),  # a Russian soft sign (Kas'ianov), or ш in the Kazakh alphabet of 2017
    ("(?<=[aeiou])sh(?=[aeiou])", "S sh"),  # Ashat is Асхат in the Kazakh alphabet of 2021
    ("sh", "S"),
    ("ch", "C h S"),  # ч in English, х in German, ш in French
    # к, х, г, ц and others
    ("kh|ḥ|ẖ|ḩ", "h"),
    ("gh|ğ|ǵ|ģ|g'", "g"),  # ғ: press, 2021, 2018, Latvian, 2017
    ("x", "h ks"),  # Uzbek Xurshid is Хуршид; Alexandr is Александр
    ("ck", "k"),
    ("ph", "f"),
    ("th", "t"),
    ("ts|tz|ţ|ț", "c"),  # ц
    ("ñ|ń|n'", "n ng"),  # ң in the alphabets of 2021, 2018 and 2017
    ("w", "v u"),  # Turkmen Atayew; Kazakh Äwezov
    ("ý", "i u"),  # й in Turkmen, у in the Kazakh alphabet of 2018
    ("c(?=[eiıy]|$)", "c j"),  # Polish Krawiec; Turkish Cemil
    ("c", "k j"),  # Caspar; Turkish and Azerbaijani Cabbarov is Джаббаров
    ("(?<=[a-z])[yi]o(?=[a-z])|^yo", "o e"),  # Fyodor is Фёдор, printed Федор
    ("đ", "j d"),  # Serbian ђ; Vietnamese
    ("ą", "on a"),  # Polish, Lithuanian
    ("ę", "en e"),
    ("j(?=[bcdfgklmnpqrstvwxz]|$)", "i"),  # Sergej, Zajcev
    ("j", "j i"),  # Janar is Жанар, Jelena is Елена
    ("ë", "e o"),
    # endings
    ("ff$", "v"),  # Popoff
    ("(?<=ov|ev|in)(?:as|s)$", ""),  # Latvian Ivanovs, Lithuanian Ivanovas
]

# --- Arabic -----------------------------------------------------------------------------------------------------------

# Arabic and Persian leave short vowels out; Kazakh, Uyghur and Kurdish in this script write them.
ARABIC_LETTERS = _letters(
    "ا=a أ=a إ=a آ=a ٱ=a ى=a ب=b پ=p ت=t ث=s ج=j چ=C ح=h خ=h ھ=h ه=h ة=a د=d ذ=z ز=z ر=r ژ=j س=s ش=S",
    "ص=s ط=t غ=g گ=g ع= ء= ؤ= ئ= ف=f ق=k ك=k ک=k ل=l م=m ن=n و=u ي=i ی=i ې=i",
    "ە=e ۇ=u ۆ=o ۈ=u ۋ=v ڭ=n ێ=e ۅ=o",  # Kazakh in China, Uyghur, Kurdish
)
ARABIC_CLUSTERS = [
    ("^ال(?=...)", ""),  # the article
    ("^ع|(?<=^ال)ع", "a"),  # علي is Ali
    ("^و|(?<=^ال)و", "v u"),  # وليد is Walid
    ("ض|ظ", "d z"),  # رمضان is Ramadan or Ramazan
    ("ه$", "a"),  # Persian فرخنده is Farkhonda
]


class Script(NamedTuple):
    """How one script is read. `first` and `last` bound its letters in Unicode."""

    name: str
    first: str
    last: str
    letters: dict[str, str]
    clusters: list[tuple[str, str]]
    lacks_vowels: bool = False


# A script without a row is turned into Latin letters by anyascii, then read as Latin.
SCRIPTS = [
    Script("Cyrillic", "\u0400", "\u052f", CYRILLIC_LETTERS, CYRILLIC_CLUSTERS),
    Script("Latin", "A", "\u02af", LATIN_LETTERS, LATIN_CLUSTERS),
    Script("Arabic", "\u0600", "\u06ff", ARABIC_LETTERS, ARABIC_CLUSTERS, lacks_vowels=True),
]

# Letters that look alike, so that a word typed with one letter of the wrong keyboard is still read.
LOOK_ALIKES = ("aceəhikmoptxy", "асеәһікмортху")

# --- Every script -----------------------------------------------------------------------------------------------------

SMOOTHING = [  # what is replaced in a skeleton, by what; applied in this order
    (r"(.)\1+", r"\1"),  # Assel, Асель; Kyrgyz Жоомарт, Жомарт
    (r"i(?=[aeou])", ""),  # я is ya, ia, ja; ye and ie are е; yu and iu are ю
    (r"ou", "u"),  # French Oumar, Boulat
    (r"(.)\1+", r"\1"),
]

TITLES = {"dr", "mr", "mrs", "ms", "prof", "др", "د"}  # words that are no part of a name
# skeletons
JOIN_TO_PREVIOUS = {"uli", "ulu", "ogli", "ugli", "oglu", "kizi", "gizi"}  # "Болат ұлы" is Болатұлы
JOIN_TO_NEXT = {"abd", "abdul", "abdel", "abdal", "abdol"}  # "Абдул Азиз" is Абдулазиз
ARTICLES = {"al", "el", "ul"}  # dropped before another word: "al Khatib"


class Ending(NamedTuple):
    """What the end of a skeleton says. `sex` is m, f, or nothing for both; `kin` is shared with the other sex."""

    ending: str
    role: str
    sex: str = ""
    kin: str = ""


# The longest ending that fits and leaves three letters wins.
ENDINGS = [
    # Russian, Ukrainian, Belarusian patronymics
    Ending("oviC", "patronymic", "m"),
    Ending("eviC", "patronymic", "m"),
    Ending("ovna", "patronymic", "f"),
    Ending("evna", "patronymic", "f"),
    Ending("iCna", "patronymic", "f"),  # Ильинична, Фоминична
    # Kazakh, Uzbek, Turkmen, Azerbaijani, Kyrgyz patronymics: son and daughter
    Ending("uli", "patronymic", "m"),
    Ending("ulu", "patronymic", "m"),
    Ending("ogli", "patronymic", "m"),
    Ending("ugli", "patronymic", "m"),
    Ending("oglu", "patronymic", "m"),
    Ending("kizi", "patronymic", "f"),
    Ending("gizi", "patronymic", "f"),
    # surnames
    Ending("ov", "surname", "m", "ov"),
    Ending("ova", "surname", "f", "ov"),
    Ending("ev", "surname", "m", "ov"),  # Тоқаев, Токаев; -иев and -ев are written for -ов
    Ending("eva", "surname", "f", "ov"),
    Ending("in", "surname", "m", "in"),
    Ending("ina", "surname", "f", "in"),
    Ending("ski", "surname", "m", "ski"),
    Ending("ska", "surname", "f", "ski"),
    Ending("cki", "surname", "m", "cki"),
    Ending("cka", "surname", "f", "cki"),
    Ending("enko", "surname", "", "enko"),
    Ending("zada", "surname", "", "zada"),  # Persian, Azerbaijani -zade, Tajik -zoda
    Ending("zade", "surname", "", "zada"),
    Ending("zoda", "surname", "", "zada"),
]

# --- Keys -------------------------------------------------------------------------------------------------------------

VOWELS = "aeiou"  # left out of a key
COARSE = ("gkhbpvfdtzscSCj", "kkkppvvttssssss")  # consonants that spellings confuse are one in a key

# --- How alike two skeletons are --------------------------------------------------------------------------------------


def _costs(*rows: tuple[str, float]) -> dict[str, dict[str, float]]:
    """{"e": {"i": 0.12}, "i": {"e": 0.12}} from ("ei", 0.12)."""
    costs: dict[str, dict[str, float]] = {}
    for row, cost in rows:
        for a, b in row.split():
            costs.setdefault(a, {})[b] = costs.setdefault(b, {})[a] = cost
    return costs


def _both_ways(*rows: str) -> set[tuple[str, str]]:
    """{("s", "S"), ("S", "s"), …} from "sS"."""
    return {pair for row in rows for a, b in row.split() for pair in ((a, b), (b, a))}


# What it costs to take one letter for the other; 1 for any pair that is not listed.
SWAP_COSTS = _costs(
    ("ei ou", 0.12),  # Нұрсұлтан, Nursoltan; Темір, Тимур
    ("ae ao ai eo eu io iu", 0.5),  # Тажик -о- for -a-: Шавкат, Шовкат
    ("au", 0.8),  # Марат is not Мурат
    ("gk bp dt zs", 0.45),  # voiced or not: Гайрат, Қайрат
    ("hk hg", 0.45),  # Хасан, Гасан; Қ as kh
    ("vf hf vu", 0.45),
    ("sS sc zc SC cC kc", 0.45),  # с, ц, ш, ч in many romanisations
    ("jz jS jC jg ij", 0.45),  # ж as z, g or j
    ("zS", 0.45),
    ("lr", 0.6),
    ("vb pf td nm", 0.6),
)
# First letters that may stand for each other where only an initial is written.
ALIKE_INITIALS = _both_ways(
    "sS zc sc sC cC zs",  # Ш. and Щ. as S.; Ц. as Z. in German, as C.; З. as S. in German
    "jz ji",  # Ж. as Z. without its mark; Й. and Я. as J.
    "gh kh kc",  # Г. as H. in Ukrainian; Х. as K. of Kh.; C. as K.
    "vu",  # У. as W.
    "ie ia iu io ae ou",  # Е., Я., Ю., Ё. as Y.; Ә. as E.; Ө., Ұ. as O. or U.
)
INSERT_COSTS = {**dict.fromkeys(VOWELS, 0.5), "h": 0.65, "j": 0.65}  # of a letter that only one has; 1 for the rest
TURN_COST = 0.8  # of two neighbours that changed places: a slip of the fingers


# --- What an index was made by ----------------------------------------------------------------------------------------


def digest_of_rules() -> str:
    """A mark of all rows by which names are read and stored; those that only compare may change without it."""
    rows = [SCRIPTS, LOOK_ALIKES, SMOOTHING, TITLES, JOIN_TO_PREVIOUS, JOIN_TO_NEXT, ARTICLES, ENDINGS, VOWELS, COARSE]
    text = repr([sorted(table) if isinstance(table, set) else table for table in rows])
    return sha256(text.encode()).hexdigest()[:12]
