"""Plants known damage in human translations, so that filters can be measured: eight kinds, the same for the same seed.

    python -m scripts.plant_damage corpus --half test -o damaged.parquet

writes one row a damaged bead and, as neighbours, the sound beads around it (damage ""). For each kind the reports are
gone through once, and about a quarter of the beads that it can be done to are damaged; `PLANTERS` says how.
"""

from __future__ import annotations

import argparse
import random
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING

from aligner import languages
from aligner.files import write_atomically
from scripts.reports_corpus import LANGUAGES, Report, ReportBead, Term, half, read_reports

if TYPE_CHECKING:
    import polars

__all__ = ["KINDS", "Side", "Sound", "damaged_frame", "frame_of", "plant", "sound_beads"]

_SHARE = 0.25  # of the beads of a report that get the damage of one pass
_LEAST_WORDS = 6  # a text of fewer words is not truncated
_CODE_PAGES = ("cp1252", "cp1251", "cp1256", "latin-1")


@dataclass(frozen=True)
class Side:
    """One side of a bead with the names that are marked in it: number of the term, start, end."""

    text: str
    names: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True)
class Sound:
    """One bead of a report, read for a pair of languages; `other` is the third language's text."""

    document: str
    position: int
    source_language: str
    target_language: str
    source: Side
    target: Side
    other: str
    damage: str = ""

    def with_target(self, text: str, damage: str) -> Sound:
        """The bead with another text for a target."""
        return replace(self, target=Side(text, ()), damage=damage)

    def with_source(self, text: str, damage: str) -> Sound:
        """The bead with another text for a source."""
        return replace(self, source=Side(text, ()), damage=damage)


def sound_beads(report: Report, source: str, target: str) -> list[Sound]:
    """The beads of a report that have text on both sides, in order."""
    third = next(code for code in LANGUAGES if code not in (source, target))
    beads: list[Sound] = []
    for bead in report.beads:
        one, other = _side(bead, source), _side(bead, target)
        if one.text and other.text:
            place = len(beads)
            beads.append(Sound(report.name, place, source, target, one, other, bead.text(third)))
    return beads


def _side(bead: ReportBead, language: str) -> Side:
    texts, names, at = bead.sentences(language), [], 0
    for text, spans in zip(texts, bead.spans(language), strict=True):
        names += [(span.number, at + span.start, at + span.end) for span in spans]
        at += len(text) + 1
    return Side(" ".join(texts), tuple(names))


# ---------------------------------------------------------------------------------------------------------------------
# The kinds


@dataclass(frozen=True)
class _Company:
    """What a planter may take from around the bead."""

    terms: Mapping[int, Term]
    figures: Mapping[str, Sequence[tuple[str, str, bool]]]  # language -> (as written, value, in digits)


Planter = Callable[[Sound, _Company, random.Random], Sound | None]


def _truncated(bead: Sound, company: _Company, rng: random.Random) -> Sound | None:
    """Keeps the first 30 to 60 % of the words of the target (one time in four: of the source)."""
    words = (bead.source if (back := rng.random() < 0.25) else bead.target).text.split()
    if len(words) < _LEAST_WORDS:
        return None
    text = " ".join(words[: max(1, int(len(words) * rng.uniform(0.3, 0.6)))])
    return bead.with_source(text, "truncated") if back else bead.with_target(text, "truncated")


def _wrong_language(bead: Sound, company: _Company, rng: random.Random) -> Sound | None:
    """The third language instead of the target."""
    return bead.with_target(bead.other, "wrong language") if bead.other else None


