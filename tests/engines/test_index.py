"""Indexes, downloads, and installing from them: a web server on loopback, good and bad."""

from __future__ import annotations

import functools
import http.client
import io
import json
import os
import shutil
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from aligner.engines.download import Transfer, _Redirects
from aligner.engines.index import DEFAULT_INDEX, IndexEntry, index_address, newest, read_index
from aligner.engines.install import Installation, install_archive, install_demo, install_entry
from aligner.engines.receipt import hash_file, read_receipt
from aligner.engines.store import Store
from aligner.errors import AlignerError, InputError, ModelError, NetworkError
from tests.builders import build_package
from tests.engines.index_server import Site, serving

QUICK = Transfer(timeout=5, attempts=4, backoff=0.01)
NAME = "/v1/translate-en_ar-1_0.argosmodel"


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ALIGNER_DATA", "ALIGNER_INDEX", "ARGOS_PACKAGES_DIR", "ARGOS_PACKAGE_INDEX", "SNAP"):
        monkeypatch.delenv(name, raising=False)
    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    monkeypatch.setenv("no_proxy", "127.0.0.1")


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shelf")
    build_package(folder / "translate-en_ar-1_0.argosmodel", "en", "ar")
    build_package(folder / "translate-en_ar-1_10.argosmodel", "en", "ar", version="1.10", seed=1)
    build_package(folder / "translate-ru_en-1_9.argosmodel", "ru", "en", version="1.9", seed=2)
    return folder


@pytest.fixture
def archive(shelf: Path) -> bytes:
    return (shelf / "translate-en_ar-1_0.argosmodel").read_bytes()


def listed(source: str, target: str, version: str, *links: str, **more: object) -> dict[str, object]:
    """An entry as Argos's index has it."""
    return {
        "package_version": version,
        "argos_version": "1.9",
        "from_code": source,
        "from_name": source,
        "to_code": target,
        "to_name": target,
        "code": f"translate-{source}_{target}",
        "links": list(links),
        **more,
    }


@pytest.fixture
def site(archive: bytes) -> Iterator[Site]:
    site = Site({NAME: archive})
    with serving(site):
        site.files["/index.json"] = json.dumps([listed("en", "ar", "1.0", site.address + NAME)]).encode()
        yield site


@dataclass
class Try:
    """Installing the one entry of a site, with what is left in the downloads folder."""

    site: Site
    store: Store

    def entry(self, *links: str, **more: Any) -> IndexEntry:
        entry = listed("en", "ar", "1.0", *(links or [self.site.address + NAME]), **more)
        self.site.files["/index.json"] = json.dumps([entry]).encode()
        (found,) = read_index(self.site.address, transfer=QUICK).entries
        return found

    def install(self, entry: IndexEntry | None = None, **more: Any) -> Installation:
        entry = entry or self.entry()
        self.site.requests.clear()
        return install_entry(self.store, entry, transfer=QUICK, **more)

    def left(self) -> set[str]:
        downloads = Path(os.environ["XDG_CACHE_HOME"]) / "aligner" / "downloads"
        return {path.name for path in downloads.iterdir() if path.suffix != ".lock"} if downloads.is_dir() else set()


@pytest.fixture
def trial(site: Site, tmp_path: Path) -> Try:
    return Try(site, Store(tmp_path / "data"))


# ---- installing from the web


def test_a_package_is_fetched_and_installed(trial: Try, archive: bytes, shelf: Path) -> None:
    seen: list[tuple[int, int | None]] = []
    installation = trial.install(progress=lambda done, total: seen.append((done, total)))
    assert installation.fresh
    assert trial.store.installed() == [installation.package]
    assert seen[-1] == (len(archive), len(archive))
    assert seen == sorted(seen)
    assert trial.left() == set()
    receipt = read_receipt(installation.package.folder)
    assert receipt is not None
    assert receipt.origin == trial.site.address + NAME
    assert receipt.archive_sha256 == hash_file(shelf / "translate-en_ar-1_0.argosmodel")


