"""A file becomes a version of a report: its sentences, its paragraphs, and the language that it is in."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import Path

from aligner import documents, languages
from aligner.aligned.parallel import Version
from aligner.documents.decoding import decode
from aligner.errors import AlignerError, InputError

__all__ = ["language_in_name", "open_version", "refuse_twins", "untagged"]

_CODES = "|".join(languages.LANGUAGES)
_TAG = re.compile(rf"(?<=.)[.\-_]({_CODES})$", re.IGNORECASE)
_LONGEST = 2_000  # characters of a segment that are thought of when its language is found


def untagged(name: str) -> str:
    """The name of a file without its extension and the tag of its language: "talks" of "talks.en.txt"."""
    stem = Path(name).stem if Path(name).suffix.lower() in documents.FORMATS else name
    return _TAG.sub("", stem)


def language_in_name(path: Path) -> str | None:
    """The language that the name of a file tells: "talks.en.txt", "corpus.en", "en/talks.txt"; None where none."""
    stem = path.stem if path.suffix.lower() in documents.FORMATS else path.name
    if (tag := _TAG.search(stem)) is not None:
        return tag[1].lower()
    folder = path.parent.name.lower()
    return folder if folder in languages.LANGUAGES else None


def open_version(
    content: Path | bytes,
    language: str | None = None,
    *,
    name: str | None = None,
    lines: bool = False,
    force: bool = False,
) -> Version:
    """The version in a file or in the bytes of one.

    The language is the one given, else the one in the name of the file, else the one that the text is in. With `lines`
    a line is a segment, and empty lines part paragraphs; else paragraphs are split into sentences. InputError where the
    file cannot be read, is empty, its language is not clear, or (but for `force`) is not the one said.
    """
    path = content if isinstance(content, Path) else None
    shown = name or (str(path) if path else "standard input")
    said = language or (language_in_name(path) if path else None)
    if path and not lines and path.suffix.lower() not in documents.FORMATS and not path.is_dir():
        known = ", ".join(sorted(documents.FORMATS))
        raise InputError(
            f"{shown}: files ending in {path.suffix or 'nothing'} are not read; these are: {known} (--lines reads any)"
        )
    data = _bytes(content, shown) if isinstance(content, Path) else content
    format = path.suffix.lower()[1:] if path and not lines else "txt"
    text = decode(data, shown, said or "", None).text
    prose = text if lines else documents.detectable(_parsed(text, "und", format, shown))
    code = _language(prose, said, shown, force)
    if lines:
        return _of_lines(text, code, shown, data)
    document = _parsed(text, code, format, shown)
    segments = [segment for segment in document.segments if segment.text.strip()]
    if not segments:
        raise InputError(f"{shown}: there is no text in it; give the {languages.get(code).name} version of the report")
    return Version(
        name=shown,
        language=code,
        segments=tuple(segment.text for segment in segments),
        paragraphs=tuple(segment.block for segment in segments),
        kinds=tuple("paragraph" if segment.kind == "field" else segment.kind for segment in segments),
        lines=tuple(segment.line for segment in segments),
        revision=hashlib.sha256(data).hexdigest()[:16],
    )


def refuse_twins(versions: tuple[Version, ...]) -> None:
    """InputError where two versions are the same text, or are in the same language."""
    for number, one in enumerate(versions):
        for other in versions[number + 1 :]:
            if one.segments == other.segments:
                raise InputError(f"{one.name} and {other.name}: the same text twice; give versions in two languages")
            if one.language == other.language:
                name = languages.get(one.language).name
                raise InputError(
                    f"{one.name} and {other.name} are both in {name}; "
                    "to compare two revisions of one text, say  aligner align --revision OLD NEW"
                )


def _bytes(path: Path, shown: str) -> bytes:
    if path.is_dir():
        raise InputError(f"{shown}: is a folder; give two files, or folders only")
    try:
        with path.open("rb") as file:
            data = file.read(documents.LARGEST + 1)
    except OSError as error:
        raise InputError(f"{shown}: cannot be read: {error.strerror}") from error
    if len(data) > documents.LARGEST:
        raise InputError(f"{shown}: larger than {documents.LARGEST / 1e6:g} MB; cut it into several files")
    return data


def _parsed(text: str, language: str, format: str, shown: str) -> documents.Document:
    try:
        return documents.parse(text, language, format=format, name=shown)
    except RecursionError as error:  # markup nested beyond reason
        raise AlignerError(f"{shown}: nested too deeply to be read") from error


def _language(prose: str, said: str | None, shown: str, force: bool) -> str:
    """The language of a text, which is the one said where one was; InputError where that cannot be."""
    if not prose.strip():
        raise InputError(f"{shown}: there is no text in it; give a version of the report with text")
    found = languages.detect(prose).code
    if said is None:
        if found is None:
            known = ", ".join(language.name for language in languages.LANGUAGES.values())
            raise InputError(
                f"{shown}: is it in {known}? Say so with --from, --to or --third, or in its name (.en.txt)"
            )
        return found
    if found not in (None, said) and not force:
        raise InputError(
            f"{shown}: is in {languages.get(str(found)).name}, not in {languages.get(said).name}; "
            "correct --from, --to or the name of the file (--force aligns anyway)"
        )
    return said


def _of_lines(text: str, code: str, shown: str, data: bytes) -> Version:
    """One segment a line; empty lines part paragraphs, and tell nothing where there are none."""
    segments, paragraphs, lines, paragraph = [], [], [], 0
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        if not line.strip():
            paragraph += 1
            continue
        segments.append(unicodedata.normalize("NFC", line.strip()))
        paragraphs.append(paragraph)
        lines.append(number)
    known = len(set(paragraphs)) > 1
    return Version(
        name=shown,
        language=code,
        segments=tuple(segments),
        paragraphs=tuple(paragraphs) if known else None,
        kinds=("paragraph",) * len(segments),
        lines=tuple(lines),
        revision=hashlib.sha256(data).hexdigest()[:16],
    )
