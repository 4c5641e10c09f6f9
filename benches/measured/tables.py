"""All tables of one register, in Markdown: what `bin/bench all` prints for each database.

python -m benches.measured.tables PEOPLE [TIMES]        in DATABASE_URL, a copy that may be changed
"""

import sys
import warnings

from benches.measured.timing import TIMES, table


def measure(times: int, tell):
    """`tell` is given each table with its heading."""
    from benches.measured import acts, desk_pages, names, pages

    of_names, found = names.measure(times)
    of_pages, weights = pages.measure(times)
    lines = [*of_names, *of_pages, *desk_pages.measure(times), *acts.measure(times)]
    tell("Speed", table(lines))
    tell("Found, among the first 20", found)
    tell("Weight of pages", weights)
    missed = [line.what for line in lines if not line.is_met]
    tell("Targets missed", "\n".join(f"- {what}" for what in missed) or "None.")


def tell(heading: str, text: str):
    print(f"\n### {heading}\n\n{text}", flush=True)  # noqa: T201


def main():
    import django

    warnings.filterwarnings("ignore", "No directory at", UserWarning)  # no page here asks for a style sheet
    django.setup()
    measure(int(sys.argv[2]) if len(sys.argv) > 2 else TIMES, tell)


if __name__ == "__main__":
    main()
