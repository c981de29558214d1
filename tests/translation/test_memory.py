"""What machines translated: stored once, found again byte for byte, and only under the very same conditions."""

from __future__ import annotations

import sqlite3
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.bitext import Repair, TermUse
from aligner.errors import InputError, MemoryStoreError
from aligner.files import data_home
from aligner.translation import memory_entries
from aligner.translation.memory import Key, MachineEntry, Memory, default_path

EN_AR = ("en", "ar", "engine-1", "b4n1 repair1", "")
FULL = MachineEntry(
    text="وصل الوزير إلى «موسكو».",
    score=-0.123456789012345,
    flags=("numbers", "script"),
    repairs=(Repair("copy", "hypothesis", "The minister"), Repair("ending", "", "وصل")),
    pivot="Министр",
    terms=(TermUse("c1", "minister", "الوزير", 4, 4, "prefix", True), TermUse("c2", "x", "", 0, -1)),
)

unicode_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
entries = st.builds(
    MachineEntry,
    text=unicode_text,
    score=st.none() | st.floats(allow_nan=False),
    flags=st.lists(unicode_text, max_size=3).map(tuple),
    repairs=st.lists(st.builds(Repair, unicode_text, unicode_text, unicode_text), max_size=2).map(tuple),
    pivot=unicode_text,
    terms=st.lists(
        st.builds(TermUse, *[unicode_text] * 3, st.integers(0, 9), st.integers(-1, 9), unicode_text, st.booleans()),
        max_size=2,
    ).map(tuple),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "memory.sqlite"


def test_what_was_stored_is_found_by_the_next_run(path: Path) -> None:
    with Memory(path) as memory:
        assert memory.store(*EN_AR, {"The minister arrived.": FULL}) == {"The minister arrived.": FULL}
    with Memory(path) as memory:
        found = memory.machine(*EN_AR, ["The minister arrived.", "Another."])
    assert found == {"The minister arrived.": FULL}


@given(st.dictionaries(unicode_text, entries, max_size=5))
@settings(max_examples=60, deadline=None)
def test_any_text_comes_back_as_it_was(given_entries: dict[str, MachineEntry]) -> None:
    with Memory(":memory:") as memory:
        held = memory.store(*EN_AR, given_entries)
        assert memory.machine(*EN_AR, [*given_entries]) == held
    one_form = {unicodedata.normalize("NFC", text) for text in given_entries}
    if len(one_form) == len(given_entries):
        assert held == given_entries


@pytest.mark.parametrize("place", range(5))
def test_another_setting_is_another_translation(place: int) -> None:
    source, target, engine, options, glossary = (part + "x" * (number == place) for number, part in enumerate(EN_AR))
    other = (source, target, engine, options, glossary)
    with Memory(":memory:") as memory:
        memory.store(*EN_AR, {"a": FULL})
        assert memory.machine(*other, ["a"]) == {}
        changed = replace(FULL, text="غير ذلك")
        assert memory.store(*other, {"a": changed}) == {"a": changed}
        assert memory.machine(*EN_AR, ["a"]) == {"a": FULL}


def test_the_first_of_two_jobs_stays_and_the_second_is_told(path: Path) -> None:
    second = MachineEntry("غيره", -1.0)
    with Memory(path) as one, Memory(path) as other:
        one.store(*EN_AR, {"a": FULL})
        assert other.store(*EN_AR, {"a": second, "b": second}) == {"a": FULL, "b": second}
        assert one.machine(*EN_AR, ["a", "b"]) == {"a": FULL, "b": second}
        assert one.statistics().machine == 2


def test_texts_are_the_same_in_every_unicode_form() -> None:
    composed, apart = "ёлка й أ", unicodedata.normalize("NFD", "ёлка й أ")
    assert composed != apart
    with Memory(":memory:") as memory:
        held = memory.store(*EN_AR, {apart: FULL, composed: MachineEntry("z")})
        assert held == {apart: FULL, composed: FULL}
        assert memory.machine(*EN_AR, [composed, apart]) == held


def test_vowel_marks_and_letters_are_not_evened_out() -> None:
    with Memory(":memory:") as memory:
        memory.store(*EN_AR, {"كتب": FULL, "ё": FULL, "a": FULL, "a b": FULL})
        assert memory.machine(*EN_AR, ["كَتَبَ", "е", "A", "a  b", "a "]) == {}


def test_long_texts_and_many_of_them() -> None:
    texts = [f"{number} " + "слово " * 2000 for number in range(30)] + [str(number) for number in range(2500)]
    with Memory(":memory:") as memory:
        memory.store(*EN_AR, {text: MachineEntry(text[::-1]) for text in texts})
        found = memory.machine(*EN_AR, texts)
    assert {text: entry.text for text, entry in found.items()} == {text: text[::-1] for text in texts}


def test_texts_with_one_digest_are_kept_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory_entries, "_digest", lambda *parts: bytes(16))
    with Memory(":memory:") as memory:
        memory.store(*EN_AR, {"a": FULL, "b": MachineEntry("B")})
        memory.store(*EN_AR, {"c": MachineEntry("C")})
        assert memory.machine(*EN_AR, ["a", "b", "c", "d"]) == {
            "a": FULL,
            "b": MachineEntry("B"),
            "c": MachineEntry("C"),
        }
        assert memory.machine("en", "ar", "engine-2", "", "", ["a"]) == {}
        assert memory.store("en", "ar", "engine-2", "", "", {"a": MachineEntry("2")}) == {"a": MachineEntry("2")}
        assert memory.machine(*EN_AR, ["a"]) == {"a": FULL}
        memory.approve("en", "ar", "a", "أ", editor="")
        memory.approve("en", "ar", "b", "ب", editor="")
        found = memory.approved("en", "ar", ["a", "b", "c"])
        assert {text: approved.translation for text, approved in found.items()} == {"a": "أ", "b": "ب"}


