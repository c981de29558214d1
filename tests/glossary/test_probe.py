from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from aligner.errors import InputError
from aligner.glossary.carrying import found_in
from aligner.glossary.probe import KEPT, NameCount, ProbeTable, SignCount, StandInCount, count_sentences, probe
from aligner.glossary.probe_frames import FRAMES
from aligner.glossary.standins import by_id, stand_ins
from tests.glossary.engines import BOGDANOV, RAQQA, ScriptedEngine

MANDELA = next(s for s in stand_ins() if s.names["en"] == ("Nelson Mandela",))
KAFKA = next(s for s in stand_ins() if s.names["en"] == ("Franz Kafka",))
EINSTEIN = next(s for s in stand_ins() if s.names["en"] == ("Albert Einstein",))


@pytest.fixture(autouse=True)
def own_data(tmp_path, monkeypatch):
    monkeypatch.setenv("ALIGNER_DATA", str(tmp_path))


def finish(source: str, target: str) -> str:
    """Mandela comes out right, Kafka twice, Einstein undeclined where he should be, Bogdanov always."""
    if "Mandela" in source:
        case = {"with": "ins", "to": "dat", "without": "gen", "about": "loc", "arrested": "acc", "by": "ins"}
        tag = next((tag for word, tag in case.items() if f" {word} Nelson" in source), "")
        tag = tag or ("dat" if "Thanks to" in source else "gen" if "'s" in source or "According" in source else "nom")
        tag = "acc" if "thanked" in source else tag
        return f"Вчера {MANDELA.term('ru').form(tag).text} там."
    if "Kafka" in source:
        return "Кафка и Кафка."
    if "Einstein" in source:
        return "Там Альберт Эйнштейн."
    if "Bogdanov" in source:
        return "Там Михаил Богданов."
    if "T1" in source:
        return "Там T1, да."
    return "Там никого."


@pytest.fixture
def table() -> ProbeTable:
    return probe(ScriptedEngine("en", "ru", finish=finish), [BOGDANOV, RAQQA])


def test_it_tells_kept_doubled_and_declined(table):
    assert table.stand_ins[MANDELA.id] == StandInCount(12, 12, 0, 12)
    assert table.stand_ins[KAFKA.id] == StandInCount(12, 0, 12, 0)
    undeclined = table.stand_ins[EINSTEIN.id]
    assert (undeclined.kept, undeclined.doubled) == (12, 0)
    assert 0 < undeclined.form < 6
    assert table.kept[MANDELA.id] >= KEPT > table.kept[KAFKA.id]


def test_it_tells_which_signs_and_names_come_out(table):
    assert table.placeholders == ("T1",)
    assert table.names == {"bogdanov": NameCount(12, 12), "raqqa": NameCount(12, 0)}


def test_all_sentences_are_counted_and_told():
    told = []
    engine = ScriptedEngine("en", "ru", finish=finish)
    probe(engine, [BOGDANOV], advance=told.append)
    asked = sum(len(call) for call in engine.calls)
    assert sum(told) == asked
    assert count_sentences(1) - 24 <= asked <= count_sentences(1)  # signs have no possessive


def test_the_table_comes_back_as_it_was_and_only_for_its_engine(table):
    path = table.write()
    assert ProbeTable.load(table.fingerprint) == table
    assert ProbeTable.load("another engine") is None
    assert path.parent.name == "probes"
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_a_table_of_another_format_is_measured_again_and_a_damaged_one_is_one_clear_line(table):
    path = table.write()
    record = json.loads(path.read_bytes())
    path.write_text(json.dumps({**record, "format": 99}))
    assert ProbeTable.load(table.fingerprint) is None
    for damage in (
        "{",
        "[]",
        json.dumps({**record, "signs": {"T1": {"tries": -1, "kept": 2}}}),
        json.dumps({**record, "names": 3}),
    ):
        path.write_text(damage)
        with pytest.raises(InputError) as caught:
            ProbeTable.load(table.fingerprint)
        assert path.name in str(caught.value)
        assert "\n" not in str(caught.value)


def test_other_figures_make_another_version(table):
    other = ProbeTable(
        table.fingerprint, table.engine, "en", "ru", {**table.stand_ins, MANDELA.id: StandInCount(12, 3, 0, 3)}
    )
    assert other.version != table.version


@pytest.mark.parametrize("language", ["en", "ar", "ru"])
@pytest.mark.parametrize("group", [0, 1])
def test_there_are_twelve_frames_and_a_stand_in_is_found_in_each(language, group):
    frames = FRAMES[language][group]
    assert len(frames) == 12
    standin = MANDELA if group == 0 else by_id()["place-f-full-0"]
    for frame in frames:
        form = standin.term(language).form(frame.tag or {"ru": "nom"}.get(language, ""))
        assert form is not None
        assert len(found_in(standin, frame.before + form.text + frame.after, language)) == 1
        assert frame.expected["ru"] <= {"nom", "gen", "dat", "acc", "ins", "loc"}
        assert frame.expected["ru"]
        assert frame.expected["ar"]


def test_the_command_measures_prints_and_keeps(monkeypatch, tmp_path):
    from aligner.cli import glossary_probe

    engine = ScriptedEngine("en", "ru", finish=finish)
    monkeypatch.setattr("aligner.engines.open_engine", lambda *a, **k: engine)
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(glossary_probe.probe, ["en-ru", "--glossary", "none"], catch_exceptions=False)
    assert result.exit_code == 0
    assert "Nelson" not in result.output
    assert "Нельсон Мандела" in result.output
    assert "T1 100%" in result.output
    assert ProbeTable.load(engine.fingerprint) is not None
    as_json = CliRunner().invoke(glossary_probe.probe, ["en-ru", "-g", "none", "--json"], catch_exceptions=False)
    assert json.loads(as_json.output)["signs"]["T1"] == {"tries": SignCount(11, 11).tries, "kept": 11}


@pytest.mark.parametrize("direction", ["en", "en-fr", "en-en", "ru_ar"])
def test_what_is_no_direction_is_one_clear_line(direction):
    from aligner.cli import glossary_probe

    with pytest.raises(InputError, match="direction"):
        CliRunner().invoke(glossary_probe.probe, [direction], catch_exceptions=False)
