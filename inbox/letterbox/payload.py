"""What is sealed of a message: a text as people read it, so that a key and `bin/open_sealed` suffice. Pure.

Kind: tracing
Who: …
Contact: …

What was written, in as many lines as it has.
"""

STEP = 8192  # bytes; the sealed length tells in which step a message lies, and no more


def as_text(fields: dict[str, str], text: str) -> str:
    """Fields are single lines; empty ones are left out."""
    head = [f"{name}: {value}" for name, value in fields.items() if value]
    return "\n".join([*head, "", text])


def padded(text: str) -> str:
    """With spaces after it, up to a whole number of steps, less the byte that sealing adds at least."""
    length = len(text.encode())
    return text + " " * (-(length + 1) % STEP)
