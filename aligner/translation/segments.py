"""The segments of documents on their way through approved translations, the memory, the engine and repair."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from aligner import documents, languages
from aligner.bitext import Bead, Bitext, bead_id
from aligner.documents import Document, Segment, Translated
from aligner.engines.base import DecodingOptions, Engine
from aligner.translation import checks, repair
from aligner.translation.memory import Approved, FuzzyMatch, MachineEntry, Memory

__all__ = ["CHUNK", "Prepared", "Translator"]

CHUNK = 96  # segments that go through the engine and into the memory together


@dataclass(frozen=True)
class Prepared:
    """A document with what people have approved of it, and the texts that are left to the engine."""

    document: Document
    revision: str
    approved: Mapping[str, Approved]
    fuzzy: Mapping[str, FuzzyMatch]
    texts: tuple[str, ...]


class Translator:
    """One direction: an engine with a memory before it."""

    def __init__(
        self,
        engine: Engine,
        options: DecodingOptions,
        memory: Memory,
        *,
        second: Callable[[], Engine | None] = lambda: None,
        mend: bool = True,
    ) -> None:
        self.engine = engine
        self._options, self._memory, self._second, self._mend = options, memory, second, mend
        how = f"{options.key()} repair{repair.VERSION if mend else 0}"
        self._direction = (engine.source, engine.target, engine.fingerprint, how, "")
        self._entries: dict[str, MachineEntry] = {}

    @property
    def key(self) -> str:
        """What the machine's translations depend on besides the text."""
        return " | ".join(self._direction)

    def prepare(self, document: Document, revision: str) -> Prepared:
        """Look up what people approved and what the memory knows of this document."""
        source, target = self.engine.source, self.engine.target
        own = [segment.text for segment in document.segments if not self._is_foreign(segment.text)]
        approved = self._memory.approved(source, target, own)
        texts: dict[str, None] = {}
        fuzzy = {}
        for segment in document.segments:
            if segment.text not in approved and not self._is_foreign(segment.text):
                texts[segment.text] = None
                if near := self._memory.fuzzy(source, target, segment.text, limit=1):
                    fuzzy[segment.text] = near[0]
            texts.update(dict.fromkeys(documents.marked_fragments(segment).values()))
        unseen = [text for text in texts if text not in self._entries]
        self._entries.update(self._memory.machine(*self._direction, unseen))
        return Prepared(document, revision, approved, fuzzy, tuple(texts))

    def unknown(self, prepared: Prepared) -> list[str]:
        """The texts that neither the memory nor this window has a translation of yet."""
        return [text for text in prepared.texts if text not in self._entries]

    def translate(self, texts: Sequence[str], advance: Callable[[int], None] = lambda _: None) -> None:
        """Translate the texts that are not known yet, in even chunks, each into the memory before the next begins.

        Even chunks of at least half `CHUNK`: what is left after a kill is cut in the same places again.
        """
        left = list(dict.fromkeys(text for text in texts if text not in self._entries))
        while left:
            number = -(-len(left) // CHUNK)
            size = -(-len(left) // number)
            chunk, left = left[:size], left[size:]
            outcomes = repair.translate(self.engine, chunk, self._options, second=self._second, mend=self._mend)
            entries = {text: _entry(outcome) for text, outcome in zip(chunk, outcomes, strict=True)}
            self._entries.update(self._memory.store(*self._direction, entries))
            advance(len(chunk))

    def forget(self) -> None:
        """Let go of the entries of documents that are finished; the memory has them."""
        self._entries.clear()

    def finished(self, prepared: Prepared) -> tuple[bytes, Bitext]:
        """The document in the other language, and its bitext. All its texts must have been translated."""
        rendered = documents.render(prepared.document, self._translations(prepared), self.engine.target)
        moved: dict[str, list[str]] = {}
        for change in rendered.changes:
            moved.setdefault(change.segment, []).append(change.change)
        beads = [
            self._bead(prepared, segment, position).flagged(*moved.get(segment.id, ()))
            for position, segment in enumerate(prepared.document.segments)
        ]
        return rendered.data, Bitext.of(beads)

    def _translations(self, prepared: Prepared) -> dict[str, Translated]:
        result = {}
        for segment in prepared.document.segments:
            fragments = {
                number: self._entries[text].text for number, text in documents.marked_fragments(segment).items()
            }
            result[segment.id] = Translated(self._text(prepared, segment), fragments)
        return result

    def _text(self, prepared: Prepared, segment: Segment) -> str:
        if (approved := prepared.approved.get(segment.text)) is not None:
            return approved.translation
        return segment.text if self._is_foreign(segment.text) else self._entries[segment.text].text

    def _bead(self, prepared: Prepared, segment: Segment, position: int) -> Bead:
        source, target = self.engine.source, self.engine.target
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
        if (approved := prepared.approved.get(segment.text)) is not None:
            return replace(
                bead, origin="human", state="accepted", editor=approved.editor, edited=approved.when, note=approved.note
            )
        if self._is_foreign(segment.text):
            found = checks.faults(segment.text, segment.text, source, target)
            return bead.flagged(*(fault.name for fault in found))
        entry, near = self._entries[segment.text], prepared.fuzzy.get(segment.text)
        elsewhere = repair.other_engine(entry.repairs)
        return replace(
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
            fuzzy_match=near.similarity if near else None,
        )

    def _is_foreign(self, text: str) -> bool:
        """Most of it is not in the script of the source: in the target language already, or in a third one.

        The engine would invent something, so it is copied, and flagged where it is not fit for the target.
        """
        shares = languages.script_share(text)
        own = shares[languages.get(self.engine.source).script]
        return own < max(shares.values())


def _entry(outcome: repair.Outcome) -> MachineEntry:
    return MachineEntry(
        text=outcome.text,
        score=outcome.score,
        flags=outcome.flags,
        repairs=outcome.repairs,
        pivot=outcome.pivot,
    )
