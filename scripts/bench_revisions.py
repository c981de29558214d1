"""New revisions of reports: are the changes found, and is what changed translated again and nothing else?

    python scripts/bench_revisions.py FOLDER [--documents 200] [--seed 1] [--no-translation]

FOLDER holds reports in the format of scripts/data/reports/README.md. Each document is a report in one language, with
one to five seeded edits (scripts/revise_reports.py). First `alignment.revisions.compare` alone: of the changes, how
many are found with their kind and their sentences. Then `aligner translate` with the demo package, an editor's
corrections in the bitexts, and `aligner translate --previous` of the new revisions with an empty memory. The last line
is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from aligner.alignment.gold import read_reports  # noqa: E402
from aligner.alignment.revisions import KINDS, compare  # noqa: E402
from aligner.bitext import Bead, Bitext  # noqa: E402
from scripts.revise_reports import Revision, revise, text_of  # noqa: E402

_TARGETS = {"en": "ru", "ar": "en", "ru": "en"}
_CORRECTED = 0.15  # share of sentences that the editor corrects
_OLD = "editor of the former bitext"  # what tells a bead that was kept from one that was made anew
_SIZE = 20_000


def main() -> None:
    """Make the revisions, compare and translate them, print what was seen."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-translation", action="store_true")
    parser.add_argument("--show", action="store_true", help="print what was not found")
    given = parser.parse_args()
    reports = list(read_reports(given.folder))
    revisions = revise(reports, given.documents, given.seed)
    result: dict[str, Any] = {
        "documents": len(revisions),
        "edits": dict(sorted(Counter(edit for revision in revisions for edit in revision.edits).items())),
        "compare": compared(revisions, show=given.show),
        "large": large([text for report in reports for text in report.sentences("en")], given.seed),
    }
    if not given.no_translation:
        with tempfile.TemporaryDirectory() as scratch:
            result["previous"] = translated(revisions, Path(scratch), given.seed)
    for name, value in result.items():
        print(f"{name:12} {json.dumps(value)}")
    print(json.dumps(result))


def compared(revisions: Sequence[Revision], *, show: bool = False) -> dict[str, Any]:
    """How many of the changes are found: with their kind ("kinds") and by their sentences alone ("links").

    "kinds_but_for_order" takes kept and moved for the same: of two stretches that changed places, either has moved.
    """
    right, known, linked, moved = Counter[str](), Counter[str](), 0, 0
    for revision in revisions:
        gold = revision.changes()
        found = compare(revision.old, revision.new, revision.language)
        kinds = {(change.kind, change.old, change.new) for change in found}
        places = {(change.old, change.new) for change in found}
        known.update(kind for kind, _, _ in gold)
        right.update(kind for kind, _, _ in gold & kinds)
        aside = {(_in_place(kind), old, new) for kind, old, new in kinds}
        moved += sum((_in_place(kind), old, new) in aside for kind, old, new in gold)
        linked += sum((old, new) in places for _, old, new in gold)
        if show:
            for kind, old, new in sorted(gold - kinds):
                print(f"{revision.name} {revision.language}: {kind} {old} {new}")
                print(*(f"    {c}" for c in found if {*c.old} & {*old} or {*c.new} & {*new}), sep="\n")
    of_changed = {kind: count for kind, count in known.items() if kind != "kept"}
    return {
        "kinds": _share(right.total(), known.total()),
        "kinds_but_for_order": _share(moved, known.total()),
        "links": _share(linked, known.total()),
        "kinds_of_changed": _share(sum(right[kind] for kind in of_changed), sum(of_changed.values())),
        "by_kind": {kind: [right[kind], known[kind]] for kind in KINDS if known[kind]},
    }


def _in_place(kind: str) -> str:
    """The kind without the place: of two stretches that changed places, either may be said to have moved."""
    return {"moved": "kept", "moved and edited": "edited"}.get(kind, kind)


