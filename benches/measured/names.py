"""The search by name beside two that a database has by itself: `icontains`, and trigrams of PostgreSQL.

Trigrams are given their best: the transliterated names, with an index of their own.
"""

from collections import Counter

from benches.measured import typed
from benches.measured.timing import Line, beside, markdown

SHOWN = 20
ASKED = 100


def ours(text: str) -> list[str]:
    from lookup.searching import search

    return [found.line.person.public_id for found in search(text).found]


def icontains(text: str) -> list[str]:
    from lookup.models import PublishedName

    found = PublishedName.objects.filter(text__icontains=text).order_by("person__folded")
    return list(found.values_list("person__public_id", flat=True)[:SHOWN])


def trigrams(text: str) -> list[str]:
    from django.db import connection

    from people.names import fold

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT public_id FROM lookup_publishedperson WHERE folded %% %s "
            "ORDER BY similarity(folded, %s) DESC LIMIT %s",
            [fold(text), fold(text), SHOWN],
        )
        return [public_id for (public_id,) in cursor.fetchall()]


def has_trigrams() -> bool:
    """The extension is on this machine."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_available_extensions WHERE name = 'pg_trgm'")
        return bool(cursor.fetchone()[0])


def index_trigrams():
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        cursor.execute("CREATE INDEX bench_trigrams ON lookup_publishedperson USING gin (folded gin_trgm_ops)")
        cursor.execute("ANALYZE lookup_publishedperson")


def baselines() -> dict:
    from django.db import connection

    if connection.vendor != "postgresql" or not has_trigrams():
        return {"icontains": icontains}
    index_trigrams()
    return {"icontains": icontains, "trigrams (pg_trgm)": trigrams}


def measure(times: int) -> tuple[list[Line], str]:
    """The lines of the table, and a table of how many of the typed names find their person."""
    asked, nobody, others = typed.spellings(ASKED, seed=5), typed.misses(ASKED, seed=5), baselines()
    lines = []
    for label, some in (("name search", asked), ("name search, nobody's name", nobody)):
        for name, other in others.items():
            act = lambda turn, some=some: ours(some[turn % len(some)].text)  # noqa: E731
            base = lambda turn, some=some, other=other: other(some[turn % len(some)].text)  # noqa: E731
            timed, of_base = beside(act, base, times=min(ASKED, 2 * times))
            lines.append(Line(label, timed, name, of_base))
    return lines, found_by(asked, {"the register": ours, **others})


def found_by(asked, searches: dict) -> str:
    kinds = Counter(one.kind for one in asked)
    found = {name: Counter(one.kind for one in asked if one.person in act(one.text)) for name, act in searches.items()}
    rows = [
        [kind, str(count), *(f"{100 * found[name][kind] / count:.0f} %" for name in searches)]
        for kind, count in kinds.items()
    ]
    return markdown(["typed", "names", *(f"found by {name}" for name in searches)], rows)
