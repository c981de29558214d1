"""The LibreTranslate engine against a small real server, with the faults real servers have."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from aligner.engines import open_engine
from aligner.engines.base import Candidate, DecodingOptions, Engine
from aligner.engines.libretranslate import LibreTranslateEngine, LibreTranslateProvider
from aligner.errors import InputError, ModelError, NetworkError

Reply = tuple[int, dict[str, str], bytes]
LANGUAGES = [
    {"code": "en", "name": "English", "targets": ["ar", "en", "ru"]},
    {"code": "ar", "name": "Arabic", "targets": ["ar", "en"]},
    {"code": "ru", "name": "Russian", "targets": ["en", "ru"]},
]


class Server:
    """Answers as LibreTranslate does: "[ar] text", and "[ar 1] text" as the first alternative."""

    def __init__(self) -> None:
        self.requests: list[tuple[str, Any]] = []
        self.faults: list[Callable[[], Reply]] = []
        self.languages: Any = LANGUAGES
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.requests.append((self.path, None))
                self.reply(*outer.answer(self.path, None))

            def do_POST(self) -> None:
                question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                outer.requests.append((self.path, question))
                self.reply(*outer.answer(self.path, question))

            def reply(self, status: int, headers: dict[str, str], body: bytes) -> None:
                try:
                    self.send_response(status)
                    for name, value in headers.items():
                        self.send_header(name, value)
                    self.send_header("Content-Length", str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)
                except (BrokenPipeError, ConnectionResetError):
                    pass  # the client gave up, as some tests want it to

            def log_message(self, *args: Any) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_port}"
        threading.Thread(target=self.http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def answer(self, path: str, question: Any) -> Reply:
        if self.faults:
            return self.faults.pop(0)()
        if path == "/languages":
            return as_json(self.languages)
        target, texts = question["target"], question["q"]
        answer: dict[str, Any] = {"translatedText": [f"[{target}] {text}" for text in texts]}
        if question.get("alternatives"):
            count = question["alternatives"]
            answer["alternatives"] = [[f"[{target} {i + 1}] {text}" for i in range(count)] for text in texts]
        return as_json(answer)


def as_json(value: Any, status: int = 200, **headers: str) -> Reply:
    return status, {"Content-Type": "application/json", **headers}, json.dumps(value).encode()


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.http.shutdown()
    server.http.server_close()


@pytest.fixture
def engine(server: Server) -> LibreTranslateEngine:
    return LibreTranslateEngine(server.url, "en", "ar", timeout=5, pause=0.01)


def test_translates_in_order_and_once(server: Server, engine: LibreTranslateEngine) -> None:
    assert isinstance(engine, Engine)
    made = engine.translate(["One.", "2024", "Two", " One. ", ""])
    assert [c[0].text for c in made] == ["[ar] One.", "2024", "[ar] Two", " [ar] One. ", ""]
    ((path, question),) = server.requests
    assert path == "/translate"
    assert question == {"q": ["One.", "Two"], "source": "en", "target": "ar", "format": "text"}


def test_nothing_to_ask(server: Server, engine: LibreTranslateEngine) -> None:
    assert engine.translate(["…", "7"]) == [[Candidate("…", 0.0)], [Candidate("7", 0.0)]]
    assert engine.translate([]) == [] and server.requests == []


def test_alternatives_are_candidates(server: Server, engine: LibreTranslateEngine) -> None:
    (candidates,) = engine.translate(["One"], DecodingOptions(nbest=3))
    assert [c.text for c in candidates] == ["[ar] One", "[ar 1] One", "[ar 2] One"]
    assert candidates[0].score is None
    assert server.requests[0][1]["alternatives"] == 2


def test_batches(server: Server, engine: LibreTranslateEngine) -> None:
    texts = [f"text number {i}" for i in range(120)] + ["long " * 1900] * 2 + ["long " * 1900 + "x"]
    made = engine.translate(texts)
    assert [c[0].text for c in made[:120]] == [f"[ar] {text}" for text in texts[:120]]
    sizes = [len(question["q"]) for _, question in server.requests]
    assert sum(sizes) == 122 and max(sizes) <= 50
    assert all(sum(map(len, question["q"])) <= 10_000 for _, question in server.requests)


def test_key_is_sent_and_never_shown(server: Server) -> None:
    engine = LibreTranslateEngine(server.url, "en", "ar", api_key="s3cret", pause=0.01)
    engine.translate(["One"])
    assert server.requests[0][1]["api_key"] == "s3cret"
    server.faults = [lambda: as_json({"error": "Invalid API key"}, 403)]
    with pytest.raises(NetworkError, match="status 403: Invalid API key") as raised:
        engine.translate(["One"])
    assert "s3cret" not in str(raised.value) + engine.name + engine.fingerprint
    assert len(server.requests) == 2, "a refusal is not asked again"


def test_asks_again_after_server_errors(server: Server, engine: LibreTranslateEngine) -> None:
    server.faults = [lambda: as_json({"error": "x"}, 500), lambda: (503, {}, b"<html>"), lambda: as_json({}, 502)]
    assert engine.translate(["One"])[0][0].text == "[ar] One"
    assert len(server.requests) == 4


def test_waits_as_long_as_it_is_told(server: Server, engine: LibreTranslateEngine, monkeypatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr("aligner.engines.libretranslate.time.sleep", waits.append)
    server.faults = [
        lambda: as_json({"error": "Too many"}, 429, **{"Retry-After": "7"}),
        lambda: as_json({"error": "Too many"}, 429, **{"Retry-After": "86400"}),
        lambda: as_json({"error": "Too many"}, 429),
    ]
    assert engine.translate(["One"])[0][0].text == "[ar] One"
    assert waits == [7.0, 60.0, 0.04]


def test_gives_up(server: Server, engine: LibreTranslateEngine) -> None:
    server.faults = [lambda: as_json({"error": "out of\nmemory"}, 500)] * 9
    with pytest.raises(NetworkError, match=r"no answer after 4 attempts: status 500: out of memory$"):
        engine.translate(["One"])
    assert len(server.requests) == 4


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        ((200, {}, b"<html>hello"), "not JSON"),
        ((200, {}, b"[" * 100_000), "not JSON"),
        ((200, {}, b"\xff\xfe"), "not JSON"),
        (as_json([1, 2]), "no list of translations"),
        (as_json({"translatedText": "one text"}), "no list of translations"),
        (as_json({"translatedText": [None, "b"]}), "no list of translations"),
        (as_json({"translatedText": ["only one"]}), "2 texts were sent, but 1 translations"),
        (as_json({"translatedText": ["a", "b"], "alternatives": [["c"]]}), "alternatives"),
        (as_json({"translatedText": ["a", "b"], "alternatives": ["c", "d"]}), "alternatives"),
    ],
)
def test_nonsense(server: Server, engine: LibreTranslateEngine, reply: Reply, message: str) -> None:
    server.faults = [lambda: reply]
    with pytest.raises(NetworkError, match=message):
        engine.translate(["One", "Two"])


def test_huge_answer(server: Server, engine: LibreTranslateEngine) -> None:
    server.faults = [lambda: (200, {}, b" " * ((16 << 20) + 10))]
    with pytest.raises(NetworkError, match="larger than"):
        engine.translate(["One"])


def test_redirects_are_not_followed(server: Server, engine: LibreTranslateEngine) -> None:
    for status in (302, 307):
        server.faults = [lambda status=status: (status, {"Location": server.url + "/elsewhere"}, b"")]
        with pytest.raises(NetworkError, match=f"status {status}"):
            engine.translate(["One"])
    assert [path for path, _ in server.requests] == ["/translate", "/translate"]


def test_slow_server(server: Server) -> None:
    engine = LibreTranslateEngine(server.url, "en", "ar", timeout=0.2, attempts=2, pause=0.01)

    def slow() -> Reply:
        time.sleep(0.6)
        return as_json({"translatedText": ["late"]})

    server.faults = [slow, slow]
    began = time.monotonic()
    with pytest.raises(NetworkError, match="no answer after 2 attempts: timed out"):
        engine.translate(["One"])
    assert time.monotonic() - began < 2


def test_nobody_listens(server: Server) -> None:
    server.http.shutdown()
    server.http.server_close()
    engine = LibreTranslateEngine(server.url, "en", "ar", attempts=2, pause=0.01)
    with pytest.raises(NetworkError, match=r"after 2 attempts.*refused"):
        engine.translate(["One"])


def test_what_it_cannot_do(engine: LibreTranslateEngine) -> None:
    with pytest.raises(ModelError, match="forbid letters"):
        engine.translate(["a"], suppress="Latin")
    with pytest.raises(ModelError, match="force the beginning"):
        engine.translate(["a"], prefixes=["b"])
    with pytest.raises(ModelError, match="cannot score"):
        engine.score(["a"], ["b"])
    assert engine.translate(["a"], prefixes=[""])[0][0].text == "[ar] a", "an empty prefix forces nothing"


@pytest.mark.parametrize(
    "url",
    [
        "localhost:5000",
        "ftp://host/",
        "file:///etc/passwd",
        "http://",
        "http://h:x/",
        "http://a..b/",
        "http://a b/",
        "http://é/",
        "",
    ],
)
def test_addresses_that_are_none(url: str) -> None:
    with pytest.raises(InputError, match="not the address of a server"):
        LibreTranslateEngine(url, "en", "ar")


def test_password_in_the_address_is_not_shown() -> None:
    engine = LibreTranslateEngine("https://user:pass@host:5000/base/", "en", "ar")
    assert engine.name == "libretranslate en-ar at https://host:5000/base"
    assert "pass" not in engine.fingerprint


def test_provider_without_an_address() -> None:
    assert LibreTranslateProvider().pairs() == []
    with pytest.raises(ModelError, match="no LibreTranslate server is configured"):
        LibreTranslateProvider().open("en", "ar")


def test_provider_asks_for_the_languages(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALIGNER_LIBRETRANSLATE_URL", server.url)
    monkeypatch.setenv("ALIGNER_LIBRETRANSLATE_API_KEY", "k")
    assert ("ru", "ar") in LibreTranslateProvider().pairs() and server.requests == []
    engine = open_engine("en", "ar")
    assert engine.name.startswith("libretranslate en-ar") and engine.translate(["a"])[0][0].text == "[ar] a"
    assert server.requests[-1][1]["api_key"] == "k"
    with pytest.raises(ModelError, match="no model for ar-ru"):
        LibreTranslateProvider().open("ar", "ru")


@pytest.mark.parametrize("languages", [{"a": 1}, [1], "x", [{"name": "no code"}], [{"code": "en", "targets": 3}]])
def test_languages_that_are_nonsense(server: Server, languages: Any) -> None:
    server.languages = languages
    with pytest.raises(NetworkError, match="list of languages is not as expected"):
        LibreTranslateProvider(server.url).open("en", "ar")


def test_old_server_without_targets(server: Server) -> None:
    server.languages = [{"code": "en", "name": "English"}, {"code": "ar", "name": "Arabic"}]
    assert LibreTranslateProvider(server.url).open("en", "ar").target == "ar"
    with pytest.raises(ModelError, match="no model for en-ru"):
        LibreTranslateProvider(server.url).open("en", "ru")
