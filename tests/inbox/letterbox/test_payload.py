from inbox.letterbox.payload import STEP, as_text, padded


def test_fields_stand_in_lines_and_the_words_below():
    assert as_text({"Kind": "tracing", "Who": "", "Contact": "x"}, "a\nb") == "Kind: tracing\nContact: x\n\na\nb"


def test_the_length_tells_the_step_alone():
    lengths = {len(padded("Ұ" * count).encode()) for count in (0, 1, 2000, (STEP - 1) // 2)}
    assert lengths == {STEP - 1}
    assert len(padded("x" * STEP)) == 2 * STEP - 1
