"""TBX: ISO 30042:2019 (namespace urn:iso:std:iso:30042:ed-2) and the older TBX-Basic of 2008 (martif).

Written in the style DCA (data categories as attributes); read in both styles. What TBX has no category for stands in
notes that begin with "aligner ", so that what we write and read again is the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree as Tree  # to write; what is read goes through defusedxml

from aligner.glossary import rows
from aligner.glossary.concepts import Concept
from aligner.glossary.exchange_base import Content, Lost, Pairing, clean, code_of, with_name

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["read", "write", "write_older"]

_NAMESPACE = "urn:iso:std:iso:30042:ed-2"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_OWN = "aligner "
_MOST_ELEMENTS = 5_000_000
_NCNAME = re.compile(r"[A-Za-z_][\w.-]*\Z", re.ASCII)

_ENTRY, _LANGUAGE, _TERM = ("conceptEntry", "termEntry"), ("langSec", "langSet"), ("termSec", "tig", "ntig")
# role -> administrative status, term type
_ROLES = {
    "preferred": ("preferredTerm-admn-sts", "fullForm"),
    "admitted": ("admittedTerm-admn-sts", "fullForm"),
    "short": ("admittedTerm-admn-sts", "shortForm"),
    "acronym": ("admittedTerm-admn-sts", "acronym"),
    "variant": ("supersededTerm-admn-sts", "variant"),
    "forbidden": ("deprecatedTerm-admn-sts", "fullForm"),
}
_TYPES = {"shortForm": "short", "acronym": "acronym", "abbreviation": "acronym", "initialism": "acronym"}
_UNSAID = ("termGrp", "partOfSpeech", "grammaticalGender")  # what a name tells anyhow
_BANNED = ("deprecated", "superseded", "forbidden", "obsolete")


def read(data: bytes, pairing: Pairing) -> Content:
    """Either kind of TBX. ValueError for what is no TBX, is too large, or holds entities."""
    content, lost = Content(), Lost()
    for entry in _entries(data):
        concept = _concept(entry, lost)
        if concept.names:
            content.drafts.append(concept)
        else:
            lost.add("entry without a name in English, Arabic or Russian")
    content.lost = lost.lines()
    return content


def _entries(data: bytes) -> Iterator[Element]:
    import io

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import iterparse

    number, root = 0, ""
    try:
        # External entities, entity declarations and bombs of them are refused. A DOCTYPE alone is common in TBX.
        for _, element in iterparse(io.BytesIO(data), events=("start", "end"), forbid_dtd=False):
            name = _local(element)
            if not root:
                root = name
                if root not in ("tbx", "martif"):
                    raise ValueError(f"not TBX: its first element is {root!r}")
            number += 1
            if number > 2 * _MOST_ELEMENTS:
                raise ValueError(f"more than {_MOST_ELEMENTS:,} elements")
        # A second pass gives whole entries: the first has shown that the file may be held in memory.
        for _, element in iterparse(io.BytesIO(data), events=("end",), forbid_dtd=False):
            if _local(element) in _ENTRY:
                yield element
                element.clear()
    except DefusedXmlException as error:
        raise ValueError(f"holds XML entities, which a glossary never needs ({type(error).__name__})") from error
    except Tree.ParseError as error:
        raise ValueError(f"not well-formed XML: {error}") from error


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _category(element: Element) -> str:
    """The data category: the type in the style DCA, the name itself in the style DCT."""
    return element.get("type") or _local(element)


def _text(element: Element) -> str:
    """What stands in an element. Line breaks are layout; other blanks (a no-break space) are kept as they are."""
    return clean(re.sub(r"\s*[\r\n]\s*", " ", "".join(element.itertext())), f"<{_local(element)}>")


def _concept(entry: Element, lost: Lost) -> Concept:
    own: dict[str, str] = {}
    concept = Concept(entry.get("id", ""), "", {}, status="")
    notes: list[str] = []
    for child in entry:
        name = _category(child)
        if _local(child) in _LANGUAGE:
            continue
        if _local(child) == "note" and _text(child).startswith(_OWN):
            own.update(_own(_text(child)))
        elif name == "subjectField":
            concept = replace(concept, domain=_text(child))
        elif _local(child) in ("note", "descrip", "descripGrp") or name in ("definition", "context"):
            notes.append(_text(child))
        elif name == "source":
            concept = replace(concept, source=_text(child))
        else:
            lost.add(name)
    for section in entry:
        if _local(section) in _LANGUAGE:
            concept = _with_language(concept, section, lost)
    if "row" in own:  # all that we knew of it when we wrote it
        return _from_own(own["row"], concept)
    return replace(concept, note="; ".join(notes))


def _own(note: str) -> dict[str, str]:
    key, _, value = note.removeprefix(_OWN).partition(": ")
    return {key: value}


def _from_own(packed: str, named: Concept) -> Concept:
    """Our own row; the names that somebody added or changed in the file since are taken from there."""
    try:
        kept = rows.from_row({str(key): str(value) for key, value in json.loads(packed).items()})
    except (ValueError, AttributeError) as error:
        raise ValueError(f"entry {named.id!r}: its note 'aligner row' is damaged: {error}") from error
    for code, names in named.names.items():
        if _named(kept, code) != _named(named, code):
            morphology = kept.names[code].morphology if code in kept.names else names.morphology
            kept = replace(kept, names={**kept.names, code: replace(names, morphology=morphology)})
    gone = set(kept.names) - set(named.names)
    return replace(kept, names={code: names for code, names in kept.names.items() if code not in gone})


def _named(concept: Concept, code: str) -> dict[str, tuple[str, str]]:
    named: dict[str, tuple[str, str]] = {}
    for designation in concept.designations(code):
        named.setdefault(designation.text, (designation.role, designation.reason))
    return named


def _with_language(concept: Concept, section: Element, lost: Lost) -> Concept:
    said = section.get(_LANG) or section.get("lang") or ""
    code = code_of(said)
    terms = [element for element in section.iter() if _local(element) in _TERM]
    if not code:
        lost.add(f"name in the language {said!r}", len(terms))
        return concept
    found = []
    for term in terms:
        text, role, reason = _term(term, lost)
        if text:
            found.append((text, role, reason))
    if found and not any(role == "preferred" for _, role, _ in found):  # the first that may be written stands for all
        first = next((i for i, (_, role, _) in enumerate(found) if role in ("", "admitted")), None)
        if first is not None:
            found[first] = (found[first][0], "preferred", "")
    for text, role, reason in sorted(found, key=lambda entry: entry[1] != "preferred"):
        concept = with_name(concept, code, text, role or "admitted", reason)
    return concept


def _term(section: Element, lost: Lost) -> tuple[str, str, str]:
    """Text, role ("" where nothing is said) and the reason of a forbidden one."""
    text, status, kind, reason = "", "", "", ""
    for element in section.iter():
        category = _category(element)
        if _local(element) == "term":
            text = _text(element)
        elif category in ("administrativeStatus", "normativeAuthorization"):
            status = _text(element)
        elif category == "termType":
            kind = _text(element)
        elif _local(element) == "note":
            reason = _text(element)
        elif element is not section and not len(element) and category not in _UNSAID:
            lost.add(category)
    if kind == "variant" and (not status or status.startswith("superseded")):
        return text, "variant", ""
    if status.startswith(_BANNED):
        return text, "forbidden", reason
    if reason:
        lost.add("note on a name")
    if status.startswith("preferred"):
        return text, "preferred", ""
    return text, _TYPES.get(kind, "admitted" if status else ""), ""


def write(concepts: Sequence[Concept], pairing: Pairing) -> tuple[bytes, list[str]]:
    """ISO 30042:2019, dialect TBX-Basic."""
    root = Tree.Element("tbx", {"type": "TBX-Basic", "style": "dca", "xml:lang": "en", "xmlns": _NAMESPACE})
    about = Tree.SubElement(Tree.SubElement(Tree.SubElement(root, "tbxHeader"), "fileDesc"), "sourceDesc")
    Tree.SubElement(about, "p").text = "A glossary written by Aligner"
    body = Tree.SubElement(Tree.SubElement(root, "text"), "body")
    for number, concept in enumerate(concepts, 1):
        _write_entry(body, concept, number, ("conceptEntry", "langSec", "termSec"))
    return _serialised(root), []


def write_older(concepts: Sequence[Concept], pairing: Pairing) -> tuple[bytes, list[str]]:
    """TBX-Basic of 2008, as OmegaT, Weblate and many tools read it."""
    root = Tree.Element("martif", {"type": "TBX-Basic", "xml:lang": "en"})
    header = Tree.SubElement(root, "martifHeader")
    about = Tree.SubElement(Tree.SubElement(header, "fileDesc"), "sourceDesc")
    Tree.SubElement(about, "p").text = "A glossary written by Aligner"
    encoding = Tree.SubElement(header, "encodingDesc")
    Tree.SubElement(encoding, "p", {"type": "XCSURI"}).text = "TBXBasicXCSV02.xcs"
    body = Tree.SubElement(Tree.SubElement(root, "text"), "body")
    for number, concept in enumerate(concepts, 1):
        _write_entry(body, concept, number, ("termEntry", "langSet", "tig"))
    return _serialised(root), []


def _write_entry(body: Element, concept: Concept, number: int, tags: tuple[str, str, str]) -> None:
    entry = Tree.SubElement(body, tags[0], {"id": concept.id if _NCNAME.match(concept.id) else f"c{number}"})
    if concept.domain:
        Tree.SubElement(entry, "descrip", {"type": "subjectField"}).text = concept.domain
    if concept.source:
        Tree.SubElement(entry, "admin", {"type": "source"}).text = concept.source
    if concept.note:
        Tree.SubElement(entry, "note").text = concept.note
    packed = {key: value for key, value in rows.to_row(concept).items() if value}
    Tree.SubElement(entry, "note").text = f"{_OWN}row: {json.dumps(packed, ensure_ascii=False, sort_keys=True)}"
    for code in concept.names:
        section = Tree.SubElement(entry, tags[1], {"xml:lang": code})
        for designation in concept.designations(code):
            term = Tree.SubElement(section, tags[2])
            Tree.SubElement(term, "term").text = designation.text
            status, kind = _ROLES[designation.role]
            Tree.SubElement(term, "termNote", {"type": "partOfSpeech"}).text = "noun"
            Tree.SubElement(term, "termNote", {"type": "administrativeStatus"}).text = status
            Tree.SubElement(term, "termNote", {"type": "termType"}).text = kind
            if designation.reason:
                Tree.SubElement(term, "note").text = designation.reason


def _serialised(root: Element) -> bytes:
    Tree.indent(root)
    data: bytes = Tree.tostring(root, encoding="utf-8", xml_declaration=True)
    return data + b"\n"
