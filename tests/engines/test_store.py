"""Installing, finding, checking and removing packages on this machine."""

from __future__ import annotations

import io
import json
import os
import signal
import stat
import subprocess
import sys
import textwrap
import warnings
import zipfile
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from aligner.engines.archive import ArchiveLimits
from aligner.engines.receipt import hash_file, read_receipt
from aligner.engines.store import Store
from aligner.errors import AlignerError, InputError, ModelError
from tests.builders import build_package

TOP = "translate-en_ar-1_0"


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of this machine's user is seen or touched."""
    for name in ("ALIGNER_DATA", "ARGOS_PACKAGES_DIR", "SNAP", "SNAP_USER_DATA"):
        monkeypatch.delenv(name, raising=False)
    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Real packages, built once."""
    folder = tmp_path_factory.mktemp("shelf")
    build_package(folder / "en_ar-1.0.argosmodel", "en", "ar")
    build_package(folder / "en_ar-1.9.argosmodel", "en", "ar", version="1.9", seed=1)
    build_package(folder / "en_ar-1.10.argosmodel", "en", "ar", version="1.10", seed=2)
    build_package(folder / "en_ar-demo.argosmodel", "en", "ar", version="9.0", seed=3, extra={"aligner_demo": True})
    build_package(folder / "other-1.0.argosmodel", "en", "ar", seed=4)
    build_package(folder / "ru_en-1.9.argosmodel", "ru", "en", version="1.9")
    return folder


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "data")


def everything_in(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*")} - {"packages.lock"}


def test_install_gives_a_package_that_loads(store: Store, shelf: Path) -> None:
    import ctranslate2

    package = store.install_file(shelf / "en_ar-1.0.argosmodel")
    assert store.installed() == [package] == [store.find("en", "ar")]
    assert package.folder == store.packages_dir / TOP
    assert ctranslate2.Translator(str(package.model_dir)).translate_batch([["▁a"]], max_decoding_length=2)
    assert everything_in(store.root) == {"packages", "incoming"} | {
        f"packages/{TOP}{name}"
        for name in (
            "", "/metadata.json", "/README.md", "/sentencepiece.model", "/model", "/model/model.bin",
            "/model/config.json", "/model/shared_vocabulary.json", "/aligner.json",
        )
    }  # fmt: skip


def test_the_receipt_tells_where_it_came_from(store: Store, shelf: Path) -> None:
    archive = shelf / "en_ar-1.0.argosmodel"
    package = store.install_file(archive, origin="https://example.org/a.argosmodel")
    receipt = read_receipt(package.folder)
    assert receipt is not None
    assert receipt.archive_sha256 == hash_file(archive)
    assert receipt.origin == "https://example.org/a.argosmodel"
    assert receipt.files["model/model.bin"].sha256 == hash_file(package.model_dir / "model.bin")
    assert receipt.installed_at.endswith("+00:00")


def test_installing_the_same_again_changes_nothing(store: Store, shelf: Path) -> None:
    first = store.install_file(shelf / "en_ar-1.0.argosmodel")
    before = (first.folder / "aligner.json").stat().st_mtime_ns
    assert store.install_file(shelf / "en_ar-1.0.argosmodel") == first
    assert (first.folder / "aligner.json").stat().st_mtime_ns == before


def test_other_content_under_the_same_version_needs_force(store: Store, shelf: Path) -> None:
    first = store.install_file(shelf / "en_ar-1.0.argosmodel")
    with pytest.raises(ModelError, match="--force"):
        store.install_file(shelf / "other-1.0.argosmodel")
    assert store.installed() == [first]
    second = store.install_file(shelf / "other-1.0.argosmodel", force=True)
    assert second.digest != first.digest
    assert store.installed() == [second]
    assert list((store.root / "incoming").iterdir()) == []


def test_a_wrong_sha256_is_refused(store: Store, shelf: Path) -> None:
    archive = shelf / "en_ar-1.0.argosmodel"
    with pytest.raises(ModelError, match="was expected"):
        store.install_file(archive, expected_sha256="0" * 64)
    assert store.installed() == []
    assert store.install_file(archive, expected_sha256=hash_file(archive).upper())


def test_the_newest_version_wins_and_demos_come_last(store: Store, shelf: Path) -> None:
    for name in ("en_ar-1.10", "en_ar-demo", "en_ar-1.9", "ru_en-1.9", "en_ar-1.0"):
        store.install_file(shelf / f"{name}.argosmodel")
    assert [package.name for package in store.installed()] == [
        "argos en-ar 1.10", "argos en-ar 1.9", "argos en-ar 1.0", "argos en-ar 9.0 (demo)", "argos ru-en 1.9",
    ]  # fmt: skip
    assert store.find("en", "ar") == store.installed()[0]
    older = store.find("en", "ar", "1.0")
    assert older is not None
    assert older.version == "1.0"
    assert store.find("ar", "en") is None
    assert store.find("en", "ar", "3.0") is None


def test_one_version_or_all_are_removed(store: Store, shelf: Path) -> None:
    for version in ("1.0", "1.9", "1.10"):
        store.install_file(shelf / f"en_ar-{version}.argosmodel")
    assert [package.version for package in store.remove("en", "ar", "1.10")] == ["1.10"]
    assert [package.version for package in store.installed()] == ["1.9", "1.0"]
    store.remove("en", "ar")
    assert everything_in(store.root) == {"packages", "incoming"}
    with pytest.raises(ModelError, match="no package en-ar is installed"):
        store.remove("en", "ar")


def test_verify_finds_every_change(store: Store, shelf: Path) -> None:
    package = store.install_file(shelf / "en_ar-1.0.argosmodel")
    assert store.verify() == [(package, [])]
    weights = package.model_dir / "model.bin"
    status = weights.stat()
    content = bytearray(weights.read_bytes())
    content[len(content) // 2] ^= 0x10
    weights.write_bytes(content)
    os.utime(weights, ns=(status.st_atime_ns, status.st_mtime_ns))  # as bit rot does it
    (package.folder / "README.md").unlink()
    (package.folder / "extra.txt").write_text("?")
    ((_, problems),) = store.verify()
    assert problems == ["README.md is missing", "extra.txt was not in the package", "model/model.bin has changed"]
    (package.folder / "aligner.json").write_text("{}")
    ((_, problems),) = store.verify()
    assert "no receipt" in problems[0]


def test_broken_folders_are_named_and_passed_over(store: Store, shelf: Path) -> None:
    good = store.install_file(shelf / "en_ar-1.0.argosmodel")
    half = store.packages_dir / "translate-ru_en-1_9"
    (half / "model").mkdir(parents=True)
    (store.packages_dir / "a stray file").write_text("")
    (store.packages_dir / "empty").mkdir()
    (half / "metadata.json").write_text('{"from_code": "ru"')
    assert store.installed() == [good]
    assert {(folder.folder.name, folder.owner) for folder in store.broken()} == {
        ("empty", "aligner"),
        (half.name, "aligner"),
    }
    assert all(str(store.root) not in folder.reason and folder.reason for folder in store.broken())


def test_a_broken_folder_is_replaced_by_installing(store: Store, shelf: Path) -> None:
    (store.packages_dir / TOP / "model").mkdir(parents=True)
    package = store.install_file(shelf / "en_ar-1.0.argosmodel")
    assert store.broken() == []
    assert store.installed() == [package]


def test_leftovers_of_a_killed_install_are_ignored_and_cleared(store: Store, shelf: Path) -> None:
    leftover = store.root / "incoming" / "tmpdead" / TOP / "model"
    leftover.mkdir(parents=True)
    (leftover / "model.bin").write_bytes(b"half")
    assert store.installed() == store.broken() == []
    store.install_file(shelf / "en_ar-1.0.argosmodel")
    assert list((store.root / "incoming").iterdir()) == []


def test_a_killed_install_leaves_no_package(tmp_path: Path, shelf: Path) -> None:
    """A real process, killed while it unpacks."""
    program = textwrap.dedent("""
        import sys, time
        from pathlib import Path
        from aligner.engines import store
        def slowly(path, into, limits):
            (into / "metadata.json").write_text("{}")
            print("unpacking", flush=True)
            time.sleep(60)
        store.unpack = slowly
        store.Store(Path(sys.argv[1])).install_file(Path(sys.argv[2]))
    """)
    archive = shelf / "en_ar-1.0.argosmodel"
    child = subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path / "data"), str(archive)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "unpacking\n"
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
    store = Store(tmp_path / "data")
    assert len(list((store.root / "incoming").iterdir())) == 1
    assert store.installed() == store.broken() == []
    assert store.install_file(archive) == store.find("en", "ar")
    assert list((store.root / "incoming").iterdir()) == []


def test_an_interrupted_install_cleans_up(store: Store, shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("aligner.engines.archive._inflate", interrupted)
    with pytest.raises(KeyboardInterrupt):
        store.install_file(shelf / "en_ar-1.0.argosmodel")
    assert everything_in(store.root) == {"packages", "incoming"}


def test_replacing_that_fails_keeps_the_old_one(store: Store, shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = store.install_file(shelf / "en_ar-1.0.argosmodel")
    replace = Path.replace

    def fail_on_the_fresh_one(self: Path, target: Path) -> Path:
        if self.parent.parent.name == "incoming" and target == old.folder and len(list(self.parent.iterdir())) == 1:
            receipt = read_receipt(self)
            if receipt and receipt.archive_sha256 == hash_file(shelf / "other-1.0.argosmodel"):
                raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", fail_on_the_fresh_one)
    with pytest.raises(InputError, match="No space left"):
        store.install_file(shelf / "other-1.0.argosmodel", force=True)
    assert store.installed() == [old]


def test_many_at_once_install_one_package(tmp_path: Path, shelf: Path) -> None:
    archive = shelf / "en_ar-1.0.argosmodel"
    with ThreadPoolExecutor(6) as pool:
        packages = list(pool.map(lambda _: Store(tmp_path / "data").install_file(archive), range(12)))
    assert len(set(packages)) == 1
    assert Store(tmp_path / "data").verify() == [(packages[0], [])]


def test_another_process_is_waited_for(tmp_path: Path, shelf: Path) -> None:
    program = textwrap.dedent("""
        import sys, time
        from pathlib import Path
        from aligner.engines.places import locked
        with locked(Path(sys.argv[1])):
            print("locked", flush=True)
            time.sleep(0.5)
            Path(sys.argv[1] + ".done").touch()
    """)
    root = tmp_path / "data"
    root.mkdir()
    child = subprocess.Popen(
        [sys.executable, "-c", program, str(root / "packages.lock")], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "locked\n"
    Store(root).install_file(shelf / "en_ar-1.0.argosmodel")
    assert (root / "packages.lock.done").exists()
    assert child.wait() == 0
    child.stdout.close()


def test_a_place_that_cannot_be_written_is_one_line(tmp_path: Path, shelf: Path) -> None:
    (tmp_path / "data").write_text("a file")
    with pytest.raises(AlignerError) as raised:
        Store(tmp_path / "data").install_file(shelf / "en_ar-1.0.argosmodel")
    assert "\n" not in str(raised.value)


# ---- Argos Translate's own packages


def argos_install(archive: Path, place: Path) -> Path:
    with zipfile.ZipFile(archive) as zipped:
        zipped.extractall(place)
        return place / zipped.namelist()[0].split("/")[0]


@pytest.mark.parametrize("way", ["environment", "settings.json", "XDG_DATA_HOME", "home", "snap"])
def test_packages_of_argos_translate_are_found(
    way: str, tmp_path: Path, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = Path(os.environ["XDG_DATA_HOME"]) / "argos-translate" / "packages"
    if way in ("home", "snap"):
        monkeypatch.delenv("XDG_DATA_HOME")
        monkeypatch.setenv("HOME" if way == "home" else "SNAP_USER_DATA", str(tmp_path / "home"))
        data = tmp_path / "home" / ".local" / "share" / "argos-translate" / "packages"
    if way == "snap":
        monkeypatch.setenv("SNAP", "/snap/argos-translate/1")
    if way == "environment":
        data = tmp_path / "elsewhere"
        monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(data))
    if way == "settings.json":
        data = tmp_path / "set"
        settings = Path(os.environ["XDG_CONFIG_HOME"]) / "argos-translate" / "settings.json"
        settings.parent.mkdir(parents=True)
        settings.write_text(json.dumps({"ARGOS_PACKAGES_DIR": str(data)}))
    folder = argos_install(shelf / "ru_en-1.9.argosmodel", data)
    (data / "half-unpacked").mkdir()
    splitter = data / "sbd"
    splitter.mkdir()
    (splitter / "metadata.json").write_text('{"type": "sbd"}')
    before = everything_in(data)
    store = Store(tmp_path / "data")
    (package,) = store.installed()
    assert (package.folder, package.owner, package.name) == (folder, "argos", "argos ru-en 1.9")
    assert [(broken.folder.name, broken.owner) for broken in store.broken()] == [("half-unpacked", "argos")]
    assert store.verify() == [(package, [])]
    assert everything_in(data) == before, "the folder of Argos Translate is only read"


def test_ours_is_used_before_the_same_of_argos_and_only_ours_is_removed(
    store: Store, tmp_path: Path, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "argos"))
    store = Store(tmp_path / "data")
    folder = argos_install(shelf / "ru_en-1.9.argosmodel", tmp_path / "argos")
    ours = store.install_file(shelf / "ru_en-1.9.argosmodel")
    assert [package.owner for package in store.installed()] == ["aligner", "argos"]
    assert len({package.digest for package in store.installed()}) == 1
    assert store.find("ru", "en") == ours
    assert store.remove("ru", "en") == [ours]
    with pytest.raises(ModelError, match="argospm remove"):
        store.remove("ru", "en")
    assert folder.is_dir()


def test_argos_translate_can_use_our_folder(store: Store, shelf: Path) -> None:
    """In a process of its own: argostranslate reads its settings at import, once."""
    pytest.importorskip("argostranslate")
    store.install_file(shelf / "en_ar-1.0.argosmodel")
    store.install_file(shelf / "ru_en-1.9.argosmodel")
    (store.root / "incoming" / "tmpdead").mkdir()
    program = textwrap.dedent("""
        import json
        from argostranslate import package
        found = package.get_installed_packages()
        print(json.dumps(sorted([one.from_code, one.to_code, one.package_version] for one in found)))
        print(len(found[0].tokenizer.encode("Talks continue.")) > 0)
    """)
    environment = {**os.environ, "ARGOS_PACKAGES_DIR": str(store.packages_dir)}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ['[["en", "ar", "1.0"], ["ru", "en", "1.9"]]', "True"]


# ---- hostile archives


def plain_files(changed: Mapping[str, bytes | None] | None = None) -> dict[str, bytes]:
    metadata = {"package_version": "1.0", "from_code": "en", "to_code": "ar"}
    files: dict[str, bytes | None] = {
        "metadata.json": json.dumps(metadata).encode(),
        "sentencepiece.model": b"pieces",
        "model/model.bin": b"weights" * 100,
        "model/shared_vocabulary.json": b'["<unk>"]',
    }
    files.update(changed or {})
    return {f"{TOP}/{name}": content for name, content in files.items() if content is not None}


def zipped(files: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def with_entry(name: str, content: bytes = b"x", mode: int = 0, top_files: bool = True) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for known, data in plain_files().items() if top_files else ():
            archive.writestr(known, data)
        info = zipfile.ZipInfo("placeholder")
        info.filename, info.external_attr = name, mode << 16
        with warnings.catch_warnings(action="ignore"):  # of a name that is there already
            archive.writestr(info, content)
    return stream.getvalue()


def with_field(offset: int, value: bytes, of: str = f"{TOP}/model/model.bin") -> bytes:
    """A package in which the bytes at `offset` in the central directory's entry for a file are others."""
    content = bytearray(zipped(plain_files()))
    at = content.index(b"PK\x01\x02")
    while not content[at + 46 :].startswith(of.encode()):
        at = content.index(b"PK\x01\x02", at + 1)
    content[at + offset : at + offset + len(value)] = value
    return bytes(content)


