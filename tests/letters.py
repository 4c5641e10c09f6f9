"""Messages from the public for tests: the group's key, letters that were sent, and what their receipts open."""

import base64

from nacl.bindings import sodium_unpad
from nacl.public import PrivateKey, SealedBox

from inbox import acts
from inbox.letterbox import receipts
from inbox.letterbox.models import Message
from inbox.letterbox.payload import as_text, padded
from inbox.letterbox.receipts import Receipt
from inbox.models import Case
from records.sealing import BLOCK, seal_to

KEY = PrivateKey(b"the private key of tests, 32 byt")
PUBLIC_KEY = base64.b64encode(bytes(KEY.public_key)).decode()
WORDS = "Інімді іздеймін: Ақжан, Құлагер көшесі 5"


def a_message(words=WORDS, *, code="", **values):
    """A message as the form keeps it, sealed to `KEY`."""
    receipt = Receipt(code or receipts.new_code())
    text = as_text({"Kind": "tracing", "Contact": "+7 000 Quxarek"}, words)
    given = {
        "id": receipt.number_of(text.encode()),
        "sealed": seal_to(KEY.public_key, padded(text)),
        "receipt": receipt.number,
        "answer_key": base64.b64encode(receipt.public_key).decode(),
    }
    return Message.objects.create(**given | values)


def a_case(words=WORDS, *, code="", **values) -> Case:
    message = a_message(words, code=code, **values)
    acts.take_in()
    return Case.objects.get(message=message.pk)


def sealed_for(case: Case, text: str) -> str:
    """An answer as a browser or `bin/seal_answer` seals it."""
    from nacl.public import PublicKey

    return seal_to(PublicKey(base64.b64decode(case.answer_key)), text)


def opened(sealed: str, key=KEY) -> str:
    box = base64.b64decode(sealed.rpartition(":")[2])
    return sodium_unpad(SealedBox(key).decrypt(box), BLOCK).decode().rstrip(" ")