def test_what_is_installed_is_not_fetched_again_unless_forced(trial: Try) -> None:
    first = trial.install()
    again = trial.install()
    assert (again.fresh, again.package) == (False, first.package)
    assert trial.site.requests == []
    assert trial.install(force=True).fresh
    assert len(trial.site.requests) == 1


@pytest.mark.parametrize("lengths", [True, False])
def test_a_package_without_announced_length_is_installed(trial: Try, lengths: bool) -> None:
    trial.site.lengths = lengths
    assert trial.install().fresh


def test_a_cut_connection_is_resumed(trial: Try, archive: bytes) -> None:
    trial.site.cuts = 2
    assert trial.install().fresh
    assert trial.site.requests == [
        (NAME, None, 200),
        (NAME, "bytes=5000-", 206),
        (NAME, "bytes=10000-", 206),
    ]


def test_patience_does_not_end_while_it_gets_on(trial: Try, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aligner.engines.download._WORTHWHILE", 4000)
    trial.site.cuts = QUICK.attempts + 3
    trial.site.files[NAME] = build_package(
        tmp_path / "larger.argosmodel", "en", "ar", extra_files=[("noise", os.urandom(60_000))]
    ).read_bytes()
    assert trial.install().fresh
    assert len(trial.site.requests) == QUICK.attempts + 4


def test_a_later_run_goes_on_where_the_first_one_stopped(trial: Try, archive: bytes) -> None:
    trial.site.cuts = QUICK.attempts
    with pytest.raises(NetworkError, match=f"cut at {5000 * QUICK.attempts} of {len(archive)} bytes"):
        trial.install()
    assert trial.store.installed() == []
    assert trial.left() == {"translate-en_ar-1_0.argosmodel.part", "translate-en_ar-1_0.argosmodel.part.json"}
    assert trial.install().fresh
    assert trial.site.requests == [(NAME, f"bytes={5000 * QUICK.attempts}-", 206)]
    assert trial.left() == set()


def test_a_server_without_range_sends_all_again(trial: Try) -> None:
    trial.site.cuts, trial.site.ranges = 1, False
    assert trial.install().fresh
    assert [status for _, _, status in trial.site.requests] == [200, 200]


def test_a_server_without_validators_is_not_trusted_with_a_rest(trial: Try) -> None:
    trial.site.cuts, trial.site.validators = 1, False
    assert trial.install().fresh
    assert [asked for _, asked, _ in trial.site.requests] == [None, None]


def test_with_a_sha256_a_rest_can_be_checked_and_is_asked_for(trial: Try, shelf: Path) -> None:
    trial.site.cuts, trial.site.validators = 1, False
    entry = trial.entry(sha256=hash_file(shelf / "translate-en_ar-1_0.argosmodel").upper())
    assert trial.install(entry).fresh
    assert [asked for _, asked, _ in trial.site.requests] == [None, "bytes=5000-"]


def test_a_file_that_changed_meanwhile_is_fetched_whole(trial: Try, shelf: Path, tmp_path: Path) -> None:
    trial.site.cuts = QUICK.attempts
    with pytest.raises(NetworkError):
        trial.install()
    replaced = build_package(tmp_path / "p.argosmodel", "en", "ar", seed=77)
    trial.site.files[NAME] = replaced.read_bytes()
    installation = trial.install()
    receipt = read_receipt(installation.package.folder)
    assert receipt is not None
    assert receipt.archive_sha256 == hash_file(replaced)
    assert [(asked is not None, status) for _, asked, status in trial.site.requests] == [(True, 200)]


def part_of(trial: Try, content: bytes) -> None:
    """Leave a partial download as an earlier run would, of the file the server has now."""
    trial.site.cuts = QUICK.attempts
    with pytest.raises(NetworkError):
        trial.install()
    downloads = Path(os.environ["XDG_CACHE_HOME"]) / "aligner" / "downloads"
    (downloads / "translate-en_ar-1_0.argosmodel.part").write_bytes(content)


def test_a_part_that_is_whole_already_is_taken(trial: Try, archive: bytes) -> None:
    part_of(trial, archive)
    assert trial.install().fresh
    assert [status for _, _, status in trial.site.requests] == [416]


def test_a_part_that_is_too_long_is_dropped(trial: Try, archive: bytes) -> None:
    part_of(trial, archive + b"more")
    assert trial.install().fresh
    assert [status for _, _, status in trial.site.requests] == [416, 200]


def test_a_part_of_other_content_is_caught_by_sha256_and_not_kept(trial: Try, archive: bytes, shelf: Path) -> None:
    part_of(trial, b"?" * 5000)
    entry = trial.entry(sha256=hash_file(shelf / "translate-en_ar-1_0.argosmodel"))
    with pytest.raises(ModelError, match="has sha256"):
        trial.install(entry)
    assert trial.left() == set()
    assert trial.install(entry).fresh


def test_a_wrong_sha256_is_refused(trial: Try) -> None:
    with pytest.raises(ModelError, match=f"has sha256 .* the index says {'0' * 64}"):
        trial.install(trial.entry(sha256="0" * 64))
    assert trial.store.installed() == []
    assert trial.left() == set()


@pytest.mark.parametrize(("difference", "said"), [(-1, "more than the"), (1, "has .* bytes, and the index says")])
def test_a_wrong_size_is_refused(trial: Try, archive: bytes, difference: int, said: str) -> None:
    with pytest.raises(ModelError, match=said):
        trial.install(trial.entry(size=len(archive) + difference))
    assert trial.store.installed() == []


@pytest.mark.parametrize("lengths", [True, False])
def test_a_file_without_end_is_not_fetched(trial: Try, lengths: bool) -> None:
    trial.site.lengths = lengths
    trial.site.files[NAME] = bytes(3_000_000)
    entry = trial.entry()
    said = "has 3000000 bytes, more than the 1000000" if lengths else "sends more than the 1000000"
    with pytest.raises(ModelError, match=said):
        install_entry(trial.store, entry, transfer=Transfer(5, 4, 0.01, limit=1_000_000))


def test_a_damaged_archive_is_refused_and_not_kept(trial: Try, archive: bytes) -> None:
    trial.site.files[NAME] = archive[:-40]
    with pytest.raises(ModelError, match="damaged or cut short"):
        trial.install()
    assert trial.store.installed() == []
    assert trial.left() == set()


def test_an_archive_of_another_pair_is_refused(trial: Try, shelf: Path) -> None:
    trial.site.files[NAME] = (shelf / "translate-ru_en-1_9.argosmodel").read_bytes()
    with pytest.raises(ModelError, match=r"holds ru-en 1.9, and the index says en-ar 1.0"):
        trial.install()
    assert trial.store.installed() == []


def test_a_missing_file_is_said_at_once(trial: Try) -> None:
    entry = trial.entry()
    del trial.site.files[NAME]
    with pytest.raises(NetworkError, match="the server answers 404 Not Found") as raised:
        trial.install(entry)
    assert str(raised.value).startswith(trial.site.address + NAME)
    assert len(trial.site.requests) == 1


def test_a_busy_server_is_asked_again(trial: Try) -> None:
    entry = trial.entry()
    trial.site.errors = [503, 429]
    assert trial.install(entry).fresh
    trial.site.errors = [503] * QUICK.attempts
    with pytest.raises(NetworkError, match="503"):
        trial.install(entry, force=True)


def test_links_are_tried_in_order(trial: Try) -> None:
    good = trial.site.address + NAME
    entry = trial.entry(trial.site.address + "/gone.argosmodel", "ipfs://abc", good)
    installation = trial.install(entry)
    assert [path for path, _, _ in trial.site.requests] == ["/gone.argosmodel", NAME]
    receipt = read_receipt(installation.package.folder)
    assert receipt is not None
    assert receipt.origin == good


def test_a_link_with_damaged_content_is_followed_by_the_next(trial: Try, shelf: Path) -> None:
    trial.site.files["/bad.argosmodel"] = b"something else"
    sha256 = hash_file(shelf / "translate-en_ar-1_0.argosmodel")
    entry = trial.entry(trial.site.address + "/bad.argosmodel", trial.site.address + NAME, sha256=sha256)
    assert trial.install(entry).fresh


def test_relative_links_belong_to_the_index(trial: Try) -> None:
    entry = trial.entry(NAME.removeprefix("/"))
    assert entry.links == (trial.site.address + NAME,)
    assert trial.install(entry).fresh


def test_redirects_on_the_web_are_followed(trial: Try) -> None:
    trial.site.redirects["/moved"] = NAME
    assert trial.install(trial.entry(trial.site.address + "/moved")).fresh


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://x/", "data:,x"])
def test_redirects_away_from_the_web_are_refused(trial: Try, target: str) -> None:
    trial.site.redirects["/moved"] = target
    with pytest.raises(NetworkError, match="only http and https addresses are fetched"):
        trial.install(trial.entry(trial.site.address + "/moved"))


def test_redirects_from_https_to_http_are_refused() -> None:
    request, headers = urllib.request.Request("https://models.example/p"), http.client.HTTPMessage()
    follow = functools.partial(_Redirects().redirect_request, request, io.BytesIO(), 302, "Found", headers)
    with pytest.raises(NetworkError, match="redirects from https to http"):
        follow("http://models.example/p")
    assert follow("https://elsewhere.example/p")


def test_redirects_in_a_circle_end(trial: Try) -> None:
    trial.site.redirects["/moved"] = "/moved"
    with pytest.raises(NetworkError):
        trial.install(trial.entry(trial.site.address + "/moved"))


def test_ipfs_only_is_said(trial: Try) -> None:
    entry = trial.entry("ipfs://abc")
    assert entry.links == ()
    with pytest.raises(ModelError, match=r"en-ar 1.0: only at ipfs addresses"):
        trial.install(entry)


def test_many_at_once_fetch_it_once(trial: Try) -> None:
    entry = trial.entry()
    trial.site.requests.clear()
    with ThreadPoolExecutor(5) as pool:
        done = list(pool.map(lambda _: install_entry(trial.store, entry, transfer=QUICK), range(5)))
    assert sorted(installation.fresh for installation in done) == [False] * 4 + [True]
    assert len(trial.site.requests) == 1


def unreachable() -> str:
    """An address on this machine where nobody listens."""
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{taken.getsockname()[1]}"


def test_without_network_it_is_said_what_to_do(trial: Try) -> None:
    address = unreachable()
    with pytest.raises(NetworkError) as raised:
        read_index(address)
    assert str(raised.value) == (
        f"cannot reach {address}/index.json: Connection refused; if this machine has no network, bring the .argosmodel "
        "file and run: aligner models import FILE"
    )
    with pytest.raises(NetworkError, match=r"cannot reach .*Connection refused.*models import FILE"):
        trial.install(trial.entry(address + NAME))


def test_a_server_that_says_nothing_is_not_waited_for_for_ever() -> None:
    import socket

    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        address = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(NetworkError, match="no answer in time"):
            read_index(address, transfer=Transfer(timeout=0.1, attempts=2, backoff=0.01))


def test_a_proxy_in_the_environment_is_used(trial: Try, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("no_proxy")
    monkeypatch.setenv("http_proxy", trial.site.address)
    trial.site.files["http://models.invalid/index.json"] = trial.site.files["/index.json"]
    assert len(read_index("http://models.invalid", transfer=QUICK).entries) == 1


# ---- reading indexes


@pytest.mark.parametrize("ending", ["", "/", "/index.json"])
def test_the_address_of_an_index_may_be_written_in_three_ways(site: Site, ending: str) -> None:
    index = read_index(site.address + ending, transfer=QUICK)
    assert (index.address, len(index.entries)) == (site.address + "/index.json", 1)


def test_which_index_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    assert index_address() == DEFAULT_INDEX
    settings = Path(os.environ["XDG_CONFIG_HOME"]) / "argos-translate" / "settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_text('{"ARGOS_PACKAGE_INDEX": "https://set.example/"}')
    assert index_address() == "https://set.example/"
    monkeypatch.setenv("ARGOS_PACKAGE_INDEX", "https://argos.example/")
    assert index_address() == "https://argos.example/"
    monkeypatch.setenv("ALIGNER_INDEX", "/mirror")
    assert index_address() == "/mirror"
    assert index_address("https://chosen.example") == "https://chosen.example"


def test_a_folder_of_packages_is_a_mirror(shelf: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(shelf, tmp_path / "mirror"))
    (folder / "broken.argosmodel").write_bytes(b"nothing")
    index = read_index(str(folder))
    assert [(*entry.pair, entry.metadata.version) for entry in index.entries] == [
        ("en", "ar", "1.0"),
        ("en", "ar", "1.10"),
        ("ru", "en", "1.9"),
    ]
    assert len(index.notes) == 1
    assert "broken.argosmodel" in index.notes[0]
    entry = newest(index.entries, "en", "ar")
    assert entry is not None
    assert install_entry(Store(tmp_path / "data"), entry).package.version == "1.10"
    assert entry.file is not None
    assert entry.file.is_file(), "the mirror keeps its file"


@pytest.mark.parametrize("link", ["translate-en_ar-1_0.argosmodel", f"https://argos.invalid{NAME}"])
@pytest.mark.parametrize("how", ["folder", "file", "file URL"])
def test_a_copy_of_the_index_with_the_packages_beside_it_is_a_mirror(
    shelf: Path, tmp_path: Path, link: str, how: str
) -> None:
    folder = Path(shutil.copytree(shelf, tmp_path / "a mirror"))
    (folder / "index.json").write_text(json.dumps([listed("en", "ar", "1.0", link)]))
    file = folder / "index.json"
    address = {"folder": str(folder), "file": str(file), "file URL": file.as_uri()}[how]
    (entry,) = read_index(address).entries
    assert entry.file == folder / "translate-en_ar-1_0.argosmodel"
    assert install_entry(Store(tmp_path / "data"), entry).fresh


def test_a_mirror_with_the_wrong_sha256_is_refused(shelf: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(shelf, tmp_path / "mirror"))
    entry = listed("en", "ar", "1.0", "translate-en_ar-1_0.argosmodel", sha256="1" * 64)
    (folder / "index.json").write_text(json.dumps([entry]))
    with pytest.raises(ModelError, match="was expected"):
        install_entry(Store(tmp_path / "data"), read_index(str(folder)).entries[0])


def test_the_newest_entry_is_chosen_and_a_real_one_before_a_demo(tmp_path: Path) -> None:
    file = tmp_path / "index.json"
    versions = ["1.9", "1.10", "1.0"]
    entries = [listed("en", "ar", version, "https://x.example/p") for version in versions]
    entries.append(listed("en", "ar", "7", "https://x.example/p", aligner_demo=True))
    file.write_text(json.dumps(entries))
    found = read_index(str(file)).entries
    best = newest(found, "en", "ar")
    assert best is not None
    assert best.metadata.version == "1.10"
    older = newest(found, "en", "ar", "1.0")
    assert older is not None
    assert older.metadata.version == "1.0"
    assert newest(found, "ar", "en") is None


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (5, "not a JSON object"),
        ({}, "has no from_code"),
        (listed("en", "../ar", "1.0", "https://x.example/"), "to_code"),
        (listed("en", "ar", "../../1", "https://x.example/"), "package_version"),
        ({**listed("en", "ar", "1.0"), "links": "https://x.example/"}, "links"),
        ({**listed("en", "ar", "1.0"), "links": [1]}, "links"),
        (listed("en", "ar", "1.0", sha256="abc"), "sha256"),
        (listed("en", "ar", "1.0", size=-1), "size"),
        (listed("en", "ar", "1.0", size=True), "size"),
    ],
)
def test_an_entry_that_makes_no_sense_is_passed_over_with_a_note(tmp_path: Path, bad: object, said: str) -> None:
    file = tmp_path / "index.json"
    splitter = {"type": "sbd", "code": "sbd"}
    file.write_text(json.dumps([splitter, bad, listed("en", "ru", "1.9", "https://x.example/p")]))
    index = read_index(str(file))
    assert [entry.pair for entry in index.entries] == [("en", "ru")]
    (note,) = index.notes
    assert note.startswith(f"{file}: entry 2: ")
    assert said in note
    assert note.isprintable()


