"""Engines for tests: they say what a test tells them, and count what they are asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from aligner.engines.base import Candidate, Capabilities, DecodingOptions, Engine
from aligner.glossary.carrying import found_in
from aligner.glossary.concepts import Concept, Forbidden, Morphology, Names
from aligner.glossary.enforcer import Enforced, Enforcer
from aligner.glossary.matcher import Matcher
from aligner.glossary.probe import ProbeTable
from aligner.glossary.standins import stand_ins

_DEFAULTS = DecodingOptions()


@dataclass(frozen=True)
class Draft:
    """What a caller's translation looks like to the enforcer."""

    text: str
    weight: float = 0.0


class ScriptedEngine:
    """Says what it is told: a whole sentence by a table, else word groups one after another.

    `sentences` are answers to whole texts. Any other text is translated by `words`, the longest first, and what is left
    stays as it is; a function may finish the answer. `going_on` answers with a forced beginning, `liking` scores.
    """

    def __init__(
        self,
        source: str,
        target: str,
        sentences: Mapping[str, str] | None = None,
        words: Mapping[str, str] | None = None,
        *,
        finish: Callable[[str, str], str] = lambda source, target: target,
        going_on: Callable[[str, str], str] | None = None,
        liking: Callable[[str], float] | None = None,
    ) -> None:
        self.name, self.fingerprint = "scripted", f"scripted {source}-{target}"
        self.source, self.target = source, target
        self.capabilities = Capabilities(prefix=going_on is not None, scoring=liking is not None)
        self.calls: list[list[str]] = []
        self.scored: list[str] = []
        self._sentences, self._words = dict(sentences or {}), dict(words or {})
        self._finish, self._going_on, self._liking = finish, going_on, liking

    def translate(
        self,
        texts: Sequence[str],
        options: DecodingOptions = _DEFAULTS,
        *,
        prefixes: Sequence[str] | None = None,
        suppress: str | None = None,
    ) -> list[list[Candidate]]:
        self.calls.append(list(texts))
        if prefixes is not None:
            assert self._going_on is not None, "it cannot go on from a prefix"
            return [[Candidate(self._going_on(t, p))] for t, p in zip(texts, prefixes, strict=True)]
        return [[Candidate(self._translated(text))] for text in texts]

    def _translated(self, text: str) -> str:
        if text in self._sentences:
            return self._sentences[text]
        answer = text
        for words in sorted(self._words, key=len, reverse=True):
            answer = answer.replace(words, self._words[words])
        return self._finish(text, answer)

    def score(self, texts: Sequence[str], translations: Sequence[str]) -> list[float]:
        assert self._liking is not None, "it cannot score"
        self.scored += translations
        return [self._liking(translation) for translation in translations]

    def close(self) -> None:
        pass


def concept(
    ident: str, kind: str, en: str, ar: str, ru: str, *, gender: str = "", forbidden: Mapping[str, str] | None = None
) -> Concept:
    """An approved concept; `forbidden` is language -> a name that must not be used."""
    names = {
        code: Names(text, forbidden=(Forbidden((forbidden or {})[code]),) if code in (forbidden or {}) else ())
        for code, text in (("en", en), ("ar", ar), ("ru", ru))
    }
    return Concept(ident, kind, names, gender=gender)


_QASRA = concept("qasra", "person", "Murhaf Abu Qasra", "مرهف أبو قصرة", "Мурхаф Абу Касра", gender="m")
# An editor has said how it declines; what only the rules guess is flagged.
QASRA = replace(
    _QASRA, names={**_QASRA.names, "ru": replace(_QASRA.names["ru"], morphology=Morphology(declension="a"))}
)
BOGDANOV = concept("bogdanov", "person", "Mikhail Bogdanov", "ميخائيل بوغدانوف", "Михаил Богданов", gender="m")
ZAKHAROVA = concept("zakharova", "person", "Maria Zakharova", "ماريا زاخاروفا", "Мария Захарова", gender="f")
SHARAA = concept(
    "sharaa", "person", "Ahmed al-Sharaa", "أحمد الشرع", "Ахмед аш-Шараа", gender="m",
    forbidden={"ru": "Джулани", "ar": "الجولاني", "en": "Jolani"},
)  # fmt: skip
MARDINI = concept("mardini", "person", "Yusuf al-Mardini", "يوسف المارديني", "Юсуф аль-Мардини", gender="m")
RAQQA = concept("raqqa", "place", "Raqqa", "الرقة", "Ракка")
IDLIB = concept("idlib", "place", "Idlib", "إدلب", "Идлиб")
SDF = concept("sdf", "org", "Syrian Democratic Forces", "قوات سوريا الديمقراطية", "Сирийские демократические силы")
MINISTER = concept("minister", "title", "minister of defence", "وزير الدفاع", "министр обороны")


def enforce(
    engine: Engine,
    texts: str | Sequence[str],
    *concepts: Concept,
    judge: Callable[[str, str], float] = lambda source, target: 0.0,
    table: ProbeTable | None = None,
    weights: Mapping[str, float] | None = None,
) -> list[Enforced[Draft]]:
    """Translate consecutive texts with these concepts enforced; `weights` are the faults of drafts by their text."""
    texts = [texts] if isinstance(texts, str) else list(texts)
    enforcer = Enforcer(Matcher(concepts, (engine.source, engine.target)), engine, table=table)

    def translate(asked: Sequence[str]) -> list[Draft]:
        found = [answer[0].text for answer in engine.translate(asked)]
        return [Draft(text, (weights or {}).get(text, 0.0)) for text in found]

    return enforcer.translate(texts, enforcer.occurrences(texts), translate, judge)


def only(uses):
    """The one use of a term that there is."""
    (use,) = uses
    return use


def in_russian(frame: str, *tags: str):
    """Answers with the stand-ins that stand in the source, in their order, each in the form of its tag."""

    def finish(source: str, target: str) -> str:
        found = [(o.start, s) for s in stand_ins() for o in found_in(s, source, "en") if o.text == s.names["en"][0]]
        whole = [
            (at, s) for at, s in found if not any(s is not t and s.names["en"][0] in t.names["en"][0] for _, t in found)
        ]
        forms = [
            s.term("ru").form(tag).text for (_, s), tag in zip(sorted(whole, key=lambda p: p[0]), tags, strict=False)
        ]
        return frame.format(*forms) if len(forms) == len(tags) else target

    return finish
