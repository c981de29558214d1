"""Fetching a file over HTTP so that a bad line costs patience, not data: resumed, bounded, checked.

Only http and https, also after redirects. urllib keeps to the proxies named in the environment.
"""

from __future__ import annotations

import contextlib
import email.message
import functools
import http.client
import json
import re
import socket
import ssl
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TypeVar

import aligner
from aligner.engines.receipt import hash_file
from aligner.errors import ModelError, NetworkError
from aligner.files import write_atomically

__all__ = ["Download", "Progress", "Transfer", "downloaded", "fetch_bytes"]

Progress = Callable[[int, int | None], None]  # bytes that are there, bytes in all (None where not known)

_CHUNK = 1 << 16
_Result = TypeVar("_Result")
_NOBODY_THERE = (socket.gaierror, ConnectionRefusedError, ssl.SSLCertVerificationError)
_WORTH_ANOTHER_TRY = {408, 425, 429, 500, 502, 503, 504}
_WORTHWHILE = 1 << 20  # bytes in one attempt after which patience starts anew
_BRING_IT = "if this machine has no network, bring the .argosmodel file and run: aligner models import FILE"


@dataclass(frozen=True)
class Download:
    """What to fetch: the same file under one or more addresses, and what is known of it beforehand."""

    name: str  # of the file in the downloads folder
    links: tuple[str, ...]  # tried in order
    sha256: str | None = None
    size: int | None = None  # bytes


@dataclass(frozen=True)
class Transfer:
    """How long to try."""

    timeout: float = 30.0  # seconds without a byte
    attempts: int = 5  # for each link, in a row without getting on
    backoff: float = 0.5  # seconds before the second attempt; doubled each time
    limit: int = 8 << 30  # bytes


class _CutOff(Exception):
    """Something that may be better the next time."""

    brought = 0  # bytes that came all the same


class _Unreachable(_CutOff):
    """Nobody there at all: worth another try only after the server has answered before."""


@contextlib.contextmanager
def downloaded(
    wanted: Download, folder: Path, *, progress: Progress | None = None, transfer: Transfer | None = None
) -> Iterator[tuple[Path, str]]:
    """Give the fetched file and the link that served, for the time of the with block; it is deleted afterwards.

    What came before a failure stays in `folder` as NAME.part and is resumed the next time. Two at once must not
    fetch one name: hold a lock. NetworkError where no link serves; ModelError where the content is not as announced.
    """
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f"{wanted.name}.part"
    link = _fetch_from_any(wanted, part, progress, transfer or Transfer())
    whole = part.replace(folder / wanted.name)
    _note(part).unlink(missing_ok=True)
    try:
        yield whole, link
    finally:
        whole.unlink(missing_ok=True)


def fetch_bytes(url: str, *, limit: int, transfer: Transfer | None = None) -> bytes:
    """Fetch something small into memory. NetworkError where it cannot be had or is larger than `limit` bytes."""
    transfer = transfer or Transfer()

    def once() -> bytes:
        with _open(url, {}, transfer.timeout) as response:
            content = _read(response, limit + 1)
            announced = response.headers.get("Content-Length", "")
            if announced.isdecimal() and len(content) < min(int(announced), limit + 1):
                raise _CutOff("the connection was cut")
            return content

    content = _patiently(once, url, transfer)
    if len(content) > limit:
        raise NetworkError(f"{url}: larger than {limit} bytes, which no index is")
    return content


def _fetch_from_any(wanted: Download, part: Path, progress: Progress | None, transfer: Transfer) -> str:
    """Fetch from the first link that serves, and say which one."""
    failures: list[ModelError] = []
    for link in wanted.links:
        rest = functools.partial(_fetch_rest, link, wanted, part, progress, transfer)
        try:
            _patiently(rest, link, transfer)
            _check(wanted, link, part)
            return link
        except ModelError as error:
            failures.append(error)
    if not failures:
        raise NetworkError(f"{wanted.name}: the index names no address to fetch it from")
    raise failures[0]


