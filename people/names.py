"""Names in any spelling: what the register asks of them.

    >>> tokens("Болат ұлы Ержан")           # read: skeletons, whatever the script and the romanisation
    >>> keys("Ержан Болатұлы")              # looked up by, in an inverted index
    >>> similarity("Erzhan", "Ержан")       # compared, 0 to 1
    >>> match_kind("Erzhan", "Ержан")       # said to the reader
    >>> fold("Ержан Қасымов")               # shown or sorted in Latin letters: "erzhan qasymov"

Pure functions: no Django, no database. Any text may be passed; of a name the first MAX_LENGTH characters are read, and
nothing raises. The rules stand in `name_rules.py`; `name_words.py` reads, `word_likeness.py` and `name_likeness.py`
compare, `name_index.py` finds. Beside them, with tables: `index_tables.py`, `indexing.py`, `rebuilding.py`,
`search.py`; `measuring.py` says how good all this is.
"""

from enum import StrEnum

from people.name_likeness import similarity
from people.name_rules import digest_of_rules
from people.name_words import MAX_LENGTH, PATRONYMIC, Token, fold, keys, plain_words, tokens

__all__ = ["MAX_LENGTH", "MatchKind", "Token", "fold", "keys", "match_kind", "similarity", "tokens"]

INDEX_VERSION = 2  # raise it when the code that reads a name changes; changed tables of rules tell by themselves
RULES = f"{INDEX_VERSION}-{digest_of_rules()}"  # an index that bears another mark is due to be made anew

# Scores of `similarity`, measured; see `measuring.py`.
LISTED = 0.60  # shown to somebody who searches
DUPLICATE = 0.80  # the editor is warned that this may be the same person
DUPLICATE_IF_ELSE_AGREES = 0.70  # the same, when year of birth, region or day of the event agree too
OTHER_SPELLING = 0.84  # said to be the same name, spelled otherwise


class MatchKind(StrEnum):
    """What to tell the reader about a stored name beside the one typed."""

    SAME = "same name"  # the same words, letter for letter; case, order, Ё and a missing patronymic aside
    OTHER_SPELLING = "other spelling"
    SIMILAR = "similar"


def match_kind(asked: str, stored: str, score: float | None = None) -> MatchKind:
    """The kind of match; pass the score of `similarity` if it is known."""
    typed, kept = set(plain_words(asked)), set(plain_words(stored))
    if typed == kept or (typed < kept and len(typed) >= 2 and all(map(_is_patronymic, kept - typed))):
        return MatchKind.SAME
    if len(typed) == 1 < len(kept):
        return MatchKind.SIMILAR  # a part of the name
    score = similarity(asked, stored) if score is None else score
    return MatchKind.OTHER_SPELLING if score >= OTHER_SPELLING else MatchKind.SIMILAR


def _is_patronymic(word: str) -> bool:
    return any(token.role == PATRONYMIC for token in tokens(word))
