"""One text through the Python API."""

from __future__ import annotations

from pathlib import Path

import pytest

import aligner
from aligner.errors import InputError
from aligner.translation.memory import Memory


def test_a_text(toy: Path) -> None:
    result = aligner.translate("The delegation visited the council on Friday.", "ar", source="en", engine=str(toy))
    assert str(result) == "زار الوفد المجلس يوم الجمعة."
    (bead,) = result.bitext
    assert (bead.source_language, bead.target_language, bead.origin) == ("en", "ar", "machine")


def test_the_language_is_found_out(toy: Path) -> None:
    text = "The delegation visited the council on Friday. The president met the ambassador in Geneva."
    assert aligner.translate(text, "ar", engine=str(toy)).bitext.beads[0].source_language == "en"
    with pytest.raises(InputError, match="not clear"):
        aligner.translate("qqq", "ar", engine=str(toy))
    with pytest.raises(InputError, match="already"):
        aligner.translate("text", "ar", source="ar", engine=str(toy))


def test_markdown_and_line_ends(toy: Path) -> None:
    text = b"\xef\xbb\xbf# News\r\n\r\n**The delegation visited the council on Friday.**\r\n"
    result = aligner.translate(text, "ar", source="en", format="md", engine=str(toy))
    assert result.data.startswith(b"\xef\xbb\xbf# ")
    assert result.data.endswith("**زار الوفد المجلس يوم الجمعة.**\r\n".encode())


def test_a_memory_is_used_and_left_open(toy: Path) -> None:
    with Memory(":memory:") as memory:
        memory.approve("en", "ar", "Talks go on.", "المحادثات مستمرة.", editor="x")
        for _ in range(2):
            result = aligner.translate("Talks go on.", "ar", source="en", engine=str(toy), memory=memory)
            assert str(result) == "المحادثات مستمرة."