def _patiently(once: Callable[[], _Result], url: str, transfer: Transfer) -> _Result:
    """Do it, again and again while it gets on, else several times. NetworkError when it is not to be had."""
    failures = 0
    answered = False
    while True:
        try:
            return once()
        except _CutOff as error:
            failures = 1 if error.brought >= _WORTHWHILE else failures + 1
            if failures >= transfer.attempts or (isinstance(error, _Unreachable) and not answered):
                raise NetworkError(f"cannot reach {_shown(url)}: {error}; {_BRING_IT}") from error
            answered = answered or not isinstance(error, _Unreachable)
            time.sleep(transfer.backoff * 2 ** (failures - 1))


def _fetch_rest(link: str, wanted: Download, part: Path, progress: Progress | None, transfer: Transfer) -> None:
    """One attempt: ask for what is missing and append it. Returns when all is there."""
    validator = _validator(part, link)
    held = _size(part)
    if validator is None and wanted.sha256 is None:
        held = 0  # nothing would tell that the server has another file by now
    headers = {"Range": f"bytes={held}-"} if held else {}
    if held and validator:
        headers["If-Range"] = validator
    try:
        with _open(link, headers, transfer.timeout, also=416 if held else None) as response:
            if response.status == 416 and response.headers.get("Content-Range", "") == f"bytes */{held}":
                return  # all was there already
            _take(response, held, link, wanted, part, progress, transfer.limit)
    except _CutOff as error:
        error.brought = _size(part) - held
        raise


def _take(
    response: http.client.HTTPResponse,
    held: int,
    link: str,
    wanted: Download,
    part: Path,
    progress: Progress | None,
    limit: int,
) -> None:
    """Add the body of a response to the part, if it fits there."""
    start, total = _extent(response)
    if start not in (0, held) or response.status == 416:
        part.unlink(missing_ok=True)
        raise _CutOff("the server sent another part than was asked for")
    most = limit if wanted.size is None else min(limit, wanted.size)
    if total is not None and total > most:
        raise ModelError(f"{_shown(link)}: has {total} bytes, more than the {most} it may have: not fetched")
    if start == 0:
        _remember(part, link, response.headers)
    done = _append(response, part, start, most, total, progress)
    if done > most:
        part.unlink()
        raise ModelError(f"{_shown(link)}: sends more than the {most} bytes it may have: not fetched")
    if total is not None and done != total:
        raise _CutOff(f"the connection was cut at {done} of {total} bytes")


def _append(
    response: http.client.HTTPResponse,
    part: Path,
    start: int,
    most: int,
    total: int | None,
    progress: Progress | None,
) -> int:
    """Write what comes, from `start` on, and give the size of the file then."""
    done = start
    with part.open("r+b" if start else "wb") as out:
        out.seek(start)
        out.truncate()
        while done <= most and (chunk := _read(response, _CHUNK)):
            out.write(chunk)
            done += len(chunk)
            if progress:
                progress(done, total)
    return done


def _check(wanted: Download, link: str, part: Path) -> None:
    """Compare with what was announced. What is wrong is not kept."""
    problem = None
    if wanted.size is not None and part.stat().st_size != wanted.size:
        problem = f"has {part.stat().st_size} bytes, and the index says {wanted.size}"
    elif wanted.sha256 is not None and (found := hash_file(part)) != wanted.sha256:
        problem = f"has sha256 {found}, and the index says {wanted.sha256}"
    if problem:
        part.unlink()
        _note(part).unlink(missing_ok=True)
        raise ModelError(f"{_shown(link)}: {problem}: damaged or replaced, not installed")


