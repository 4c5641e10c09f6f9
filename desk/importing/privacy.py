"""Numbers that must not stand in a text of the register: of an identity document, of a telephone. Pure: no Django."""

import re

_TEN_DIGITS = re.compile(r"(?:\D*+\d){10}")  # what all of them have; most texts are passed by at once
_IIN = re.compile(r"(?<!\d)\d{12}(?!\d)")
_REST = r"[\s)-]*\d{3}[\s-]?\d{2}[\s-]?\d{2}"  # of a number of Kazakhstan or Russia, behind its three digits of a code
_MOBILE = "(?:70[0-8]|747|75[01]|76[0-4]|771|77[5-8])"  # of Kazakhstan
_TELEPHONE = re.compile(
    rf"(?<![\d/+])(?:\+(?:[\s()-]*\d){{10,15}}|8[\s(-]*\d{{3}}{_REST})(?!\d)"
    rf"|(?<![\w/+=&%-])(?<!\d[.,])(?:7[\s(-]*[79]\d\d|{_MOBILE}){_REST}(?![\w%])"
)
_MESSENGER = re.compile(r"(?:\b(?:wa|t)\.me/|whatsapp\.com/send/?\?(?:\S*&)?phone=)\+?\d{10,15}(?!\d)", re.IGNORECASE)


def private_number(text: str) -> str:
    """`identity`, `telephone`, or empty if the text has neither."""
    if not _TEN_DIGITS.match(text):
        return ""
    if any(is_iin(number) for number in _IIN.findall(text)):
        return "identity"
    return "telephone" if _TELEPHONE.search(text) or leads_to_a_telephone(text) else ""


def leads_to_a_telephone(text: str) -> bool:
    """Whether it has the address of somebody's number at a messenger."""
    return bool(_MESSENGER.search(text))


def is_iin(number: str) -> bool:
    """An individual identification number of Kazakhstan: a day of birth, and a digit that checks the others."""
    digits = [int(digit) for digit in number]
    if not ("01" <= number[2:4] <= "12" and "01" <= number[4:6] <= "31" and digits[6] <= 6):
        return False
    check = sum(digit * weight for digit, weight in zip(digits, range(1, 12), strict=False)) % 11
    if check == 10:
        weights = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)
        check = sum(digit * weight for digit, weight in zip(digits, weights, strict=False)) % 11
    return check == digits[11]