@pytest.mark.parametrize("link", ["http://[", "//", "https:///nohost", "http://x y/ z", "https://пример.example/p", ""])
def test_odd_links_do_not_break_an_index(tmp_path: Path, link: str) -> None:
    file = tmp_path / "index.json"
    file.write_text(json.dumps([listed("en", "ar", "1.0", link)]))
    (entry,) = read_index(str(file)).entries
    if link.startswith("http") and "пример" not in link:
        with pytest.raises(ModelError):
            install_entry(Store(tmp_path / "data"), entry, transfer=QUICK)


@pytest.mark.parametrize("content", [b"<html>", b"{}", b"\xff\xfe", b"[" * 100_000, b""])
def test_what_is_no_index_is_said(tmp_path: Path, site: Site, content: bytes) -> None:
    file = tmp_path / "index.json"
    file.write_bytes(content)
    site.files["/index.json"] = content
    for address in (str(file), site.address):
        with pytest.raises(ModelError, match="not a package index") as raised:
            read_index(address, transfer=QUICK)
        assert "\n" not in str(raised.value)


def test_an_index_without_end_is_not_read(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aligner.engines.index._MAX_INDEX", 1000)
    site.files["/index.json"] = b"[" + b" " * 5000 + b"]"
    with pytest.raises(NetworkError, match="larger than 1000 bytes"):
        read_index(site.address, transfer=QUICK)


def test_places_that_are_no_index(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    cases: list[tuple[str, Callable[[], object]]] = [
        ("neither index.json nor any .argosmodel", lambda: read_index(str(tmp_path / "empty"))),
        ("No such file", lambda: read_index(str(tmp_path / "nothing"))),
        ("an http or https address", lambda: read_index("ftp://x.example/")),
    ]
    for said, attempt in cases:
        with pytest.raises(InputError, match=said):
            attempt()


# ---- files and demo packages


def test_a_file_is_imported_once(shelf: Path, tmp_path: Path) -> None:
    store = Store(tmp_path / "data")
    path = shelf / "translate-en_ar-1_0.argosmodel"
    assert install_archive(store, path).fresh
    assert not install_archive(store, path).fresh
    assert install_archive(store, path, force=True).fresh
    other = build_package(tmp_path / "o.argosmodel", "en", "ar", seed=9)
    with pytest.raises(ModelError, match="--force"):
        install_archive(store, other)


def test_demo_packages_are_installed_and_renewed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "wheel"
    build_package(place / "demo" / "en_ar.argosmodel", "en", "ar", extra={"aligner_demo": True})
    monkeypatch.setattr("aligner.engines.install.importlib.resources.files", lambda _: place)
    store = Store(tmp_path / "data")
    assert [(one.fresh, one.package.demo) for one in install_demo(store)] == [(True, True)]
    assert [one.fresh for one in install_demo(store)] == [False]
    build_package(place / "demo" / "en_ar.argosmodel", "en", "ar", extra={"aligner_demo": True}, seed=5)
    assert [one.fresh for one in install_demo(store)] == [True]
    assert len(store.installed()) == 1
    build_package(place / "demo" / "en_ar.argosmodel", "en", "ar")
    with pytest.raises(ModelError, match="not marked"):
        install_demo(store)
    shutil.rmtree(place / "demo")
    with pytest.raises(AlignerError, match="without demo packages"):
        install_demo(store)
