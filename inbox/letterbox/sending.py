"""Keep a message, sealed; and open the answers to it for whoever has its receipt."""

import base64
from typing import NamedTuple

from django.db import IntegrityError, connections, router, transaction
from django.views.decorators.debug import sensitive_variables
from nacl.bindings import sodium_unpad
from nacl.exceptions import CryptoError
from nacl.public import SealedBox

from inbox.letterbox.models import Answer, Message
from inbox.letterbox.payload import padded
from inbox.letterbox.receipts import Receipt
from records.sealing import BLOCK, seal


@sensitive_variables()
def keep(text: str, *, code: str) -> None:
    """Seal the text and put it in. The same text under the same code is kept once, however often it is sent.

    Raises `NoGroupKey`, or the database's error if it takes nothing (it is away, full, or may only be read).
    """
    receipt = Receipt(code)
    message = Message(
        id=receipt.number_of(text.encode()),
        sealed=seal(padded(text)),
        receipt=receipt.number,
        answer_key=base64.b64encode(receipt.public_key).decode(),
    )
    alias = router.db_for_write(Message)
    try:
        with transaction.atomic(using=alias):
            _may_write(connections[alias])
            message.save(force_insert=True, using=alias)
    except IntegrityError as error:
        # PostgreSQL tells which rule; SQLite words it. Nothing can be read back: a role may only insert.
        if "unique" not in str(error).lower():
            raise


def _may_write(connection):
    """The role of a public process only reads unless it says otherwise, and here it does."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION READ WRITE")


class Opened(NamedTuple):
    answered_on: object
    text: str  # empty if it was not sealed to this receipt


@sensitive_variables()
def answers(code: str) -> list[Opened]:
    """What was answered to whoever has the code, the latest first. A code that nobody was given takes the same way:
    one derivation, one query, no row."""
    receipt = Receipt(code)
    found = Answer.objects.filter(receipt=receipt.number).order_by("-answered_on", "id")
    return [Opened(row.answered_on, _open(receipt, row.sealed)) for row in found]


@sensitive_variables()
def _open(receipt: Receipt, sealed: str) -> str:
    try:
        box = base64.b64decode(sealed.rpartition(":")[2])
        return sodium_unpad(SealedBox(receipt.private_key).decrypt(box), BLOCK).decode()
    except (CryptoError, ValueError):
        return ""
