"""What the readers and writers of other formats have in common: drafts of concepts, ids, safe cells."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from aligner import languages
from aligner.glossary import rows
from aligner.glossary.concepts import Concept, Forbidden, Names
from aligner.glossary.editing import identity_for

__all__ = [
    "Content",
    "Lost",
    "Pairing",
    "clean",
    "code_of",
    "from_cells",
    "guarded",
    "unguarded",
    "unique_ids",
    "with_name",
]

_LONGEST = 1000  # characters of a name: what is longer is no name
_DEFAULTS = {"id": "new", "kind": "other", "status": "proposed"}
_FORMULA = re.compile(r"'*[=+@\t\r]|'*-(?![\w\s])")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_CODES = {
    "eng": "en",
    "english": "en",
    "английский": "en",
    "الإنجليزية": "en",
    "ara": "ar",
    "arabic": "ar",
    "арабский": "ar",
    "العربية": "ar",
    "rus": "ru",
    "russian": "ru",
    "русский": "ru",
    "الروسية": "ru",
}


@dataclass(frozen=True)
class Pairing:
    """What was said of a file besides its content."""

    source: str = ""
    target: str = ""
    path: Path = Path("-")

    @property
    def suffix(self) -> str:
        """Of the file's name, in small letters."""
        return self.path.suffix.lower()


@dataclass
class Content:
    """What a reader found. A draft's `kind`, `status` and `id` are "" where the file does not say them."""

    drafts: list[Concept] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


class Lost:
    """Counts what a format cannot hold, for one line each."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def add(self, what: str, number: int = 1) -> None:
        """One more of it."""
        if number:
            self._counts[what] += number

    def lines(self) -> list[str]:
        """ "12 × definition", the most frequent first."""
        return [f"{number} × {what}" for what, number in self._counts.most_common()]


def code_of(text: str) -> str:
    """The language that a heading or an attribute names ("en-GB", "Arabic"), or ""."""
    plain = unicodedata.normalize("NFC", text).strip().casefold().replace("_", "-")
    code = plain.split("-")[0]
    return code if code in languages.LANGUAGES else _CODES.get(plain, "")


def clean(text: str, where: str) -> str:
    """A name or a remark from a file: NFC, without blanks around it. ValueError where it cannot be one."""
    text = re.sub(r"[\t\r\n]+", " ", unicodedata.normalize("NFC", text)).strip()
    if len(text) > _LONGEST * 20:
        raise ValueError(f"{where}: {len(text):,} characters in one cell")
    if match := _CONTROL.search(text):
        raise ValueError(f"{where}: holds the control character U+{ord(match[0]):04X}: take it out")
    return text


def guarded(text: str) -> str:
    """The text so that a spreadsheet does not take it for a formula; `unguarded` gives it back."""
    return "'" + text if _FORMULA.match(text) else text


def unguarded(text: str, where: str, lost: Lost) -> str:
    """The text behind the guard; "" where it is a formula, which is told: what it would give is not trusted."""
    if text[:1] in ("=", "+", "@"):
        lost.add(f"formula, put the name itself there ({where})")
        return ""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def with_name(concept: Concept, code: str, text: str, role: str = "preferred", reason: str = "") -> Concept:
    """The concept with one more name; a second preferred one is admitted, what it has already stays as it is."""
    names = concept.names.get(code, Names(""))
    known = {designation.text for designation in concept.designations(code)}
    if not text or text in known:
        return concept
    try:
        rows.check_direction(text)
    except ValueError as error:
        raise ValueError(f"the name {text[:30]!r}: {error}") from error
    if len(text) > _LONGEST:
        raise ValueError(f"{text[:30]!r}…: a name of {len(text):,} characters")
    if role == "preferred" and names.preferred:
        role = "admitted"
    if role == "acronym" and names.acronym:
        role = "admitted"
    if role == "preferred":
        names = replace(names, preferred=text)
    elif role == "acronym":
        names = replace(names, acronym=text)
    elif role == "forbidden":
        names = replace(names, forbidden=(*names.forbidden, Forbidden(text, reason)))
    else:
        field_name = "variants" if role == "variant" else role
        names = replace(names, **{field_name: (*getattr(names, field_name), text)})  # type: ignore[arg-type]
    return replace(concept, names={**concept.names, code: names})


def from_cells(cells: Mapping[str, str]) -> Concept:
    """The draft of a row with our own columns, where id, kind and status may be missing. ValueError names a column."""
    filled = {**cells, **{name: cells.get(name) or value for name, value in _DEFAULTS.items()}}
    concept = rows.from_row(filled)
    return replace(concept, **{name: "" for name in _DEFAULTS if not cells.get(name)})  # type: ignore[arg-type]


def unique_ids(drafts: Iterable[Concept], taken: Sequence[str] = ()) -> Iterator[Concept]:
    """The concepts with an id each: their own, else one made from a name, numbered where it is taken."""
    drafts = list(drafts)
    ids = set(taken) | {concept.id for concept in drafts if concept.id}
    for concept in drafts:
        if not concept.id:
            latin = next((made for code in ("en", "ru", "ar") if (made := _latin(concept, code))), "concept")
            concept = replace(concept, id=identity_for(latin, ids))
            ids.add(concept.id)
        yield concept


def _latin(concept: Concept, code: str) -> str:
    """An id made from the name in a language, in Latin letters; "" where there is none."""
    from aligner.languages.transliteration import transliterate

    name = concept.names[code].preferred if code in concept.names else ""
    if not name or code == "en":
        return identity_for(name)
    return identity_for(next(iter(transliterate(name, code, "en", limit=1)), ""))
