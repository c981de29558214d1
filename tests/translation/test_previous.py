"""A new revision of a report: what stands is kept to the letter, an editor's words above all; the rest is done anew."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from aligner import documents
from aligner.bitext import Bead, Bitext
from aligner.engines.base import Capabilities, DecodingOptions
from aligner.errors import InputError
from aligner.glossary.concepts import Concept, Names
from aligner.glossary.store import Glossary
from aligner.translation import job as jobs
from aligner.translation import reports
from aligner.translation.former import Previous
from aligner.translation.job import Job, Summary, plan, run
from aligner.translation.memory import Memory
from aligner.translation.previous import inherit, reworded
from tests.translation.scripted import ScriptedEngine

V1 = """Talks in Geneva

The president met the ambassador in Geneva on Monday. The delegation visited the council on Friday. \
The spokesman criticised the agreement in Cairo.

The prime minister welcomed the workers in Moscow.
"""
V2 = """Talks in Geneva

The prime minister welcomed the workers in Moscow.

The president met the ambassador in Cairo on Monday. The delegation visited the council on Friday. \
The foreign minister visited the workers on Monday.
"""
NAME = "bitext/talks.txt.en-ru.jsonl"


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> ScriptedEngine:
    """Numbers its answers, so that no text comes out twice in the same words."""
    words = (f"{one}{two}{three}а" for one in "бвгджз" for two in "аоеи" for three in "клмнпрст")

    def answer(text: str, options: DecodingOptions, suppress: str | None) -> list[str]:
        return [f"Перевод этого предложения дословно, слово {next(words)}."]

    scripted = ScriptedEngine(answer, target="ru", capabilities=Capabilities())
    monkeypatch.setattr(jobs.engines, "open_engine", lambda *_, **__: scripted)
    monkeypatch.setattr(jobs.engines, "open_other", lambda *_, **__: None)
    return scripted


@pytest.fixture
def asked(engine: ScriptedEngine) -> Callable[[], list[str]]:
    return lambda: [text for texts, *_ in engine.asked for text in texts]


class Desk:
    """A newsroom's folders."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def translate(
        self, text: str | dict[str, str], output: str, previous: str | None = None, **more: object
    ) -> tuple[Summary, list[Bead]]:
        """A job with an empty memory: what is not kept goes through the engine."""
        given = {"talks.txt": text} if isinstance(text, str) else text
        with Memory(":memory:") as memory:
            summary = run(self.job(given, output, previous, **more), memory)
        path = self.folder / output / NAME
        return summary, [*Bitext.read(path)] if path.exists() else []

    def job(self, given: dict[str, str], output: str, previous: str | None, **more: object) -> Job:
        source = self.folder / f"in-{output}"
        for name, content in given.items():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_text(content, encoding="utf-8")
        former = Previous(self.folder / previous) if previous else None
        options = {"source": "en", "page": True, **more}
        found = reports.find([source], self.folder / output)
        return Job(found, self.folder / output, ["ru"], previous=former, **options)  # type: ignore[arg-type]

    def edit(self, change: Callable[[Bead], Bead], name: str = f"one/{NAME}") -> None:
        path = self.folder / name
        Bitext.of(change(bead) for bead in Bitext.read(path)).write(path)

    def text(self, output: str, name: str = "talks.ru.txt") -> str:
        return (self.folder / output / name).read_text(encoding="utf-8")


@pytest.fixture
def desk(tmp_path: Path, engine: ScriptedEngine) -> Desk:
    return Desk(tmp_path)


