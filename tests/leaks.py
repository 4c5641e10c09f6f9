"""Reads what goes to the public as a thorough adversary would: unpacked, and out of every encoding."""

import gzip
import html
import io
import re
import zipfile
from contextlib import contextmanager
from urllib.parse import unquote

import brotli
from django.db import connections

ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
TABLE = re.compile(r"\b(?:FROM|JOIN|INTO|UPDATE|TABLE)\s+\"?([a-z]\w*)", re.IGNORECASE)
PUBLIC_ID = re.compile(r"\b[0-9A-HJKMNP-TV-Z]{5}-?[0-9A-HJKMNP-TV-Z]{5}\b")
UNPACK = {"": bytes, "identity": bytes, "gzip": gzip.decompress, "br": brotli.decompress}


def unpacked(body: bytes, encoding: str = "") -> bytes:
    """The bytes of a page or file, whatever they were packed in; of an archive, the names and contents in it."""
    body = UNPACK[encoding](body)
    if not body.startswith(b"PK\x03\x04"):
        return body
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return b"".join(name.encode() + b"\n" + unpacked(archive.read(name)) for name in archive.namelist())


def read_in_every_way(text: str) -> str:
    """The text, and the same without the escapes of HTML, JSON and addresses: of one layer, and of two."""
    ways = [text]
    for _layer in range(2):
        last = ways[-1]
        last = ESCAPED.sub(lambda found: chr(int(found[1], 16)), last)
        ways.append(unquote(html.unescape(last)))
    return "\n".join(dict.fromkeys(ways)).lower()


def without_ids(text: str) -> str:
    """To look for a number in it: ids are drawn at random, and any number may stand in one."""
    return PUBLIC_ID.sub("", text)


@contextmanager
def watching_tables():
    """The tables that every query names, on whichever database, while this is open."""
    seen = set()

    def watch(execute, sql, params, many, context):
        seen.update(TABLE.findall(sql))
        return execute(sql, params, many, context)

    with_all = [connection.execute_wrapper(watch) for connection in connections.all()]
    for one in with_all:
        one.__enter__()
    try:
        yield seen
    finally:
        for one in with_all:
            one.__exit__(None, None, None)
