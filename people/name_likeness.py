"""How alike two names are, 0 to 1. Pure."""

from collections.abc import Iterator, Sequence

from people.name_words import INITIAL, PATRONYMIC, PLAIN, Token, joined, tokens
from people.word_likeness import NEARLY_EQUAL, is_written_as_one, words_alike

Name = tuple[Token, ...]


def _sharpen(alike: float) -> float:
    """One word that differs must not be averaged away by another that agrees: Марат and Мурат Ахметов differ."""
    return alike if alike >= NEARLY_EQUAL else max(0.2, NEARLY_EQUAL - 2 * (NEARLY_EQUAL - alike))


# What a word counts for, next to 1 for a given name or a surname.
WORD = {PLAIN: 1.0, INITIAL: 0.35, PATRONYMIC: 0.45}
# What it costs when the other name has another word in its place, and when it has none.
WRONG = {PLAIN: 1.3, INITIAL: 0.7, PATRONYMIC: 0.8}
NOT_TYPED = {PLAIN: 0.3, INITIAL: 0.06, PATRONYMIC: 0.06}
NOT_STORED = {PLAIN: 0.5, INITIAL: 0.2, PATRONYMIC: 0.12}
MATCHING = 0.62  # two words less alike than this are not the same word
ANOTHER_ROLE = 0.8  # Болат Қасымов is not Ержан Болатұлы Қасымов
FOREFATHER = 0.12  # not typed or not stored: Arabic names are long in one place, "Faisal Al Shaya" in another
LOST_IN_JOINING = 2  # letters, where two words meet: Қас + Сым is Қасым
SPLIT_OTHERWISE = 0.98  # "Нұр Сұлтан" for "Нұрсұлтан"


def similarity(asked: str | Name, stored: str | Name, weights: Sequence[float] | None = None) -> float:
    """How alike two names are, 0 to 1, whatever the order of the words.

    `asked` may leave words out at little cost (a patronymic at almost none). `weights`, one for each word asked, say
    how much it tells: a rare surname more than a common given name.
    """
    asked = tokens(asked) if isinstance(asked, str) else asked
    stored = tokens(stored) if isinstance(stored, str) else stored
    if not asked or not stored:
        return 0.0
    weights = list(weights or [1.0] * len(asked))
    best = _aligned(asked, stored, weights)
    if best < NEARLY_EQUAL:
        for asked_joined, stored_joined, weights_joined in _joinings(asked, stored, weights):
            best = max(best, SPLIT_OTHERWISE * _aligned(asked_joined, stored_joined, weights_joined))
    return best


def _joinings(asked: Name, stored: Name, weights: list[float]) -> Iterator[tuple[Name, Name, list[float]]]:
    """The names with two neighbouring words of one joined, where the other has a word that looks like both together."""
    for i, pair in _joined_pairs(asked, stored):
        heavier = max(weights[i : i + 2])
        yield (*asked[:i], pair, *asked[i + 2 :]), stored, [*weights[:i], heavier, *weights[i + 2 :]]
    for i, pair in _joined_pairs(stored, asked):
        yield asked, (*stored[:i], pair, *stored[i + 2 :]), weights


def _joined_pairs(parts: Name, wholes: Name) -> Iterator[tuple[int, Token]]:
    longest = max(len(whole.readings[0]) for whole in wholes) + 1
    for i, (first, second) in enumerate(zip(parts, parts[1:], strict=False)):
        if first.is_initial or second.is_initial:
            continue  # "Касымов А." is not Касымова
        if len(first.readings[0]) + len(second.readings[0]) > longest + LOST_IN_JOINING:
            continue  # spares the work
        pair = joined(first, second)
        if any(is_written_as_one(pair.readings, whole.readings) for whole in wholes):
            yield i, pair