def test_what_stands_is_kept_and_the_rest_is_translated(
    desk: Desk, engine: ScriptedEngine, asked: Callable[[], list[str]]
) -> None:
    _, old = desk.translate(V1, "one")
    engine.asked.clear()
    summary, new = desk.translate(V2, "two", "one")
    assert asked() == [
        "The president met the ambassador in Cairo on Monday.",
        "The foreign minister visited the workers on Monday.",
    ]
    assert [new[n].target for n in (0, 1, 3)] == [old[n].target for n in (0, 4, 2)]
    assert [bead.position for bead in new] == [0, 1, 2, 3, 4]
    assert [bead.id for bead in new] == [f"talks.txt#{n:04d}:en-ru" for n in range(5)]
    assert {bead.revision for bead in new}.isdisjoint({bead.revision for bead in old})
    assert new[1].line == 3 and new[3].line == 5
    changed = new[2]
    assert changed.flags == ("changed",) and changed.target != old[1].target
    assert (changed.fuzzy, changed.fuzzy_source) == (old[1].target_text, old[1].source_text)
    assert 0.5 < (changed.fuzzy_match or 0) < 1
    assert new[4].flags == () and new[4].fuzzy == ""
    assert summary.previous == {
        "reports": 1,
        "kept": 3,
        "by_editors": 0,
        "moved": 1,
        "other_engines": 0,
        "changed": 1,
        "terms": 0,
        "added": 1,
        "removed": 1,
    }
    assert summary.translated == 2
    assert desk.text("two").startswith(f"{old[0].target_text}\n\n{old[4].target_text}\n\n{changed.target_text} ")
    page = (desk.folder / "two/pages/talks.txt.en-ru.html").read_text(encoding="utf-8")
    assert "in [-Geneva-]{+Cairo+} on Monday" in page and old[1].target_text in page and "before the change" in page


def test_an_editors_words_state_and_note_stay_wherever_the_sentence_goes(desk: Desk) -> None:
    desk.translate(V1, "one")

    def edited(bead: Bead) -> Bead:
        bead = replace(bead, flags=("numbers",))
        if bead.position in (1, 4):
            return replace(bead, target=("Слова редактора.",), state="edited", editor="Анна", note="см. протокол")
        return replace(bead, state="accepted") if bead.position == 2 else bead

    desk.edit(edited)
    summary, new = desk.translate(V2, "two", "one")
    assert (new[1].target_text, new[1].state, new[1].editor, new[1].note, new[1].flags) == (
        "Слова редактора.",
        "edited",
        "Анна",
        "см. протокол",
        (),
    )
    assert new[3].state == "accepted" and new[3].flags == ()
    assert new[0].state == "draft" and new[0].flags == ("numbers",)  # nobody has looked at it
    assert (new[2].fuzzy, new[2].note, new[2].state) == ("Слова редактора.", "см. протокол", "draft")
    assert summary.previous["by_editors"] == 2
    assert "Слова редактора.\n\n" in desk.text("two")


def test_a_correction_counts_even_where_the_editor_forgot_to_say_so(desk: Desk) -> None:
    desk.translate(V1, "one")
    desk.edit(lambda bead: replace(bead, target=("Своё.",)) if bead.position == 2 else bead)
    summary, new = desk.translate(V2, "two", "one")
    assert (new[3].target_text, new[3].state) == ("Своё.", "edited")
    assert summary.previous["by_editors"] == 1


def test_corrections_in_the_translated_document(desk: Desk) -> None:
    _, old = desk.translate(V1, "one")
    path = desk.folder / "one/talks.ru.txt"
    text = path.read_text(encoding="utf-8").replace(old[2].target_text, "Делегация посетила совет. Это было в пятницу.")
    path.write_text(text.replace(old[0].target_text, old[0].target_text[:-1]), encoding="utf-8")
    summary, new = desk.translate(V2, "two", "one")
    assert (new[3].target_text, new[3].state) == ("Делегация посетила совет. Это было в пятницу.", "edited")
    assert (new[0].target_text, new[0].state) == (old[0].target_text[:-1], "edited")
    assert (new[1].target_text, new[1].state) == (old[4].target_text, "draft")
    assert summary.previous["by_editors"] == 2


def test_a_document_that_is_another_text_is_refused(desk: Desk) -> None:
    desk.translate(V1, "one")
    (desk.folder / "one/talks.ru.txt").write_text("Это совсем другая заметка о погоде.\n", encoding="utf-8")
    summary, _ = desk.translate(V2, "two", "one")
    assert "has little in common with the bitext beside it" in summary.failed["talks.txt"]
    assert desk.translate(V2, "three", f"one/{NAME}")[0].previous["kept"] == 3  # the bitext alone is another matter


