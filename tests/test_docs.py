"""What the docs show works: every command in docs/usage.md is run, with small packages in place of real ones."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders import build_package

ROOT = Path(__file__).parents[1]
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]*)(#[^)\s]*)?\)")


def commands(page: Path) -> list[str]:
    """The lines of all shell blocks of a page that call `aligner`."""
    blocks = re.findall(r"^```sh\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.startswith("aligner ")]


@pytest.fixture
def desk(tmp_path: Path, toy: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as the docs suppose it, and an index of our own."""
    (tmp_path / "reports").mkdir()
    text = (
        "Talks in Geneva\n\nThe president met the ambassador in Geneva. The delegation visited the council on Friday.\n"
    )
    (tmp_path / "reports" / "talks.txt").write_text(text, encoding="utf-8")
    (tmp_path / "note.txt").write_text(text, encoding="utf-8")
    (tmp_path / "note.md").write_text("# News\n\nThe delegation visited the council on Friday.\n", encoding="utf-8")
    packages = tmp_path / "packages"
    packages.mkdir()
    for pair in (("ar", "en"), ("en", "ru")):
        build_package(packages / f"translate-{pair[0]}_{pair[1]}-1_9.argosmodel", *pair, version="1.9", stop=6.0)
    build_package(packages / "translate-ru_en-1_9.argosmodel", "ru", "en", version="1.9", stop=6.0)
    (packages / "translate-en_ar-1_0.argosmodel").write_bytes(toy.read_bytes())
    _versions(tmp_path)
    monkeypatch.setenv("ALIGNER_INDEX", str(packages))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.chdir(tmp_path)
    return tmp_path


VERSIONS = {
    "en": "Talks in Geneva\n\nThe president met the ambassador in Geneva on Monday. The two sides agreed to exchange "
    "prisoners, and the first group will be released next week.\n\nNo date has been set for the next round.\n",
    "ar": "محادثات في جنيف\n\nالتقى الرئيس السفير في جنيف يوم الاثنين. واتفق الجانبان على تبادل الأسرى. وسيفرج عن "
    "المجموعة الأولى الأسبوع المقبل.\n\nولم يحدد موعد الجولة المقبلة.\n",
    "ru": "Переговоры в Женеве\n\nВ понедельник президент встретился в Женеве с послом. Стороны договорились об обмене "
    "пленными, первая группа будет освобождена на следующей неделе.\n\nДата следующего раунда не назначена.\n",
}


def _versions(desk: Path) -> None:
    """One report in three languages, in the folders that the page on aligning supposes."""
    for code, folder in (("en", "english"), ("ar", "arabic"), ("ru", "russian")):
        for place in (desk / f"talks.{code}.txt", desk / folder / "talks.txt", desk / "versions" / f"talks.{code}.txt"):
            place.parent.mkdir(exist_ok=True)
            place.write_text(VERSIONS[code], encoding="utf-8")
    (desk / "gold.ladder").write_text("[0]:[0]\n[1]:[1]\n[2]:[2, 3]\n[3]:[4]\n", encoding="utf-8")
    old = VERSIONS["en"].replace("on Monday", "on Tuesday")
    (desk / "old.en.txt").write_text(old, encoding="utf-8")
    (desk / "new.en.txt").write_text(VERSIONS["en"], encoding="utf-8")


def test_what_the_usage_page_shows_of_an_alignment_is_what_comes_out(desk: Path) -> None:
    page = (ROOT / "docs" / "usage.md").read_text(encoding="utf-8")
    block = re.search(r"^```text\n(talks: .*?)^```", page, re.MULTILINE | re.DOTALL)
    assert block
    command = [sys.executable, "-m", "aligner", "align", "talks.en.txt", "talks.ar.txt"]
    ran = subprocess.run(command, capture_output=True, cwd=desk, check=True, env={**os.environ, "COLUMNS": "100"})
    said = re.sub("[\u2068\u2069]", "", ran.stdout.decode())
    assert re.sub(r"\d+%", "%", said) == re.sub(r"\d+%", "%", block[1])  # the figures may change with the weights


def test_every_command_of_the_usage_page_runs(desk: Path) -> None:
    lines = commands(ROOT / "docs" / "usage.md")
    assert len(lines) >= 12
    for line in lines:
        line, _, given = line.partition("<")
        command = [sys.executable, "-m", *shlex.split(line)]
        stdin = (desk / given.strip()).read_bytes() if given else b""
        ran = subprocess.run(command, input=stdin, capture_output=True, cwd=desk, check=False)
        assert ran.returncode in (0, 1), f"{line}: {ran.stderr.decode()}"
        assert b"Traceback" not in ran.stderr, line
        if line.startswith("aligner models install demo"):
            assert b"demo" in ran.stdout + ran.stderr
    assert (desk / "talks.tmx").exists()
    assert (desk / "aligned" / "bitext" / "talks.en-ar.jsonl").exists()
    assert (desk / "out" / "talks.ar.txt").exists()
    assert (desk / "out" / "pages" / "talks.txt.en-ar.html").exists()


@pytest.mark.parametrize("page", sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]), ids=lambda p: p.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target, anchor in LINK.findall(page.read_text(encoding="utf-8")):
        if target.startswith(("http:", "https:")):
            continue
        place = (page.parent / target).resolve() if target else page
        assert place.exists(), f"{page.name}: {target}"
        if anchor:
            headings = re.findall(r"^#+ (.+)$", place.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor[1:] in [re.sub(r"[^\w -]", "", h).strip().lower().replace(" ", "-") for h in headings]


def test_the_public_modules_name_what_they_offer() -> None:
    for path in (ROOT / "aligner").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if path.name != "__main__.py" and "def " in text:
            assert "__all__" in text, path
