"""The job: reports in, reports out; stopped, killed and repeated at will."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import signal
import time
from dataclasses import replace
from pathlib import Path

import pytest

from aligner.bitext import Bitext
from aligner.errors import InputError, ModelError
from aligner.translation import job as jobs
from aligner.translation import reports
from aligner.translation.job import Job, Progress, Summary, plan, run
from aligner.translation.memory import Memory

TEXT = """Talks in Geneva

The president met the ambassador in Geneva. The delegation visited the council on Friday.

The spokesman criticised the agreement in Cairo.
"""
_WHO = ("The president", "The prime minister", "The foreign minister", "The delegation", "The spokesman")
_DID = ("met", "visited", "welcomed", "criticised")
_WHOM = ("the ambassador", "the council", "the agreement", "the workers")
_WHERE = ("in Geneva", "in Cairo", "in Moscow", "on Monday", "on Friday")
SENTENCES = [f"{a} {b} {c} {d}." for a in _WHO for b in _DID for c in _WHOM for d in _WHERE]


def make_reports(folder: Path, number: int, size: int = 6) -> Path:
    for index in range(number):
        chosen = [SENTENCES[(index * size + i) * 7 % len(SENTENCES)] for i in range(size)]
        place = folder / f"day-{index % 3}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"report-{index:03d}.txt").write_text("\n\n".join(chosen) + "\n", encoding="utf-8")
    return folder


def make_job(folder: Path, output: Path, toy: Path, **more: object) -> Job:
    options = {"targets": ["ar"], "source": "en", "engine": str(toy), **more}
    return Job(reports.find([folder], output), output, **options)  # type: ignore[arg-type]


def translate(folder: Path, output: Path, memory: Path, toy: Path, **more: object) -> Summary:
    with Memory(memory) as store:
        return run(make_job(folder, output, toy, **more), store)


def tree(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "reports"
    (place / "geneva").mkdir(parents=True)
    (place / "geneva" / "talks.txt").write_text(TEXT, encoding="utf-8")
    (place / "note.md").write_text("# News\n\n- The delegation visited the council on Friday.\n", encoding="utf-8")
    (place / "picture.png").write_bytes(b"\x89PNG")
    (place / ".hidden.txt").write_text("The president met the ambassador.", encoding="utf-8")
    return place


def test_what_comes_out(folder: Path, tmp_path: Path, toy: Path) -> None:
    output = tmp_path / "out"
    summary = translate(folder, output, tmp_path / "memory", toy)
    assert set(tree(output)) == {
        ".aligner/ledger.jsonl",
        ".aligner/lock",
        "geneva/talks.ar.txt",
        "note.ar.md",
        *(f"bitext/{name}.en-ar.{kind}" for name in ("geneva/talks.txt", "note.md") for kind in ("jsonl", "parquet")),
        "pages/geneva/talks.txt.en-ar.html",
        "pages/note.md.en-ar.html",
    }
    lines = (output / "geneva" / "talks.ar.txt").read_text(encoding="utf-8").split("\n")
    assert lines[2] == "التقى الرئيس السفير في جنيف. زار الوفد المجلس يوم الجمعة."
    assert lines[4] == "انتقد المتحدث الاتفاق في القاهرة."
    assert len(lines) == 6
    assert (output / "note.ar.md").read_text(encoding="utf-8").split("\n")[2] == "- زار الوفد المجلس يوم الجمعة."
    assert (summary.reports, summary.segments, summary.unchanged, summary.failed) == (2, 6, 0, {})
    assert summary.translated == 5  # one sentence stands in both reports
    bitext = Bitext.read(output / "bitext" / "geneva" / "talks.txt.en-ar.jsonl")
    assert bitext == Bitext.read(output / "bitext" / "geneva" / "talks.txt.en-ar.parquet")
    assert [bead.source_text for bead in bitext][1] == "The president met the ambassador in Geneva."
    assert {(bead.origin, bead.source_language, bead.target_language) for bead in bitext} == {("machine", "en", "ar")}
    assert all(bead.score is not None and bead.score <= 0 and bead.fingerprint for bead in bitext)
    page = (output / "pages" / "geneva" / "talks.txt.en-ar.html").read_text(encoding="utf-8")
    assert "انتقد المتحدث الاتفاق في القاهرة." in page
    assert 'dir="rtl"' in page


def test_a_second_run_changes_nothing_and_asks_no_engine(folder: Path, tmp_path: Path, toy: Path) -> None:
    output = tmp_path / "out"
    first = translate(folder, output, tmp_path / "memory", toy)
    before, times = tree(output), {p: p.stat().st_mtime_ns for p in output.rglob("*.txt")}
    second = translate(folder, output, tmp_path / "memory", toy)
    assert tree(output) == before
    assert {p: p.stat().st_mtime_ns for p in output.rglob("*.txt")} == times
    assert (second.reports, second.unchanged, second.translated) == (2, 2, 0)
    assert (second.segments, second.flags, second.machine) == (first.segments, first.flags, first.machine)


def test_the_memory_alone_gives_the_same_files(folder: Path, tmp_path: Path, toy: Path) -> None:
    translate(folder, tmp_path / "one", tmp_path / "memory", toy)
    again = translate(folder, tmp_path / "two", tmp_path / "memory", toy)
    assert again.translated == 0
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


def test_only_what_changed_is_translated_again(folder: Path, tmp_path: Path, toy: Path) -> None:
    translate(folder, tmp_path / "out", tmp_path / "memory", toy)
    (folder / "geneva" / "talks.txt").write_text(TEXT + "\nThe workers.\n", encoding="utf-8")
    summary = translate(folder, tmp_path / "out", tmp_path / "memory", toy)
    assert (summary.reports, summary.unchanged, summary.translated) == (2, 1, 1)
    assert (tmp_path / "out/geneva/talks.ar.txt").read_text(encoding="utf-8").count("\n") == TEXT.count("\n") + 2


def test_an_edited_translation_is_never_overwritten(folder: Path, tmp_path: Path, toy: Path) -> None:
    output = tmp_path / "out"
    translate(folder, output, tmp_path / "memory", toy)
    (output / "note.ar.md").write_text("نص المحرر\n", encoding="utf-8")
    (folder / "note.md").write_text("The spokesman criticised the agreement in Cairo.\n", encoding="utf-8")
    summary = translate(folder, output, tmp_path / "memory", toy)
    assert summary.kept == ["note.ar.md"]
    assert (output / "note.ar.md").read_text(encoding="utf-8") == "نص المحرر\n"
    assert (output / "note.ar.new.md").read_text(encoding="utf-8") == "انتقد المتحدث الاتفاق في القاهرة.\n"
    (folder / "note.md").write_text("The president met the ambassador in Geneva.\n", encoding="utf-8")
    assert translate(folder, output, tmp_path / "memory", toy, overwrite=True).kept == []
    assert (output / "note.ar.md").read_text(encoding="utf-8") == "التقى الرئيس السفير في جنيف.\n"


def test_a_file_that_was_there_before_is_kept(folder: Path, tmp_path: Path, toy: Path) -> None:
    output = tmp_path / "out"
    output.mkdir()
    (output / "note.ar.md").write_text("شيء آخر", encoding="utf-8")
    assert translate(folder, output, tmp_path / "memory", toy).kept == ["note.ar.md"]
    assert (output / "note.ar.md").read_text(encoding="utf-8") == "شيء آخر"


def test_what_people_approved_wins(folder: Path, tmp_path: Path, toy: Path) -> None:
    output = tmp_path / "out"
    translate(folder, output, tmp_path / "memory", toy)
    with Memory(tmp_path / "memory") as memory:
        memory.approve(
            "en", "ar", "The spokesman criticised the agreement in Cairo.", "هاجم الناطق الاتفاق.", editor="هند"
        )
    summary = translate(folder, output, tmp_path / "memory", toy)
    assert (summary.approved, summary.translated) == (1, 0)
    assert (output / "geneva/talks.ar.txt").read_text(encoding="utf-8").split("\n")[4] == "هاجم الناطق الاتفاق."
    (bead,) = [b for b in Bitext.read(output / "bitext/geneva/talks.txt.en-ar.jsonl") if b.origin == "human"]
    assert (bead.editor, bead.state, bead.flags) == ("هند", "accepted", ())


def test_a_near_approval_is_reported_not_used(folder: Path, tmp_path: Path, toy: Path) -> None:
    with Memory(tmp_path / "memory") as memory:
        memory.approve(
            "en", "ar", "The spokesman criticised the agreement in Doha.", "هاجم الناطق الاتفاق في الدوحة.", editor="x"
        )
    translate(folder, tmp_path / "out", tmp_path / "memory", toy)
    beads = Bitext.read(tmp_path / "out/bitext/geneva/talks.txt.en-ar.jsonl").beads
    assert beads[3].target_text == "انتقد المتحدث الاتفاق في القاهرة."
    assert beads[3].fuzzy == "هاجم الناطق الاتفاق في الدوحة."
    assert beads[3].fuzzy_match is not None
    assert 0.75 <= beads[3].fuzzy_match < 1


def test_one_bad_file_does_not_stop_the_others(folder: Path, tmp_path: Path, toy: Path) -> None:
    (folder / "broken.txt").write_bytes(b"caf\xe9 \xff\xfe\x00 broken")
    summary = translate(folder, tmp_path / "out", tmp_path / "memory", toy)
    assert list(summary.failed) == ["broken.txt"]
    assert "broken.txt" in summary.failed["broken.txt"]
    assert summary.reports == 2
    assert (tmp_path / "out" / "note.ar.md").exists()


def test_a_report_in_the_target_language_is_passed_over(folder: Path, tmp_path: Path, toy: Path) -> None:
    arabic = "انتقد المتحدث الاتفاق في القاهرة، وقال إن المحادثات مستمرة يوم الجمعة.\n"
    (folder / "arabic.txt").write_text(arabic, encoding="utf-8")
    summary = translate(folder, tmp_path / "out", tmp_path / "memory", toy, source=None)
    assert (summary.reports, summary.passed_over) == (2, ["arabic.txt"])
    assert not (tmp_path / "out" / "arabic.ar.txt").exists()


def test_a_segment_in_the_target_language_is_copied(tmp_path: Path, toy: Path) -> None:
    place = tmp_path / "reports"
    place.mkdir()
    (place / "a.txt").write_text("The president met the council in Cairo.\n\nانتهى البيان\n", encoding="utf-8")
    summary = translate(place, tmp_path / "out", tmp_path / "memory", toy)
    assert summary.copied == 1
    assert (tmp_path / "out/a.ar.txt").read_text(encoding="utf-8").endswith("\n\nانتهى البيان\n")


def test_of_two_reports_for_one_file_the_first_is_translated(folder: Path, tmp_path: Path, toy: Path) -> None:
    (folder / "note.en.md").write_text("The workers.", encoding="utf-8")
    summary = translate(folder, tmp_path / "out", tmp_path / "memory", toy)
    assert list(summary.failed) == ["note.md"]
    assert "written to note.ar.md" in summary.failed["note.md"]
    assert summary.reports == 2


def test_what_a_job_has_written_is_no_report(folder: Path, tmp_path: Path, toy: Path) -> None:
    for _ in range(2):
        beside = translate(folder, folder, tmp_path / "memory", toy)
        assert beside.reports == 2
    translate(folder, folder / "yesterday", tmp_path / "memory", toy)
    assert translate(folder, folder / "today", tmp_path / "memory", toy).reports == 2


def test_a_missing_direction_is_refused_before_anything_is_written(folder: Path, tmp_path: Path) -> None:
    with Memory(":memory:") as memory, pytest.raises(ModelError, match="aligner models install"):
        run(Job(reports.find([folder], tmp_path / "out"), tmp_path / "out", ["ru"], source="en"), memory)
    assert not (tmp_path / "out").exists()


def test_the_output_folder_inside_the_reports_is_not_read(folder: Path, toy: Path, tmp_path: Path) -> None:
    for _ in range(2):
        summary = translate(folder, folder / "out", tmp_path / "memory", toy)
    assert (summary.reports, summary.unchanged) == (2, 2)


def test_two_jobs_do_not_write_to_one_folder(folder: Path, tmp_path: Path, toy: Path) -> None:
    class Meanwhile(Progress):
        def start(self, *given: object) -> None:
            with pytest.raises(InputError, match="another job is writing"):
                translate(folder, tmp_path / "out", tmp_path / "memory", toy)

    with Memory(tmp_path / "memory") as memory:
        run(make_job(folder, tmp_path / "out", toy), memory, Meanwhile())


def test_windows_are_whole_whatever_was_done_before(tmp_path: Path, toy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed after each single transaction of the memory, a job makes the same calls of the engine in the end."""
    folder = make_reports(tmp_path / "reports", 40)
    calls: list[list[str]] = []
    plain = jobs.Translator.translate

    def counted(self: object, texts: list[str], advance: object) -> None:
        original = self.engine.translate  # type: ignore[attr-defined]

        def translate(texts: list[str], *given: object, **more: object) -> object:
            calls.append(list(texts))
            return original(texts, *given, **more)

        self.engine.translate = translate  # type: ignore[attr-defined]
        try:
            plain(self, texts, advance)  # type: ignore[arg-type]
        finally:
            self.engine.translate = original  # type: ignore[attr-defined]

    monkeypatch.setattr(jobs.Translator, "translate", counted)
    translate(folder, tmp_path / "whole", tmp_path / "one", toy)
    whole, calls = calls, []
    store = Memory.store_together

    class Killed(BaseException):
        pass

    def dying(self: Memory, *given: object) -> None:
        store(self, *given)  # type: ignore[arg-type]
        raise Killed

    for _ in range(3):
        with monkeypatch.context() as patch:
            patch.setattr(Memory, "store_together", dying)
            with pytest.raises(Killed):
                translate(folder, tmp_path / "killed", tmp_path / "two", toy)
    translate(folder, tmp_path / "killed", tmp_path / "two", toy)
    assert calls == whole
    assert tree(tmp_path / "killed") == tree(tmp_path / "whole")


