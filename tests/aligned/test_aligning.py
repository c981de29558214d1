"""Reports of the project, aligned: what comes out, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

import aligner
from aligner.aligned.aligning import align_documents
from aligner.aligned.job import AlignJob, run
from aligner.aligned.parallel import Unit, Version
from aligner.aligned.relation import refuse_unrelated
from aligner.aligned.sets import FileSet, find
from aligner.errors import InputError
from aligner.ledger import Ledger
from tests.aligned.texts import AR, CODES, EN, report, save, text


def test_two_versions(tmp_path: Path) -> None:
    paths = save(tmp_path)
    aligned = align_documents(paths[0], str(paths[1]))
    assert aligned.name == "talks"
    assert aligned.languages == ("en", "ar")
    for side in (0, 1):
        numbers = [number for unit in aligned.units for number in unit.segments[side]]
        assert numbers == list(range(len(aligned.versions[side].segments)))
    gold = {(bead.text("en"), bead.text("ar")) for bead in report().beads}
    ours = {(bead.source_text, bead.target_text) for bead in aligned.bitext}
    assert len(gold & ours) >= 0.8 * len(gold)
    assert all(bead.confidence is not None and 0 <= bead.confidence <= 1 for bead in aligned.bitext)


def test_three_versions(tmp_path: Path) -> None:
    aligned = align_documents(*save(tmp_path))
    assert aligned.languages == CODES
    for side in range(3):
        numbers = [number for unit in aligned.units for number in unit.segments[side]]
        assert numbers == list(range(len(aligned.versions[side].segments)))
    gold = {tuple(bead.text(code) for code in CODES) for bead in report().beads}
    ours = {tuple(aligned.text(unit, side) for side in range(3)) for unit in aligned.units}
    assert len(gold & ours) >= 0.75 * len(gold)


def test_the_public_name(tmp_path: Path) -> None:
    paths = save(tmp_path, codes=("en", "ru"))
    assert len(aligner.align_documents(*paths).bitext) == len(aligner.align_documents(*paths).units)


def test_a_glossary_fills_the_terms(tmp_path: Path) -> None:
    glossary_file = tmp_path / "names.tsv"
    glossary_file.write_text(
        "id\tkind\tstatus\ten\tar\tru\nlatakia\tplace\tapproved\tLatakia\tاللاذقية\tЛатакия\n", encoding="utf-8"
    )
    paths = save(tmp_path, codes=("en", "ar"))
    aligned = align_documents(*paths, glossary=aligner.Glossary.open(glossary_file))
    uses = [(bead, use) for bead in aligned.bitext for use in bead.terms]
    assert len(uses) >= 2
    for bead, use in uses:
        assert use.concept == "latakia"
        assert bead.source_text[use.source_start :].startswith(use.source)
        if use.target:
            assert bead.target_text[use.target_start :].startswith(use.target)
            assert "اللاذقية" in use.target
    assert any(use.verified for _, use in uses)


@pytest.mark.parametrize("codes", [("en", "ar"), ("en", "ru"), ("ar", "ru")])
def test_unrelated_reports_are_refused_and_abridged_ones_are_not(codes: tuple[str, str], tmp_path: Path) -> None:
    for number in (1, 2, 3):
        one, other = (text(report(number), codes[0]), text(report(number + 7), codes[1]))
        with pytest.raises(InputError, match=r"do not look like versions of one report.*--force"):
            align_documents(one.encode(), other.encode(), languages=codes)
        short = text(report(number), codes[1], skip=frozenset(range(0, len(report(number).beads), 2)))
        assert align_documents(one.encode(), short.encode(), languages=codes).units


def test_of_three_the_one_that_does_not_belong_is_named(tmp_path: Path) -> None:
    paths = save(tmp_path)
    paths[2].write_text(text(report(9), "ru"), encoding="utf-8")
    with pytest.raises(InputError, match=r"talks\.ru\.txt do not look"):
        align_documents(*paths)


def test_force_aligns_what_was_refused() -> None:
    aligned = align_documents(text(report(1), "en").encode(), text(report(9), "ar").encode(), force=True)
    assert aligned.units


def test_one_version_or_four_are_no_job() -> None:
    with pytest.raises(InputError, match="give two or three"):
        align_documents(EN.encode())
    with pytest.raises(InputError, match="give two or three"):
        align_documents(*[AR.encode()] * 4)


def job(folder: Path, output: Path, **more: object) -> AlignJob:
    return AlignJob(sets=find([folder], output, ()).sets, output=output, **more)  # type: ignore[arg-type]


def tree(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "lock"
    }


def test_what_is_done_is_not_done_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in (1, 2):
        save(tmp_path / "in", number, ("en", "ar"), f"r{number}")
    first = run(job(tmp_path / "in", tmp_path / "out"))
    assert (first.documents, first.unchanged, first.refused) == (2, 0, {})
    before = tree(tmp_path / "out")
    assert "bitext/r1.en-ar.jsonl" in before and "pages/r2.en-ar.html" in before

    def never(*_: object, **__: object) -> None:
        raise AssertionError("aligned again")

    with monkeypatch.context() as patched:
        patched.setattr("aligner.aligned.job.align_versions_of", never)
        again = run(job(tmp_path / "in", tmp_path / "out"))
    assert (again.documents, again.unchanged, again.beads) == (2, 2, first.beads)
    assert tree(tmp_path / "out") == before
    path = tmp_path / "in" / "r1.en.txt"
    path.write_text(path.read_text(encoding="utf-8") + "\nOne sentence more was added.\n", encoding="utf-8")
    changed = run(job(tmp_path / "in", tmp_path / "out"))
    assert (changed.documents, changed.unchanged) == (2, 1)
    assert "One sentence more" in (tmp_path / "out" / "bitext" / "r1.en-ar.jsonl").read_text(encoding="utf-8")


def test_another_bound_or_format_is_another_job(tmp_path: Path) -> None:
    save(tmp_path / "in", 1, ("en", "ar"))
    run(job(tmp_path / "in", tmp_path / "out"))
    assert run(job(tmp_path / "in", tmp_path / "out", doubtful=1.0)).unchanged == 0
    assert run(job(tmp_path / "in", tmp_path / "out", doubtful=1.0, formats=("tmx",))).unchanged == 0
    assert (tmp_path / "out" / "tmx" / "talks.en-ar.tmx").is_file()


def test_a_refused_set_does_not_stop_the_others(tmp_path: Path) -> None:
    for number in (1, 2):
        save(tmp_path / "in", number, ("en", "ar"), f"r{number}")
    (tmp_path / "in" / "r1.ar.txt").write_text(text(report(9), "ar"), encoding="utf-8")
    summary = run(job(tmp_path / "in", tmp_path / "out"))
    assert list(summary.refused) == ["r1"]
    assert summary.documents == 1
    assert not (tmp_path / "out" / "bitext" / "r1.en-ar.jsonl").exists()


def test_what_an_editor_changed_is_kept(tmp_path: Path) -> None:
    save(tmp_path / "in", 1, ("en", "ar"))
    run(job(tmp_path / "in", tmp_path / "out"))
    edited = tmp_path / "out" / "pages" / "talks.en-ar.html"
    edited.write_text("mine", encoding="utf-8")
    summary = run(job(tmp_path / "in", tmp_path / "out", doubtful=0.9))
    assert edited.read_text(encoding="utf-8") == "mine"
    assert summary.kept == ["pages/talks.en-ar.html"]
    assert (edited.parent / "talks.en-ar.new.html").is_file()


def test_one_job_at_a_time_in_a_folder(tmp_path: Path) -> None:
    save(tmp_path / "in", 1, ("en", "ar"))
    with Ledger(tmp_path / "out"), pytest.raises(InputError, match="another job is writing there"):
        run(job(tmp_path / "in", tmp_path / "out"))


def test_an_interrupted_job_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in (1, 2, 3):
        save(tmp_path / "in", number, ("en", "ar"), f"r{number}")
    whole = run(job(tmp_path / "in", tmp_path / "whole"))
    from aligner.aligned import job as module

    honest, calls = module.align_versions_of, 0

    def killed(*arguments: object, **more: object) -> object:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise KeyboardInterrupt
        return honest(*arguments, **more)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(module, "align_versions_of", killed)
        with pytest.raises(KeyboardInterrupt):
            run(job(tmp_path / "in", tmp_path / "out"))
    assert [name for name in tree(tmp_path / "out") if "r2" in name or name.endswith(".part")] == []
    resumed = run(job(tmp_path / "in", tmp_path / "out"))
    assert (resumed.documents, resumed.unchanged, resumed.beads) == (3, 1, whole.beads)
    assert tree(tmp_path / "out") == tree(tmp_path / "whole")


def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    odd, good = save(tmp_path / "in", 1, ("en", "ar"), "od\udcffd"), save(tmp_path / "in", 2, ("en", "ar"), "good")
    summary = run(job(tmp_path / "in", tmp_path / "out"))
    assert summary.documents == 1
    assert len(summary.refused) == 1
    assert "rename it" in next(iter(summary.refused.values()))
    assert odd[0].exists() and good[0].exists()
    assert [path.name for path in (tmp_path / "out" / "bitext").glob("*.jsonl")] == ["good.en-ar.jsonl"]


def test_a_set_whose_file_is_gone(tmp_path: Path) -> None:
    missing = FileSet("x", (tmp_path / "x.en.txt", tmp_path / "x.ar.txt"), ("en", "ar"))
    summary = run(AlignJob(sets=[missing], output=tmp_path / "out"))
    assert "x.en.txt: cannot be read" in summary.refused["x"]


def test_texts_of_which_no_sentence_answers_to_another_are_refused(tmp_path: Path) -> None:
    units = [Unit(((0,), ()), 0.9), Unit(((), (0,)), 0.9)]
    versions = [
        Version("a.en.txt", "en", ("The talks are held in Damascus.",), None),
        Version("b.ru.txt", "ru", ("Переговоры идут в Дамаске.",), None),
    ]
    with pytest.raises(InputError, match="no sentence of the one answers to one of the other"):
        refuse_unrelated(versions, units)
    refuse_unrelated(versions, [Unit(((0,), (0,)), 0.9)])
