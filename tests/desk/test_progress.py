"""A bar for who watches, and nothing for a log."""

from io import StringIO

import pytest

from desk.progress import bar, picture


class Terminal(StringIO):
    def isatty(self):
        return True


def test_the_steps_pass_through():
    assert list(bar("abc", 3, Terminal())) == list("abc")


def test_a_terminal_shows_how_far_it_is():
    terminal = Terminal()
    list(bar("abc", 3, terminal))
    assert "100 %  3 of 3" in terminal.getvalue()


def test_a_log_stays_empty():
    log = StringIO()
    assert list(bar("abc", 3, log)) == list("abc")
    assert log.getvalue() == ""


@pytest.mark.parametrize(
    ("done", "total", "shown"),
    [
        (0, 0, "[##############################] 100 %  0 of 0, "),
        (5, 10, "[###############...............]  50 %  5 of 10, 4 s left"),
        (12, 10, "[##############################] 100 %  12 of 12, 0 s left"),
    ],
    ids=["nothing to do", "half", "more than expected"],
)
def test_the_bar_is_drawn(done, total, shown):
    assert picture(done, total, seconds=4).rstrip() == shown.rstrip()
