"""Cells of CSV files that no spreadsheet program takes for a formula, and back again. Pure: no Django.

A program runs a cell that starts with = + - @ (their full-width forms too), and may do so after a tab, a line break or
an invisible character (https://owasp.org/www-community/attacks/CSV_Injection). Where the list separator is a semicolon,
as in Kazakhstan and Russia, a program that opens a file of commas may split cells at each semicolon, so what follows a
semicolon or a line break counts as a start too. An apostrophe before it makes it plain text.
"""

import re

_SIGNS = "=+@＝＋－＠-"
_STARTS = r'(?:\A|(?<=[;\t\n\r]))[ "]*'
_UNSAFE = re.compile(rf"({_STARTS})('*)(?=[{_SIGNS}])|\A('*)(?=[\t\r\n\0])")
_NEUTRALISED = re.compile(rf"({_STARTS})'('*)(?=[{_SIGNS}])|\A'('*)(?=[\t\r\n\0])")


def safe(value: object) -> object:
    """The value as a cell: text neutralised, None as empty text; numbers stay numbers, -5 too."""
    if value is None:
        return ""
    return _UNSAFE.sub(r"\1'\2\3", value) if isinstance(value, str) else value


def plain(cell: str) -> str:
    """The text that `safe` was given."""
    return _NEUTRALISED.sub(r"\1\2\3", cell)
