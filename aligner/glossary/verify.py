"""Whether a translation has the terms of its source: each with an occurrence of its own, in an approved form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from aligner import languages
from aligner.glossary.concepts import Concept
from aligner.glossary.occurrences import Occurrence
from aligner.languages.names import Government

__all__ = ["WRITTEN", "Use", "Verification", "assign", "contradiction", "verify"]

WRITTEN = frozenset({"preferred", "admitted", "short", "acronym"})  # roles that may stand in a translation
_LONE_PARTS = ("given", "patronymic")
_MANY = 40_000  # pairs of occurrences of one concept: beyond, a text is a list, and order is all that counts


@dataclass(frozen=True, slots=True)
class Use:
    """What answers to one occurrence of the source, and what is wrong with it."""

    source: Occurrence
    target: Occurrence | None
    faults: tuple[str, ...] = ()  # "missing", "forbidden", "variant", "case"
    asked: frozenset[str] = frozenset()  # the forms that the words around ask for, where the form is none of them
    by: str = ""  # the words that ask
    repeated: bool = False  # missing, but the text has the concept for another occurrence of the source

    @property
    def right(self) -> bool:
        """Whether an approved form stands there that nothing around contradicts with certainty."""
        return not self.faults


@dataclass(frozen=True, slots=True)
class Verification:
    """The uses of a text, one for each occurrence of its source."""

    uses: tuple[Use, ...]
    spare: tuple[Occurrence, ...] = field(default=())  # target occurrences that answer to nothing in the source
    right: bool = True  # every certain occurrence of an approved concept with a name in the target language is right


def verify(
    source: Sequence[Occurrence],
    target_text: str,
    targets: Sequence[Occurrence],
    concepts: Mapping[str, Concept],
    target_language: str,
    *,
    repeats: bool = False,
) -> Verification:
    """Examine a translation by the occurrences of terms in both texts.

    A term that the source has more often than the translation is missing; with `repeats` it is not, as long as the
    translation has it once: people write "he" the second time.
    """
    there = assign(source, targets)
    present = {one.concept for one, target in zip(source, there, strict=True) if target is not None}
    uses = []
    for one, target in zip(source, there, strict=True):
        if target is None:
            again = one.concept in present
            uses.append(Use(one, None, () if again and repeats else ("missing",), repeated=again))
            continue
        faults = (target.role,) if target.role not in WRITTEN else ()
        asking = contradiction(target_text, target, target_language)
        if asking is not None:
            uses.append(Use(one, target, (*faults, "case"), asking.tags, asking.by))
        else:
            uses.append(Use(one, target, faults))
    taken = {id(target) for target in there}
    right = all(use.right or not _asked_for(use.source, concepts, target_language) for use in uses)
    return Verification(tuple(uses), tuple(t for t in targets if id(t) not in taken), right)


def _asked_for(source: Occurrence, concepts: Mapping[str, Concept], language: str) -> bool:
    concept = concepts.get(source.concept)
    return (
        source.certain
        and concept is not None
        and concept.status == "approved"
        and next(concept.designations(language), None) is not None
    )


def contradiction(text: str, target: Occurrence, language: str) -> Government | None:
    """What the words around ask of an occurrence with certainty, where its form is none of that; None: all is well."""
    asking = languages.get(language).naming.government(text, target.start, target.end)
    if asking is None or not asking.certain or not target.tags or asking.tags & set(target.tags):
        return None
    return asking


def assign(sources: Sequence[Occurrence], targets: Sequence[Occurrence]) -> list[Occurrence | None]:
    """For each source occurrence a target occurrence of its own, or None; as many as there can be.

    Those of one concept go in order, whole names to whole names where that can be, approved names before others.
    A target occurrence that may be one of several concepts goes where it is wanted.
    """
    chosen: list[int | None] = [None] * len(sources)
    for concept in dict.fromkeys(one.concept for one in sources):
        ours = [number for number, one in enumerate(sources) if one.concept == concept]
        theirs = [number for number, one in enumerate(targets) if one.concept == concept]
        for mine, other in _in_order(ours, theirs, sources, targets):
            chosen[mine] = other
    # The certain first: what is held back takes what is left.
    if any(target.rivals for target in targets) and len(sources) * len(targets) <= _MANY:
        for number in sorted(range(len(sources)), key=lambda n: not sources[n].certain):
            if chosen[number] is None:
                _augment(number, chosen, sources, targets, set())
    return [None if number is None else targets[number] for number in chosen]


def _in_order(
    ours: Sequence[int], theirs: Sequence[int], sources: Sequence[Occurrence], targets: Sequence[Occurrence]
) -> list[tuple[int, int]]:
    """The best pairs in the order of both texts: as many as there can be, then those that fit best."""
    if len(ours) * len(theirs) > _MANY:
        return list(zip(ours, theirs, strict=False))
    # best[i][j]: pairs and their fit among the first i of ours and the first j of theirs
    best = [[(0, 0.0)] * (len(theirs) + 1) for _ in range(len(ours) + 1)]
    for i, mine in enumerate(ours, 1):
        for j, other in enumerate(theirs, 1):
            best[i][j] = max(best[i - 1][j], best[i][j - 1])
            if _may_answer(sources[mine], targets[other]):
                count, fit = best[i - 1][j - 1]
                best[i][j] = max(best[i][j], (count + 1, fit + _fit(sources[mine], targets[other])))
    pairs = []
    i, j = len(ours), len(theirs)
    while i and j:
        if best[i][j] == best[i - 1][j]:
            i -= 1
        elif best[i][j] == best[i][j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            pairs.append((ours[i], theirs[j]))
    return pairs[::-1]


def _may_answer(source: Occurrence, target: Occurrence) -> bool:
    """Whether one is enough for the other: a given name that may be anybody's is not, for a full name or a surname."""
    lone = target.part in _LONE_PARTS and not target.certain
    return not lone or source.part in _LONE_PARTS


def _fit(source: Occurrence, target: Occurrence) -> float:
    certain = 2.0 * source.certain + 0.5 * target.certain
    if target.doubt in ("word", "person", "place"):
        certain -= 3.0  # it gives way even to a wrong name that is surely the concept's
    return certain + (target.part == source.part) + (target.role in WRITTEN) + 0.5 * (target.role == source.role)


def _augment(
    number: int,
    chosen: list[int | None],
    sources: Sequence[Occurrence],
    targets: Sequence[Occurrence],
    seen: set[int],
) -> bool:
    """Find a target for one more source occurrence, moving others where that makes room (Kuhn's algorithm)."""
    for other, target in enumerate(targets):
        if other in seen or not _may_be(target, sources[number].concept) or not _may_answer(sources[number], target):
            continue
        seen.add(other)
        holder = chosen.index(other) if other in chosen else None
        if holder is not None and sources[holder].concept == sources[number].concept:
            continue
        if holder is None or _augment(holder, chosen, sources, targets, seen):
            chosen[number] = other
            return True
    return False


def _may_be(target: Occurrence, concept: str) -> bool:
    return target.concept == concept or concept in target.rivals