@contextlib.contextmanager
def _open(
    url: str, headers: dict[str, str], timeout: float, *, also: int | None = None
) -> Iterator[http.client.HTTPResponse]:
    """Ask for an address. Gives a response that is not an error (or has the status `also`)."""
    _refuse_scheme(url)
    own = {"User-Agent": f"aligner/{aligner.__version__}", "Accept-Encoding": "identity"}
    try:
        safe = urllib.parse.quote(url, safe="%/:=&?~#+!$,;'@()*[]")
        request = urllib.request.Request(safe, headers={**own, **headers})
        response = urllib.request.build_opener(_Redirects).open(request, timeout=timeout)
    except urllib.error.HTTPError as error:
        if error.code != also:
            error.close()
            raise _refusal(url, error) from error
        response = error
    except urllib.error.URLError as error:
        kind = _Unreachable if isinstance(error.reason, _NOBODY_THERE) else _CutOff
        raise kind(_reason(error.reason)) from error
    except (http.client.InvalidURL, UnicodeError) as error:
        raise NetworkError(f"{_shown(url)}: not an address: {error}") from error
    except (http.client.HTTPException, OSError) as error:
        raise _CutOff(_reason(error)) from error
    with response:
        yield response


def _refusal(url: str, error: urllib.error.HTTPError) -> Exception:
    said = f"{error.code} {_plain(str(error.reason))}".strip()
    if error.code in _WORTH_ANOTHER_TRY:
        return _CutOff(f"the server answers {said}")
    return NetworkError(f"{_shown(url)}: the server answers {said}")


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows redirects, but not away from the web and not from https to http."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        if req.type == "https" and not newurl.lower().startswith("https:"):
            raise NetworkError(f"{_shown(req.full_url)}: redirects from https to {_shown(newurl)}: refused")
        return super().redirect_request(req, fp, code, msg, headers, newurl)

    def http_error_302(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: http.client.HTTPMessage
    ) -> IO[bytes] | None:
        # urllib refuses odd schemes itself, as an HTTPError that reads like an answer of the server.
        if place := headers.get("location") or headers.get("uri"):
            _refuse_scheme(urllib.parse.urljoin(req.full_url, place))
        return super().http_error_302(req, fp, code, msg, headers)

    http_error_301 = http_error_303 = http_error_307 = http_error_308 = http_error_302


def _refuse_scheme(url: str) -> None:
    try:
        parts = urllib.parse.urlsplit(url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        good = False
    if not good:
        raise NetworkError(f"{_shown(url)}: only http and https addresses are fetched")


def _extent(response: http.client.HTTPResponse) -> tuple[int, int | None]:
    """Where in the file the body starts, and the size of the whole file if it is told."""
    if response.status == 206:
        match = re.fullmatch(
            r"bytes ([0-9]{1,18})-[0-9]{1,18}/([0-9]{1,18}|\*)", response.headers.get("Content-Range", "")
        )
        if not match:
            return -1, None
        return int(match[1]), None if match[2] == "*" else int(match[2])
    length = response.headers.get("Content-Length", "")
    return 0, int(length) if re.fullmatch(r"[0-9]{1,18}", length) else None


def _read(response: http.client.HTTPResponse, size: int) -> bytes:
    try:
        return response.read(size)
    except (http.client.HTTPException, OSError, ValueError) as error:
        raise _CutOff(_reason(error)) from error


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def _note(part: Path) -> Path:
    return part.with_name(f"{part.name}.json")


def _remember(part: Path, link: str, headers: email.message.Message) -> None:
    """Note what the server calls this state of the file, so that a rest is only ever added to the same."""
    etag, modified = headers.get("ETag"), headers.get("Last-Modified")
    strong = etag if etag and not etag.startswith("W/") else None  # RFC 9110, 13.1.5: a weak one says too little
    with write_atomically(_note(part)) as file:
        file.write(json.dumps({"link": link, "validator": strong or modified}).encode())


def _validator(part: Path, link: str) -> str | None:
    try:
        note = json.loads(_note(part).read_bytes())
        validator = note["validator"] if note["link"] == link else None
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return validator if isinstance(validator, str) and validator.isprintable() else None


def _reason(error: object) -> str:
    if isinstance(error, TimeoutError):
        return "no answer in time"
    if isinstance(error, OSError) and error.strerror:
        return _plain(error.strerror)
    return _plain(str(error)) or type(error).__name__


def _shown(url: str) -> str:
    return _plain(url if len(url) <= 300 else url[:297] + "...")


def _plain(text: str) -> str:
    """Text from outside without what would break the line or the terminal."""
    return "".join(char if char.isprintable() else "?" for char in " ".join(text.split()))
