"""Persons' names in running text: a full name with something between its parts, the surname of somebody else."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from aligner import languages
from aligner.glossary.concepts import Concept
from aligner.glossary.match_hits import Hit, Local, Reading, Readings
from aligner.glossary.match_patterns import TermRecord, is_head
from aligner.glossary.match_scan import Scanned, Scanner
from aligner.languages.given_names import is_given_name
from aligner.languages.homographs import is_common

__all__ = ["is_of_another", "joined"]

_MIDDLE = 2  # words between given name and surname: a patronymic, a father's name, an initial
_GAP = re.compile(r"\.?[ \u00a0\u202f]+|\.?[ \t]*\n[ \t]*")  # what stands between the words of one name
_LINKS = frozenset(("بن", "ابن", "بنت", "ال", "ابو", "bin", "ibn", "al", "el", "бин", "ибн"))


def joined(scanned: Scanned, scanner: Scanner, language: str, concepts: Mapping[str, Concept]) -> list[Hit]:
    """The hits, where a given name and a surname of one person with a word or two between them are one full name.

    Сергей Викторович Лавров, Donald J. Trump, بشار حافظ الأسد.
    """
    found: list[Hit] = []
    for hit in scanned.hits:
        before = found[-1] if found else None
        whole: Readings = {}
        if before is not None and before.locals and not before.readings and hit.readings:
            whole = _whole(before, hit, scanned.pieces, scanner, language, concepts)
        if before is not None and whole:
            end = (hit.end, hit.outer_end, hit.last)
            found[-1] = before._replace(end=end[0], outer_end=end[1], last=end[2], readings=whole, locals=())
        else:
            found.append(hit)
    return found


def _whole(
    given: Hit,
    surname: Hit,
    pieces: Sequence[str],
    scanner: Scanner,
    language: str,
    concepts: Mapping[str, Concept],
) -> Readings:
    """The persons whose given name and surname these are, as a full name."""
    between = range(given.last + 2, surname.first, 2)
    if surname.first <= given.last or len(between) > _MIDDLE:
        return {}
    if not all(_GAP.fullmatch(pieces[place]) for place in range(given.last + 1, surname.first, 2)):
        return {}
    if not all(_is_middle(pieces[place], scanner, language) for place in between):
        return {}
    found = {}
    for concept, reading in surname.readings.items():
        if reading.kind != "person" or reading.term.part != "surname":
            continue
        first = next((one for one in map(_resolving(scanner, concept), given.locals) if one is not None), None)
        if first is None or is_head(first.tags[0]):
            continue
        tags = tuple(tag for tag in reading.tags if tag in first.tags)
        if given.outer_start < given.start:  # clitics stand before the first word
            tags = first.tags
        elif surname.outer_end > surname.end:  # and after the last
            tags = reading.tags
        if tags:
            role = "preferred" if first.term.role == reading.term.role == "short" else "variant"
            term = TermRecord(concepts[concept].names[language].preferred, role, "full")
            found[concept] = reading._replace(term=term, tags=tags)
    return found


def _resolving(scanner: Scanner, concept: str) -> Callable[[Local], Reading | None]:
    return lambda local: scanner.resolve(local, concept) if concept in scanner.owners(local) else None


def _is_middle(raw: str, scanner: Scanner, language: str) -> bool:
    """Whether a word may stand between given name and surname."""
    if scanner.plain(raw) in _LINKS:
        return True
    one = languages.get(language)
    return raw[:1].isupper() if one.script != "Arabic" else bool(one.naming.gender(raw))


def is_of_another(hit: Hit, concept: Concept, scanned: Scanned, scanner: Scanner, language: str) -> bool:
    """Whether the given name of somebody else stands before a surname: Asma Assad is not Bashar."""
    pieces = scanned.pieces
    if hit.first < 3 or hit.outer_start < hit.start or not _GAP.fullmatch(pieces[hit.first - 1]):
        return False
    raw = pieces[hit.first - 2]
    plain = scanner.plain(raw)
    one = languages.get(language)
    if not plain or scanner.plain(concept.names[language].preferred)[:1] == plain[:1]:
        return False  # the same given name, maybe in another spelling
    if one.script == "Arabic":
        return bool(one.naming.gender(raw)) and plain not in _LINKS and not is_common(plain, language)
    if not raw[:1].isupper():
        return False
    others = {owner for local in scanner.locals_of(raw) for owner in scanner.owners(local)}
    return bool(others) or is_given_name(raw, language)
