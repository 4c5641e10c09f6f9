import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from sources.choices import TermList
from sources.models import Term
from tests.builders import a_term, saved


def test_a_word_stands_once_in_its_list(db):
    a_term(TermList.METHOD, "gunshot")
    with pytest.raises(IntegrityError), transaction.atomic():
        saved(Term, list=TermList.METHOD, code="gunshot", label_en="shot")


def test_two_lists_may_share_a_word(db):
    a_term(TermList.HARM, "killed")
    a_term(TermList.COUNTED, "killed")
    assert Term.objects.count() == 2


@pytest.mark.parametrize(("language", "shown"), [("kk", "оқ"), ("ru", "gunshot"), ("en", "gunshot")])
def test_a_word_is_read_in_the_language_of_the_reader(language, shown):
    with override(language):
        assert str(Term(label_en="gunshot", label_kk="оқ")) == shown
