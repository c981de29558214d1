"""`aligner models`, from the command line to the printed line."""

from __future__ import annotations

import json
import os
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from aligner.cli import main
from aligner.engines.store import Store
from tests.builders import build_package
from tests.engines.index_server import Site, serving


class Said(NamedTuple):
    status: int
    out: str
    err: str


Run = Callable[..., Said]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: str) -> Said:
        capsys.readouterr()
        with pytest.raises(SystemExit) as done:
            main(["models", *arguments])
        captured = capsys.readouterr()
        status = done.value.code or 0
        assert isinstance(status, int)
        return Said(status, captured.out, captured.err)

    return run


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ALIGNER_INDEX", "ARGOS_PACKAGE_INDEX", "SNAP", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ALIGNER_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "argos"))
    for name in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    monkeypatch.setenv("no_proxy", "127.0.0.1")


PAIRS = (("en", "ar", "1.0"), ("ar", "en", "1.0"), ("en", "ru", "1.9"), ("ru", "en", "1.9"), ("en", "de", "1.3"))


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shelf")
    for seed, (source, target, version) in enumerate(PAIRS):
        build_package(folder / f"{source}_{target}.argosmodel", source, target, version=version, seed=seed)
    build_package(folder / "newer.argosmodel", "en", "ar", version="1.10", seed=9)
    return folder


def listed(source: str, target: str, version: str, link: str, **more: Any) -> dict[str, Any]:
    return {"package_version": version, "from_code": source, "to_code": target, "links": [link], **more}


