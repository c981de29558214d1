"""Translation through a third language, and the choice of engines."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from aligner.engines import open_engine, open_other, providers, registry
from aligner.engines.argos import ArgosProvider
from aligner.engines.base import Candidate, Capabilities, DecodingOptions, Engine
from aligner.engines.ct2 import CT2Engine
from aligner.engines.pivot import PivotEngine
from aligner.engines.store import Store
from aligner.errors import InputError, ModelError
from tests.builders import build_opus_folder, build_package

DATA = Path(__file__).parents[1] / "data"
PAIRS: list[list[str]] = json.loads((DATA / "toy_en_ar.json").read_text(encoding="utf-8"))


class Listed:
    """An engine with a list of candidates for each text, each with its score."""

    def __init__(self, source: str, target: str, table: dict[str, list[tuple[str, float | None]]]) -> None:
        self.source, self.target, self.name = source, target, f"listed {source}-{target}"
        self.fingerprint = f"listed/{source}-{target}"
        scored = all(score is not None for row in table.values() for _, score in row)
        self.capabilities = Capabilities(nbest=True, scores=scored, scoring=scored, prefix=True)
        self.table, self.closed, self.prefixes = table, False, []

    def translate(
        self,
        texts: Sequence[str],
        options: DecodingOptions = DecodingOptions(),  # noqa: B008
        *,
        prefixes: Sequence[str] | None = None,
        suppress: str | None = None,
    ) -> list[list[Candidate]]:
        self.prefixes = list(prefixes or [])
        return [[Candidate(text, score) for text, score in self.table[text][: options.nbest]] for text in texts]

    def score(self, texts: Sequence[str], translations: Sequence[str]) -> list[float]:
        return [dict(self.table[t])[made] or 0.0 for t, made in zip(texts, translations, strict=True)]

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def through_english() -> PivotEngine:
    first = Listed("ru", "en", {"мир": [("world", -0.5), ("peace", -0.6)], "дом": [("house", -0.1)]})
    second = Listed(
        "en",
        "ar",
        {
            "world": [("عالم", -2.0), ("دنيا", -3.0)],
            "peace": [("سلام", -0.2), ("عالم", -1.0)],
            "house": [("بيت", -0.3)],
        },
    )
    return PivotEngine(first, second)


def test_best_through_the_pivot(through_english: PivotEngine) -> None:
    assert isinstance(through_english, Engine)
    best, house, again = through_english.translate(["мир", "дом", "мир"])
    assert best == again == [Candidate("عالم", -1.25, pivot="world")]
    assert house == [Candidate("بيت", -0.2, pivot="house")]


def test_n_best_through_the_pivot(through_english: PivotEngine) -> None:
    (candidates,) = through_english.translate(["мир"], DecodingOptions(nbest=3))
    assert [(c.text, c.pivot) for c in candidates] == [("سلام", "peace"), ("عالم", "peace"), ("دنيا", "world")]
    assert [c.score for c in candidates] == pytest.approx([-0.4, -0.8, -1.75])
    assert through_english.score(["дом"], ["بيت"]) == pytest.approx([-0.2])


def test_without_scores_the_ranks_decide() -> None:
    first = Listed("ru", "en", {"a": [("b", None), ("c", None)]})
    second = Listed("en", "ar", {"b": [("1", -1.0), ("2", -1.0)], "c": [("3", -0.1), ("1", -0.1)]})
    engine = PivotEngine(first, second)
    assert not engine.capabilities.scores
    (candidates,) = engine.translate(["a"], DecodingOptions(nbest=3))
    assert [(c.text, c.score, c.pivot) for c in candidates] == [("1", None, "b"), ("2", None, "b"), ("3", None, "c")]
    with pytest.raises(ModelError, match="cannot score"):
        engine.score(["a"], ["1"])


def test_prefixes_go_to_the_second_step(through_english: PivotEngine) -> None:
    through_english.translate(["дом", "мир"], DecodingOptions(nbest=2), prefixes=["بي", ""])
    assert isinstance(through_english.second, Listed) and isinstance(through_english.first, Listed)
    assert through_english.second.prefixes == ["بي", "", ""]
    assert through_english.first.prefixes == []
    through_english.close()
    assert through_english.first.closed and through_english.second.closed


def test_steps_have_to_meet() -> None:
    with pytest.raises(ModelError, match="do not meet: en is not ru"):
        PivotEngine(Listed("ar", "en", {}), Listed("ru", "en", {}))


@pytest.fixture
def installed(tmp_path: Path) -> Store:
    """ru-en (noise), en-ar (the toy) and a demo en-ru, in this test's own home."""
    store = Store()
    store.install_file(build_package(tmp_path / "1.argosmodel", "ru", "en", version="1.9", stop=3.0))
    store.install_file(DATA / "toy_en_ar.argosmodel")
    store.install_file(build_package(tmp_path / "3.argosmodel", "en", "ru", version="9", extra={"aligner_demo": True}))
    return store


def test_direct_engine(installed: Store) -> None:
    engine = open_engine("en", "ar", threads=1)
    assert engine.name == "argos en-ar 1.0"
    assert [c[0].text for c in engine.translate([pair[0] for pair in PAIRS[:3]])] == [pair[1] for pair in PAIRS[:3]]


