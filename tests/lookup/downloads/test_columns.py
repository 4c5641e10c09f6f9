from hypothesis import given
from hypothesis import strategies as st

from lookup.downloads.columns import safe_texts
from records.cells import safe


@given(st.lists(st.text(alphabet="=＝-';\"\t\r\n\0 \xa0\u200ba", max_size=6) | st.none(), max_size=3))
def test_texts_looked_at_together_are_as_safe_as_one_by_one(texts):
    assert [text or "" for text in safe_texts(texts)] == [safe(text) for text in texts]
