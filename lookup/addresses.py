"""What stands under a public id: a page, another page to which it leads, or one that was taken away."""

from django.http import Http404

from lookup.models import PublishedPerson, PublishedRedirect, PublishedWithdrawal
from records import public_id


def read(shown_id: str) -> str:
    """The id, or a 404 where none was meant."""
    if found := public_id.read(shown_id):
        return found
    raise Http404


def page_of(asked: str, rows):
    """The row; else the shown id of the person whom the one asked for turned out to be; else, where a page was taken
    away, an empty text; else a 404."""
    if (found := rows.filter(public_id=asked).first()) is not None:
        return found
    if into := PublishedRedirect.objects.leading_on(asked):
        if (other := PublishedPerson.objects.with_page().filter(public_id=into).first()) is not None:
            return other.shown_id
        asked = into
    if PublishedWithdrawal.objects.filter(public_id=asked).exists():
        return ""
    raise Http404
