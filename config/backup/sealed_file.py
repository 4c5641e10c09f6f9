"""A file that this server writes and cannot open again: sealed to a public key piece by piece, in constant memory.

    tizim-backup:1:<key id>\\n    in ASCII: to which key it is sealed
    80 bytes                     the file's own key, drawn for it, in libsodium's sealed box (X25519, XSalsa20-Poly1305)
    24 bytes                     the header of libsodium's secretstream (XChaCha20-Poly1305)
    pieces                       of 65,536 bytes, 17 longer when sealed; the last one may be shorter and says it is last

Each piece is authenticated together with all before it, and the first one with the two lines above too: whatever is
changed, left out, added or moved is noticed.
"""

import re
from collections.abc import Callable
from typing import BinaryIO

from nacl import bindings
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

from records.sealing import key_id

PIECE = 65_536  # bytes
ADDED = bindings.crypto_secretstream_xchacha20poly1305_ABYTES
STREAM_HEAD = bindings.crypto_secretstream_xchacha20poly1305_HEADERBYTES
SEALED_KEY = bindings.crypto_secretstream_xchacha20poly1305_KEYBYTES + bindings.crypto_box_SEALBYTES
MORE = bindings.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
LAST = bindings.crypto_secretstream_xchacha20poly1305_TAG_FINAL
VERSION = 1
FIRST_LINE = re.compile(rb"tizim-backup:(\d{1,9}):([0-9a-f]{16})\n")


class CannotOpen(Exception):
    """The file is damaged, sealed to another key or no backup at all; the message says which and what to do."""


DAMAGED = "This backup is damaged{}: take another copy of it, or an earlier backup. Nothing of it was used."


def damaged(where: str = "") -> CannotOpen:
    return CannotOpen(DAMAGED.format(where and f" ({where})"))


class Sealer:
    """Takes bytes and writes them sealed. Without `finish` the file counts as cut off."""

    def __init__(self, out: BinaryIO, public: PublicKey):
        self._out, self._waiting = out, bytearray()
        self._state = bindings.crypto_secretstream_xchacha20poly1305_state()
        own_key = bindings.crypto_secretstream_xchacha20poly1305_keygen()
        self._head = f"tizim-backup:{VERSION}:{key_id(public)}\n".encode()
        self._sealed_key = SealedBox(public).encrypt(own_key)
        self._own_key = own_key
        out.write(self._head + self._sealed_key)
        out.write(bindings.crypto_secretstream_xchacha20poly1305_init_push(self._state, own_key))
        self._beside = self._head + self._sealed_key  # authenticated with the first piece

    def write(self, data) -> int:
        self._waiting += data
        while len(self._waiting) > PIECE:
            self._push(bytes(self._waiting[:PIECE]), MORE)
            del self._waiting[:PIECE]
        return len(data)

    def flush(self):
        """Whoever compresses into this asks for it; a piece is written when it is full."""

    def finish(self):
        self._push(bytes(self._waiting), LAST)
        self._waiting.clear()

    def _push(self, piece: bytes, tag: int):
        push = bindings.crypto_secretstream_xchacha20poly1305_push
        self._out.write(push(self._state, piece, self._beside, tag))
        self._beside = None

    def unseal(self, sealed_key: bytes) -> bytes:
        """The file's own key, as long as the process that wrote it lives: it reads back what stands on the disk."""
        if sealed_key != self._sealed_key:
            raise damaged("its key")
        return self._own_key


def unseal_with(private: PrivateKey) -> Callable[[bytes], bytes]:
    def unseal(sealed_key: bytes) -> bytes:
        try:
            return SealedBox(private).decrypt(sealed_key)
        except CryptoError as error:
            raise damaged("its key") from error

    return unseal


def sealed_to(file: BinaryIO) -> str:
    """The id of the key to which the file is sealed; the file stands behind that line afterwards."""
    first = file.readline(64)
    read = FIRST_LINE.fullmatch(first)
    if read is None:
        raise CannotOpen("This is no backup of Tizim, or its first line is damaged: it starts with tizim-backup:1:")
    if int(read[1]) != VERSION:
        raise CannotOpen(f"This backup is of form {int(read[1])}: take the version of Tizim that wrote it, or a newer.")
    return read[2].decode()


class Opener:
    """Reads what a `Sealer` wrote. Each byte that it returns is authentic; the end is reached only at the true end."""

    def __init__(self, file: BinaryIO, unseal: Callable[[bytes], bytes]):
        head = f"tizim-backup:{VERSION}:{sealed_to(file)}\n".encode()
        sealed_key, stream_head = file.read(SEALED_KEY), file.read(STREAM_HEAD)
        if len(stream_head) != STREAM_HEAD:
            raise damaged("it was cut off")
        self._file, self._ready, self._is_over = file, b"", False
        self._state, self._beside = bindings.crypto_secretstream_xchacha20poly1305_state(), head + sealed_key
        bindings.crypto_secretstream_xchacha20poly1305_init_pull(self._state, stream_head, unseal(sealed_key))

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes, at least one before the end."""
        while not self._ready and not self._is_over:
            self._pull()
        size = len(self._ready) if size < 0 else size
        taken, self._ready = self._ready[:size], self._ready[size:]
        return taken

    def _pull(self):
        sealed = self._file.read(PIECE + ADDED)
        if not sealed:
            raise damaged("it was cut off")
        try:
            piece, tag = bindings.crypto_secretstream_xchacha20poly1305_pull(self._state, sealed, self._beside)
        except (CryptoError, ValueError, RuntimeError) as error:
            raise damaged("a part of it was changed, or it was cut off") from error
        self._ready, self._beside = piece, None
        if tag == LAST:
            self._is_over = True
            if self._file.read(1):
                raise damaged("something follows its end")
        elif tag != MORE:
            raise damaged()

    def finish(self):
        """Read on to the end, which shows that nothing is missing or too much."""
        while self.read(PIECE):
            pass
