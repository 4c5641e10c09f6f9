"""Partial dates read in a second, beside `date.fromisoformat` on full dates in the same run."""

from datetime import date
from timeit import repeat

from records.dates import parse

FULL = [f"2022-{month:02d}-{day:02d}" for month in range(1, 13) for day in range(1, 29)]
PARTIAL = ["2022-01", "2022", "2022-01~", "2022-01-05?", "2022-01-04/2022-01-06", "../2022-01-08", "202X", "2022-01-XX"]
MIXED = FULL + PARTIAL * (len(FULL) // len(PARTIAL))  # half of them full dates


def per_second(read, texts, rounds=100) -> float:
    """The best of five runs."""
    seconds = min(repeat(lambda: [read(text) for text in texts], number=rounds, repeat=5))
    return rounds * len(texts) / seconds


def main():
    ours, baseline = per_second(parse, MIXED), per_second(date.fromisoformat, FULL)
    print(f"records.dates.parse, mixed sample    {ours:>12,.0f} dates a second")  # noqa: T201
    print(f"date.fromisoformat, full dates       {baseline:>12,.0f} dates a second")  # noqa: T201
    print(f"ratio                                {ours / baseline:>12.3f}")  # noqa: T201


if __name__ == "__main__":
    main()