def test_what_an_editor_rejected_is_translated_again(desk: Desk, asked: Callable[[], list[str]]) -> None:
    _, old = desk.translate(V1, "one")
    desk.edit(lambda bead: replace(bead, state="rejected") if bead.position == 2 else bead)
    _, new = desk.translate(V2, "two", "one")
    assert asked().count("The delegation visited the council on Friday.") == 2
    assert new[3].target != old[2].target and new[3].fuzzy == old[2].target_text and new[3].flags == ("changed",)


def test_split_and_merged_sentences_are_translated_again_with_both_beside(desk: Desk) -> None:
    one = "He met the envoy of France at noon, and she signed the agreement on trade. The talks go on.\n"
    two = "He met the envoy of France at noon. She signed the agreement on trade. The talks go on.\n"
    _, old = desk.translate(one, "one")
    summary, new = desk.translate(two, "two", "one")
    assert [bead.flags for bead in new] == [("changed",), ("changed",), ()]
    assert {bead.fuzzy for bead in new[:2]} == {old[0].target_text}
    assert (summary.previous["changed"], summary.previous["kept"]) == (2, 1)
    _, back = desk.translate(one, "three", "two")
    assert back[0].fuzzy == f"{new[0].target_text} {new[1].target_text}"
    assert back[0].fuzzy_source == f"{new[0].source_text} {new[1].source_text}"


def test_the_same_command_again_does_nothing_and_another_translation_before_it_does(desk: Desk) -> None:
    desk.translate(V1, "one")
    first, _ = desk.translate(V2, "two", "one")
    data = (desk.folder / "two" / NAME).read_bytes()
    again, _ = desk.translate(V2, "two", "one")
    assert (again.unchanged, again.translated, again.previous) == (1, 0, first.previous)
    desk.edit(lambda bead: replace(bead, state="accepted", note="верно"))
    third, new = desk.translate(V2, "two", "one")
    assert third.unchanged == 0 and third.previous["by_editors"] == 3
    assert data != (desk.folder / "two" / NAME).read_bytes() and new[0].note == "верно"


def test_in_the_same_folder(desk: Desk, asked: Callable[[], list[str]]) -> None:
    _, old = desk.translate(V1, "one")
    _, new = desk.translate(V2, "one", "one")
    assert [new[n].target for n in (0, 1, 3)] == [old[n].target for n in (0, 4, 2)]
    count = len(asked())
    again, _ = desk.translate(V2, "one", "one")
    assert again.previous["kept"] == 5 and len(asked()) == count
    desk.edit(lambda bead: replace(bead, target=("Своё.",), state="edited"))
    _, new = desk.translate(V2 + "\nThe end.\n", "one", "one")
    (path,) = (desk.folder / "one/bitext").glob("*.new.jsonl")  # the editor's file stays as it is
    assert [bead.target_text for bead in Bitext.read(path)][:5] == ["Своё."] * 5
    desk.edit(lambda bead: bead)
    last, _ = desk.translate(V2, "one", "one")  # goes on from the newest
    assert last.previous["removed"] == 1 and last.previous["by_editors"] == 5


def test_folders_are_matched_by_name_and_a_new_report_is_simply_translated(desk: Desk) -> None:
    desk.translate({"talks.txt": V1, "a/rain.txt": "Heavy rain fell in Paris.\n"}, "one")
    given = {"talks.txt": V2, "a/rain.txt": "Heavy rain fell in Paris. It was cold.\n", "b/rain.txt": "Snow fell.\n"}
    summary, _ = desk.translate(given, "two", "one")
    assert (summary.reports, summary.previous["reports"]) == (3, 2)
    assert (summary.previous["kept"], summary.previous["added"]) == (4, 2)
    with Memory(":memory:") as memory:
        rows = {str(row["report"]): row for row in plan(desk.job(given, "three", "one"), memory)}
    assert (rows["talks.txt"]["kept"], rows["talks.txt"]["new"]) == (3, 2)
    assert "kept" not in rows["b/rain.txt"]