def _untranslated(bead: Sound, company: _Company, rng: random.Random) -> Sound | None:
    """The source again, whole or nearly so; or half of the target followed by the rest of the source."""
    way, words = rng.random(), bead.source.text.split()
    if way < 0.5:
        text = bead.source.text
    elif way < 0.75:
        del words[rng.randrange(len(words))]
        text = " ".join(words) or bead.source.text
    else:
        mine = bead.target.text.split()
        text = " ".join([*mine[: len(mine) // 2], *words[len(words) // 2 :]])
    return bead.with_target(text, "untranslated")


def _mojibake(bead: Sound, company: _Company, rng: random.Random) -> Sound | None:
    """One side in UTF-8 read in a code page of one byte a letter; letters that it lacks become U+FFFD or vanish."""
    page, lost = rng.choice(_CODE_PAGES), rng.choice(("replace", "ignore"))
    sides = [side for side in ("source", "target") if not getattr(bead, side).text.isascii()]
    if not sides:
        return None
    side = rng.choice(sides)
    wrong = getattr(bead, side).text.encode().decode(page, errors=lost)
    wrong = unicodedata.normalize("NFC", " ".join(wrong.split()))
    return bead.with_source(wrong, "mojibake") if side == "source" else bead.with_target(wrong, "mojibake")


def _swapped_numbers(bead: Sound, company: _Company, rng: random.Random) -> Sound | None:
    """A number that both sides have becomes another one in the target: digits or words as it was."""
    here = {mention.value for mention in languages.get(bead.source_language).numbers(bead.source.text)}
    text, language = bead.target.text, bead.target_language
    shared = [mention for mention in languages.get(language).numbers(text) if mention.value in here]
    if not shared:
        return None
    mention = rng.choice(shared)
    written = text[mention.start : mention.end]
    digits = any(ch.isdigit() for ch in written)
    if digits and rng.random() < 0.5:
        instead = _other_digits(written, rng)
    else:
        others = [w for w, value, figure in company.figures[language] if value != mention.value and figure == digits]
        instead = rng.choice(others)
    return bead.with_target(text[: mention.start] + instead + text[mention.end :], "swapped numbers")


def _other_digits(written: str, rng: random.Random) -> str:
    """The figure with one of its digits changed; a first digit never to 0."""
    place = rng.choice([place for place, ch in enumerate(written) if ch.isdigit()])
    now = int(written[place])
    digit = rng.choice([n for n in range(1, 10) if n != now])
    zero = ord(written[place]) - now
    return written[:place] + chr(zero + digit) + written[place + 1 :]


def _swapped_names(bead: Sound, company: _Company, rng: random.Random) -> Sound | None:
    """A person or place that both sides have becomes another of the same report and type in the target."""
    terms, known = company.terms, {number for number, _, _ in bead.source.names}
    choices = []
    for number, start, end in bead.target.names:
        term = terms[number]
        if number in known and term.kind in ("person", "place"):
            others = [
                other.forms[bead.target_language]
                for n, other in sorted(terms.items())
                if n != number and other.kind == term.kind and _different(term, other)
            ]
            choices += [(start, end, other) for other in others]
    if not choices:
        return None
    start, end, other = rng.choice(choices)
    text = bead.target.text
    return bead.with_target(text[:start] + other + text[end:], "swapped names")


def _different(one: Term, other: Term) -> bool:
    """Whether two names share no word in any language: not "Oryol" for "Oryol Oblast", nor a man for his brother."""
    return all(
        not set(re.findall(r"\w{3,}", one.forms[code])) & set(re.findall(r"\w{3,}", other.forms[code]))
        for code in LANGUAGES
    )


def _loop(bead: Sound, company: _Company, rng: random.Random) -> Sound | None:
    """One to four words of the target over and over, as a stuck engine says them, with or without the rest."""
    words = bead.target.text.split()
    size = rng.randint(1, min(4, len(words)))
    first = rng.randrange(len(words) - size + 1)
    again = words[first : first + size] * rng.randint(max(3, 6 // size), 10)
    rest = words[first + size :] if rng.random() < 0.5 else []
    return bead.with_target(" ".join([*words[:first], *again, *rest]), "machine loops")


PLANTERS: dict[str, Planter] = {
    "truncated": _truncated,
    "wrong language": _wrong_language,
    "untranslated": _untranslated,
    "mojibake": _mojibake,
    "swapped numbers": _swapped_numbers,
    "swapped names": _swapped_names,
    "machine loops": _loop,
}
KINDS = ("shifted by one", *PLANTERS)


def _shifted(beads: Sequence[Sound], rng: random.Random) -> list[Sound]:
    """A run of beads to the end of the report gets the target of the bead after it; the last is dropped."""
    if len(beads) < 4:
        return list(beads)
    first = rng.randrange(len(beads) // 2)
    moved = [
        beads[place].with_target(beads[place + 1].target.text, "shifted by one")
        for place in range(first, len(beads) - 1)
    ]
    return [*beads[:first], *moved]


def plant(
    reports: Sequence[Report], source: str, target: str, *, seed: int = 1, kinds: Iterable[str] = KINDS
) -> Iterator[Sound]:
    """The reports, once a kind of damage, with that damage in some beads and the others as they are.

    ValueError for an unknown kind. The same reports and seed give the same beads, whatever the other kinds are.
    """
    figures = {code: _figures(reports, code) for code in (source, target)}
    for kind in kinds:
        if kind not in KINDS:
            raise ValueError(f"unknown damage {kind!r}: the known ones are {', '.join(KINDS)}")
        for report in reports:
            rng = random.Random(f"{seed}/{kind}/{source}-{target}/{report.name}")
            beads = [replace(b, document=f"{b.document}/{kind}") for b in sound_beads(report, source, target)]
            if kind == "shifted by one":
                yield from _shifted(beads, rng)
                continue
            company = _Company(report.terms, figures)
            for bead in beads:
                made = PLANTERS[kind](bead, company, rng) if rng.random() < _SHARE else None
                sound = made is None or (made.source.text, made.target.text) == (bead.source.text, bead.target.text)
                yield bead if made is None or sound or not (made.source.text and made.target.text) else made


def _figures(reports: Sequence[Report], language: str) -> list[tuple[str, str, bool]]:
    """Every number of the reports once: as written, its value, and whether it is in digits."""
    found: dict[tuple[str, str, bool], None] = {}
    for report in reports:
        for text in report.sentences(language):
            for mention in languages.get(language).numbers(text):
                written = text[mention.start : mention.end]
                found[written, mention.value, any(ch.isdigit() for ch in written)] = None
    return list(found)


# ---------------------------------------------------------------------------------------------------------------------
# As tables


def frame_of(beads: Iterable[Sound]) -> polars.DataFrame:
    """Beads as a frame with the columns that filters read, and `damage`."""
    import polars as pl

    columns: dict[str, list[object]] = {
        name: []
        for name in ("document", "position", "source_language", "target_language", "source_text", "target_text")
    }
    columns["damage"] = []
    for bead in beads:
        for name in ("document", "position", "source_language", "target_language", "damage"):
            columns[name].append(getattr(bead, name))
        columns["source_text"].append(bead.source.text)
        columns["target_text"].append(bead.target.text)
    return pl.DataFrame(columns, schema_overrides={"position": pl.Int32, "damage": pl.String})


def damaged_frame(
    reports: Sequence[Report], *, seed: int = 1, pairs: Sequence[tuple[str, str]] = tuple(permutations(LANGUAGES, 2))
) -> polars.DataFrame:
    """All kinds of damage in all directions, one frame."""
    return frame_of(bead for source, target in pairs for bead in plant(reports, source, target, seed=seed))


def main() -> None:
    """Writes the damaged beads of a corpus."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("corpus", type=Path, help="a folder of trilingual reports")
    arguments.add_argument("--half", choices=("train", "test", "all"), default="test")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("-o", "--output", type=Path, required=True)
    options = arguments.parse_args()
    reports = [r for r in read_reports(options.corpus) if options.half in ("all", half(r.name))]
    frame = damaged_frame(reports, seed=options.seed)
    with write_atomically(options.output) as file:
        frame.write_parquet(file)
    print(frame.group_by("damage").len().sort("damage"))


if __name__ == "__main__":
    main()
