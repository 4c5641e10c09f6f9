"""Each rule of `people/name_rules.py` has a row here. All names are invented."""

import math
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from people import name_rules as rules
from people.name_words import INITIAL, MAX_WORDS, PATRONYMIC, PLAIN, SURNAME, split_ending
from people.names import (
    DUPLICATE,
    LISTED,
    MAX_LENGTH,
    OTHER_SPELLING,
    RULES,
    MatchKind,
    fold,
    keys,
    match_kind,
    similarity,
    tokens,
)
from people.word_likeness import distance, skeletons_alike

SAME_SKELETON = [
    # Cyrillic: letters
    ("Kazakh and Russian letters", "Ғалия Әсел Қыздар Өте Ұлпан Үміт Іңкәр", "Галия Асел Киздар Оте Улпан Умит Инкар"),
    ("Kazakh һ", "Айһан", "Айхан"),
    ("Kazakh ң as ng", "Жеңіс", "Jengis"),
    ("ң before ғ", "Таңғат", "Tangat"),
    ("Uzbek letters", "Ўғлон Ҳалим", "Углон Халим"),
    ("Tajik letters", "Ҷамӣл Рӯдак", "Джамил Рудак"),
    ("Ukrainian letters", "Їжак Ґнат Євген", "Ижак Гнат Евген"),
    ("Serbian and Tatar letters", "Ђина Җамал", "Дина Жамал"),
    ("Ё printed as Е", "Семён Фёдоров", "Семен Федоров"),
    ("Ё romanised", "Фёдор", "Fyodor"),
    ("Йо for Ё", "Йолкин", "Елкин"),
    ("soft and hard signs", "Игорьь Подъяблонский", "Игор Подяблонский"),
    ("Дж and Ж", "Джанболат", "Жанболат"),
    ("сч and щ", "Счастный", "Щастный"),
    ("тс and ц", "Бутсаев", "Буцаев"),
    ("Belarusian дзі", "Уладзік", "Уладик"),
    ("Belarusian surname", "Карповіч Станішаў", "Карпович Станишов"),
    ("Belarusian surname in -ёў", "Кавалёў", "Кавалов"),
    ("Belarusian surname in -еў", "Фадзееў", "Фадеев"),
    ("Belarusian son", "Іванавіч", "Иванович"),
    ("Belarusian daughter", "Пятроўна", "Пятровна"),
    ("Belarusian daughter in -еўна", "Сяргееўна", "Сяргеевна"),
    ("Ukrainian daughter", "Петрівна", "Петровна"),
    # Latin: ways to write one sound
    ("щ in German, French, English", "Schtschukin Chtchukin Shchukin", "Щукин Щукин Щукин"),
    ("щ in Polish and Czech", "Szczukin Ščukin", "Щукин Щукин"),
    ("дж in romanisations", "Dschalil Dzhalil Djalil Džalil", "Джалил Джалил Джалил Джалил"),
    ("т and ж, not ц", "Artzhan", "Артжан"),
    ("ч in romanisations", "Tschara Tchara Chara Čara Çara", "Чара Чара Чара Чара Чара"),
    ("ч in 2017 Kazakh", "C'ara", "Чара"),
    ("ч in Polish", "Czara", "Чара"),
    ("ж and ш in German", "Schanat Schynar", "Жанат Шынар"),
    ("ж in romanisations", "Zhanat Žanat Żanat Janat", "Жанат Жанат Жанат Жанат"),
    ("ш in Turkish and 2021 Kazakh", "Şynar", "Шынар"),
    ("ш in Polish and Dutch", "Szynar Sjynar", "Шынар Шынар"),
    ("ш in 2017 Kazakh", "S'ynar", "Шынар"),
    ("soft sign as an apostrophe", "Kas'yan", "Касьян"),
    ("с and х in 2021 Kazakh", "Ashar", "Асхар"),
    ("х in German", "Achmed", "Ахмед"),
    ("х as kh, x, h", "Khalim Xalim Halim", "Халим Халим Халим"),
    ("x as ks", "Maxat", "Максат"),
    ("ғ in all alphabets", "Ǵali Ğali Ghali G'ali", "Ғали Ғали Ғали Ғали"),
    ("қ as q", "Qanat", "Қанат"),
    ("ң in all alphabets", "Añsar Ańsar An'sar", "Аңсар Аңсар Аңсар"),
    ("ә in Azerbaijani", "Gülər", "Гулар"),
    ("ц as ts, tz, c", "Tserik Tzerik Cerik", "Церик Церик Церик"),
    ("ck, ph, th", "Beck Philat Thimur", "Бек Филат Тимур"),
    ("w as в and у", "Wali Äwes", "Вали Әуес"),
    ("ý in Turkmen and 2018 Kazakh", "Aýnur Ýmit", "Айнур Умит"),
    ("Turkish c", "Cabrail", "Джабраил"),
    ("Slavic j", "Sergej Jelena", "Сергей Елена"),
    ("Serbian đ", "Đurabek", "Джурабек"),
    ("Polish nasals", "Piątak Węda", "Пионтак Венда"),
    ("ë with two readings", "Alëna", "Алена"),
    ("-ff", "Karimoff", "Каримов"),
    ("-vich", "Aidarovich", "Айдарович"),
    ("Latvian and Lithuanian -s", "Karimovs Karimovas", "Каримов Каримов"),
    # every script
    ("y, i, j", "Yerlan Ierlan Jerlan", "Ерлан Ерлан Ерлан"),
    ("я, ю, е", "Yana Iana Jana Yulan Iulan", "Яна Яна Яна Юлан Юлан"),
    ("double letters", "Assel Жоомат", "Асель Жомат"),
    ("French ou", "Oumit", "Умит"),
    ("case and accents", "ҚАСЫМҒАЛИ Ásel", "қасымғали Асел"),
    ("a letter of the other keyboard", "Cаpа Кaнaт", "Сара Канат"),  # Latin C, p, a among Cyrillic
    # Arabic
    ("Arabic article and vowels", "الحسن", "حسن"),
    ("Arabic ع at the beginning", "علي", "Ali"),
    ("Arabic و at the beginning", "وحيد", "Vhid"),
    ("Arabic ض", "رمضان", "Rmdan"),
    ("Persian ه at the end", "فرخنده", "Frhnda"),
    ("Kazakh in Arabic script", "نۇرلان", "Нурлан"),
    # a script without a table
    ("Georgian", "ლაშა", "Lasha"),
]