def test_a_report_under_another_name_must_be_related(desk: Desk) -> None:
    desk.translate(V1, "one")
    summary, _ = desk.translate({"talks-2.txt": V2}, "two", f"one/{NAME}")
    assert summary.previous["kept"] == 3 and not summary.failed
    assert desk.translate({"talks-3.txt": V2}, "three", "one")[0].previous["kept"] == 3
    other = "Snow fell all night. Trains stood still for hours. Nobody was hurt.\n"
    for number, previous in enumerate(("one", f"one/{NAME}")):
        summary, _ = desk.translate({"snow.txt": other}, f"four{number}", previous)
        assert "next to nothing in common with talks.txt" in summary.failed["snow.txt"]
    assert desk.translate(other, "five", "one")[0].previous["kept"] == 0  # the same report, written anew


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("gone", None, "no such file or folder"),
        ("note.txt", "text", "not a bitext"),
        ("empty.jsonl", "", "a bitext without beads"),
        ("broken.jsonl", "{}\n", "not a bead of a bitext"),
        ("folder/x.txt", "text", "nothing that `aligner translate` wrote there"),
    ],
)
def test_what_is_no_former_translation(tmp_path: Path, name: str, content: str | None, message: str) -> None:
    path = tmp_path / name
    if content is not None:
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=message) as caught:
        Previous(path.parent if name.startswith("folder") else path)
    assert "\n" not in str(caught.value)


def test_other_languages_and_other_reports_are_refused_before_anything_is_written(desk: Desk) -> None:
    desk.translate({"talks.txt": V1, "rain.txt": "Rain.\n"}, "one")
    with pytest.raises(InputError, match="from English to Russian, not from Arabic to Russian"):
        desk.translate(V2, "two", "one", source="ar")
    with pytest.raises(InputError, match=r"no translation of snow.txt, it has rain.txt and 1 more"):
        desk.translate({"snow.txt": "Snow.\n"}, "three", "one")
    assert not (desk.folder / "two").exists() and not (desk.folder / "three").exists()


def test_the_words_of_another_engine_stay_and_the_summary_says_so(desk: Desk, engine: ScriptedEngine) -> None:
    _, old = desk.translate(V1, "one")
    engine.name, engine.fingerprint = "newer", "newer 2"
    summary, new = desk.translate(V2, "two", "one")
    assert [new[n].target for n in (0, 1, 3)] == [old[n].target for n in (0, 4, 2)]
    assert [bead.engine for bead in new] == ["scripted", "scripted", "newer", "scripted", "newer"]
    assert summary.previous["other_engines"] == 3


GENEVA = Concept("geneva", "place", {"en": Names("Geneva"), "ru": Names("Женева")})
DAMASCUS = Concept("damascus", "place", {"en": Names("Damascus"), "ru": Names("Дамаск")})
TERMS = {
    "Talks in Damascus ended.": "Переговоры в городе Дамаск завершились.",
    "Talks in Geneva go on.": "Переговоры в городе Женева идут.",
}
TWO = "Talks in Damascus ended.\n\nTalks in Geneva go on.\n"


@pytest.fixture
def speaking(engine: ScriptedEngine, monkeypatch: pytest.MonkeyPatch) -> ScriptedEngine:
    monkeypatch.setattr(engine, "_answer", lambda text, *_: [TERMS.get(text, "Непонятное предложение без имён.")])
    return engine


def test_a_changed_term_is_translated_again_but_an_editors_words_are_only_flagged(
    desk: Desk, speaking: ScriptedEngine, asked: Callable[[], list[str]]
) -> None:
    _, old = desk.translate(TWO, "one", glossary=Glossary.of([GENEVA, DAMASCUS]))
    assert [bead.flags for bead in old] == [(), ()]
    speaking.asked.clear()
    _, new = desk.translate(TWO, "same", "one", glossary=Glossary.of([GENEVA, replace(DAMASCUS, note="x")]))
    assert asked() == [] and [bead.target for bead in new] == [bead.target for bead in old]
    renamed = replace(DAMASCUS, names={"en": Names("Damascus"), "ru": Names("Димашк")})
    summary, new = desk.translate(TWO, "two", "one", glossary=Glossary.of([GENEVA, renamed]))
    assert set(asked()) & set(TERMS) == {"Talks in Damascus ended."}
    assert (summary.previous["terms"], summary.previous["kept"], summary.translated) == (1, 1, 1)
    assert new[1].target == old[1].target and new[1].flags == ()
    desk.edit(lambda bead: replace(bead, state="accepted"))
    speaking.asked.clear()
    summary, new = desk.translate(TWO, "three", "one", glossary=Glossary.of([GENEVA, renamed]))
    assert asked() == [] and [bead.target for bead in new] == [bead.target for bead in old]
    assert [bead.flags for bead in new] == [("term",), ()]
    assert [(use.concept, use.verified) for use in new[0].terms] == [("damascus", False)]
    assert summary.previous["terms"] == 0