def large(sentences: Sequence[str], seed: int) -> dict[str, float]:
    """Seconds of processor time for a text of `_SIZE` lines with an edit in thirty, and for two without anything in
    common."""
    chance = random.Random(seed)
    old = [f"{sentences[n % len(sentences)]} {n // len(sentences) or ''}".strip() for n in range(_SIZE)]
    new = list(old)
    for _ in range(_SIZE // 30):
        place = chance.randrange(len(new))
        new[place : place + 1] = chance.choice([[], [new[place], chance.choice(old)], [f"Also {new[place]}"]])
    unlike = [" ".join(word[::-1] for word in text.split()) for text in old]
    seconds = []
    for other in (new, unlike):
        began = time.process_time()
        compare(old, other, "en")
        seconds.append(round(time.process_time() - began, 2))
    return {"lines": _SIZE, "seconds": seconds[0], "seconds_unlike": seconds[1]}


def translated(revisions: Sequence[Revision], work: Path, seed: int) -> dict[str, Any]:
    """What `aligner translate --previous` did to the sentences of the new revisions."""
    desk = _Desk(work)
    desk.run("models", "install", "demo")
    chance, counts = random.Random(seed), Counter[str]()
    for language, target in _TARGETS.items():
        own = [revision for revision in revisions if revision.language == language]
        if not own:
            continue
        old, new = work / "old" / language, work / "new" / language
        for revision in own:
            _write(old / f"{revision.name}.txt", revision.old)
            _write(new / f"{revision.name}.txt", revision.new)
        pair = ("--from", language, "--to", target, "--engine", "argos", "--glossary", "none", "--memory", "none")
        before, after = work / "before" / language, work / "after" / language
        desk.run("translate", str(old), "-o", str(before), *pair)
        for revision in own:
            _correct(before / "bitext" / f"{revision.name}.txt.{language}-{target}.jsonl", chance)
        said = desk.run("translate", str(new), "-o", str(after), "--previous", str(before), "--json", *pair)
        counts["through_the_engine"] += json.loads(said)["translated"]
        for revision in own:
            name = f"{revision.name}.txt.{language}-{target}.jsonl"
            counts += _judged(revision, *(Bitext.read(place / "bitext" / name).beads for place in (before, after)))
    right = counts["changed_translated"] + counts["same_kept"]
    return {"right": _share(right, counts["changed"] + counts["same"]), **dict(sorted(counts.items()))}


def _judged(revision: Revision, before: Sequence[Bead], after: Sequence[Bead]) -> Counter[str]:
    """Counted in sentences of the new revision: those that changed and those that did not, and what became of them."""
    if [bead.source_text for bead in after] != revision.new:
        raise SystemExit(f"{revision.name}: was split into other sentences than it was made of")
    counts = Counter[str]()
    for line, bead in zip(revision.lines, after, strict=True):
        fresh = bead.editor != _OLD
        if not line.old or not line.same:
            counts.update(["changed", "changed_translated" if fresh else "changed_kept"])
            continue
        former = before[line.old[0]]
        same = not fresh and (bead.target, bead.state, bead.note) == (former.target, former.state, former.note)
        counts.update(["same", "same_kept" if same else "same_touched"])
        if former.state == "edited":
            counts.update(["corrected", "corrected_kept" if same else "corrected_lost"])
    return counts


def _correct(path: Path, chance: random.Random) -> None:
    """An editor's corrections, and a mark on every bead that nothing made anew can have."""
    beads = []
    for bead in Bitext.read(path):
        bead = replace(bead, editor=_OLD)
        if chance.random() < _CORRECTED:
            target = (f"{bead.target_text} ({bead.position})",)
            bead = replace(bead, state="edited", target=target, note=f"note {bead.position}")
        beads.append(bead)
    Bitext.of(beads).write(path)


def _write(path: Path, sentences: Sequence[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text_of(sentences), encoding="utf-8")


class _Desk:
    """Runs `aligner` in processes of its own that see only the scratch folder."""

    def __init__(self, work: Path) -> None:
        homes = dict.fromkeys(("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"), str(work / "data"))
        self._environment = {**os.environ, **homes, "PYTHONPATH": str(ROOT)}

    def run(self, *arguments: str) -> str:
        """What it prints. SystemExit where it fails."""
        command = [sys.executable, "-m", "aligner", *arguments]
        ran = subprocess.run(command, env=self._environment, capture_output=True, text=True, check=False)
        if ran.returncode not in (0, 1):
            raise SystemExit(f"aligner {' '.join(arguments)}: {ran.stderr.strip()}")
        return ran.stdout


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 1.0


if __name__ == "__main__":
    main()
