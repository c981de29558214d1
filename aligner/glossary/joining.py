"""Concepts from elsewhere joined to a glossary: new ones are added, known ones filled up, none overwritten."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from aligner import languages
from aligner.glossary.concepts import Concept, Names
from aligner.glossary.exchange_base import unique_ids

__all__ = ["Joined", "join"]


@dataclass
class Joined:
    """What came of it."""

    concepts: dict[str, Concept]  # id -> the new and the changed concepts
    added: list[str] = field(default_factory=list)
    filled: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)  # a line each: what the file says otherwise


def join(held: Mapping[str, Concept], coming: Iterable[Concept], *, overwrite: bool = False) -> Joined:
    """What joining `coming` to the concepts held would change.

    One of them is known where a held concept has its id, or shares its preferred name in one language and does not
    differ in another; one that has little but names, as from a list of pairs, also where all of them, in at least two
    languages, are names of one held concept. What the held concept lacks is filled in; what it has and the file says
    otherwise is kept and told as a conflict, or with `overwrite` replaced.
    """
    now = dict(held)
    by_name: dict[tuple[str, str], list[str]] = {}
    by_any: dict[tuple[str, str], list[str]] = {}
    for concept in held.values():
        for key in _keys(concept):
            by_name.setdefault(key, []).append(concept.id)
        for key in dict.fromkeys(_any_keys(concept)):
            by_any.setdefault(key, []).append(concept.id)
    result = Joined({})
    for concept in coming:
        known = _known(concept, now, by_name)
        if known is None and _bare(concept) and (of := _named_in(concept, now, by_any)):
            known, concept = now[of], replace(concept, names={})
        if known is None:
            if concept.id in now:  # an id made from a name that another concept has too
                (concept,) = unique_ids([replace(concept, id="")], list(now))
            result.added.append(concept.id)
            merged = concept
        else:
            merged, differences = _merged(known, concept, overwrite=overwrite)
            result.conflicts += [f"{known.id}: {line}" for line in differences]
            (result.same if merged == known else result.filled).append(known.id)
        if merged != now.get(merged.id):
            result.concepts[merged.id] = merged
        now[merged.id] = merged
        for key in _keys(merged):
            ids = by_name.setdefault(key, [])
            if merged.id not in ids:
                ids.append(merged.id)
    result.filled = [name for name in dict.fromkeys(result.filled) if name not in result.added]
    return result


def _keys(concept: Concept) -> list[tuple[str, str]]:
    return [
        (code, languages.get(code).normal_form(names.preferred).text)
        for code, names in concept.names.items()
        if names.preferred
    ]


def _any_keys(concept: Concept) -> Iterator[tuple[str, str]]:
    """Every name that is not forbidden."""
    for code in concept.names:
        plain = languages.get(code).normal_form
        for name in concept.designations(code):
            if name.role != "forbidden":
                yield code, plain(name.text).text


def _bare(concept: Concept) -> bool:
    """Whether a concept says little more than what it is called, in two languages or more."""
    names = concept.names.values()
    told = concept.gender or concept.context or concept.extra
    return len(names) > 1 and not told and all(replace(one, admitted=()) == Names(one.preferred) for one in names)


def _named_in(concept: Concept, now: Mapping[str, Concept], by_any: Mapping[tuple[str, str], list[str]]) -> str:
    """The concept held that has all these names, in one role or another; "" where there is none."""
    holders = [set(by_any.get(key, ())) for key in _any_keys(concept)]
    shared = set.intersection(*holders) if holders else set()
    alike = [name for name in shared if concept.kind in ("other", now[name].kind)]
    return min(alike, default="")


def _known(
    concept: Concept, now: Mapping[str, Concept], by_name: Mapping[tuple[str, str], list[str]]
) -> Concept | None:
    mine = dict(_keys(concept))
    candidates = [concept.id] if concept.id in now else []
    candidates += [name for key in mine.items() for name in by_name.get(key, ())]
    for name in dict.fromkeys(candidates):
        theirs = dict(_keys(now[name]))
        shared = [code for code in mine if code in theirs]
        if any(mine[code] == theirs[code] for code in shared) and (
            name == concept.id or all(mine[code] == theirs[code] for code in shared)
        ):
            return now[name]
    return None


def _merged(held: Concept, coming: Concept, *, overwrite: bool) -> tuple[Concept, list[str]]:
    differences: list[str] = []
    names = dict(held.names)
    for code, new in coming.names.items():
        names[code] = _merged_names(names.get(code, Names("")), new, code, differences, overwrite=overwrite)
    values = {}
    for name in ("kind", "gender", "domain", "note", "source", "context"):
        old, new = getattr(held, name), getattr(coming, name)
        if not new or new == old or (name == "kind" and new == "other"):
            continue
        if old and not overwrite:
            differences.append(f"{name} is {_shown(old)}, the file says {_shown(new)}")
        else:
            values[name] = new
    return replace(held, names=names, **values), differences


def _merged_names(held: Names, coming: Names, code: str, differences: list[str], *, overwrite: bool) -> Names:
    values: dict[str, object] = {}
    written = {held.preferred, *held.admitted, *held.short, held.acronym, *held.variants}
    for name in ("preferred", "acronym", "morphology"):
        old, new = getattr(held, name), getattr(coming, name)
        if not new or new == old or new == Names("").morphology:
            continue
        if name == "preferred" and new in written and not overwrite:
            continue  # not otherwise: another of its names
        if old and old != Names("").morphology and not overwrite:
            differences.append(f"{code} {name} is {_shown(old)}, the file says {_shown(new)}")
        else:
            values[name] = new
    for name in ("admitted", "short", "variants", "forbidden"):
        old, new = getattr(held, name), getattr(coming, name)
        if wanted := [entry for entry in new if entry not in old and (name == "forbidden" or entry not in written)]:
            values[name] = (*old, *wanted)
    return replace(held, **values)  # type: ignore[arg-type]


def _shown(value: object) -> str:
    return f"“{value}”" if isinstance(value, str) else str(value)
