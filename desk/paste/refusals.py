"""What is told about a file that cannot be taken, with the next step."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from desk.paste.originals import LARGEST, Unreadable

REFUSED = {
    "empty": _("There is nothing in it. Choose another file, or paste the text."),
    "large": _(
        "It is too large: at most %(megabytes)d MB and 1,000 pages. Save the page without pictures, or paste the text."
    ),
    "office": _("It is an office document. Save it as PDF in its own program, or paste the text."),
    "picture": _("It is a picture. Paste the text that it shows, and keep the picture on the report's page."),
    "packed": _("It is a packed archive. Unpack it, and hand in the page, PDF or text inside."),
    "unknown": _(
        "Its name does not say what it is. Name it .html, .mhtml, .pdf or .txt, as it was saved, or paste the text."
    ),
    "not_pdf": _("It is named .pdf, and is none. Save it anew from where it comes, or name it as what it is."),
    "not_html": _("It is named as a web page, and is something else. Name it as what it is (.pdf, .mhtml, .txt)."),
    "not_mhtml": _("It is named .mhtml, and is none. Save the page anew, or name it as what it is."),
    "not_text": _("It is named .txt, and is something else. Name it as what it is (.pdf, .mhtml)."),
    "damaged": _("It cannot be read: it is damaged or cut off. Save it anew, or paste the text."),
    "locked": _("It is locked with a password. Open it, print it to a new PDF without one, or paste the text."),
    "encoding": _("Its letters cannot be read. Save it as UTF-8, or paste the text."),
    "no_article": _("No text was found in the page. It may load its text later: copy it in the browser, and paste it."),
}


def refusal(error: Unreadable) -> ValidationError:
    return ValidationError(REFUSED[error.code] % {"megabytes": LARGEST // 1024**2}, code=error.code)