def test_keys_do_not_run_into_each_other() -> None:
    assert Key("c", "a", "b", "", "").digest() != Key("c", "ab", "", "", "").digest()
    assert Key("bc", "", "", "", "", "a").digest() != Key("c", "", "", "", "", "ab").digest()
    assert len(Key("x" * 100_000, "en", "ar", "e", "o").digest()) == 16


def test_half_a_surrogate_pair_is_refused_in_words() -> None:
    with Memory(":memory:") as memory:
        with pytest.raises(InputError, match="surrogate"):
            memory.machine(*EN_AR, ["a\ud800"])
        with pytest.raises(InputError, match="surrogate"):
            memory.store(*EN_AR, {"a": MachineEntry("\udfff")})
        assert memory.statistics().machine == 0


def test_an_entry_that_was_tampered_with_is_named(path: Path) -> None:
    with Memory(path) as memory:
        memory.store(*EN_AR, {"a": FULL, "b": FULL})
    database = sqlite3.connect(path)
    database.execute("UPDATE machine SET repairs = '[{}]' WHERE text = 'a'")
    database.commit()
    database.close()
    with Memory(path) as memory:
        with pytest.raises(MemoryStoreError, match="cannot be read"):
            memory.machine(*EN_AR, ["a"])
        assert memory.machine(*EN_AR, ["b"]) == {"b": FULL}


def test_a_score_that_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="NaN"):
        MachineEntry("a", float("nan"))


def test_everything_that_is_known_of_a_text() -> None:
    other = ("en", "ar", "engine-2", "o", "g1")
    with Memory(":memory:") as memory:
        memory.store(*EN_AR, {"a": FULL})
        memory.store(*other, {"a": MachineEntry("ب"), "b": MachineEntry("ت")})
        found = memory.machine_by_engine("en", "ar", "a")
    assert found == {Key("a", *EN_AR): FULL, Key("a", *other): MachineEntry("ب")}


def test_forget_deletes_what_was_named_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    with Memory(":memory:") as memory:
        monkeypatch.setattr("time.time", lambda: 1_600_000_000.0)
        memory.store(*EN_AR, {"a": FULL, "b": FULL})
        monkeypatch.setattr("time.time", lambda: 1_700_000_000.0)
        memory.store(*EN_AR, {"c": FULL})
        memory.store("en", "ru", "engine-2", "o", "", {"a": FULL})
        memory.approve("en", "ar", "a", "أ", editor="")

        assert memory.forget(before="2022-01-01", engine="engine-2") == 0
        assert memory.forget(before="2022-01-01") == 2
        assert [*memory.machine(*EN_AR, ["a", "b", "c"])] == ["c"]
        assert memory.forget(target="ru") == 1
        with pytest.raises(ValueError, match="everything"):
            memory.forget()
        assert memory.forget(everything=True) == 1
        assert memory.statistics().machine == 0
        assert memory.approved("en", "ar", ["a"])["a"].translation == "أ"


def test_statistics_by_pair_and_engine(path: Path) -> None:
    with Memory(path) as memory:
        memory.store(*EN_AR, {"a": FULL, "b": FULL})
        memory.store("en", "ar", "engine-1", "others", "g", {"a": FULL})
        memory.store("en", "ru", "engine-2", "o", "", {"a": FULL})
        memory.approve("ar", "ru", "أ", "а", editor="")
        memory.approve("ar", "ru", "أ", "б", editor="")
        found = memory.statistics()
    assert (found.machine, found.approved, found.approvals) == (4, 1, 2)
    assert found.pairs == (("ar", "ru", 0, 1), ("en", "ar", 3, 0), ("en", "ru", 1, 0))
    assert found.engines == (("en", "ar", "engine-1", 3), ("en", "ru", "engine-2", 1))
    assert found.path == str(path)
    assert found.bytes > 0


def test_a_closed_memory_says_so() -> None:
    memory = Memory(":memory:")
    memory.close()
    memory.close()
    with pytest.raises(MemoryStoreError, match="closed"):
        memory.machine(*EN_AR, ["a"])


def test_the_default_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ALIGNER_DATA", str(tmp_path / "own"))
    assert default_path() == tmp_path / "own" / "memory.sqlite"
    monkeypatch.delenv("ALIGNER_DATA")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))
    assert default_path() == tmp_path / "xdg" / "aligner" / "memory.sqlite"
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert data_home() == tmp_path / ".local" / "share" / "aligner"


def test_all_translations_are_given_each_pair_once(tmp_path: Path) -> None:
    with Memory(tmp_path / "memory.sqlite") as memory:
        memory.store(*EN_AR, {"One.": MachineEntry("واحد."), "Two.": MachineEntry("اثنان.")})
        memory.store(*EN_AR[:4], "other glossary", {"One.": MachineEntry("واحد.")})
        memory.approve("en", "ar", "Two.", "الثاني.", editor="anna")
        memory.approve("en", "ar", "Three.", "ثلاثة.", editor="anna")
        memory.undo("en", "ar", "Three.")
        found = sorted((one.source_text, one.target_text) for one in memory.translations())
    assert found == [("One.", "واحد."), ("Two.", "اثنان."), ("Two.", "الثاني.")]