def skeletons(name):
    return [set(token.readings) for token in tokens(name)]


@pytest.mark.parametrize(("a", "b"), [row[1:] for row in SAME_SKELETON], ids=[row[0] for row in SAME_SKELETON])
def test_words_that_sound_alike_share_a_skeleton(a, b):
    first, second = skeletons(a), skeletons(b)
    if len(second) == 1:
        second *= len(first)
    assert len(first) == len(second)
    for one, other in zip(first, second, strict=True):
        assert one & other


ENDINGS = [
    ("болатович", "Болатович", PATRONYMIC, "m"),
    ("ержаевич", "Ержаевич", PATRONYMIC, "m"),
    ("болатовна", "Bolatovna", PATRONYMIC, "f"),
    ("ержаевна", "Ержаевна", PATRONYMIC, "f"),
    ("ильинична", "Фоминична", PATRONYMIC, "f"),
    ("Kazakh son", "Болатұлы", PATRONYMIC, "m"),
    ("Kazakh son, Latin", "Bolatuly", PATRONYMIC, "m"),
    ("Kazakh daughter", "Болатқызы", PATRONYMIC, "f"),
    ("Kazakh daughter, Latin", "Bolatqyzy", PATRONYMIC, "f"),
    ("Kyrgyz son", "Болот уулу", PATRONYMIC, "m"),
    ("Uzbek son", "Bolat oʻgʻli", PATRONYMIC, "m"),
    ("Uzbek son, Cyrillic", "Болат угли", PATRONYMIC, "m"),
    ("Azerbaijani son", "Bolat oğlu", PATRONYMIC, "m"),
    ("Turkmen daughter", "Bolat gyzy", PATRONYMIC, "f"),
    ("-ov", "Болатов", SURNAME, "m"),
    ("-ova", "Bolatova", SURNAME, "f"),
    ("-ev", "Ержаев", SURNAME, "m"),
    ("-eva", "Ержаева", SURNAME, "f"),
    ("-in", "Шубин", SURNAME, "m"),
    ("-ina", "Шубина", SURNAME, "f"),
    ("-ski", "Лесовский", SURNAME, "m"),
    ("-ska", "Лесовская", SURNAME, "f"),
    ("-cki", "Городецкий", SURNAME, "m"),
    ("-cka", "Городецкая", SURNAME, "f"),
    ("-enko", "Лесовенко", SURNAME, ""),
    ("-zade", "Болатзаде", SURNAME, ""),
    ("-zoda", "Болатзода", SURNAME, ""),
    ("-zada", "Болатзада", SURNAME, ""),
]


