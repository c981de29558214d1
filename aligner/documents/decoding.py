"""Bytes from outside become text, or a message that says which byte is wrong and what to do about it."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from aligner.errors import InputError

__all__ = ["Decoded", "decode", "usual_newline"]

_BYTE_ORDER_MARKS = (  # UTF-32 first: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LIKELY_LEGACY = {"ru": "windows-1251", "ar": "windows-1256"}


@dataclass(frozen=True)
class Decoded:
    """A text and how its bytes were."""

    text: str
    encoding: str  # Unicode encodings only: what cannot hold every language is not written back
    byte_order_mark: bool


def decode(data: str | bytes, name: str, language: str, encoding: str | None = None) -> Decoded:
    """The text of a file: UTF-8 (with or without byte-order mark), UTF-16 with one, or as `encoding` says.

    InputError for anything else, for binary content, and for text that no file can hold (lone surrogates).
    """
    if isinstance(data, str):
        marked = data.startswith("\ufeff")
        decoded = Decoded(data[1:] if marked else data, "utf-8", marked)
    else:
        decoded = _decode_bytes(data, name, language, encoding)
    nul = decoded.text.find("\0")
    if nul >= 0:
        line = decoded.text.count("\n", 0, nul) + 1
        raise InputError(f"{name}: holds a NUL character (line {line}), so it is not a text file; give plain text")
    try:
        decoded.text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError(
            f"{name}: character {error.start} is half of a surrogate pair, which no text file can hold; "
            "decode the text again from its file"
        ) from error
    return decoded


def usual_newline(text: str) -> str:
    """The line end that the text uses most; a line feed where it has none."""
    windows = text.count("\r\n")
    unix = text.count("\n") - windows
    old_mac = text.count("\r") - windows
    most = max(windows, unix, old_mac)
    if most == 0 or most == unix:
        return "\n"
    return "\r\n" if most == windows else "\r"


def _decode_bytes(data: bytes, name: str, language: str, encoding: str | None) -> Decoded:
    if encoding is not None:
        return _decode_as(data, name, encoding)
    mark, found = next(((m, e) for m, e in _BYTE_ORDER_MARKS if data.startswith(m)), (b"", "utf-8"))
    if found.startswith("utf-32"):
        raise InputError(f"{name}: is UTF-32; convert it with  iconv -f UTF-32 -t UTF-8")
    if not mark and (nul := data.find(b"\0")) >= 0:
        raise InputError(
            f"{name}: holds a NUL byte at offset {nul}, so it is not a text file; give plain text in UTF-8"
        )
    try:
        return Decoded(data[len(mark) :].decode(found), found, bool(mark))
    except UnicodeDecodeError as error:
        legacy = _LIKELY_LEGACY.get(language)
        guess = legacy or "windows-1251 (Russian), windows-1256 (Arabic) or windows-1252"
        how = f"iconv -f {(legacy or 'its-encoding').upper()} -t UTF-8"
        where = f"not {found.upper()} at byte {len(mark) + error.start}"
        raise InputError(f"{name}: {where}; if it is {guess}, convert it with  {how}") from error


def _decode_as(data: bytes, name: str, encoding: str) -> Decoded:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: not {encoding} at byte {error.start}; name another encoding") from error
    except (LookupError, ValueError) as error:
        raise InputError(f"{name}: no text encoding is called {encoding!r}; use one like 'windows-1251'") from error
    marked = text.startswith("\ufeff")
    return Decoded(text[1:] if marked else text, "utf-8", marked)