def _translate(folder: Path, output: Path, memory: Path, toy: Path) -> None:
    translate(folder, output, memory, toy)


def test_killed_jobs_go_on_to_the_same_bytes(tmp_path: Path, toy: Path) -> None:
    folder = make_reports(tmp_path / "reports", 60)
    began = time.monotonic()
    translate(folder, tmp_path / "whole", tmp_path / "one", toy)
    seconds = time.monotonic() - began
    context = multiprocessing.get_context("spawn")
    for number in range(3):
        worker = context.Process(target=_translate, args=(folder, tmp_path / "killed", tmp_path / "two", toy))
        worker.start()
        time.sleep(1.0 + seconds * number / 4)  # about a second to import
        if worker.pid and worker.is_alive():
            os.kill(worker.pid, signal.SIGKILL)
        worker.join()
    translate(folder, tmp_path / "killed", tmp_path / "two", toy)
    assert tree(tmp_path / "killed") == tree(tmp_path / "whole")


def test_two_jobs_at_once_share_a_memory(tmp_path: Path, toy: Path) -> None:
    folder = make_reports(tmp_path / "reports", 20)
    context = multiprocessing.get_context("spawn")
    workers = [
        context.Process(target=_translate, args=(folder, tmp_path / name, tmp_path / "memory", toy))
        for name in ("one", "two")
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
        assert worker.exitcode == 0
    one, two = tree(tmp_path / "one"), tree(tmp_path / "two")
    assert one == two
    assert len(one) == 20 * 4 + 2


def test_a_half_written_ledger_is_read(folder: Path, tmp_path: Path, toy: Path) -> None:
    output = tmp_path / "out"
    translate(folder, output, tmp_path / "memory", toy)
    before = tree(output)
    ledger = output / ".aligner" / "ledger.jsonl"
    ledger.write_bytes(ledger.read_bytes()[:-20])
    summary = translate(folder, output, tmp_path / "memory", toy)
    assert (summary.unchanged, summary.kept) == (1, [])
    assert tree(output) == before


def test_options_and_engine_are_part_of_the_key(folder: Path, tmp_path: Path, toy: Path) -> None:
    translate(folder, tmp_path / "out", tmp_path / "memory", toy)
    with Memory(tmp_path / "memory") as memory:
        job = make_job(folder, tmp_path / "out", toy)
        assert sum(row["new"] for row in plan(job, memory)) == 0  # type: ignore[misc]
        greedy = replace(job, options=replace(job.options, beam=1))
        assert sum(row["new"] for row in plan(greedy, memory)) == 6  # type: ignore[misc]


def test_the_plan_says_what_would_be_done_and_writes_nothing(folder: Path, tmp_path: Path, toy: Path) -> None:
    with Memory(":memory:") as memory:
        rows = plan(make_job(folder, tmp_path / "out", toy), memory)
    assert [(row["report"], row["segments"], row["new"], row["translation"]) for row in rows] == [
        ("note.md", 2, 2, "note.ar.md"),
        ("geneva/talks.txt", 4, 4, "geneva/talks.ar.txt"),
    ]
    assert not (tmp_path / "out").exists()
    json.dumps(rows)


def test_progress_adds_up(tmp_path: Path, toy: Path) -> None:
    class Counted(Progress):
        size = segments = reports = total = 0

        def start(self, source: str, target: str, engine: str, reports: int, size: int) -> None:
            self.total = size

        def advance(self, *, size: int = 0, segments: int = 0, reports: int = 0) -> None:
            self.size, self.segments, self.reports = self.size + size, self.segments + segments, self.reports + reports

    folder, progress = make_reports(tmp_path / "reports", 30), Counted()
    with Memory(":memory:") as memory:
        summary = run(make_job(folder, tmp_path / "out", toy), memory, progress)
    assert (progress.size, progress.reports) == (progress.total, 30)
    assert progress.segments == summary.translated


def test_reports_without_letters_come_out_as_they_are(tmp_path: Path, toy: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "empty.txt").write_bytes(b"")
    (folder / "figures.txt").write_bytes(b"2024\r\n\r\n--- 3.5 ---\r\n")
    summary = translate(folder, tmp_path / "out", tmp_path / "memory", toy, source=None)
    assert (summary.reports, summary.segments, summary.failed) == (2, 0, {})
    assert (tmp_path / "out" / "empty.ar.txt").read_bytes() == b""
    assert (tmp_path / "out" / "figures.ar.txt").read_bytes() == b"2024\r\n\r\n--- 3.5 ---\r\n"


def test_an_editor_is_never_overwritten_however_often(folder: Path, tmp_path: Path, toy: Path) -> None:
    output = tmp_path / "out"
    names = ("note.ar.md", "note.ar.new.md", "note.ar.new2.md")
    for round_, name in enumerate(names):
        (folder / "note.md").write_text(f"{SENTENCES[round_]}\n", encoding="utf-8")
        translate(folder, output, tmp_path / "memory", toy)
        (output / name).write_text(f"المحرر {round_}\n", encoding="utf-8")
    (folder / "note.md").write_text(f"{SENTENCES[9]}\n", encoding="utf-8")
    assert translate(folder, output, tmp_path / "memory", toy).kept == ["note.ar.md"]
    assert [(output / name).read_text(encoding="utf-8") for name in names] == [f"المحرر {n}\n" for n in range(3)]
    assert (output / "note.ar.new3.md").exists()


def test_what_was_kept_is_told_again_and_can_be_overwritten_later(folder: Path, tmp_path: Path, toy: Path) -> None:
    output = tmp_path / "out"
    output.mkdir()
    (output / "note.ar.md").write_text("شيء آخر", encoding="utf-8")
    for _ in range(2):
        assert translate(folder, output, tmp_path / "memory", toy).kept == ["note.ar.md"]
    assert translate(folder, output, tmp_path / "memory", toy, overwrite=True).kept == []
    assert "شيء آخر" not in (output / "note.ar.md").read_text(encoding="utf-8")


def test_a_translation_that_was_deleted_is_written_again(folder: Path, tmp_path: Path, toy: Path) -> None:
    output = tmp_path / "out"
    translate(folder, output, tmp_path / "memory", toy)
    (output / "note.ar.md").unlink()
    assert translate(folder, output, tmp_path / "memory", toy).unchanged == 1
    assert (output / "note.ar.md").exists()


def test_a_segment_in_a_third_language_is_copied_and_flagged(tmp_path: Path, toy: Path) -> None:
    place = tmp_path / "reports"
    place.mkdir()
    (place / "a.txt").write_text(
        "The president met the council in Cairo.\n\nМинистр посетил Женеву.\n", encoding="utf-8"
    )
    translate(place, tmp_path / "out", tmp_path / "memory", toy)
    bead = Bitext.read(tmp_path / "out/bitext/a.txt.en-ar.jsonl").beads[1]
    assert (bead.target_text, bead.origin, bead.flags) == ("Министр посетил Женеву.", "copied", ("script",))


def test_what_the_file_system_refuses_fails_one_report_only(folder: Path, tmp_path: Path, toy: Path) -> None:
    output = tmp_path / "out"
    (output / "note.ar.md").mkdir(parents=True)
    (folder / "gone.txt").symlink_to(folder / "nowhere.txt")
    (folder / f"{'long' * 62}.txt").write_text("The workers.\n", encoding="utf-8")
    summary = translate(folder, output, tmp_path / "memory", toy)
    assert set(summary.failed) == {"note.md", "gone.txt", f"{'long' * 62}.txt"}
    assert all("\n" not in reason for reason in summary.failed.values())
    assert (output / "geneva" / "talks.ar.txt").exists()


def test_a_name_that_is_no_text_fails_one_report_only(folder: Path, tmp_path: Path, toy: Path) -> None:
    (folder / os.fsdecode(b"caf\xe9.txt")).write_text("The workers.\n", encoding="utf-8")
    summary = translate(folder, tmp_path / "out", tmp_path / "memory", toy)
    assert len(summary.failed) == 1
    assert summary.reports == 2


def test_a_second_engine_that_is_down_does_no_harm(tmp_path: Path, toy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "reports"
    place.mkdir()
    (place / "a.txt").write_text("The president met 37 workers in Geneva.\n", encoding="utf-8")
    asked = []

    def down(*given: object, **more: object) -> None:
        asked.append(given)
        raise ModelError("the server does not answer")

    monkeypatch.setattr("aligner.engines.open_other", down)
    summary = translate(place, tmp_path / "out", tmp_path / "memory", toy)
    assert (summary.reports, summary.flagged, len(asked)) == (1, 1, 1)


def test_a_report_is_never_overwritten_by_the_translation_of_another(tmp_path: Path, toy: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "talks.en.txt").write_text(TEXT, encoding="utf-8")
    (folder / "talks.ar.txt").write_text("نص كتبه الناس عن المحادثات في جنيف.\n", encoding="utf-8")
    for overwrite in (False, True):
        summary = translate(folder, folder, tmp_path / "memory", toy, source=None, overwrite=overwrite)
        assert list(summary.failed) == ["talks.en.txt"]
        assert "would overwrite the report talks.ar.txt" in summary.failed["talks.en.txt"]
    assert (folder / "talks.ar.txt").read_text(encoding="utf-8") == "نص كتبه الناس عن المحادثات في جنيف.\n"


def test_what_was_never_ours_stays_a_report(tmp_path: Path, toy: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "talks.txt").write_text(TEXT, encoding="utf-8")
    (folder / "talks.ar.txt").write_text("نص كتبه الناس.\n", encoding="utf-8")
    job = make_job(folder / "talks.txt", folder, toy)
    with Memory(tmp_path / "memory") as memory:
        assert run(job, memory).kept == ["talks.ar.txt"]
    assert {report.name for report in reports.find([folder], tmp_path / "out")} == {"talks.txt", "talks.ar.txt"}


def test_an_edited_translation_is_still_no_report(folder: Path, tmp_path: Path, toy: Path) -> None:
    translate(folder, folder, tmp_path / "memory", toy)
    (folder / "note.ar.md").write_text("نص المحرر\n", encoding="utf-8")
    (folder / "note.md").write_text(f"{SENTENCES[5]}\n", encoding="utf-8")
    for _ in range(2):
        assert translate(folder, folder, tmp_path / "memory", toy).reports == 2
