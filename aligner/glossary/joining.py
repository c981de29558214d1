"""Concepts from elsewhere joined to a glossary: new ones are added, known ones filled up, none overwritten."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
    differ in another. What the held concept lacks is filled in; what it has and the file says otherwise is kept
    and told as a conflict, or with `overwrite` replaced.
    """
    now = dict(held)
    by_name: dict[tuple[str, str], list[str]] = {}
    for concept in held.values():
        for key in _keys(concept):
            by_name.setdefault(key, []).append(concept.id)
    result = Joined({})
    for concept in coming:
        known = _known(concept, now, by_name)
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
    for name in ("preferred", "acronym", "morphology"):
        old, new = getattr(held, name), getattr(coming, name)
        if not new or new == old or new == Names("").morphology:
            continue
        if old and old != Names("").morphology and not overwrite:
            differences.append(f"{code} {name} is {_shown(old)}, the file says {_shown(new)}")
        else:
            values[name] = new
    for name in ("admitted", "short", "variants", "forbidden"):
        old, new = getattr(held, name), getattr(coming, name)
        if wanted := [entry for entry in new if entry not in old]:
            values[name] = (*old, *wanted)
    return replace(held, **values)  # type: ignore[arg-type]


def _shown(value: object) -> str:
    return f"“{value}”" if isinstance(value, str) else str(value)