@pytest.mark.parametrize(("word", "role", "sex"), [row[1:] for row in ENDINGS], ids=[row[0] for row in ENDINGS])
def test_an_ending_tells_the_role_and_the_sex(word, role, sex):
    (token,) = tokens(word)
    assert token.role == role
    assert split_ending(token.readings[0])[1].sex == sex


def test_every_ending_of_the_table_has_a_row():
    seen = {split_ending(tokens(word)[0].readings[0])[1].ending for _, word, _, _ in ENDINGS}
    assert seen == {row.ending for row in rules.ENDINGS}


@pytest.mark.parametrize("word", ["Болат", "Bolat", "Қыз", "Ұлы", "Ким"])
def test_a_word_without_a_known_ending_is_plain(word):
    assert tokens(word)[0].role == PLAIN


TYPED_AND_STORED = [
    ("the same", "Болат Ержанов", "Болат Ержанов"),
    ("script", "Bolat Yerzhanov", "Болат Ержанов"),
    ("order", "Ержанов Болат", "Болат Ержанов"),
    ("comma", "Ержанов, Болат", "Болат Ержанов"),
    ("missing patronymic", "Болат Ержанов", "Ержанов Болат Маратович"),
    ("patronymic that is not stored", "Ержанов Болат Маратұлы", "Болат Ержанов"),
    ("Kazakh and Russian patronymic", "Болат Маратұлы Ержанов", "Ержанов Болат Маратович"),
    ("particle apart", "Ержан Болат ұлы Сериков", "Ержан Болатұлы Сериков"),
    ("surname without its ending", "Дархан Мелдехан", "Дархан Мелдеханов"),
    ("hyphen", "Нур-Болат Ержанов", "Нурболат Ержанов"),
    ("split", "Нұр Болат Ержанов", "Нурболат Ержанов"),
    ("glued", "Нурболат Ержанов", "Нұр Болат Ержанов"),
    ("initial typed", "Б. Ержанов", "Болат Ержанов"),
    ("initial stored", "Болат Ержанов", "Ержанов Б.М."),
    ("two-letter initial", "Zh. Serikova", "Жанар Серикова"),
    ("Ш. as S.", "S. Ерлан", "Шынар Ерлан"),
    ("Arabic without vowels", "Bashir Halim", "بشير حليم"),
    ("title", "Dr. Bolat Halim", "Болат Халим"),
    ("article", "Bolat al Halim", "Болат Халим"),
    ("Abdul apart", "Abdul Halim Serik", "Абдулхалим Серик"),
    ("woman's surname in a man's form", "Aliya Serikov", "Алия Серикова"),
]


@pytest.mark.parametrize(
    ("asked", "stored"), [row[1:] for row in TYPED_AND_STORED], ids=[row[0] for row in TYPED_AND_STORED]
)
def test_the_same_name_written_otherwise_is_called_another_spelling(asked, stored):
    assert similarity(asked, stored) >= OTHER_SPELLING


MISTYPED = [
    ("two letters changed places", "Блоат Ержанов", "Болат Ержанов"),
    ("a letter left out", "Болат Ержнов", "Болат Ержанов"),
    ("a letter too many", "Болатт Ерджанов", "Болат Ержанов"),
    ("a wrong letter", "Болат Ерканов", "Болат Ержанов"),
    ("the beginning of a word", "Болат Ержа", "Болат Ержанов"),
    ("surname alone", "Ержанов", "Болат Ержанов"),
    ("a word that is not stored", "Болат Ержанов Каскелен", "Болат Ержанов"),
    ("Arabic forefathers that are not typed", "Karim Al Naseri", "كريم محمد سالم الناصري"),
    ("Arabic forefathers that are not stored", "كريم محمد سالم الناصري", "Karim Al Naseri"),
    ("an initial, of a name with a word more", "А. Назаров", "Абай Ерлан Назаров"),
    ("Ш. as Sh., as S.", "S. Bolatov", "Шынар Болатов"),
    ("Ж. as Z.", "Z. Bolatov", "Жанна Болатов"),
    ("Г. as H.", "H. Bolatov", "Галя Болатов"),
    ("Е. as Y.", "Y. Bolatov", "Ерлан Болатов"),
    ("У. as W.", "W. Bolatov", "Уали Болатов"),
]


