"""What text may hold: checked and tidied at every door. Pure: no Django."""

import re
import unicodedata


class Unreadable(ValueError):
    """What was typed cannot be kept. `code` names the rule; `message` (English, translated where it is shown)
    says what to write and is filled with `params`; `str()` is the filled message."""

    messages: dict[str, str] = {}

    def __init__(self, code: str, **params: object):
        self.code = code
        self.message = self.messages[code]
        self.params = params
        super().__init__(self.message % params)


def gettext_noop(message: str) -> str:
    """Mark a message for `makemessages`; translated where it is shown."""
    return message


class UnreadableText(Unreadable):
    messages = {
        "control": gettext_noop(
            "There is a control character (%(code_point)s) at position %(position)d. Delete it and type it anew."
        ),
        "line_break": gettext_noop(
            "There is a line break or a tab (%(code_point)s) at position %(position)d. Write everything in one line."
        ),
        "direction": gettext_noop(
            "There is a hidden character that turns the direction of writing (%(code_point)s) at position "
            "%(position)d. Delete it and type the text around it anew."
        ),
        "invisible": gettext_noop(
            "There is an invisible character (%(code_point)s) at position %(position)d. "
            "Delete it and type the text around it anew."
        ),
        "not_a_character": gettext_noop(
            "At position %(position)d stands %(code_point)s, which is no letter or sign. Delete it."
        ),
        "too_long": gettext_noop("Write at most %(max_length)d characters; this has %(length)d."),
    }


# Letters, and the marks on them, of the Arabic script: between two of these a (non-)joiner changes the spelling.
_ARABIC = (
    "\u0610-\u061a\u0620-\u065f\u066e-\u06d3\u06d5-\u06dc\u06df-\u06e8\u06ea-\u06ef\u06fa-\u06ff"
    "\u0750-\u077f\u0870-\u0887\u0889-\u088e\u0897-\u08e1\u08e3-\u08ff\ufb50-\ufbb1\ufbd3-\ufd3d"
    "\ufd50-\ufdc7\ufdf0-\ufdfb\ufe70-\ufefc"
)
_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
# The name of the group is the code of the refusal.
_REFUSED = re.compile(
    rf"(?P<control>[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f])"
    rf"|(?P<direction>[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069])"
    rf"|(?P<invisible>[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0"
    rf"\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
    rf"|(?<![{_ARABIC}])[\u200c\u200d]|[\u200c\u200d](?![{_ARABIC}]))"
    rf"|(?P<not_a_character>[\ud800-\udfff\ue000-\uf8ff\U000f0000-\U0010fffd{_NONCHARACTERS}])"
)
_REFUSED_IN_A_LINE = re.compile(rf"{_REFUSED.pattern}|(?P<line_break>[\t\n\r\u2028\u2029])")
_LINE_END = re.compile("\r\n?|[\u2028\u2029]")
# White space of Unicode (Zs, Zl, Zp), and the controls that a keyboard types.
_WHITE_SPACE = "\t\n\r \u00a0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u2028\u2029\u202f\u205f\u3000"


def clean_text(value: str, *, max_length: int | None = None, multiline: bool = False) -> str:
    """The text as it is stored: NFC, no white space at its ends, lines ended by a line feed.

    `max_length` counts characters (code points, after NFC). Raises `UnreadableText` for what no text may hold:
    control, bidirectional and invisible characters, private-use and non-characters, halves of surrogate pairs;
    a line break or tab too unless `multiline`. The position in the message counts from 1 in what was typed.
    """
    if max_length is not None and len(value) > 4 * max_length:  # NFC shortens, but never by so much
        raise UnreadableText("too_long", max_length=max_length, length=len(value))
    start = len(value) - len(value.lstrip(_WHITE_SPACE))
    text = value.strip(_WHITE_SPACE)
    refused = (_REFUSED if multiline else _REFUSED_IN_A_LINE).search(text)
    if refused:
        raise UnreadableText(
            refused.lastgroup, code_point=f"U+{ord(refused[0]):04X}", position=start + refused.start() + 1
        )
    text = unicodedata.normalize("NFC", _LINE_END.sub("\n", text))
    if max_length is not None and len(text) > max_length:
        raise UnreadableText("too_long", max_length=max_length, length=len(text))
    return text
