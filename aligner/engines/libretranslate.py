"""A LibreTranslate-compatible server as an engine. Used only where the user names a server.

$ALIGNER_LIBRETRANSLATE_URL is the address ("http://localhost:5000"), $ALIGNER_LIBRETRANSLATE_API_KEY the key, if any.
"""

from __future__ import annotations

import json
import os
import re
import time
import unicodedata
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Sequence
from http.client import HTTPException
from typing import Any

from aligner.engines.base import Candidate, Capabilities, DecodingOptions, Engine
from aligner.errors import InputError, ModelError, NetworkError
from aligner.languages import LANGUAGES

__all__ = ["LibreTranslateEngine", "LibreTranslateProvider"]

URL_VARIABLE = "ALIGNER_LIBRETRANSLATE_URL"
KEY_VARIABLE = "ALIGNER_LIBRETRANSLATE_API_KEY"

_BATCH_TEXTS = 50  # in one request: what is in flight when it fails has to be asked again
_BATCH_CHARACTERS = 10_000
_MAX_ANSWER = 16 << 20  # bytes
_MAX_WAIT = 60.0  # seconds before one attempt, whatever the server asks for
_DEFAULTS = DecodingOptions()


class LibreTranslateProvider:
    """Engines on the server that the user configured; none where there is no address."""

    name = "libretranslate"

    def __init__(self, url: str | None = None, *, api_key: str | None = None, timeout: float = 60.0) -> None:
        """Use the server at `url`, or the one named by the environment."""
        self._url, self._api_key, self._timeout = url, api_key, timeout

    def pairs(self) -> list[tuple[str, str]]:
        """The directions between our languages, if a server is configured; `open` asks it what it really has."""
        if not (self._url or os.environ.get(URL_VARIABLE)):
            return []
        return [(source, target) for source in LANGUAGES for target in LANGUAGES if source != target]

    def open(self, source: str, target: str, *, threads: int = 0, compute_type: str = "default") -> Engine:
        """Make sure that the server has the direction. Threads and types of numbers are the server's own affair.

        ModelError where no server is configured or it lacks the direction, NetworkError where it does not answer.
        """
        url = self._url or os.environ.get(URL_VARIABLE)
        if not url:
            raise ModelError(f"no LibreTranslate server is configured: set {URL_VARIABLE} to its address")
        api_key = self._api_key or os.environ.get(KEY_VARIABLE)
        engine = LibreTranslateEngine(url, source, target, api_key=api_key, timeout=self._timeout)
        engine.check_pair()
        return engine