def test_pivot_shares_its_halves(installed: Store) -> None:
    engine = open_engine("ru", "ar", threads=1)
    assert isinstance(engine, PivotEngine)
    assert engine.name == "argos ru-en 1.9 + argos en-ar 1.0"
    assert engine.second is open_engine("en", "ar", threads=1)
    assert engine.first is open_engine("ru", "en", threads=1, engine="argos")
    made = engine.translate(["Совет проголосует 14 марта.", "2025", ""], DecodingOptions(nbest=2, max_length=20))
    assert all(c.pivot is not None and c.score is not None for c in made[0]) and len(made[0]) == 2
    assert made[1][0].text == "2025" and made[2][0].text == ""
    assert engine.first.fingerprint in engine.fingerprint and engine.second.fingerprint in engine.fingerprint


def test_reinstalled_package_is_loaded_anew(installed: Store, tmp_path: Path) -> None:
    before = open_engine("ru", "en", threads=1)
    installed.install_file(build_package(tmp_path / "n.argosmodel", "ru", "en", version="1.9", seed=7), force=True)
    after = open_engine("ru", "en", threads=1)
    assert after is not before and after.fingerprint != before.fingerprint


def test_demo_loses_against_real_packages(installed: Store, tmp_path: Path) -> None:
    assert open_engine("en", "ru", threads=1).name == "argos en-ru 9 (demo)"
    assert ArgosProvider().demo_pairs() == [("en", "ru")]
    with pytest.raises(ModelError, match=r"no engine for ar-ru.*none for ar-en.*aligner models install ar-en$"):
        open_engine("ar", "ru")
    installed.install_file(build_package(tmp_path / "r.argosmodel", "en", "ru", version="1.0"))
    assert open_engine("en", "ru", threads=1).name == "argos en-ru 1.0"


def test_real_pivot_before_direct_demo(installed: Store, tmp_path: Path) -> None:
    extra: dict[str, object] = {"aligner_demo": True}
    installed.install_file(build_package(tmp_path / "d.argosmodel", "ru", "ar", extra=extra))
    assert open_engine("ru", "ar", threads=1).name == "argos ru-en 1.9 + argos en-ar 1.0"


@pytest.mark.parametrize(
    ("pair", "message"),
    [
        (("en", "ar"), r"^no engine for en-ar: get a package with  aligner models install en-ar$"),
        (("ar", "ru"), r"none for ar-en and en-ru to go through en: .* aligner models install ar-en en-ru$"),
    ],
)
def test_what_is_missing(pair: tuple[str, str], message: str) -> None:
    with pytest.raises(ModelError, match=message):
        open_engine(*pair)


def test_named_engine_says_itself_what_it_lacks() -> None:
    with pytest.raises(ModelError, match=r"no Argos package for en-ar.*aligner models install en-ar"):
        open_engine("en", "ar", engine="argos")
    with pytest.raises(ModelError, match="ALIGNER_LIBRETRANSLATE_URL"):
        open_engine("en", "ar", engine="libretranslate")


def test_unknown_engine() -> None:
    with pytest.raises(InputError, match=r"no engine 'nonsense': give fx, argos, libretranslate"):
        open_engine("en", "ar", engine="nonsense")
    with pytest.raises(InputError, match="both 'en'"):
        open_engine("en", "en")


def test_engine_from_a_file(tmp_path: Path) -> None:
    path = DATA / "toy_en_ar.argosmodel"
    engine = open_engine("en", "ar", engine=str(path), threads=1)
    assert engine.translate([PAIRS[0][0]])[0][0].text == PAIRS[0][1]
    assert open_engine("en", "ar", engine=str(path), threads=1) is engine
    with pytest.raises(ModelError, match="is for en-ar, not for en-ru"):
        open_engine("en", "ru", engine=str(path))
    (tmp_path / "bad.argosmodel").write_bytes(b"PK nothing")
    with pytest.raises(ModelError):
        open_engine("en", "ar", engine=str(tmp_path / "bad.argosmodel"))


def test_engine_from_a_folder(tmp_path: Path) -> None:
    folder = build_opus_folder(tmp_path / "opus-mt-en-ru")
    engine = open_engine("en", "ru", engine=str(folder), threads=1)
    assert isinstance(engine, CT2Engine) and engine.name == "opus-mt en-ru (opus-mt-en-ru)"
    assert engine.translate(["Talks continue."], DecodingOptions(max_length=5))[0][0].text


def test_other_engine(installed: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    first = open_engine("ru", "ar", threads=1)
    assert open_other(first, threads=1) is None
    other = Listed("ru", "ar", {})
    monkeypatch.setitem(registry._BUILT_IN, "listed", f"{__name__}:ListedProvider")
    monkeypatch.setattr(ListedProvider, "engine", other, raising=False)
    assert open_engine("ru", "ar", threads=1) is other, "direct goes before pivot"
    second = open_other(other, threads=1)
    assert second is not None and second.fingerprint == first.fingerprint
    assert open_other(first, threads=1) is other


class ListedProvider:
    """A provider with one engine."""

    name = "listed"
    engine: Listed

    def pairs(self) -> list[tuple[str, str]]:
        return [(self.engine.source, self.engine.target)]

    def open(self, source: str, target: str, *, threads: int = 0, compute_type: str = "default") -> Engine:
        return self.engine


def test_providers_come_from_entry_points(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [EntryPoint("listed", f"{__name__}:ListedProvider", registry.GROUP)]
    monkeypatch.setattr(registry, "entry_points", lambda group: entries)
    assert list(providers()) == ["fx", "argos", "libretranslate", "listed"]
    entries.append(EntryPoint("broken", "no.such.module:Thing", registry.GROUP))
    with pytest.raises(ModelError, match=r"the engine broken \(no\.such\.module:Thing\) cannot be loaded"):
        providers()


def test_built_in_providers_need_no_metadata(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "entry_points", lambda group: [])
    assert list(providers()) == ["fx", "argos", "libretranslate"]
