"""What a translation memory holds: the entries, the keys they are found by, and their rows in the database."""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Any, NamedTuple

from aligner.bitext import Repair, TermUse
from aligner.errors import InputError, MemoryStoreError

__all__ = [
    "Approval",
    "Approved",
    "FuzzyMatch",
    "Key",
    "MachineEntry",
    "Setting",
    "nfc",
    "now",
    "pair_digest",
    "plain",
    "timestamp",
]


@dataclass(frozen=True)
class Setting:
    """What a machine translation depends on besides its text."""

    source: str
    target: str
    engine: str  # the fingerprint
    options: str  # DecodingOptions.key() and the version of the repair
    glossary: str = ""  # its version; "" without one

    def values(self) -> tuple[str, str, str, str, str]:
        """The five, in the order of the columns."""
        return (self.source, self.target, self.engine, self.options, self.glossary)


@dataclass(frozen=True)
class Key:
    """What decides a machine translation: where all six are equal, the engine gives the same text."""

    text: str
    source: str
    target: str
    engine: str
    options: str
    glossary: str = ""

    def digest(self) -> bytes:
        """16 bytes to look the key up by. InputError where the text is not Unicode (half a surrogate pair)."""
        return _digest(self.source, self.target, self.engine, self.options, self.glossary, nfc(self.text))


class Stored(NamedTuple):
    """A text and one translation of it, whoever made it."""

    source_language: str
    target_language: str
    source_text: str
    target_text: str


@dataclass(frozen=True)
class MachineEntry:
    """A machine translation with all that a bead says of it."""

    text: str
    score: float | None = None
    flags: tuple[str, ...] = ()
    repairs: tuple[Repair, ...] = ()
    pivot: str = ""
    terms: tuple[TermUse, ...] = ()

    def __post_init__(self) -> None:
        if self.score is not None and math.isnan(self.score):
            raise ValueError("the score of a translation is a number or None, not NaN")

    def row(self) -> tuple[str, float | None, str | None, str | None, str | None, str]:
        """The columns translation, score, flags, repairs, terms, pivot."""
        nfc(self.text), nfc(self.pivot)
        return (
            self.text,
            self.score,
            _packed(self.flags),
            _packed([asdict(repair) for repair in self.repairs]),
            _packed([asdict(term) for term in self.terms]),
            self.pivot,
        )

    @classmethod
    def from_row(cls, row: Sequence[Any]) -> MachineEntry:
        """The entry of such columns. MemoryStoreError where they were not written by `row`."""
        text, score, flags, repairs, terms, pivot = row
        try:
            return cls(
                text,
                score,
                tuple(_unpacked(flags)),
                tuple(Repair(**repair) for repair in _unpacked(repairs)),
                pivot,
                tuple(TermUse.from_record(term) for term in _unpacked(terms)),
            )
        except (ValueError, TypeError) as error:
            raise MemoryStoreError(
                f"the memory holds an entry that cannot be read ({error}): run forget on it"
            ) from error


@dataclass(frozen=True)
class Approval:
    """One approval of one translation by one editor, as the history keeps it."""

    source: str
    target: str
    text: str
    translation: str
    editor: str = ""
    document: str = ""
    note: str = ""
    when: str = ""  # ISO 8601, UTC; "" for now
    undone: str = ""  # when it was taken back; "" where it stands

    def checked(self) -> Approval:
        """The same with its text in NFC and its times in one form. InputError where something cannot be stored."""
        if not self.text.strip() or not self.translation.strip():
            raise InputError(
                f"an approval needs a text and a translation: {self.text[:60]!r} → {self.translation[:60]!r}"
            )
        for value in (self.translation, self.editor, self.document, self.note):
            nfc(value)
        return replace(
            self,
            text=nfc(self.text),
            when=timestamp(self.when) if self.when else "",
            undone=timestamp(self.undone) if self.undone else "",
        )

    def digest(self) -> bytes:
        """16 bytes that stand for all of it but `undone`: the same before and after it is taken back."""
        own = (self.source, self.target, self.text, self.translation, self.editor, self.document, self.note, self.when)
        return _digest(*own)


@dataclass(frozen=True)
class Approved:
    """The approved translation that is in force for a text."""

    source_text: str  # as the editor saw it; may differ from the text asked for where `match` is "normalised"
    translation: str
    match: str  # "exact", or "normalised": the same but for blanks, kinds of quotes and invisible marks
    editor: str
    document: str
    note: str
    when: str  # ISO 8601, UTC


@dataclass(frozen=True)
class FuzzyMatch:
    """An approved translation of a similar text: a suggestion, never to be used unseen."""

    source_text: str
    translation: str
    similarity: float  # see `fuzzy.similarity`; 1.0 where the texts are equal
    reverse: bool = False  # approved for the other direction, and turned round here
    editor: str = ""
    when: str = ""


def nfc(text: str) -> str:
    """The text in NFC. InputError where it is not Unicode text (half a surrogate pair)."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise InputError(
            f"not Unicode text (half a surrogate pair at character {error.start}): {text[:60]!r}"
        ) from error
    return unicodedata.normalize("NFC", text)


_INVISIBLE = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_DOUBLE = re.compile('[«»“”„‟"]')
_SINGLE = re.compile("[‘’‚‛‹›']")


def plain(text: str) -> str:
    """The text with one kind of blank and of quote, without outer blanks and invisible marks.

    No letter, vowel mark or other sign changes, so two texts with one plain form say the same.
    """
    text = _INVISIBLE.sub("", nfc(text))
    return " ".join(_SINGLE.sub("'", _DOUBLE.sub('"', text)).split())


def pair_digest(source: str, target: str, text: str) -> bytes:
    """16 bytes to look up the approvals of a text by, or of its plain form."""
    return _digest(source, target, text)


def _digest(*parts: str) -> bytes:
    digest = blake2b(digest_size=16)
    for part in parts:
        data = part.encode()
        digest.update(len(data).to_bytes(8, "little"))  # so that no two lists of parts run into the same bytes
        digest.update(data)
    return digest.digest()


def timestamp(when: datetime | str) -> str:
    """ISO 8601 in UTC, to the microsecond, so that the order of the texts is the order of the times.

    A time without a zone is UTC. InputError where the text is not a time.
    """
    try:
        moment = datetime.fromisoformat(when) if isinstance(when, str) else when
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise InputError(f"not a time in ISO 8601, such as 2025-01-31T16:30:00Z: {when!r}") from error
    return moment.isoformat(timespec="microseconds").replace("+00:00", "Z")


def now() -> str:
    """The time in the form of `timestamp`."""
    return timestamp(datetime.now(UTC))


def _packed(items: Iterable[Any]) -> str | None:
    """JSON, or None for nothing: most entries have no flags, repairs or terms."""
    values = list(items)
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")) if values else None


def _unpacked(packed: str | None) -> list[Any]:
    values = json.loads(packed) if packed is not None else []
    if not isinstance(values, list):
        raise ValueError(f"not a list: {packed!r}")
    return values
