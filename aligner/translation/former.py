"""Where a former translation is: the folder that a job wrote to, or a bitext file; found by the name of the report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from aligner import documents, languages
from aligner.bitext import Bead, Bitext
from aligner.errors import InputError
from aligner.ledger import Done, digest, records
from aligner.translation.previous import reworded
from aligner.translation.reports import Report, outputs

__all__ = ["Former", "Previous"]

_Pair = tuple[str, str]
_KINDS = (".jsonl", ".parquet")


@dataclass(frozen=True)
class Former:
    """The former translation of one report, with what editors made of it."""

    beads: tuple[Bead, ...]
    named: bool  # somebody named it as that of this report: then the two must be related

    @property
    def version(self) -> str:
        """Equal versions are equal translations."""
        return digest(Bitext(self.beads).to_jsonl())


class Previous:
    """Former translations: those in the output folder of a job, or those in a bitext file."""

    def __init__(self, path: Path) -> None:
        """InputError where there is no translation at `path`."""
        self.path = path
        self._records: dict[tuple[str, _Pair], Done] = {}
        self._beads: dict[tuple[str, _Pair], list[Bead]] = {}
        self._alone = False
        if path.is_dir():
            self._records = {(one.document, _pair(one.pair)): one for one in records(path)}
            if not self._records and not any((path / "bitext").rglob("*.*")):
                raise InputError(f"{path}: nothing that `aligner translate` wrote there: name its output or a bitext")
        elif not path.exists():
            raise InputError(f"{path}: no such file or folder: name a former output folder or a bitext file")
        elif path.suffix not in _KINDS:
            raise InputError(f"{path}: not a bitext (.jsonl, .parquet): name one, or the output folder it is in")
        else:
            self._beads = _grouped(Bitext.read(path))
            if not self._beads:
                raise InputError(f"{path}: a bitext without beads: nothing to go on from")

    def check(self, directions: Mapping[_Pair, Sequence[Report]]) -> None:
        """Make sure that it has to do with these reports. InputError says why not."""
        self._alone = len({report.path for reports in directions.values() for report in reports}) == 1
        wanted = [(report, pair) for pair, reports in directions.items() for report in reports]
        if not wanted or any(self._place(report, pair) is not None for report, pair in wanted):
            return
        report, pair = wanted[0]
        there = {other for name, other in self._known() if name == report.name} or {p for _, p in self._known()}
        if pair not in there and there:
            has = ", ".join(f"from {_name(source)} to {_name(target)}" for source, target in sorted(there))
            raise InputError(f"{self.path}: a translation {has}, not from {_name(pair[0])} to {_name(pair[1])}")
        names = sorted({name for name, other in self._known() if other == pair})
        has = f"it has {names[0]}" + (f" and {len(names) - 1} more" if len(names) > 1 else "") if names else "no bitext"
        raise InputError(
            f"{self.path}: no translation of {report.name}, {has}; of a report that had another name, name the bitext"
        )

    def of(self, report: Report, pair: _Pair) -> Former | None:
        """The former translation of this report, None where there is none. InputError where it cannot be read."""
        name = self._place(report, pair)
        if name is None:
            return None
        if self._beads:
            return Former(tuple(self._beads[name, pair]), named=True)
        return Former(tuple(self._from_folder(name, pair)), named=name != report.name)

    def _known(self) -> Iterable[tuple[str, _Pair]]:
        return self._beads or self._records

    def _place(self, report: Report, pair: _Pair) -> str | None:
        """The name under which the report was translated then: its own, or the only one where there is but one."""
        if (report.name, pair) in self._known():
            return report.name
        if not self._known():  # a folder whose ledger is gone
            return report.name if self._bitext(report.name, pair) else None
        names = {name for name, other in self._known() if other == pair}
        return names.pop() if self._alone and len(names) == 1 else None

    def _bitext(self, name: str, pair: _Pair, kinds: Sequence[str] = _KINDS) -> Path | None:
        """The bitext of a report in the folder: where the ledger says that it was written, else where it belongs."""
        done = self._records.get((name, pair))
        usual = outputs(name, *pair)
        places: list[str] = [*(done.files if done else ()), str(usual.jsonl), str(usual.parquet)]
        for kind in kinds:
            for place in places:
                path = self.path / place
                if path.suffix == kind and path.is_file():
                    return path
        return None

    def _from_folder(self, name: str, pair: _Pair) -> list[Bead]:
        path = self._bitext(name, pair)
        if path is None:
            raise InputError(f"{self.path}: the bitext of {name} is gone from there")
        beads = [*Bitext.read(path)]
        if any((bead.source_language, bead.target_language) != pair for bead in beads):
            raise InputError(f"{path}: not a translation from {_name(pair[0])} to {_name(pair[1])}")
        written = beads
        if (twin := self._bitext(name, pair, (".parquet",))) is not None and twin != path:
            original = {bead.id: bead for bead in Bitext.read(twin)}
            written = [original.get(bead.id, bead) for bead in beads]
            beads = [_as_edited(bead, before) for bead, before in zip(beads, written, strict=True)]
        return self._with_document(name, pair, beads, written)

    def _with_document(self, name: str, pair: _Pair, beads: list[Bead], written: list[Bead]) -> list[Bead]:
        """The beads with what an editor has changed in the translated document."""
        done = self._records.get((name, pair))
        usual = str(outputs(name, *pair).translation)
        place = next((p for p in done.files if not p.startswith(("bitext/", "pages/"))), usual) if done else usual
        path = self.path / place
        if not beads or not path.is_file() or (done and done.files.get(place) == digest(path.read_bytes())):
            return beads
        return reworded(beads, written, documents.read(path, pair[1]))


def _as_edited(bead: Bead, before: Bead) -> Bead:
    """A bead whose words somebody changed without saying so is edited all the same."""
    return replace(bead, state="edited") if bead.state == "draft" and bead.target != before.target else bead


def _grouped(bitext: Bitext) -> dict[tuple[str, _Pair], list[Bead]]:
    groups: defaultdict[tuple[str, _Pair], list[Bead]] = defaultdict(list)
    for bead in bitext:
        groups[bead.document, (bead.source_language, bead.target_language)].append(bead)
    return dict(groups)


def _pair(text: str) -> _Pair:
    source, _, target = text.partition("-")
    return source, target


def _name(code: str) -> str:
    return languages.get(code).name
