"""Plain text written as Markdown: what would be read as markup is escaped, the rest stays as it is."""

from __future__ import annotations

import re

from aligner.documents.markdown_verbatim import verbatim_at

__all__ = ["escape_all", "escape_apart", "escape_needed", "guard_heading_end", "guard_line_start"]

_SPECIAL = re.compile(r"[\\`*_\[\]<>&~|!#${]")
_PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_LINE_START = re.compile(
    r"(?:[-+*]|\#{1,6})(?=[ \t]|$)"  # items, headings
    r"|>|=+[ \t]*$|\+\+\+[ \t]*$"
    r"|([-*_])[ \t]*(?:\1[ \t]*)*$"  # rules, underlines of headings
    r"|```|~~~"
    r"|<(?=[A-Za-z/!?])"
    r"|\[[^\]]*\]:"  # definitions
    r"|\[![\w-]+\]"  # alerts
    r"|:::|\$\$"  # containers, formulas
    r"|\|"
    r"|(?P<number>\d{1,9})(?=[.)](?:[ \t]|$))"
)
_TASK_BOX = re.compile(r"\[[ xX]\](?=\s|$)")


def escape_needed(text: str, start: int, end: int) -> str:
    """A stretch of a text with a backslash before what would most likely be read as markup.

    Brackets that make no link and stars between blanks stay, as an editor would write them; whether that was enough
    depends on what is around the stretch, so the result has to be read again and compared.
    """
    return "".join(
        ("\\" + character) if _is_markup(text, i, character, end) else character
        for i, character in enumerate(text[start:end], start=start)
    )


def escape_all(text: str, start: int, end: int) -> str:
    """A stretch of a text with a backslash before every character that can have to do with inline markup."""
    return _SPECIAL.sub(r"\\\g<0>", text[start:end])


def escape_apart(text: str, start: int, end: int) -> str:
    """As `escape_all`, for backticks that close what a backtick before the text has opened, backslash or not."""
    return escape_all(text, start, end).replace("\\`", "&#96;")


def guard_line_start(line: str, *, item: bool = False) -> str:
    """A line of prose that does not begin an item, a heading, a rule, an HTML block or a definition."""
    match = _LINE_START.match(line) or (_TASK_BOX.match(line) if item else None)
    if match is None:
        return line
    at = match.end() if match.groupdict().get("number") else 0
    return f"{line[:at]}\\{line[at:]}"


def guard_heading_end(content: str) -> str:
    """The content of a `# heading` of which no `#` at its end is taken for closing marks."""
    return re.sub(r"(^|[ \t])(#+)$", r"\1\\\2", content)


def _is_markup(text: str, i: int, character: str, end: int) -> bool:
    if character in "${[":
        return verbatim_at(text, i, end) is not None
    if character not in "\\`*_<&~":
        return False
    following = text[i + 1 : i + 2]
    if character == "\\":
        return i + 1 >= end or following in _PUNCTUATION
    if character == "&":
        return _ENTITY.match(text, i) is not None
    if character == "<":
        return following.isascii() and (following.isalpha() or following in ("/", "!", "?"))
    if character == "~":
        return "~" in (following, text[i - 1 : i])
    before = text[i - 1 : i] if i else " "
    if character == "_" and before.isalnum() and following.isalnum():
        return False
    return character == "`" or not (before.isspace() and (following.isspace() or not following))