@pytest.mark.parametrize(("asked", "stored"), [row[1:] for row in MISTYPED], ids=[row[0] for row in MISTYPED])
def test_a_slip_or_a_part_is_still_listed(asked, stored):
    assert similarity(asked, stored) >= LISTED


DIFFERENT = [
    ("another given name", "Болат Ержанов", "Айгуль Ержанов"),
    ("another surname", "Болат Ержанов", "Болат Тулеев"),
    ("another father", "Болат Маратович Ержанов", "Болат Сергеевич Ержанов"),
    ("father and son", "Болат Ержанов", "Сергей Болатович Ержанов"),
    ("a surname for a patronymic", "Сергей Болатов", "Сергей Болатович Тулеев"),
    ("another initial", "А. Ержанов", "Болат Ержанов"),
    ("a shared beginning", "Болат Василевский", "Болат Васин"),
    ("only the ending is shared", "Болат Ахметов", "Болат Саматов"),
]


@pytest.mark.parametrize(("a", "b"), [row[1:] for row in DIFFERENT], ids=[row[0] for row in DIFFERENT])
def test_different_people_are_not_taken_for_duplicates(a, b):
    assert similarity(a, b) < DUPLICATE


NOT_LISTED = [
    ("an initial that another given name has", "Турсынов А.", "Мади Турсынов"),
    ("an initial of another sound", "S. Bolatov", "Жанна Болатов"),
    ("a stored initial for a surname, beside another surname", "Серик Станов", "Серик С. Арутов"),
    ("the same, typed", "Серик С. Арутов", "Серик Станов"),
    ("another Arabic surname", "Karim Al Naseri", "كريم محمد سالم العتيبي"),
]


@pytest.mark.parametrize(("asked", "stored"), [row[1:] for row in NOT_LISTED], ids=[row[0] for row in NOT_LISTED])
def test_what_contradicts_is_not_listed(asked, stored):
    assert similarity(asked, stored) < LISTED


def test_initials_that_are_one_are_so_both_ways():
    assert {(b, a) for a, b in rules.ALIKE_INITIALS} == rules.ALIKE_INITIALS
    assert not {pair for pair in rules.ALIKE_INITIALS if pair[0] == pair[1]}


# What an index was made by

READ_BY = ["SCRIPTS", "LOOK_ALIKES", "SMOOTHING", "TITLES", "JOIN_TO_PREVIOUS", "JOIN_TO_NEXT", "ARTICLES", "ENDINGS"]


@pytest.mark.parametrize("table", [*READ_BY, "VOWELS", "COARSE"])
def test_a_row_more_in_a_table_changes_the_mark_of_the_rules(table, monkeypatch):
    before = rules.digest_of_rules()
    rows = getattr(rules, table)
    more = rows | {"more"} if isinstance(rows, set) else rows + rows[:1]
    monkeypatch.setattr(rules, table, more)
    assert rules.digest_of_rules() != before


def test_the_mark_of_the_rules_is_the_same_in_every_process():
    code = "from people.names import RULES; print(RULES)"
    told = [
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True
        ).stdout
        for seed in "12"
    ]
    assert told[0] == told[1] == f"{RULES}\n"


@pytest.mark.parametrize("a", ["Ержан", "Нуржан"])
def test_one_letter_that_no_spelling_confuses_makes_another_name(a):
    assert similarity(f"{a} Тулеев", f"{a.replace('ж', 'л')} Тулеев") < similarity(f"{a} Тулеев", f"{a}e Тулеев")


@pytest.mark.parametrize(
    ("asked", "stored", "kind"),
    [
        ("Болат Ержанов", "ЕРЖАНОВ Болат", MatchKind.SAME),
        ("Семен Фёдоров", "Семён Федоров", MatchKind.SAME),
        ("Болат Ержанов", "Ержанов Болат Маратович", MatchKind.SAME),
        ("Bolat Yerzhanov", "Болат Ержанов", MatchKind.OTHER_SPELLING),
        ("Болат Ержанов", "Болат Тулеев", MatchKind.SIMILAR),
        ("Болат", "Болат Ержанов", MatchKind.SIMILAR),
        ("", "", MatchKind.SAME),
    ],
)
def test_the_kind_of_a_match(asked, stored, kind):
    assert match_kind(asked, stored) is kind


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Қасымғали Тоқтар", "qasymghali toqtar"),
        ("  Ёлкин\tСемён ", "elkin semen"),
        ("ʻAbd oʻgʻli", "'abd o'g'li"),
        ("", ""),
    ],
)
def test_fold_is_plain_latin(name, folded):
    assert fold(name) == folded


