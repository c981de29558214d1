"""Measures what an engine does with names: which stand-ins and signs it keeps, how many names come out right freely.

The table is kept with the fingerprint of the engine's model, so it is asked for again when the model changes.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from aligner import languages
from aligner.errors import InputError
from aligner.files import data_home, write_atomically
from aligner.glossary.carrying import found_in
from aligner.glossary.concepts import Concept
from aligner.glossary.forms import Term, terms
from aligner.glossary.matcher import Matcher
from aligner.glossary.paradigms import clitics_of, forms_for
from aligner.glossary.placeholders import SIGNS
from aligner.glossary.probe_frames import FRAMES, Frame
from aligner.glossary.slots import enforceable
from aligner.glossary.standins import StandIn, stand_ins, takes_article

if TYPE_CHECKING:
    from aligner.engines.base import Engine

__all__ = ["KEPT", "NameCount", "ProbeTable", "SignCount", "StandInCount", "count_sentences", "probe"]

KEPT = 0.99  # of the sentences; what is kept less often is not relied on
_FORMAT = 1


@dataclass(frozen=True)
class StandInCount:
    """How a stand-in fared."""

    tries: int
    kept: int  # came out, once
    doubled: int  # came out more than once
    form: int  # came out once, in a form that the sentence may ask for

    @property
    def rate(self) -> float:
        """The share of the tries in which it came out once."""
        return self.kept / self.tries if self.tries else 0.0


@dataclass(frozen=True)
class SignCount:
    """How a sign in the place of a name fared."""

    tries: int
    kept: int

    @property
    def rate(self) -> float:
        """The share of the tries in which it came out once."""
        return self.kept / self.tries if self.tries else 0.0


@dataclass(frozen=True)
class NameCount:
    """How a name of the glossary fared without any help."""

    tries: int
    right: int  # an approved name of the concept came out

    @property
    def rate(self) -> float:
        """The share of the tries in which it was right."""
        return self.right / self.tries if self.tries else 0.0


@dataclass(frozen=True)
class ProbeTable:
    """What was measured of one engine."""

    fingerprint: str
    engine: str  # its name as shown to people
    source: str
    target: str
    stand_ins: Mapping[str, StandInCount] = field(default_factory=dict)
    signs: Mapping[str, SignCount] = field(default_factory=dict)
    names: Mapping[str, NameCount] = field(default_factory=dict)  # concept -> how it came out

    @cached_property
    def kept(self) -> dict[str, float]:
        """Stand-in -> the share of sentences in which it came out once."""
        return {ident: count.rate for ident, count in self.stand_ins.items()}

    @cached_property
    def placeholders(self) -> tuple[str, ...]:
        """The signs that this engine keeps."""
        return tuple(sign for sign, count in self.signs.items() if count.tries and count.rate >= KEPT)

    @cached_property
    def version(self) -> str:
        """Equal versions lead to the same choices."""
        decisive = json.dumps([self.fingerprint, sorted(self.kept.items()), self.placeholders])
        return hashlib.sha256(decisive.encode()).hexdigest()[:16]

    @classmethod
    def path(cls, fingerprint: str) -> Path:
        """Where the table of an engine is kept."""
        return data_home() / "probes" / f"{hashlib.sha256(fingerprint.encode()).hexdigest()[:32]}.json"

    @classmethod
    def load(cls, fingerprint: str) -> ProbeTable | None:
        """The table of an engine; None where it was never probed. InputError where the file cannot be read."""
        path = cls.path(fingerprint)
        try:
            stored = json.loads(path.read_bytes())
            if stored.get("format") != _FORMAT or stored.get("fingerprint") != fingerprint:
                return None  # of another release, or of another engine: to be measured again
            return cls(
                fingerprint,
                str(stored["engine"]),
                str(stored["source"]),
                str(stored["target"]),
                {ident: StandInCount(**_counts(count)) for ident, count in stored["stand_ins"].items()},
                {sign: SignCount(**_counts(count)) for sign, count in stored["signs"].items()},
                {concept: NameCount(**_counts(count)) for concept, count in stored["names"].items()},
            )
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise InputError(f"{path}: not a probe table ({error}); remove it, or probe again") from error

    def write(self) -> Path:
        """Keep the table, whole or not at all; gives its path."""
        path = self.path(self.fingerprint)
        record = {
            "format": _FORMAT,
            "fingerprint": self.fingerprint,
            "engine": self.engine,
            "source": self.source,
            "target": self.target,
            "stand_ins": {ident: asdict(count) for ident, count in self.stand_ins.items()},
            "signs": {sign: asdict(count) for sign, count in self.signs.items()},
            "names": {concept: asdict(count) for concept, count in self.names.items()},
        }
        with write_atomically(path) as file:
            file.write(json.dumps(record, ensure_ascii=False, indent=1).encode())
        return path


def _counts(entry: Mapping[str, object]) -> dict[str, int]:
    counts = {name: value for name, value in entry.items() if isinstance(value, int) and not isinstance(value, bool)}
    if len(counts) != len(entry) or any(value < 0 for value in counts.values()):
        raise ValueError("a count is not a whole number")
    return counts


_TOGETHER = 240  # sentences in a call of the engine


@dataclass(frozen=True)
class _Try:
    """One sentence of the probe."""

    text: str
    frame: Frame


def probe(
    engine: Engine, concepts: Iterable[Concept] = (), *, advance: Callable[[int], None] = lambda _: None
) -> ProbeTable:
    """Measure an engine: all stand-ins, all signs, and these concepts, each in twelve sentences.

    `advance` is told how many sentences were translated.
    """
    source, target = engine.source, engine.target
    known = [concept for concept in concepts if enforceable(concept, target) and source in concept.names]
    tries: dict[tuple[str, str], list[_Try]] = {}
    for standin in stand_ins():
        person = standin.kind in ("person", "title")
        tries["stand-in", standin.id] = _tries(standin.term(source), article=standin.article, person=person)
    for sign in SIGNS:
        frames = [frame for frame in FRAMES[source][0] if frame.tag != "poss"]
        tries["sign", sign] = [_Try(frame.before + sign + frame.after, frame) for frame in frames]
    for concept in known:
        term = next(iter(terms(concept, source)))
        person = concept.kind in ("person", "title")
        tries["name", concept.id] = _tries(term, article=takes_article(term), person=person)
    texts = _translated(engine, tries, advance)
    return ProbeTable(
        engine.fingerprint,
        engine.name,
        source,
        target,
        {s.id: _stand_in(s, tries["stand-in", s.id], texts["stand-in", s.id], target) for s in stand_ins()},
        {sign: _sign(sign, texts["sign", sign]) for sign in SIGNS},
        {concept.id: _name(concept, texts["name", concept.id], target) for concept in known},
    )


def count_sentences(names: int) -> int:
    """How many sentences a probe translates, with this many names of the glossary."""
    return 12 * (len(stand_ins()) + len(SIGNS) + names)


def _stand_in(standin: StandIn, tries: Sequence[_Try], texts: Sequence[str], target: str) -> StandInCount:
    kept = doubled = form = 0
    for one, text in zip(tries, texts, strict=True):
        found = found_in(standin, text, target)
        kept += len(found) == 1
        doubled += len(found) > 1
        tags = {clitics_of(tag) if target == "ar" else tag for occurrence in found[:1] for tag in occurrence.tags}
        form += len(found) == 1 and not tags.isdisjoint(one.frame.expected[target])
    return StandInCount(len(tries), kept, doubled, form)


def _sign(sign: str, texts: Sequence[str]) -> SignCount:
    pattern = re.compile(rf"(?<!\w){re.escape(sign)}(?!\w)")
    return SignCount(len(texts), sum(len(pattern.findall(text)) == 1 for text in texts))


def _name(concept: Concept, texts: Sequence[str], target: str) -> NameCount:
    written = {term.text for term in terms(concept, target) if term.written}
    matcher = Matcher([concept])
    right = sum(any(found.term in written for found in matcher.find(text, target)) for text in texts)
    return NameCount(len(texts), right)


def _tries(term: Term, *, article: bool, person: bool) -> list[_Try]:
    language = term.language
    tries = []
    for frame in FRAMES[language][0 if person else 1]:
        forms = forms_for(term, frame.tag or languages.get(language).naming.tags[0])
        form = forms[0].text if forms else term.text
        text = frame.before + ("the " if article and language == "en" else "") + form + frame.after
        tries.append(_Try(text[:1].upper() + text[1:], frame))
    return tries


def _translated(
    engine: Engine, tries: Mapping[tuple[str, str], Sequence[_Try]], advance: Callable[[int], None]
) -> dict[tuple[str, str], list[str]]:
    asked = [one.text for group in tries.values() for one in group]
    texts: list[str] = []
    for start in range(0, len(asked), _TOGETHER):
        part = asked[start : start + _TOGETHER]
        texts += [candidates[0].text for candidates in engine.translate(part)]
        advance(len(part))
    answers = iter(texts)
    return {key: [next(answers) for _ in group] for key, group in tries.items()}
