"""The segments of documents on their way through approved translations, the memory, the engine and repair."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from aligner import documents, languages
from aligner.bitext import Bead, Bitext, TermUse, bead_id
from aligner.documents import Document, Segment, Translated
from aligner.engines.base import DecodingOptions, Engine
from aligner.glossary.enforcer import Enforced, Enforcer
from aligner.glossary.occurrences import Occurrence
from aligner.languages.base import Span
from aligner.translation import checks, repair
from aligner.translation.memory import Approved, FuzzyMatch, MachineEntry, Memory
from aligner.translation.previous import Before, Inheritance, Kept, inherit, is_editors
from aligner.translation.terms import Terms

__all__ = ["CHUNK", "Prepared", "Translator", "Wanted"]

CHUNK = 96  # segments that go through the engine and into the memory together


class Wanted(NamedTuple):
    """A text to be translated, and what its translation depends on besides: the approved terms in it."""

    text: str
    terms: str = ""  # `Enforcer.version` of its occurrences; "" where it has none


_PLACED = 0.5  # probability from which the alignment of words is believed to have found a place


@dataclass(frozen=True)
class Prepared:
    """A document with what people have approved of it, and the texts that are left to the engine."""

    document: Document
    revision: str
    approved: Mapping[str, Approved]
    fuzzy: Mapping[str, FuzzyMatch]
    wanted: Mapping[str, Wanted]  # segment id -> what is wanted for it; nothing for those that need no engine
    texts: tuple[Wanted, ...]  # these and the marked words, each once
    inherited: Inheritance | None = None  # from a former translation of this report
    renewed: Mapping[str, tuple[TermUse, ...]] = field(default_factory=dict)  # ids kept for an editor, with new terms
    again: int = 0  # kept in the source, but translated again for a changed term


class Translator:
    """One direction: an engine with a memory before it, and the approved terms enforced behind it."""

    def __init__(
        self,
        engine: Engine,
        options: DecodingOptions,
        memory: Memory,
        *,
        second: Callable[[], Engine | None] = lambda: None,
        mend: bool = True,
        terms: Terms | None = None,
    ) -> None:
        self.engine = engine
        self._options, self._memory, self._second, self._mend = options, memory, second, mend
        self._terms = terms
        how = f"{options.key()} repair{repair.VERSION if mend else 0}"
        self._direction = (engine.source, engine.target, engine.fingerprint, how)
        self._entries: dict[Wanted, MachineEntry] = {}
        self._occurrences: dict[Wanted, tuple[Occurrence, ...]] = {}

    @property
    def key(self) -> str:
        """What the machine's translations depend on besides the text."""
        return " | ".join((*self._direction, self._terms.version if self._terms else ""))

    @cached_property
    def _enforcer(self) -> Enforcer | None:
        return self._terms.enforcer(self.engine) if self._terms else None

    def prepare(
        self, document: Document, revision: str, former: Sequence[Bead] | None = None, *, related: bool = False
    ) -> Prepared:
        """Look up what people approved and what the memory knows of this document.

        What stands in a `former` translation is kept; `related` as `inherit` says.
        """
        source, target = self.engine.source, self.engine.target
        own = [segment.text for segment in document.segments if not self._is_foreign(segment.text)]
        approved = self._memory.approved(source, target, own)
        wanted: dict[str, Wanted] = {}
        texts: dict[Wanted, None] = {}
        fuzzy = {}
        whole = self._wanted([segment.text for segment in document.segments])
        inherited, again = None, 0
        renewed: dict[str, tuple[TermUse, ...]] = {}
        if former is not None:
            inherited = inherit(document, former, related=related)
            inherited, again, renewed = self._still_right(inherited, document, approved, whole)
        kept = inherited.kept if inherited else {}
        for segment, want in zip(document.segments, whole, strict=True):
            if segment.id not in kept and segment.text not in approved and not self._is_foreign(segment.text):
                wanted[segment.id] = want
                texts[want] = None
                if near := self._memory.fuzzy(source, target, segment.text, limit=1):
                    fuzzy[segment.text] = near[0]
            for fragment in documents.marked_fragments(segment).values():
                texts.update(dict.fromkeys(self._wanted([fragment])))
        self._recall(want for want in texts if want not in self._entries)
        return Prepared(document, revision, approved, fuzzy, wanted, tuple(texts), inherited, renewed, again)

    def _still_right(
        self,
        inherited: Inheritance,
        document: Document,
        approved: Mapping[str, Approved],
        whole: Sequence[Wanted],
    ) -> tuple[Inheritance, int, dict[str, tuple[TermUse, ...]]]:
        """What is kept but for a machine's words where an editor has approved others, or where a term was changed.

        How many segments that is for terms, and the terms of an editor's words that were changed: these stay.
        """
        dropped: set[str] = set()
        renewed: dict[str, tuple[TermUse, ...]] = {}
        again = 0
        for segment, want in zip(document.segments, whole, strict=True):
            kept = inherited.kept.get(segment.id)
            if kept is None or segment.id in dropped:
                continue
            if not is_editors(kept.bead) and segment.text in approved:
                dropped.update(kept.segments)
            elif self._terms and (uses := self._terms.renewed(kept.bead, self._occurrences.get(want, ()))):
                if is_editors(kept.bead):
                    renewed[kept.segments[0]] = (*renewed.get(kept.segments[0], ()), *uses)
                else:
                    dropped.update(kept.segments)
                    again += len(kept.segments)
        return inherited.without(dropped), again, renewed

    def _wanted(self, texts: Sequence[str]) -> list[Wanted]:
        """Consecutive texts with the terms that stand in them."""
        if self._enforcer is None:
            return [Wanted(text) for text in texts]
        result = []
        for text, found in zip(texts, self._enforcer.occurrences(texts), strict=True):
            want = Wanted(text, self._enforcer.version(found))
            if want.terms:
                self._occurrences[want] = found
            result.append(want)
        return result

    def _recall(self, texts: Iterable[Wanted]) -> None:
        """Take what the memory knows of these."""
        for terms, group in _by_terms(texts).items():
            known = self._memory.machine(*self._direction, terms, group)
            self._entries.update((Wanted(text, terms), entry) for text, entry in known.items())

    def unknown(self, prepared: Prepared) -> list[Wanted]:
        """The texts that neither the memory nor this window has a translation of yet."""
        return [text for text in prepared.texts if text not in self._entries]

    def translate(self, texts: Sequence[Wanted], advance: Callable[[int], None] = lambda _: None) -> None:
        """Translate the texts that are not known yet, in even chunks, each into the memory before the next begins.

        Even chunks of at least half `CHUNK`: what is left after a kill is cut in the same places again.
        """
        left = list(dict.fromkeys(text for text in texts if text not in self._entries))
        while left:
            number = -(-len(left) // CHUNK)
            size = -(-len(left) // number)
            chunk, left = left[:size], left[size:]
            entries = self._translated(chunk)
            held = self._memory.store_together(
                *self._direction,
                {
                    terms: {text: entries[Wanted(text, terms)] for text in group}
                    for terms, group in _by_terms(chunk).items()
                },
            )
            self._entries.update(
                (Wanted(t, terms), entry) for terms, group in held.items() for t, entry in group.items()
            )
            advance(len(chunk))

    def _translated(self, chunk: Sequence[Wanted]) -> dict[Wanted, MachineEntry]:
        texts = [text for text, _ in chunk]
        if self._enforcer is None:
            return {want: _entry(outcome) for want, outcome in zip(chunk, self._outcomes(texts), strict=True)}
        found = [self._occurrences[want] if want.terms else () for want in chunk]
        enforced = self._enforcer.translate(texts, found, self._outcomes, self._weight, self._variants)
        return {want: self._enforced(want.text, one) for want, one in zip(chunk, enforced, strict=True)}

    def _outcomes(self, texts: Sequence[str]) -> list[repair.Outcome]:
        return repair.translate(self.engine, texts, self._options, second=self._second, mend=self._mend)

    def _variants(self, texts: Sequence[str]) -> list[list[repair.Outcome]]:
        return repair.variants(self.engine, texts, self._options) if self._mend else [[] for _ in texts]

    def _weight(self, source: str, target: str) -> float:
        """How bad a translation is by the checks that repair goes by; 0 is sound."""
        found = checks.faults(source, target, self.engine.source, self.engine.target)
        return sum(checks.SERIOUS.get(fault.name, 0.0) for fault in found)

    def _enforced(self, source: str, enforced: Enforced[repair.Outcome]) -> MachineEntry:
        outcome = repair.reworded(self.engine, source, enforced.text, enforced.draft)
        entry = _entry(outcome)
        return replace(entry, flags=(*entry.flags, *enforced.flags), terms=enforced.terms)

    def forget(self, waiting: Iterable[Prepared] = ()) -> None:
        """Let go of the entries of documents that are finished, the memory has them; keep those of the `waiting`."""
        kept = {text for prepared in waiting for text in prepared.texts}
        self._entries = {text: entry for text, entry in self._entries.items() if text in kept}
        self._occurrences = {text: found for text, found in self._occurrences.items() if text in kept}

    def finished(self, prepared: Prepared) -> tuple[bytes, Bitext]:
        """The document in the other language, and its bitext. All its texts must have been translated."""
        rendered = documents.render(prepared.document, self._translations(prepared), self.engine.target)
        moved: dict[str, list[str]] = {}
        for change in rendered.changes:
            moved.setdefault(change.segment, []).append(change.change)
        kept = prepared.inherited.kept if prepared.inherited else {}
        beads = [
            self._bead(prepared, segment, position).flagged(*moved.get(segment.id, ()))
            for position, segment in enumerate(prepared.document.segments)
            if segment.id not in kept or kept[segment.id].segments[0] == segment.id
        ]
        return rendered.data, Bitext.of(beads)

    def _translations(self, prepared: Prepared) -> dict[str, Translated]:
        result = {}
        for segment in prepared.document.segments:
            fragments = {
                number: self._entries[self._wanted([text])[0]].text
                for number, text in documents.marked_fragments(segment).items()
            }
            result[segment.id] = Translated(self._text(prepared, segment), fragments, self._projection(segment))
        return result

    def _projection(self, segment: Segment) -> Callable[[Span, str], Span | None] | None:
        """Where words of a segment with inline markup stand in a translation of it."""
        if not segment.marks:
            return None

        def project(span: Span, text: str) -> Span | None:
            from aligner.alignment.words import project_with_scores

            found = project_with_scores([span], segment.text, text, self.engine.source, self.engine.target)[0]
            return found.span if found is not None and found.score >= _PLACED else None

        return project

    def _text(self, prepared: Prepared, segment: Segment) -> str:
        if prepared.inherited is not None and segment.id in prepared.inherited.kept:
            return prepared.inherited.texts[segment.id]
        if (approved := prepared.approved.get(segment.text)) is not None:
            return approved.translation
        return self._entries[prepared.wanted[segment.id]].text if segment.id in prepared.wanted else segment.text

    def _bead(self, prepared: Prepared, segment: Segment, position: int) -> Bead:
        source, target = self.engine.source, self.engine.target
        kept = prepared.inherited.kept.get(segment.id) if prepared.inherited else None
        bead = Bead(
            id=bead_id(prepared.document.name, source, target, position),
            document=prepared.document.name,
            revision=prepared.revision,
            position=position,
            kind=segment.kind,
            line=segment.line,
            source_language=source,
            target_language=target,
            source=(segment.text,),
            target=(self._text(prepared, segment),),
            origin="copied",
        )
        if kept is not None:
            return _as_kept(kept, bead, prepared.renewed.get(segment.id, ()))
        if (approved := prepared.approved.get(segment.text)) is not None:
            return replace(
                bead, origin="human", state="accepted", editor=approved.editor, edited=approved.when, note=approved.note
            )
        if segment.id not in prepared.wanted:
            found = checks.faults(segment.text, segment.text, source, target)
            return bead.flagged(*(fault.name for fault in found))
        entry, near = self._entries[prepared.wanted[segment.id]], prepared.fuzzy.get(segment.text)
        before = prepared.inherited.changed.get(segment.id) if prepared.inherited else None
        elsewhere = repair.other_engine(entry.repairs)
        made = replace(
            bead,
            origin="machine",
            engine=elsewhere or self.engine.name,
            fingerprint="" if elsewhere else self.engine.fingerprint,
            score=entry.score,
            flags=entry.flags,
            repairs=entry.repairs,
            terms=entry.terms,
            pivot=entry.pivot,
            fuzzy=near.translation if near else "",
            fuzzy_source=near.source_text if near else "",
            fuzzy_match=near.similarity if near else None,
        )
        return made if before is None else _as_changed(made, before)

    def _is_foreign(self, text: str) -> bool:
        """Most of it is not in the script of the source: in the target language already, or in a third one.

        The engine would invent something, so it is copied, and flagged where it is not fit for the target.
        """
        shares = languages.script_share(text)
        own = shares[languages.get(self.engine.source).script]
        return own < max(shares.values())


def _as_kept(kept: Kept, place: Bead, renewed: tuple[TermUse, ...]) -> Bead:
    """The bead of a former translation at its new place. An editor has seen to what was flagged in it then."""
    bead = replace(
        kept.bead,
        id=place.id,
        document=place.document,
        revision=place.revision,
        position=place.position,
        kind=place.kind,
        line=place.line,
    )
    if is_editors(bead):
        bead = replace(bead, flags=(), fuzzy="", fuzzy_source="", fuzzy_match=None)
    return replace(bead, terms=renewed).flagged("term") if renewed else bead


def _as_changed(bead: Bead, before: Before) -> Bead:
    """A sentence translated anew, with what it was before beside it."""
    beside = replace(bead, fuzzy=before.target, fuzzy_source=before.source, fuzzy_match=before.similarity)
    return replace(beside, note=before.note).flagged("changed")


def _by_terms(texts: Iterable[Wanted]) -> dict[str, list[str]]:
    """The texts, grouped by what they depend on."""
    groups: dict[str, list[str]] = {}
    for text, terms in texts:
        groups.setdefault(terms, []).append(text)
    return groups


def _entry(outcome: repair.Outcome) -> MachineEntry:
    return MachineEntry(
        text=outcome.text,
        score=outcome.score,
        flags=outcome.flags,
        repairs=outcome.repairs,
        pivot=outcome.pivot,
    )
