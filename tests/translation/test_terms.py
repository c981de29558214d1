"""The glossary in the job: terms enforced, recorded and flagged; a changed glossary changes only what it concerns."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from aligner.bitext import Bitext
from aligner.engines.base import Capabilities, DecodingOptions
from aligner.glossary.concepts import Concept, Names
from aligner.glossary.store import Glossary
from aligner.translation import job as jobs
from aligner.translation import reports
from aligner.translation.job import Job, Summary, run
from aligner.translation.memory import Memory
from tests.translation.scripted import ScriptedEngine

BOGDANOV = Concept(
    "bogdanov",
    "person",
    {"en": Names("Mikhail Bogdanov"), "ar": Names("ميخائيل بوغدانوف"), "ru": Names("Михаил Богданов")},
    gender="m",
)
DAMASCUS = Concept("damascus", "place", {"en": Names("Damascus"), "ru": Names("Дамаск")})
TEXT = "Mikhail Bogdanov arrived in Damascus.\n\nThe talks continue on Monday.\n\nNobody met Mikhail Bogdanov.\n"
RUSSIAN = {
    "Mikhail Bogdanov arrived in Damascus.": "Михаил Багданав прибыл в Дамаск.",
    "The talks continue on Monday.": "Переговоры продолжатся в понедельник.",
    "Nobody met Mikhail Bogdanov.": "Никто ни с кем не встречался.",
}


def answer(text: str, options: DecodingOptions, suppress: str | None) -> list[str]:
    return [RUSSIAN.get(text, "Непонятное предложение без имён.")]


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> ScriptedEngine:
    scripted = ScriptedEngine(answer, target="ru", capabilities=Capabilities())
    monkeypatch.setattr(jobs.engines, "open_engine", lambda *_, **__: scripted)
    monkeypatch.setattr(jobs.engines, "open_other", lambda *_, **__: None)
    return scripted


def translate(tmp_path: Path, glossary: Glossary | None, name: str = "out") -> tuple[Summary, list]:  # type: ignore[type-arg]
    source = tmp_path / "in"
    source.mkdir(exist_ok=True)
    (source / "report.txt").write_text(TEXT, encoding="utf-8")
    output = tmp_path / name
    with Memory(tmp_path / "memory.sqlite") as memory:
        job = Job(reports.find([source], output), output, ["ru"], source="en", glossary=glossary)
        summary = run(job, memory)
    return summary, list(Bitext.read(output / "bitext" / "report.txt.en-ru.jsonl"))


def test_a_wrong_name_is_put_right_and_one_that_is_not_there_is_flagged(tmp_path: Path, engine: ScriptedEngine) -> None:
    summary, beads = translate(tmp_path, Glossary.of([BOGDANOV, DAMASCUS]))
    assert beads[0].target_text == "Михаил Богданов прибыл в Дамаск."
    assert [(use.concept, use.target, use.verified) for use in beads[0].terms] == [
        ("bogdanov", "Михаил Богданов", True),
        ("damascus", "Дамаск", True),
    ]
    for use in beads[0].terms:
        assert beads[0].target_text.startswith(use.target, use.target_start)
        assert beads[0].source_text.startswith(use.source, use.source_start)
    assert beads[0].flags == beads[1].flags == () and beads[1].terms == ()
    assert beads[2].flags == ("term",)
    assert beads[2].target_text == RUSSIAN["Nobody met Mikhail Bogdanov."]  # nothing is inserted blindly
    assert (summary.terms, summary.terms_missing, summary.flags) == (3, 1, {"term": 1})
    assert "term not in the translation:" in (tmp_path / "out/pages/report.txt.en-ru.html").read_text(encoding="utf-8")


def test_only_approved_concepts_are_enforced(tmp_path: Path, engine: ScriptedEngine) -> None:
    summary, beads = translate(tmp_path, Glossary.of([replace(BOGDANOV, status="proposed")]))
    assert beads[0].target_text == RUSSIAN[beads[0].source_text] and summary.terms == summary.flagged == 0


def test_a_changed_term_is_translated_again_and_nothing_else(tmp_path: Path, engine: ScriptedEngine) -> None:
    translate(tmp_path, Glossary.of([BOGDANOV, DAMASCUS]), "first")
    engine.asked.clear()
    summary, _ = translate(tmp_path, Glossary.of([BOGDANOV, DAMASCUS]), "again")
    assert engine.asked == [] and summary.translated == 0
    changed = replace(DAMASCUS, names={"en": Names("Damascus"), "ru": Names("Димашк")})
    summary, beads = translate(tmp_path, Glossary.of([BOGDANOV, changed]), "changed")
    assert summary.translated == 1 and {use.concept for use in beads[0].terms} == {"bogdanov", "damascus"}
    assert all("Nobody" not in text and "talks" not in text for texts, *_ in engine.asked for text in texts)
    engine.asked.clear()
    noted = replace(BOGDANOV, note="checked")  # a note changes no translation
    assert translate(tmp_path, Glossary.of([noted, DAMASCUS]), "noted")[0].translated == 0


def test_a_report_that_is_done_is_done_again_when_its_terms_change(tmp_path: Path, engine: ScriptedEngine) -> None:
    assert translate(tmp_path, None)[1][0].target_text.startswith("Михаил Багданав")
    assert translate(tmp_path, Glossary.of([BOGDANOV]))[1][0].target_text.startswith("Михаил Богданов")
    assert translate(tmp_path, None)[1][0].target_text.startswith("Михаил Багданав")


def test_what_an_editor_approved_stays(tmp_path: Path, engine: ScriptedEngine) -> None:
    text = "Mikhail Bogdanov arrived in Damascus."
    with Memory(tmp_path / "memory.sqlite") as memory:
        memory.approve("en", "ru", text, "Богданов уже здесь.", editor="anna")
    _, beads = translate(tmp_path, Glossary.of([BOGDANOV, DAMASCUS]))
    assert beads[0].target_text == "Богданов уже здесь." and beads[0].flags == ()


def test_a_changed_term_is_enforced_in_a_report_that_waits_while_others_are_written(
    tmp_path: Path, engine: ScriptedEngine
) -> None:
    source = tmp_path / "in"
    source.mkdir()
    (source / "a.txt").write_text("Mikhail Bogdanov arrived in Damascus.\n", encoding="utf-8")
    (source / "b.txt").write_text("The talks continue on Monday.\n", encoding="utf-8")
    changed = replace(DAMASCUS, names={"en": Names("Damascus"), "ru": Names("Димашк")})
    for number, glossary in enumerate((Glossary.of([DAMASCUS]), Glossary.of([BOGDANOV, changed]))):
        with Memory(tmp_path / "memory.sqlite") as memory:
            output = tmp_path / str(number)
            run(Job(reports.find([source], output), output, ["ru"], source="en", glossary=glossary), memory)
    (bead,) = Bitext.read(output / "bitext" / "a.txt.en-ru.jsonl")
    assert [use.concept for use in bead.terms] == ["bogdanov", "damascus"]
    assert bead.flags == ("term",) or "Димашк" in bead.target_text
