"""TMX 1.4b in pieces, one translation unit at a time, valid against tmx14.dtd."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape, quoteattr

from aligner import __version__

__all__ = ["FOOTER", "FORBIDDEN", "header", "text", "unit"]

# What XML 1.0 cannot hold, not even as a reference.
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
FOOTER = "</body>\n</tmx>\n"


def header(source: str, *, segtype: str = "block", properties: Iterable[tuple[str, str]] = ()) -> str:
    """All that stands before the first unit. `source` is the language from which the units were translated."""
    held = "".join(_property(name, value) for name, value in properties)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n'
        f'<header creationtool="Aligner" creationtoolversion={quoteattr(__version__)} segtype="{segtype}" '
        f'o-tmf="Aligner bitext" adminlang="en" srclang="{source}" datatype="plaintext">{held}</header>\n<body>\n'
    )


def unit(
    variants: Iterable[tuple[str, str]],
    *,
    id: str,
    attributes: Mapping[str, str] | None = None,
    properties: Iterable[tuple[str, str]] = (),
    note: str = "",
) -> str:
    """One translation unit: (language, text) of each variant, its id, attributes of `tu` (segtype, changeid, srclang),
    and properties (type, value), of which the empty ones are left out. Characters that XML cannot hold become U+FFFD.
    """
    more = "".join(f" {name}={_attribute(value)}" for name, value in (attributes or {}).items() if value)
    held = "".join(_property(name, value) for name, value in properties if value)
    noted = f"<note>{text(note)}</note>\n" if note else ""
    said = "".join(f'<tuv xml:lang="{code}"><seg>{text(content)}</seg></tuv>\n' for code, content in variants)
    # An id is without blanks (TMX 1.4b, tuid).
    tuid = _attribute("_".join(id.split()))
    return f"<tu tuid={tuid}{more}>\n{noted}{held}\n{said}</tu>\n"


def text(content: str) -> str:
    """The text as XML holds it."""
    return escape(FORBIDDEN.sub("\ufffd", content), {"\r": "&#13;"})


def _property(name: str, value: str) -> str:
    return f'<prop type="{name}">{text(value)}</prop>'


def _attribute(value: str) -> str:
    return quoteattr(FORBIDDEN.sub("\ufffd", value))