class LibreTranslateEngine:
    """One direction on a server. It has other candidates, but neither scores nor forced beginnings."""

    capabilities = Capabilities(nbest=True)

    def __init__(
        self,
        url: str,
        source: str,
        target: str,
        *,
        api_key: str | None = None,
        timeout: float = 60.0,
        attempts: int = 4,
        pause: float = 1.0,
    ) -> None:
        """Nothing is sent yet. `timeout` is in seconds, for each request; `pause`, doubled each time, is the wait
        between the `attempts`. InputError where the address is not one of http or https.
        """
        self._base = _checked_url(url)
        self._api_key, self._timeout, self._attempts, self._pause = api_key, timeout, attempts, pause
        self._opener = urllib.request.build_opener(_NoRedirects)
        self.source, self.target = source, target
        self.name = f"libretranslate {source}-{target} at {_shown_url(self._base)}"
        # What model answers, the server does not say: only its address is known.
        self.fingerprint = f"libretranslate/{_shown_url(self._base)}/{source}-{target}"

    def check_pair(self) -> None:
        """Ask the server for its languages. ModelError where the direction is not among them."""
        answer = self._ask("/languages", None)
        targets: dict[str, list[str]] = {}
        try:
            for language in answer:
                targets[str(language["code"])] = [str(code) for code in language.get("targets", [])]
        except (TypeError, KeyError, AttributeError) as error:
            raise NetworkError(f"{self.name}: the list of languages is not as expected") from error
        # Servers before 1.3 have no list of targets: then each language can be both.
        known = targets.get(self.source)
        if known is None or self.target not in (known or targets):
            raise ModelError(f"{self.name}: the server has no model for {self.source}-{self.target}")

    def translate(
        self,
        texts: Sequence[str],
        options: DecodingOptions = _DEFAULTS,
        *,
        prefixes: Sequence[str] | None = None,
        suppress: str | None = None,
    ) -> list[list[Candidate]]:
        """Translate segments, equal ones once. Of the options only `nbest` is heeded.

        Texts without a letter come back as they are, and blanks around a text stay. ModelError for a prefix or
        `suppress`; NetworkError where the server fails in spite of all attempts or answers nonsense.
        """
        if suppress or any(prefixes or ()):
            raise ModelError(f"{self.name}: cannot force the beginning of a translation or forbid letters")
        wanted = list(dict.fromkeys(text.strip() for text in texts if any(char.isalpha() for char in text)))
        found: dict[str, list[str]] = {}
        for batch in _batches(wanted):
            found.update(zip(batch, self._translated(batch, options.nbest), strict=True))
        answer = []
        for text in texts:
            lead, trail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
            made = found.get(text.strip())
            answer.append([Candidate(lead + one + trail) for one in made] if made else [Candidate(text, 0.0)])
        return answer

    def score(self, texts: Sequence[str], translations: Sequence[str]) -> list[float]:
        """Not possible with this engine: ModelError."""
        raise ModelError(f"{self.name}: cannot score given translations")

    def close(self) -> None:
        """There is nothing to give back: each request has its own connection."""

    def _translated(self, batch: list[str], nbest: int) -> list[list[str]]:
        """The candidates of each text, best first."""
        question: dict[str, Any] = {"q": batch, "source": self.source, "target": self.target, "format": "text"}
        if nbest > 1:
            question["alternatives"] = nbest - 1
        if self._api_key:
            question["api_key"] = self._api_key
        answer = self._ask("/translate", question)
        best = answer.get("translatedText") if isinstance(answer, dict) else None
        if not isinstance(best, list) or not all(isinstance(text, str) for text in best):
            raise NetworkError(f"{self.name}: the answer has no list of translations")
        if len(best) != len(batch):
            raise NetworkError(f"{self.name}: {len(batch)} texts were sent, but {len(best)} translations came back")
        others = answer.get("alternatives") or [[] for _ in batch]
        if not isinstance(others, list) or len(others) != len(batch) or not all(isinstance(o, list) for o in others):
            raise NetworkError(f"{self.name}: the answer's alternatives are not as expected")
        candidates = []
        for first, rest in zip(best, others, strict=True):
            texts = [first, *(text for text in rest if isinstance(text, str))]
            candidates.append(list(dict.fromkeys(unicodedata.normalize("NFC", t).strip() for t in texts))[:nbest])
        return candidates

    def _ask(self, path: str, question: dict[str, Any] | None) -> Any:
        """The JSON answer to a question, asked again after a pause while the server is busy or broken."""
        for attempt in range(1, self._attempts + 1):
            wait = min(_MAX_WAIT, self._pause * 2 ** (attempt - 1))
            try:
                return self._ask_once(path, question)
            except urllib.error.HTTPError as error:
                with error:
                    reason = f"status {error.code}{_detail(error)}"
                    asked = error.headers.get("Retry-After", "")
                if error.code != 429 and error.code < 500:
                    raise NetworkError(f"{self.name}: the server refuses: {reason}") from error
                if asked.isdecimal():
                    wait = min(_MAX_WAIT, float(asked))
            except (OSError, HTTPException) as error:  # URLError and timeouts are OSErrors
                reason = str(getattr(error, "reason", "") or error) or type(error).__name__
            if attempt < self._attempts:
                time.sleep(wait)
        raise NetworkError(f"{self.name}: no answer after {self._attempts} attempts: {reason}")

    def _ask_once(self, path: str, question: dict[str, Any] | None) -> Any:
        data = None if question is None else json.dumps(question).encode()
        headers = {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": "aligner"}
        request = urllib.request.Request(self._base + path, data=data, headers=headers)
        with self._opener.open(request, timeout=self._timeout) as response:
            content = response.read(_MAX_ANSWER + 1)
        if len(content) > _MAX_ANSWER:
            raise NetworkError(f"{self.name}: the answer is larger than {_MAX_ANSWER} bytes")
        try:
            return json.loads(content)
        except (ValueError, RecursionError) as error:
            raise NetworkError(f"{self.name}: the answer is not JSON: is this a LibreTranslate server?") from error


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """Texts go to the address the user gave and nowhere else."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


def _checked_url(url: str) -> str:
    try:
        parts = urllib.parse.urlsplit(url.strip())
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        usable = usable and url.isascii() and not re.search(r"[\s\x00-\x1f]|\.\.", url.strip())
    except ValueError:
        usable = False
    if not usable or parts.query or parts.fragment:
        raise InputError(f"not the address of a server: {_shown_url(url)!r}: give it as in http://localhost:5000")
    return url.strip().rstrip("/")


def _shown_url(url: str) -> str:
    """The address without the user name and password it may hold."""
    scheme, _, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}://{host.rpartition('@')[2]}{slash}{path}" if rest else url


def _batches(texts: list[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    characters = 0
    for text in texts:
        if batch and (len(batch) == _BATCH_TEXTS or characters + len(text) > _BATCH_CHARACTERS):
            yield batch
            batch, characters = [], 0
        batch.append(text)
        characters += len(text)
    if batch:
        yield batch


def _detail(error: urllib.error.HTTPError) -> str:
    """What the server says of its refusal, in one short line."""
    try:
        said = json.loads(error.read(10_000))["error"]
    except (OSError, ValueError, KeyError, TypeError, HTTPException, RecursionError):
        return ""
    return ": " + " ".join(str(said).split())[:200]