def lying_size() -> bytes:
    """Says in both headers that the weights have 7 bytes."""
    content = with_field(24, (7).to_bytes(4, "little"))
    at = content.index(f"{TOP}/model/model.bin".encode()) - 30
    return content[: at + 22] + (7).to_bytes(4, "little") + content[at + 26 :]


def flipped() -> bytes:
    content = bytearray(zipped(plain_files(), zipfile.ZIP_STORED))
    content[content.index(b"weights") + 50] ^= 1
    return bytes(content)


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "not a zip": (lambda: b"<html>Not found</html>", "damaged or cut short"),
    "empty": (lambda: b"", "damaged or cut short"),
    "an empty zip": (lambda: zipped({}), "one top folder"),
    "cut short": (lambda: zipped(plain_files())[:-200], "damaged or cut short"),
    "cut at the front": (lambda: zipped(plain_files())[100:], "damaged or cut short"),
    "bad CRC": (flipped, "damaged or cut short.*CRC"),
    "size that lies": (lying_size, "damaged or cut short"),
    "absolute path": (lambda: with_entry("/etc/evil"), "unsafe name"),
    "absolute path inside": (lambda: with_entry(f"{TOP}//etc/evil"), "unsafe name"),
    "parent": (lambda: with_entry(f"{TOP}/../../evil"), "unsafe name"),
    "parent as the top": (lambda: with_entry("../evil"), "unsafe name"),
    "parent as a folder": (lambda: with_entry(f"{TOP}/../", b""), "unsafe name"),
    "backslash": (lambda: with_entry(f"{TOP}\\..\\evil"), "unsafe name"),
    "drive letter": (lambda: with_entry("C:/evil"), "unsafe name"),
    "alternate stream": (lambda: with_entry(f"{TOP}/README.md:evil"), "unsafe name"),
    "control character": (lambda: with_entry(f"{TOP}/a\x1b[2Jb"), "unsafe name"),
    "newline": (lambda: with_entry(f"{TOP}/a\nb"), "unsafe name"),
    "dot": (lambda: with_entry(f"{TOP}/./evil"), "unsafe name"),
    "very long name": (lambda: with_entry(f"{TOP}/{'a' * 300}"), "name too long"),
    "very deep name": (lambda: with_entry(TOP + "/a" * 500), "name too long"),
    "symbolic link": (lambda: with_entry(f"{TOP}/link", b"/etc/passwd", stat.S_IFLNK | 0o777), "symbolic link"),
    "device": (lambda: with_entry(f"{TOP}/null", b"", stat.S_IFCHR | 0o666), "neither a plain file"),
    "named pipe": (lambda: with_entry(f"{TOP}/pipe", b"", stat.S_IFIFO | 0o666), "neither a plain file"),
    "folder by its mode only": (lambda: with_entry(f"{TOP}/d", b"x", stat.S_IFDIR | 0o755), "neither a plain file"),
    "folder with content": (lambda: with_entry(f"{TOP}/d/", b"x"), "folder with content"),
    "two top folders": (lambda: with_entry("another/file"), "one top folder, and it has 2"),
    "no top folder": (lambda: with_entry("loose.txt"), 'one top folder, and "loose.txt"'),
    "same name twice": (lambda: with_entry(f"{TOP}/model/model.bin"), "is there twice"),
    "names that differ in case": (lambda: with_entry(f"{TOP}/MODEL/model.bin"), "differ only in case"),
    "names that differ in composition": (
        lambda: zipped(plain_files({"é": b"1", "e\u0301": b"2"})),
        "differ only in case",
    ),
    "file that is also a folder": (lambda: with_entry(f"{TOP}/metadata.json/x"), "is there twice"),
    "encrypted": (lambda: with_field(8, b"\x01\x00"), "is encrypted"),
    "bzip2": (lambda: zipped(plain_files(), zipfile.ZIP_BZIP2), "compressed by method 12"),
    "lzma": (lambda: zipped(plain_files(), zipfile.ZIP_LZMA), "compressed by method 14"),
    "bomb": (lambda: zipped(plain_files({"zeros": bytes(3_000_000)})), r"far more than .*\(bomb\)"),
    "too large": (lambda: zipped(plain_files({"noise": os.urandom(6_000_000)})), "more than the limit"),
    "too many files": (lambda: zipped(plain_files({f"f{n}": b"" for n in range(60)})), "64 files inside"),
    "no metadata": (lambda: zipped(plain_files({"metadata.json": None})), "no metadata.json"),
    "metadata no JSON": (lambda: zipped(plain_files({"metadata.json": b"{"})), "not JSON"),
    "metadata a list": (lambda: zipped(plain_files({"metadata.json": b"[]"})), "not a JSON object"),
    "metadata huge": (lambda: zipped(plain_files({"metadata.json": b" " * 1_100_000 + b"{}"})), "larger than"),
    "metadata without a code": (lambda: zipped(plain_files({"metadata.json": b"{}"})), "has no from_code"),
    "code that is a path": (
        lambda: zipped(plain_files({"metadata.json": b'{"from_code": "../x", "to_code": "ar"}'})),
        "from_code is",
    ),
    "no model": (lambda: zipped(plain_files({"model/model.bin": None})), "model.bin is missing"),
    "empty model": (lambda: zipped(plain_files({"model/model.bin": b""})), "model.bin is missing or empty"),
    "no vocabulary": (lambda: zipped(plain_files({"model/shared_vocabulary.json": None})), "no vocabulary"),
    "no tokenizer": (lambda: zipped(plain_files({"sentencepiece.model": None})), "no tokenizer"),
}


