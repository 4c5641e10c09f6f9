"""Cells of CSV files that no spreadsheet program takes for a formula, and back again. Pure: no Django.

A program runs a cell that starts with = + - @ (their full-width forms too), and may do so after a tab, a line break or
an invisible character (https://owasp.org/www-community/attacks/CSV_Injection). Where the list separator is a semicolon,
as in Kazakhstan and Russia, a program that opens a file of commas may split cells at each semicolon, so what follows a
semicolon or a line break counts as a start too. An apostrophe before it makes it plain text.
"""

import re

SIGNS = "[=+@＝＋－＠-]"
PASSED_OVER = (  # spaces of every width, control characters, and what is not seen
    r'[ "\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180e\u2000-\u200f'
    r"\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb]"
)
_STARTS = rf"(?:\A|(?<=[;\t\n\r])){PASSED_OVER}*"
_UNSAFE = re.compile(rf"({_STARTS})('*)(?={SIGNS})|\A('*)(?=[\t\r\n\0])")
_NEUTRALISED = re.compile(rf"({_STARTS})'('*)(?={SIGNS})|\A'('*)(?=[\t\r\n\0])")


def safe(value: object) -> object:
    """The value as a cell: text neutralised, None as empty text; numbers stay numbers, -5 too."""
    if value is None:
        return ""
    return _UNSAFE.sub(r"\1'\2\3", value) if isinstance(value, str) else value


def plain(cell: str) -> str:
    """The text that `safe` was given."""
    return _NEUTRALISED.sub(r"\1\2\3", cell)
