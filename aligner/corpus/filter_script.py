"""Filters of letters: the script of the language, characters that it does not have, damage from a wrong encoding.

Marks that belong to the letter before them (tashkeel, stress) and neutral characters count for no script.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aligner.corpus.filter_base import SCRIPTS, Filter, Params, at_least, by_language, column, lower_of, text
from aligner.corpus.filter_shape import sum_of

if TYPE_CHECKING:
    import polars as pl

__all__ = ["SCRIPT"]


def _script(params: Params) -> pl.Expr:
    """The share of characters that are no letters of another script, on the side where it is lower.

    Letters of other scripts are few in a good text and quickly counted. A text may have some Latin ones (acronyms,
    names of firms) whatever its length: `free` letters do not count, unless the text has no others.
    """
    import polars as pl

    def share(side: str) -> pl.Expr:
        def foreign(code: str) -> pl.Expr:
            return text(side).str.count_matches(rf"[\p{{L}}--\p{{{SCRIPTS[code]}}}]")

        others = by_language(side, foreign, pl.lit(0, pl.UInt32), params).cast(pl.Float32)
        size = pl.max_horizontal(text(side).str.len_chars(), 1)
        free = pl.min_horizontal(pl.lit(float(params["free"])), 0.4 * size)
        return 1 - (others - free).clip(0) / size

    return lower_of(share)


def _symbols(params: Params) -> pl.Expr:
    """The share of letters and digits among the characters that are no blanks, on the side where it is lower."""
    import polars as pl

    def share(side: str) -> pl.Expr:
        signs = text(side).str.count_matches(r"[^\p{L}\p{M}\p{Nd}\s]")
        return 1 - signs / pl.max_horizontal(text(side).str.len_chars(), 8)

    return lower_of(share)


# What the languages are printed with besides ASCII: letters (Arabic has a few for foreign sounds), figures, marks.
_COMMON = (
    r"\x20-\x7e\u00a0\u2009\u200a\u200b-\u200f\u2010-\u2027\u202a-\u202f\u2030-\u203a\u2066-\u2069"
    "№°§«»€£₽¥©®™±×÷½¼¾²³µ·•→←−≈≤≥"
)
_REPERTOIRE = {
    "en": rf"[^{_COMMON}À-ÖØ-öø-ſʻʼʾʿșțȘȚ\u1e00-\u1eff]",
    "ar": rf"[^{_COMMON}\u0621-\u063a\u0640-\u0655\u0670\u0671پچڤگڭژ٠-٩٪٫٬،؛؟؍ﷲ﴾﴿ﷺ]",
    "ru": rf"[^{_COMMON}А-яЁё\u0301]",
}


def _characters(params: Params) -> pl.Expr:
    """The share of characters that texts in the language have, on the side where it is lower.

    Letters of Persian, Urdu, Ukrainian, Serbian and the like, controls, and most of what a wrong code page makes.
    """
    import polars as pl

    def share(side: str) -> pl.Expr:
        strange = by_language(
            side, lambda code: text(side).str.count_matches(_REPERTOIRE[code]), pl.lit(0, pl.UInt32), params
        )
        return 1 - strange / pl.max_horizontal(text(side).str.len_chars(), 8)

    return lower_of(share)


_SIGNS = "|".join(
    (
        r"\x{FFFD}|[\x{00}-\x{08}\x{0B}\x{0C}\x{0E}-\x{1F}\x{7F}-\x{9F}\x{E000}-\x{F8FF}]",
        r"[ÂÃâÐÑØÙ][\x{A0}-\x{BF}€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]",  # UTF-8 in cp1252 and Latin-1
        r"[РСГвВ][\x{A0}-\x{BF}Ђ-Џђ-џҐґ‚„…†‡€‰‹‘’“”•–—™›]",  # in cp1251
        r"[طظأآâذر][\x{A0}-\x{BF}€‚ƒ„…†‡ˆ‰‹Œ‘’“”•–—™›œ]",  # in cp1256
        r"[ØÙÐÑ][ØÙÐÑ]",
        r"[РС][РС][РС][РС]",
        r"[طظ][طظ][طظ]|[ذر][ذر][ذر][ذر]",
        r"[a-z][А-яЁё][a-z]|[а-яё][A-Za-z][а-яё]|[ء-ي][a-z][ء-ي]",  # letters of another script inside a word
        r"\?{4,}|(?:\?\s){4,}",
    )
)


def _encoding(params: Params) -> pl.Expr:
    """Minus the signs of a wrong encoding: U+FFFD, controls, UTF-8 read in a code page, scripts mixed in a word."""
    import polars as pl

    return -sum_of(_SIGNS).cast(pl.Float32)


SCRIPT = (
    Filter(
        "script",
        "letters in the script of the language; some words in Latin letters are free",
        at_least("script"),
        _script,
        {"free": 12, "least": 0.6},
    ),
    Filter("symbols", "letters and digits more than signs", at_least("symbols"), _symbols, {"least": 0.6}),
    Filter(
        "characters",
        "few characters that texts in the language never have",
        lambda params: (column("characters") >= params["least"]).fill_null(value=True),
        _characters,
        {"least": 0.97},
    ),
    Filter("encoding", "no damage from a wrong encoding", at_least("encoding"), _encoding, {"least": -1}),
)