def test_the_plain_archive_that_the_hostile_ones_are_made_from_is_good(store: Store, tmp_path: Path) -> None:
    archive = tmp_path / "good.argosmodel"
    archive.write_bytes(zipped(plain_files()))
    assert store.install_file(archive).name == "argos en-ar 1.0"


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_archives_are_refused_in_one_line_and_leave_nothing(kind: str, tmp_path: Path) -> None:
    make, said = HOSTILE[kind]
    archive = tmp_path / "evil.argosmodel"
    archive.write_bytes(make())
    store = Store(
        tmp_path / "data", limits=ArchiveLimits(total_bytes=5_000_000, ratio=50, ratio_from=100_000, files=60)
    )
    before = everything_in(tmp_path) - {"data/packages.lock"}
    with pytest.raises(ModelError, match=said) as raised:
        store.install_file(archive)
    message = str(raised.value)
    assert message.startswith(f"{archive}: ")
    assert message.isprintable()
    assert everything_in(tmp_path) - {"data/packages.lock"} == before | {"data", "data/packages", "data/incoming"}


@pytest.mark.parametrize("place", ["nothing here", "."])
def test_what_is_no_file_is_an_input_error(store: Store, tmp_path: Path, place: str) -> None:
    with pytest.raises(InputError, match=r"no such file|is a folder"):
        store.install_file(tmp_path / place)


def test_a_receipt_from_outside_is_not_believed(store: Store, tmp_path: Path) -> None:
    archive = tmp_path / "p.argosmodel"
    archive.write_bytes(zipped(plain_files({"aligner.json": b'{"archive_sha256": "0", "origin": "trust me"}'})))
    package = store.install_file(archive)
    receipt = read_receipt(package.folder)
    assert receipt is not None
    assert receipt.origin == str(archive)
    assert store.verify() == [(package, [])]