def test_an_editor_who_left_a_name_out_is_not_told_so_again(desk: Desk, speaking: ScriptedEngine) -> None:
    glossary = Glossary.of([GENEVA, DAMASCUS])
    desk.translate(TWO, "one", glossary=glossary)
    desk.edit(lambda bead: replace(bead, target=("Там всё закончилось.",), state="edited"))
    _, new = desk.translate(TWO, "two", "one", glossary=glossary)
    assert [bead.flags for bead in new] == [(), ()]


def test_a_glossary_that_is_new_is_enforced_in_what_is_kept(desk: Desk, speaking: ScriptedEngine) -> None:
    wrong = {"Talks in Damascus ended.": "Переговоры в Дамазке завершились."}
    speaking._answer = lambda text, *_: [wrong.get(text, TERMS.get(text, "Без имён."))]
    _, old = desk.translate(TWO, "one")
    summary, new = desk.translate(TWO, "two", "one", glossary=Glossary.of([GENEVA, DAMASCUS]))
    assert summary.previous["terms"] == 1 and summary.previous["kept"] == 1
    assert new[1].target == old[1].target


def test_what_people_approved_wins_over_a_machine_but_not_over_this_reports_editor(desk: Desk) -> None:
    desk.translate(V1, "one")
    desk.edit(lambda bead: replace(bead, target=("Своё.",), state="edited") if bead.position == 0 else bead)
    with Memory(":memory:") as memory:
        for text in ("Talks in Geneva", "The delegation visited the council on Friday."):
            memory.approve("en", "ru", text, "Одобрено.", editor="x")
        summary = run(desk.job({"talks.txt": V2}, "two", "one"), memory)
    new = [*Bitext.read(desk.folder / "two" / NAME)]
    assert [bead.target_text for bead in (new[0], new[3])] == ["Своё.", "Одобрено."]
    assert new[3].origin == "human" and summary.previous["kept"] == 2


def bead(position: int, source: Sequence[str], target: Sequence[str], origin: str = "aligned") -> Bead:
    place = (f"r#{position}", "r.txt", "0", position, "paragraph", 1, "en", "ru")
    return Bead(*place, (*source,), (*target,), origin)


def test_a_human_translation_whose_beads_are_not_one_to_one() -> None:
    beads = [
        bead(0, ["First thing here.", "Second thing there."], ["Первое и второе дело вместе."]),
        bead(1, ["Third thing came."], ["Третье.", "Пришло."]),
        bead(2, [], ["Лишнее."]),
        bead(3, ["Fourth thing went."], []),
    ]
    text = "New words begin. First thing here. Second thing there. Third thing came. Fourth thing went.\n"
    found = inherit(documents.parse(text, "en"), beads)
    ids = [segment.id for segment in documents.parse(text, "en").segments]
    assert [found.texts.get(ident) for ident in ids[:3]] == [None, "Первое и второе", "дело вместе."]
    assert " ".join(found.texts[ident] for ident in ids[3:]) == "Третье. Пришло."
    assert found.kept[ids[2]].segments == (ids[1], ids[2])
    broken = inherit(documents.parse("First thing here.\n\nSecond thing there.\n", "en"), beads)
    assert not broken.kept and {before.target for before in broken.changed.values()} == {"Первое и второе дело вместе."}