@pytest.fixture
def site(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """Argos's index as it is for our languages, and one pair more."""
    site = Site({f"/{path.name}": path.read_bytes() for path in shelf.iterdir()})
    with serving(site):
        entries = [listed(s, t, v, f"{site.address}/{s}_{t}.argosmodel") for s, t, v in PAIRS]
        entries[0]["size"] = (shelf / "en_ar.argosmodel").stat().st_size
        site.files["/index.json"] = json.dumps(entries).encode()
        monkeypatch.setenv("ALIGNER_INDEX", site.address)
        yield site


def offer_newer(site: Site) -> None:
    site.files["/index.json"] = json.dumps([listed("en", "ar", "1.10", f"{site.address}/newer.argosmodel")]).encode()


def names() -> list[str]:
    return [package.name for package in Store().installed()]


def test_install_all(run: Run, site: Site) -> None:
    said = run("install", "all")
    assert (said.status, said.out) == (0, "")
    assert [line.split(" (")[0] for line in said.err.splitlines()] == [
        "installed argos en-ar 1.0",
        "installed argos ar-en 1.0",
        "installed argos en-ru 1.9",
        "installed argos ru-en 1.9",
    ]
    assert len(names()) == 4
    again = run("install", "all")
    assert again.status == 0
    assert again.err.count("is installed already") == 4


@pytest.mark.parametrize("written", ["en-ar", "en:ar", "en_ar", "EN-AR"])
def test_a_pair_may_be_written_in_several_ways(run: Run, site: Site, written: str) -> None:
    assert run("install", written, "--quiet") == (0, "", "")
    assert names() == ["argos en-ar 1.0"]


@pytest.mark.parametrize("written", ["en", "en-en", "english-arabic", "../x", "en-ar-ru"])
def test_what_is_no_pair_is_said(run: Run, site: Site, written: str) -> None:
    said = run("install", written)
    assert said.status == 2
    assert said.err == f'aligner: "{written}" is not a pair of languages: write it like en-ar\n'
    assert site.requests == []


def test_nothing_is_fetched_when_a_pair_is_missing(run: Run, site: Site) -> None:
    said = run("install", "en-ar", "ar-ru")
    assert said.status == 2
    assert said.err.startswith(f"aligner: {site.address}/index.json has no package ar-ru: ")
    assert said.err.count("\n") == 1
    assert names() == []


def test_a_version_can_be_chosen(run: Run, shelf: Path) -> None:
    assert run("install", "en-ar", "--index", str(shelf), "--version", "1.0").status == 0
    assert run("install", "en-ar", "--index", str(shelf)).status == 0
    assert names() == ["argos en-ar 1.10", "argos en-ar 1.0"]
    said = run("install", "en-ar", "--index", str(shelf), "--version", "7")
    assert (said.status, "en-ar 7" in said.err) == (2, True)


def test_force_fetches_again(run: Run, site: Site) -> None:
    run("install", "en-ar")
    said = run("install", "en-ar", "--force")
    assert said.err.startswith("installed argos en-ar 1.0")
    assert sum(path == "/en_ar.argosmodel" for path, _, _ in site.requests) == 2


def test_offline_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(Site()) as gone:
        pass
    said = run("install", "all", "--index", gone.address)
    assert said.status == 2
    assert said.err.startswith(f"aligner: cannot reach {gone.address}/index.json: ")
    assert said.err.endswith("aligner models import FILE\n")
    assert said.err.count("\n") == 1


def test_list(run: Run, site: Site) -> None:
    said = run("list")
    assert (said.status, said.out) == (0, "")
    assert "aligner models install all" in said.err
    run("install", "en-ar", "ru-en")
    offer_newer(site)
    run("update", "en-ar")
    (Path(os.environ["ALIGNER_DATA"]) / "packages" / "half").mkdir()
    said = run("list")
    assert (said.status, said.err) == (0, "")
    lines = [line.split() for line in said.out.splitlines()]
    assert lines[0] == ["pair", "version", "size", "owner", "digest"]
    assert [line[:2] for line in lines[1:4]] == [["en-ar", "1.10"], ["en-ar", "1.0"], ["ru-en", "1.9"]]
    assert [" ".join(line[6:]) for line in lines[1:4]] == ["", "not used: see the one above", ""]
    assert lines[4][0] == "broken:"
    told = json.loads(run("list", "--json").out)
    newest = Store().installed()[0]
    assert told["packages"][0] == {
        "source": "en", "target": "ar", "version": "1.10", "name": "argos en-ar 1.10", "size": newest.size,
        "owner": "aligner", "digest": newest.digest, "demo": False, "used": True, "folder": str(newest.folder),
    }  # fmt: skip
    assert [package["used"] for package in told["packages"]] == [True, False, True]
    assert [broken["problem"] for broken in told["broken"]] == ["no metadata.json: not a package, or half unpacked"]


def test_available(run: Run, site: Site) -> None:
    said = run("available")
    assert [line.split()[0] for line in said.out.splitlines()] == ["pair", "ar-en", "en-ar", "en-ru", "ru-en"]
    assert "en-de" in run("available", "--all").out
    run("install", "en-ar")
    assert "installed" in next(line for line in run("available").out.splitlines() if line.startswith("en-ar"))
    offer_newer(site)
    assert "newer than the installed 1.0" in run("available").out
    (entry,) = json.loads(run("available", "--json").out)
    assert (entry["version"], entry["installed"]) == ("1.10", ["1.0"])


def test_available_says_what_is_wrong_with_an_index(run: Run, site: Site) -> None:
    good = listed("en", "ar", "1.0", "ipfs://abc")
    site.files["/index.json"] = json.dumps([good, {"from_code": "../en"}]).encode()
    said = run("available")
    assert said.status == 0
    assert "only at ipfs addresses" in said.out
    assert said.err.startswith("passed over: ")
    said = run("install", "en-ar")
    assert said.status == 2
    assert said.err.splitlines()[-1] == "aligner: en-ar 1.0: only at ipfs addresses, which are not fetched"


def test_update(run: Run, site: Site) -> None:
    assert "nothing to update" in run("update").err
    run("install", "en-ar")
    assert run("update").err == "argos en-ar 1.0 is the newest\n"
    offer_newer(site)
    said = run("update")
    assert said.status == 0
    assert said.err.splitlines()[1] == (
        "argos en-ar 1.0 is kept; to remove it:  aligner models remove en-ar --version 1.0"
    )
    assert names() == ["argos en-ar 1.10", "argos en-ar 1.0"]
    assert run("update").err == "argos en-ar 1.10 is the newest\n"
    said = run("update", "ru-en")
    assert (said.status, said.err) == (2, "aligner: ru-en is not installed: aligner models install ru-en\n")


def test_update_never_goes_back(run: Run, site: Site, shelf: Path) -> None:
    run("import", str(shelf / "newer.argosmodel"))
    assert run("update").err == "argos en-ar 1.10 is the newest\n"
    assert names() == ["argos en-ar 1.10"]


def test_verify(run: Run, site: Site) -> None:
    run("install", "en-ar", "ru-en")
    assert run("verify") == (0, "argos en-ar 1.0  ok\nargos ru-en 1.9  ok\n", "")
    weights = Store().installed()[0].model_dir / "model.bin"
    content = bytearray(weights.read_bytes())
    content[1000] ^= 1
    weights.write_bytes(content)
    said = run("verify")
    assert said.status == 1
    assert said.out.splitlines()[0].startswith("argos en-ar 1.0  damaged: model/model.bin has changed")
    assert "aligner models install en-ar --force" in said.err
    assert run("verify", "ru-en").status == 0
    run("install", "en-ar", "--force")
    assert run("verify").status == 0
    assert run("verify", "en-ru").status == 2
    weights.unlink()
    said = run("verify")
    assert said.status == 1
    assert said.out.splitlines()[-1].startswith("broken: ")


def test_remove(run: Run, site: Site) -> None:
    run("install", "en-ar")
    offer_newer(site)
    run("update")
    assert run("remove", "en-ar", "--version", "1.0") == (0, "", "removed argos en-ar 1.0\n")
    assert names() == ["argos en-ar 1.10"]
    assert run("remove", "en-ar", "-q") == (0, "", "")
    said = run("remove", "en-ar")
    assert (said.status, said.err) == (2, "aligner: no package en-ar is installed: see  aligner models list\n")


def test_import(run: Run, shelf: Path, tmp_path: Path) -> None:
    files = [str(shelf / "en_ar.argosmodel"), str(shelf / "ru_en.argosmodel")]
    said = run("import", *files)
    assert (said.status, said.out, said.err.count("installed argos")) == (0, "", 2)
    assert run("import", *files).err.count("is installed already") == 2
    (tmp_path / "bad.argosmodel").write_bytes(b"<html>")
    said = run("import", str(tmp_path / "bad.argosmodel"))
    assert said.status == 2
    assert (
        said.err
        == f"aligner: {tmp_path}/bad.argosmodel: damaged or cut short, fetch it again: File is not a zip file\n"
    )
    said = run("import", str(tmp_path / "none.argosmodel"))
    assert (said.status, said.err) == (2, f"aligner: {tmp_path}/none.argosmodel: no such file\n")


def test_the_demo_needs_no_network(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "wheel"
    build_package(place / "demo" / "en_ar.argosmodel", "en", "ar", extra={"aligner_demo": True})
    monkeypatch.setattr("aligner.engines.install.importlib.resources.files", lambda _: place)
    monkeypatch.setattr("aligner.cli.models.read_index", lambda *_: pytest.fail("read an index"))
    assert run("install", "demo").err.startswith("installed argos en-ar 1.0 (demo)")
    assert run("list").out.splitlines()[1].endswith("demo")


def test_a_demo_gives_way_to_the_real_package(run: Run, site: Site, tmp_path: Path) -> None:
    demo = build_package(tmp_path / "demo.argosmodel", "en", "ar", version="1.0", extra={"aligner_demo": True}, seed=5)
    run("import", str(demo))
    assert run("install", "en-ar").err.startswith("installed argos en-ar 1.0 ")
    assert names() == ["argos en-ar 1.0", "argos en-ar 1.0 (demo)"]


def test_progress_is_shown_on_a_terminal_only(run: Run, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "%" not in run("install", "en-ar").err
    monkeypatch.setattr("aligner.cli.models._on_terminal", lambda: True)
    said = run("install", "en-ar", "--force")
    assert "\ren-ar 1.0  100 %" in said.err.replace("\x1b[K", "")
    assert said.out == ""
    assert run("install", "en-ar", "--force", "--quiet").err == ""


def test_every_command_has_help(run: Run) -> None:
    for command in ("list", "available", "install", "update", "verify", "remove", "import"):
        said = run(command, "--help")
        assert said.status == 0
        assert said.out.startswith("Usage: aligner models " + command)


def test_importing_the_command_loads_no_model_library() -> None:
    import subprocess

    program = "import aligner.cli.models, sys; print([m for m in ('ctranslate2', 'sentencepiece', 'torch', 'argostranslate', 'numpy') if m in sys.modules])"  # noqa: E501
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("member", ["model/model.bin", "sentencepiece.model"])
def test_a_package_that_cannot_be_loaded_is_not_installed(run: Run, tmp_path: Path, shelf: Path, member: str) -> None:
    good, bad = next(shelf.glob("*en_ar*.argosmodel")), tmp_path / "bad.argosmodel"
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(bad, "w") as target:
        for name in source.namelist():
            target.writestr(name, b"garbage" if name.endswith(member) else source.read(name))
    said = run("import", str(bad))
    assert (said.status, said.err.count("\n")) == (2, 1)
    assert "bad.argosmodel" in said.err or "cannot be loaded" in said.err
    assert names() == []
