"""A web server on loopback that serves a folder of packages the way good and bad servers do."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Site:
    """What the server has and how it behaves; a test may change both at any time."""

    files: dict[str, bytes] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)
    ranges: bool = True  # honours Range
    validators: bool = True  # sends ETag and honours If-Range
    cuts: int = 0  # so many answers of files stop in their middle
    cut_at: int = 5000
    errors: list[int] = field(default_factory=list)  # statuses for the next requests
    lengths: bool = True  # sends Content-Length
    requests: list[tuple[str, str | None, int]] = field(default_factory=list)  # path, Range, status
    address: str = ""


@contextmanager
def serving(site: Site) -> Iterator[Site]:
    class Answer(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.0"

        def log_message(self, *args: object) -> None:
            pass

        def note(self, status: int) -> None:
            site.requests.append((self.path, self.headers.get("Range"), status))

        def refuse(self, status: int, **headers: str) -> None:
            self.note(status)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def do_GET(self) -> None:
            if site.errors:
                return self.refuse(site.errors.pop(0))
            if self.path in site.redirects:
                return self.refuse(302, Location=site.redirects[self.path])
            content = site.files.get(self.path)
            if content is None:
                return self.refuse(404)
            etag = f'"{hash(content)}"'
            start = self.start(content, etag)
            if start is not None and start >= len(content):
                return self.refuse(416, Content_Range=f"bytes */{len(content)}")
            status = 200 if start is None else 206
            self.note(status)
            self.send_response(status)
            if start is not None:
                self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
            if site.validators:
                self.send_header("ETag", etag)
            body = content[start or 0 :]
            if site.lengths:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if site.cuts and not self.path.endswith(".json"):
                site.cuts -= 1
                body = body[: site.cut_at]
            self.wfile.write(body)
            return None

        def start(self, content: bytes, etag: str) -> int | None:
            """Where to start, or None for the whole."""
            asked = self.headers.get("Range")
            if not (site.ranges and asked):
                return None
            if site.validators and self.headers.get("If-Range", etag) != etag:
                return None
            return int(asked.removeprefix("bytes=").removesuffix("-"))

    class Server(ThreadingHTTPServer):
        def handle_error(self, *args: object) -> None:
            """A client that hangs up, as ours does on a file that is too long, is nothing to print about."""

    server = Server(("127.0.0.1", 0), Answer)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    site.address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