def test_a_bead_of_two_is_one_in_the_new_bitext(desk: Desk) -> None:
    path = desk.folder / "human.jsonl"
    Bitext.of([bead(0, ["First thing here.", "Second thing there."], ["Первое и второе дело."])]).write(path)
    summary, _ = desk.translate({"r.txt": "First thing here. Second thing there. More came.\n"}, "out", "human.jsonl")
    new = [*Bitext.read(desk.folder / "out/bitext/r.txt.en-ru.jsonl")]
    assert [(one.shape, one.origin) for one in new] == [("2-1", "aligned"), ("1-1", "machine")]
    assert desk.text("out", "r.ru.txt").startswith("Первое и второе дело. Перевод")
    assert (summary.previous["kept"], summary.previous["by_editors"], summary.previous["added"]) == (2, 2, 1)


def test_what_was_done_to_the_sentences_of_a_document() -> None:
    old = [bead(n, [f"S{n}."], [text], origin="machine") for n, text in enumerate(WRITTEN)]

    def made(text: str) -> list[tuple[int, str, str]]:
        beads = reworded(old, old, documents.parse(text, "ru"))
        return [(len(one.source), one.target_text, one.state) for one in beads]

    assert made(" ".join(WRITTEN)) == [(1, text, "draft") for text in WRITTEN]
    joined = made(f"{WRITTEN[0]} {WRITTEN[1][:-1]}, а {WRITTEN[2].lower()} {WRITTEN[3]}")
    assert [entry[0] for entry in joined] == [1, 2, 1]
    assert joined[1] == (2, f"{WRITTEN[1][:-1]}, а {WRITTEN[2].lower()}", "edited")
    assert made(f"{WRITTEN[0]} {WRITTEN[1]} {WRITTEN[3]}")[2] == (1, "", "edited")
    written = made(f"{WRITTEN[0]} {WRITTEN[1]} Тут написано иное. {WRITTEN[3]}")
    assert written[2] == (1, "Тут написано иное.", "edited") and written[3][2] == "draft"
    more = made(f"Начнём с погоды. {' '.join(WRITTEN)} А это добавил редактор.")
    assert more[0] == (1, f"Начнём с погоды. {WRITTEN[0]}", "edited")
    assert more[3] == (1, f"{WRITTEN[3]} А это добавил редактор.", "edited")


WRITTEN = [
    "Президент встретился с послом.",
    "Делегация посетила завод в пятницу.",
    "Министр подписал договор о торговле.",
    "Дождь задержал церемонию на три часа.",
]


def aligner(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "aligner", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def test_the_command_line(tmp_path: Path, toy: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    (source / "talks.txt").write_text(V1, encoding="utf-8")
    common = ("--from", "en", "--to", "ar", "--engine", toy, "--memory", "none", "--glossary", "none")
    assert aligner("translate", source, "-o", tmp_path / "one", *common).returncode == 0
    first = [*Bitext.read(tmp_path / "one/bitext/talks.txt.en-ar.jsonl")]
    (source / "talks.txt").write_text(V2, encoding="utf-8")
    ran = aligner("translate", source, "-o", tmp_path / "two", "--previous", tmp_path / "one", *common)
    assert (ran.returncode, ran.stderr) == (1, "")  # a changed sentence is for an editor to look at
    assert (
        "since the former translation: 3 kept (1 moved), 1 changed and translated again, 1 added, 1 removed"
        in ran.stdout
    )
    second = [*Bitext.read(tmp_path / "two/bitext/talks.txt.en-ar.jsonl")]
    assert [second[n].target for n in (0, 1, 3)] == [first[n].target for n in (0, 4, 2)]
    ran = aligner("translate", source, "-o", tmp_path / "two", "--previous", tmp_path / "one", "--json", *common)
    assert json.loads(ran.stdout)["previous"]["kept"] == 3
    for previous, message in ((tmp_path / "none", "no such file"), (source, "nothing that `aligner translate` wrote")):
        ran = aligner("translate", source, "-o", tmp_path / "three", "--previous", previous, *common)
        assert ran.returncode == 2 and message in ran.stderr and ran.stderr.count("\n") == 1
    ran = aligner("translate", "-", "--previous", tmp_path / "one", *common)
    assert ran.returncode == 2 and "--previous: only for files" in ran.stderr
