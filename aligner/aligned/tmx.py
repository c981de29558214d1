"""TMX 1.4b: translation units with a variant in each language, for translation memories of other tools."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from aligner import __version__
from aligner.aligned.parallel import AlignedDocument, Unit

__all__ = ["tmx"]

# What XML 1.0 cannot hold, not even as a reference.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def tmx(aligned: AlignedDocument) -> Iterator[str]:
    """The document as TMX 1.4b, in pieces: one translation unit for each unit that stands in two languages or more.

    The confidence and the name of the document stand in `prop` elements. Characters that XML cannot hold become U+FFFD.
    """
    source = aligned.languages[0]
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n'
    yield (
        f'<header creationtool="Aligner" creationtoolversion={quoteattr(__version__)} segtype="block" '
        f'o-tmf="Aligner bitext" adminlang="en" srclang="{source}" datatype="plaintext"/>\n<body>\n'
    )
    for number, unit in enumerate(aligned.units):
        if sum(bool(segments) for segments in unit.segments) > 1:
            yield _unit(aligned, number, unit)
    yield "</body>\n</tmx>\n"


def _unit(aligned: AlignedDocument, number: int, unit: Unit) -> str:
    there = [place for place, segments in enumerate(unit.segments) if segments]
    single = all(len(unit.segments[place]) == 1 for place in there)
    source = aligned.languages[there[0]]
    # A unit that the first version leaves out has another source; the header's holds for all the others.
    attribute = "" if there[0] == 0 else f' srclang="{source}"'
    properties = [("x-document", aligned.name), ("x-shape", unit.shape)]
    if unit.confidence is not None:
        properties.append(("x-confidence", f"{unit.confidence:.4f}"))
    if aligned.is_doubtful(unit):
        properties.append(("x-flag", "doubtful"))
    held = "".join(f'<prop type="{name}">{_text(value)}</prop>' for name, value in properties)
    variants = "".join(
        f'<tuv xml:lang="{aligned.languages[place]}"><seg>{_text(aligned.text(unit, place))}</seg></tuv>\n'
        for place in there
    )
    segtype = "sentence" if single else "block"
    return f'<tu tuid="{number + 1}" segtype="{segtype}"{attribute}>\n{held}\n{variants}</tu>\n'


def _text(text: str) -> str:
    return escape(_FORBIDDEN.sub("\ufffd", text), {"\r": "&#13;"})
