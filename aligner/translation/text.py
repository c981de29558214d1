"""One text in memory: what standard input and the Python API translate."""

from __future__ import annotations

from dataclasses import dataclass

from aligner import documents, engines, languages
from aligner.bitext import Bitext
from aligner.engines.base import DecodingOptions
from aligner.errors import InputError
from aligner.glossary.store import Glossary
from aligner.ledger import digest
from aligner.translation.memory import Memory
from aligner.translation.reports import language_of
from aligner.translation.segments import Translator
from aligner.translation.terms import Terms

__all__ = ["TranslatedText", "translate_text"]


@dataclass(frozen=True)
class TranslatedText:
    """A text in another language, with its bitext."""

    data: bytes  # as the text was: same encoding, line ends and byte-order mark
    bitext: Bitext
    encoding: str = "utf-8"

    def __str__(self) -> str:
        return self.data.decode(self.encoding).removeprefix("\ufeff")


def translate_text(
    text: str | bytes,
    target: str,
    *,
    source: str | None = None,
    format: str = "txt",
    engine: str | None = None,
    options: DecodingOptions | None = None,
    repair: bool = True,
    splitter: str = "rules",
    threads: int = 0,
    memory: Memory | None = None,
    glossary: Glossary | None = None,
    name: str = "-",
) -> TranslatedText:
    """Translate a text to `target` ("ar"); its language is found out where `source` is not given.

    The approved terms of the `glossary` come out in an approved form, or the bead is flagged "term".

    InputError where the language is not clear or is the target's; ModelError where no engine serves the direction.
    """
    if source is None:
        probe = documents.parse(text, "en", format=format, name=name)
        source = language_of(documents.detectable(probe))
        if source is None:
            raise InputError("the language of the text is not clear: say --from en, ar or ru")
    if source == target:
        raise InputError(f"the text is in {languages.get(target).name} already")
    split = languages.splitter(source, splitter)
    document = documents.parse(text, source, format=format, name=name, split=split)
    opened = engines.open_engine(source, target, engine=engine, threads=threads)
    own = memory if memory is not None else Memory(":memory:")
    try:
        translator = Translator(
            opened,
            options or DecodingOptions(),
            own,
            second=lambda: engines.open_other(opened, threads=threads),
            mend=repair,
            terms=Terms(glossary, (source, target)),
        )
        data = text.encode() if isinstance(text, str) else text
        prepared = translator.prepare(document, digest(data)[:16])
        translator.translate(prepared.texts)
        return TranslatedText(*translator.finished(prepared), encoding=document.encoding)
    finally:
        opened.close()
        if memory is None:
            own.close()