def _aligned(asked: Name, stored: Name, weights: list[float]) -> float:
    """Likeness when each word of one name stands for at most one of the other."""
    asked_looks, stored_looks = [word.role for word in asked], [word.role for word in stored]
    asked_roles, stored_roles = _roles(asked_looks), _roles(stored_looks)
    alike = [[words_alike(word, other) for other in stored] for word in asked]
    counts = [[0.0] * len(stored) for _ in asked]  # what each pair is worth
    gains = [[0.0] * len(stored) for _ in asked]  # and how much of it agrees
    for i, row in enumerate(alike):
        for j in range(len(row)):
            if (asked_roles[i] == PATRONYMIC) != (stored_roles[j] == PATRONYMIC) and asked_looks[i] != stored_looks[j]:
                row[j] *= ANOTHER_ROLE
            if row[j] >= MATCHING:
                counts[i][j] = weights[i] * WORD[INITIAL if stored[j].is_initial else asked_roles[i]]
                gains[i][j] = counts[i][j] * _sharpen(row[j])
    is_arabic = any(word.lacks_vowels for word in (*asked, *stored))
    partners = _partners(gains)
    agreed = sum(gains[i][j] for i, j in partners.items())
    total = sum(counts[i][j] for i, j in partners.items())
    return agreed / (total + _cost_of_the_rest(alike, partners, asked_roles, stored_roles, weights, is_arabic))


def _cost_of_the_rest(
    alike: list[list[float]],
    partners: dict[int, int],
    asked_roles: list[str],
    stored_roles: list[str],
    weights: list[float],
    is_arabic: bool,
) -> float:
    """What the words cost that have no partner: most where each name has another word in the same role."""
    cost = 0.0
    only_asked = set(range(len(asked_roles))) - partners.keys()
    only_stored = set(range(len(stored_roles))) - set(partners.values())
    for likeness, i, j in sorted(((alike[i][j], i, j) for i in only_asked for j in only_stored), reverse=True):
        if i in only_asked and j in only_stored and _are_rivals(asked_roles[i], stored_roles[j]):
            cost += weights[i] * WRONG[asked_roles[i]] * (1.1 - 0.25 * likeness)
            only_asked.remove(i)
            only_stored.remove(j)
    # Of "Sergei Stanishev" and "Sergei S. Arutyunyan", S. may be the surname, but then Arutyunyan contradicts it.
    briefly = [(asked_roles[i], stored_roles[j]) for i, j in partners.items()]
    cost += WRONG[PLAIN] * min(briefly.count((PLAIN, INITIAL)), sum(stored_roles[j] == PLAIN for j in only_stored))
    cost += WRONG[PLAIN] * min(briefly.count((INITIAL, PLAIN)), sum(asked_roles[i] == PLAIN for i in only_asked))
    most = FOREFATHER if is_arabic else 1.0
    cost += sum(weights[i] * min(most, NOT_STORED[asked_roles[i]]) for i in only_asked)
    not_typed = sum(min(most, NOT_TYPED[stored_roles[j]]) for j in only_stored)
    return cost + (not_typed if len(asked_roles) > 1 else not_typed * 0.3)  # one word typed: any person who has it


def _are_rivals(role: str, other: str) -> bool:
    """Whether two words that differ speak against the names being one."""
    return role == other or {role, other} == {PLAIN, INITIAL}


def _roles(looks: list[str]) -> list[str]:
    """Initial, patronymic or plain. What ends like a patronymic is a surname where no other surname stands."""
    roles = [look if look in (INITIAL, PATRONYMIC) else PLAIN for look in looks]
    return roles if roles.count(PLAIN) >= 2 else [PLAIN if role == PATRONYMIC else role for role in roles]


def _partners(gains: list[list[float]]) -> dict[int, int]:
    """For each word asked, the stored word it stands for, so that the sum of gains is greatest."""
    best = {i: max(range(len(row)), key=row.__getitem__) for i, row in enumerate(gains) if any(row)}
    if len(set(best.values())) == len(best):
        return best
    if len(gains) * len(gains[0]) > 25:
        return _greedy(gains)
    return max(_pairings(gains, 0, frozenset()), key=lambda pairing: sum(gains[i][j] for i, j in pairing.items()))


def _pairings(gains: list[list[float]], i: int, used: frozenset[int]) -> Iterator[dict[int, int]]:
    if i == len(gains):
        yield {}
        return
    yield from _pairings(gains, i + 1, used)
    for j, gain in enumerate(gains[i]):
        if gain and j not in used:
            for rest in _pairings(gains, i + 1, used | {j}):
                yield {i: j} | rest


def _greedy(gains: list[list[float]]) -> dict[int, int]:
    partners: dict[int, int] = {}
    cells = ((gain, i, j) for i, row in enumerate(gains) for j, gain in enumerate(row) if gain)
    for _, i, j in sorted(cells, reverse=True):
        if i not in partners and j not in partners.values():
            partners[i] = j
    return partners
