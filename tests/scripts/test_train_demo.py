"""The demo's grammar agrees and is the same for the same seed; a tiny training runs end to end and learns its lines."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = ROOT / "scripts"
sys.path.insert(0, str(SCRIPTS))

from demo_grammar import Grammar, arabic, russian  # noqa: E402
from demo_training import data  # noqa: E402

REPORTS = SCRIPTS / "data" / "reports"
SAMPLES = ROOT / "docs" / "samples"


@pytest.fixture(scope="module")
def grammar() -> Grammar:
    return Grammar(REPORTS)


def test_same_seed_same_sentences(grammar: Grammar) -> None:
    first, again = list(grammar.sentences(200, 5)), list(Grammar(REPORTS).sentences(200, 5))
    assert first == again
    assert first != list(grammar.sentences(200, 6))


def test_sentences_have_no_holes_and_the_right_letters(grammar: Grammar) -> None:
    for trio in grammar.sentences(3000, 11):
        for text in (trio.en, trio.ar, trio.ru):
            assert text
            assert not re.search(r"[{}\[\]<>|@?~]|  | [.,:،]", text), text
        assert re.search(r"[\u0621-\u064a]", trio.ar)
        assert not re.search(r"[A-Za-zА-Яа-я]", trio.ar), trio.ar
        assert re.search(r"[А-Яа-я]", trio.ru)
        assert not re.search(r"[A-Za-z\u0621-\u064a]", trio.ru), trio.ru


def test_numbers_are_the_same_in_all_languages(grammar: Grammar) -> None:
    for trio in grammar.sentences(1500, 12):
        thousands = re.sub(r"(\d{2,}),000", r"\1", trio.en)  # 12,000 is 12 тысяч and 12 ألف
        in_english = sorted(re.findall(r"\d+", re.sub(r"(\d),(\d)", r"\1\2", thousands)))
        assert in_english == sorted(re.findall(r"\d+", trio.ar)), trio
        assert in_english == sorted(re.findall(r"\d+", trio.ru)), trio


@pytest.mark.parametrize(
    ("phrase", "gender", "case", "form"),
    [
        ("двусторонние отношения/отношений", "p", "i", "двусторонними отношениями"),
        ("экономическое сотрудничество", "n", "p", "экономическом сотрудничестве"),
        ("борьба | с терроризмом", "f", "a", "борьбу с терроризмом"),
        ("совместная комиссия", "f", "g", "совместной комиссии"),
        ("рынок/рынка | нефти", "m", "d", "рынку нефти"),
        ("!МАГАТЭ", "n", "i", "МАГАТЭ"),
    ],
)
def test_russian_noun_phrases(phrase: str, gender: str, case: str, form: str) -> None:
    assert russian.decline(phrase, gender)[case] == form


@pytest.mark.parametrize(
    ("name", "female", "case", "form"),
    [
        ("Сергей Лавров", False, "i", "Сергеем Лавровым"),
        ("Мурхаф Абу Касра", False, "i", "Мурхафом Абу Касрой"),
        ("Ахмед аш-Шараа", False, "d", "Ахмеду аш-Шараа"),
        ("Мария Захарова", True, "g", "Марии Захаровой"),
        ("Кая Каллас", True, "i", "Каей Каллас"),
        ("Гейр Педерсен", False, "g", "Гейра Педерсена"),
        ("Оксана Левченко", True, "d", "Оксане Левченко"),
    ],
)
def test_russian_names(name: str, female: bool, case: str, form: str) -> None:
    assert russian.decline_person(name, female)[case] == form


def test_name_rules_agree_with_the_marked_forms_of_the_reports(grammar: Grammar) -> None:
    by_name = {person.ru: person for person in grammar.words.more_people}
    right = seen = 0
    for path in sorted(REPORTS.glob("p1*.txt")):
        text = path.read_text(encoding="utf-8")
        for number, name in re.findall(r"^@(\d+) person \| .+? \| .+? \| (.+?)$", text, re.MULTILINE):
            if name not in by_name:
                continue
            female = by_name[name].female
            surname = name.split()[-1]
            forms = {*russian.decline_person(name, female).values(), *russian.decline_person(surname, female).values()}
            lower = {form.lower() for form in forms}
            for line in text.splitlines():
                cells = line.split(" || ")
                if len(cells) == 3:
                    found = re.findall(r"\{" + number + r"\|([^}]*)\}", cells[2])
                    seen += len(found)
                    right += sum(form.lower() in lower for form in found)
    assert seen > 300
    assert right / seen > 0.93


@pytest.mark.parametrize(
    ("number", "form"),
    [(3, "3 شاحنات"), (10, "10 شاحنات"), (11, "11 شاحنة"), (99, "99 شاحنة"), (100, "100 شاحنة"), (2, "شاحنتان")],
)
def test_arabic_counted_nouns(number: int, form: str) -> None:
    assert arabic.counted(number, "شاحنة", "شاحنتان", "شاحنات", "شاحنة", str(number)) == form


def test_arabic_clitics_and_obliques() -> None:
    assert arabic.attach("شكر ل", "الوفد") == "شكر للوفد"
    assert arabic.attach("و", "الوفد") == "والوفد"
    assert arabic.oblique("الجانبان", "d") == "الجانبين"
    assert arabic.oblique("المسؤولون", "p") == "المسؤولين"


def test_verbs_agree_with_their_subject(grammar: Grammar) -> None:
    """A woman's verbs are feminine in Russian and Arabic, a man's are not."""
    seen = set()
    for trio in grammar.sentences(4000, 21):
        english = re.match(r"^([\w' -]+?) arrived in ", trio.en)
        if english is None or "convoy" in trio.en or "tonnes" in trio.en:
            continue
        person = next((p for p, _ in grammar.words.known if english.group(1).endswith(p.en)), None)
        if person is not None:
            seen.add(person.female)
            assert ("прибыла " in trio.ru) == person.female, trio.ru
            assert trio.ar.startswith("وصلت" if person.female else "وصل "), trio.ar
    assert seen == {True, False}


def test_samples_are_parallel_and_never_learnt(grammar: Grammar) -> None:
    samples = data.read_samples(SAMPLES)
    assert len(samples) >= 12
    assert all(8 <= len(texts["en"]) <= 15 for texts in samples.values())
    lines = {line for texts in samples.values() for found in texts.values() for line in found if len(line.split()) > 3}
    reports = sorted(REPORTS.glob("p*.txt"))[:5]
    for pair in data.training_pairs(grammar, "en", "ru", 5000, reports, samples, 1):
        assert not lines & set(pair)


def test_held_out_reports_depend_on_names_alone() -> None:
    paths = sorted(REPORTS.glob("p*.txt"))
    kept = data.held_out(paths, 15)
    assert len(kept) == 15
    assert kept == data.held_out(list(reversed(paths)), 15)


def test_tiny_training_makes_a_package_that_learnt_its_lines(tmp_path: Path) -> None:
    pytest.importorskip("torch")
    command = [sys.executable, str(SCRIPTS / "train_demo.py"), "--tiny", "--pairs", "en-ru", "--threads", "1"]
    command += ["--work", str(tmp_path / "work"), "--out", str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    work = next((tmp_path / "work").iterdir())
    losses = json.loads((work / "losses.json").read_text(encoding="utf-8"))
    assert losses[-1] < losses[0] / 4
    package = tmp_path / "out" / "translate-en_ru-0_1.argosmodel"
    with zipfile.ZipFile(package) as archive:
        tops = {name.split("/")[0] for name in archive.namelist()}
        assert tops == {"translate-en_ru-0_1"}
        meta = json.loads(archive.read("translate-en_ru-0_1/metadata.json"))
    assert meta["aligner_demo"] is True
    assert (meta["from_code"], meta["to_code"], meta["package_version"]) == ("en", "ru", "0.1")

    from demo_training.model import greedy
    from demo_training.package import load_model
    from demo_training.score import PackageTranslator
    from demo_training.train import Vocabulary

    pairs = json.loads((work / "pairs.json").read_text(encoding="utf-8"))
    made = PackageTranslator(package).translate([pair[0] for pair in pairs], beam=1)
    exact = sum(one == pair[1] for one, pair in zip(made, pairs, strict=True))
    assert exact >= len(pairs) * 0.6
    # CTranslate2 and PyTorch agree, up to what int8 rounds.
    model, vocabulary = load_model(work / "model.pt"), Vocabulary(work / "pieces.model")
    same = 0
    for source, translated in zip([pair[0] for pair in pairs[:20]], made, strict=False):
        ids = greedy(model, vocabulary.encode(source), longest=80)
        same += "".join(vocabulary.tokens[n] for n in ids).replace("▁", " ").strip() == translated
    assert same >= 17
    results = json.loads((tmp_path / "out" / "results.json").read_text(encoding="utf-8"))
    assert set(results["pairs"]) == {"en-ru"}
    # A second run takes up what is there: it does not train again.
    again = subprocess.run([*command, "--no-scores"], capture_output=True, text=True, timeout=120, check=False)
    assert again.returncode == 0
    assert "step" not in again.stdout


def test_a_training_that_was_broken_off_goes_on_where_it_was(tmp_path: Path) -> None:
    pytest.importorskip("torch")
    import torch
    from demo_training import train
    from demo_training.model import Shape

    pairs = [(f"word{n} alpha", f"beta word{n}") for n in range(40)]
    pieces = tmp_path / "pieces.model"
    vocabulary = train.learn_pieces(pairs, 60, pieces, 1)
    shape = Shape(len(vocabulary.tokens), width=32, inner=64, heads=2, encoder_layers=1, decoder_layers=1)
    whole, broken = tmp_path / "whole", tmp_path / "broken"
    for folder in (whole, broken):
        folder.mkdir()
    schedule = train.Schedule(steps=30, tokens=150, warm_up=10, keep=20)
    train.learn(pairs, vocabulary, shape, schedule, whole)
    assert torch.load(whole / "checkpoint.pt", weights_only=True)["step"] == 20
    (broken / "checkpoint.pt").write_bytes((whole / "checkpoint.pt").read_bytes())
    train.learn(pairs, vocabulary, shape, schedule, broken)
    one, other = (torch.load(folder / "model.pt", weights_only=True)["model"] for folder in (whole, broken))
    assert all(torch.allclose(one[name], other[name], atol=1e-5) for name in one)


def test_an_export_is_read_as_it_was_written_in_either_format_and_direction(tmp_path: Path) -> None:
    from demo_training.export import read_export

    from aligner.corpus.exports import Options, export
    from tests.corpus.shards import records, write

    shards = write(
        tmp_path / "shards",
        [row for row in records() if row["source_text"].isascii() and row["source_text"].isprintable()],
    )
    read = {}
    for format, name in (("moses", "news"), ("argos", "my_test")):
        export(shards, tmp_path / format, format, options=Options(name=name))
        read[format] = read_export(tmp_path / format, "en", "ru")
        back = read_export(tmp_path / format, "ru", "en")
        assert {split: [(b, a) for a, b in pairs] for split, pairs in back.items()} == read[format]
    assert read["moses"] == read["argos"]
    assert all(read["moses"][split] for split in ("train", "validation", "test"))
    export(shards, tmp_path / "packed", "moses", options=Options(compress="gz"))
    assert read_export(tmp_path / "packed", "en", "ru") == read["moses"]


def test_what_is_no_export_or_was_changed_is_refused_in_one_line(tmp_path: Path) -> None:
    from aligner.corpus.exports import export
    from tests.corpus.shards import records, write

    shards = write(tmp_path / "shards", records())
    export(shards, tmp_path / "moses", "moses")
    export(shards, tmp_path / "tsv", "tsv")
    (tmp_path / "moses" / "corpus.train.en-ru.ru").write_text("чужое\n", encoding="utf-8")
    for folder, said in (
        ("none", "is no export"),
        ("tsv", "export the corpus as argos or moses"),
        ("moses", "exported"),
    ):
        command = [sys.executable, str(SCRIPTS / "train_demo.py"), "--corpus", str(tmp_path / folder)]
        command += ["--out", str(tmp_path / "out"), "--pairs", "en-ru"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr
        assert said in done.stderr
        assert not (tmp_path / "out").exists()