def test_initials_are_marked():
    assert [token.role for token in tokens("Ержанов Б.М.")] == [SURNAME, INITIAL, INITIAL]


def test_each_spelling_shares_a_key_with_the_others():
    spellings = ["Жанболат Қасымғалиев", "Джанбулат Касымгалиев", "Zhanbolat Kassymgaliyev", "Janbolat Qasymğaliev"]
    for spelling in spellings:
        assert keys(spelling, is_asked=True) & keys(spellings[0])


HOSTILE = [
    "\x00",
    "\ud800",
    "%",
    "_",
    " " * 500,
    "😀👩‍👩‍👧",
    "a" * 50_000,
    "ұ" * 50_000,
    "а б " * 20_000,
    "-.'",
    "ﷺ" * 300,
]
HOSTILE += [
    "\u202eтаloB",
    "' OR 1=1 --",
    "﷽",
    "ـــ",
    "ь",
    "...",
    "a\u0301" * 1_000,
    "İ",
    "ß",
    "1234",
    "Б" + "\u0300" * 9_999,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_read_without_error(text):
    everything_about(text)


def everything_about(text):
    words = tokens(text)
    assert len(words) <= MAX_WORDS
    assert all(token.readings for token in words)
    assert all(len(key) <= 12 for key in keys(text))
    assert 0 <= similarity(text, "Болат Ержанов") <= 1
    assert 0 <= similarity("Болат Ержанов", text) <= 1
    assert match_kind(text, text) is MatchKind.SAME
    assert len(fold(text)) <= MAX_LENGTH


any_time = settings(deadline=None)  # the first example loads tables
texts = (
    st.text(max_size=60) | st.text("абвгдеёжзқғңөұүһьъ -.'`", max_size=60) | st.text("aəchjkqstwxyz'- .", max_size=60)
)


@any_time
@given(texts)
def test_any_text_is_read_without_error(text):
    everything_about(text)


@any_time
@given(texts)
def test_fold_is_idempotent(text):
    assert fold(fold(text)) == fold(text)


@any_time
@given(texts)
def test_a_readable_name_is_the_same_as_itself(text):
    assert similarity(text, text) == pytest.approx(1.0 if tokens(text) else 0.0)


@any_time
@given(texts, texts)
def test_similarity_is_between_0_and_1(a, b):
    assert 0 <= similarity(a, b) <= 1


@any_time
@given(st.text("abdeghijklmnorstuvzSCc", min_size=1, max_size=20), st.text("abdeghijkSC", min_size=1, max_size=20))
def test_skeletons_are_alike_both_ways(a, b):
    assert skeletons_alike(a, b) == pytest.approx(skeletons_alike(b, a))


INVENTED = ["Жанболат", "Қасымғалиев", "Маратұлы", "Serikova", "Айгерим", "Тулеев", "Болатович", "Dinmukhamed"]


@any_time
@given(st.permutations(INVENTED[:5]), st.lists(st.sampled_from(INVENTED), min_size=2, max_size=4, unique=True))
def test_the_order_of_words_hardly_matters(stored, asked):
    assert similarity(" ".join(asked), " ".join(stored)) == pytest.approx(
        similarity(" ".join(sorted(asked)), " ".join(sorted(stored))), abs=0.005
    )


@any_time
@given(st.sampled_from(INVENTED))
def test_the_right_initial_is_better_than_a_wrong_one(word):
    right, wrong = f"{word[0]}. Ержанов", f"{'Л'}. Ержанов"
    assert similarity(right, f"{word} Ержанов") > similarity(wrong, f"{word} Ержанов")


def test_two_letters_that_changed_places_are_found_however_little_may_differ():
    assert distance("nt", "tn", rules.TURN_COST) == rules.TURN_COST
    assert distance("nt", "tn", rules.TURN_COST - 0.1) == math.inf
