import re

import pytest
from django.urls import reverse

from detentions.choices import CustodyStatus, Measure
from lookup.definitions import DEFINITIONS, HOW_SURE
from records.choices import Confirmation
from sources.choices import Bound, Certainty, Standing
from victims.choices import Harm, Status


@pytest.mark.parametrize("choices", [Confirmation, Harm, Status, Measure, CustodyStatus, Certainty, Standing, Bound])
def test_every_word_has_a_meaning_on_the_page(choices, db, read):
    page = read(reverse("lookup:method"))
    for choice in choices:
        assert f"<dt>{choice.label}</dt>" in page


def test_every_list_is_named_once_and_has_no_empty_meaning():
    anchors = [one.anchor for one in [HOW_SURE, *DEFINITIONS]]
    assert len(anchors) == len(set(anchors))
    assert all(str(meaning).strip() for one in DEFINITIONS for _word, meaning in one.words)


@pytest.mark.parametrize("name", ["method", "about", "help", "start", "download_page", "figures", "map"])
def test_links_within_the_site_lead_somewhere(db, read, name):
    """Anchors too: a link into another page leads to what it names."""
    page = read(reverse(f"lookup:{name}"))
    for address, anchor in re.findall(r'href="(/[^"#?]*)?(?:\?[^"#]*)?#([\w-]+)"', page):
        assert f'id="{anchor}"' in (read(address) if address else page), (address, anchor)


def test_the_page_on_safety_tells_the_onion_address(db, read, settings):
    settings.ONION_ADDRESS = "http://reedstreet.onion/"
    assert "http://reedstreet.onion/" in read(reverse("lookup:about"))
    settings.ONION_ADDRESS = ""
    assert "has no onion address" in read(reverse("lookup:about"))
