"""Filters of the outer shape of a bead: length, ratio, long words, ending, loops, links, remains of pages.

All but the loops are expressions alone; a loop is looked for, word by word, only where words come again and again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby, pairwise
from operator import eq
from typing import TYPE_CHECKING

from aligner.corpus.filter_base import Filter, Params, Reading, at_least, column, lower_of, text
from aligner.corpus.filter_data import ratio_table

if TYPE_CHECKING:
    import polars as pl

__all__ = ["SHAPE"]

_LONG = r"[^\s/.,;:?&=#@_|‐‑–—-]"


def _length(params: Params) -> pl.Expr:
    import polars as pl

    both = [text(side).str.len_chars() for side in ("source", "target")]
    lettered = text("source").str.contains(r"\p{L}|\p{Nd}") & text("target").str.contains(r"\p{L}|\p{Nd}")
    return pl.when(lettered).then(-pl.max_horizontal(*both).cast(pl.Float32)).otherwise(float("-inf")).clip(-1e9, 0)


def _ratio(params: Params) -> pl.Expr:
    """How many standard deviations the lengths are from what the pair of languages has (as Gale and Church, 1993).

    The deviation of the logarithm of the ratio is sqrt(a + b / length): short texts differ more.
    """
    import polars as pl

    here, there = (text(side).str.len_chars().cast(pl.Float32) + 1 for side in ("source", "target"))
    pair = pl.concat_str("source_language", pl.lit("-"), "target_language")
    table = ratio_table()
    mean, a, b = (
        pair.replace_strict(list(table), [row[k] for row in table.values()], default=other, return_dtype=pl.Float32)
        for k, other in ((0, 0.0), (1, 0.04), (2, 1.0))
    )
    spread = (a + b / (here * there).sqrt()).sqrt()
    return -(((there / here).log() - mean) / spread).abs().cast(pl.Float32)


def _long_words(params: Params) -> pl.Expr:
    import polars as pl

    pattern = f"{_LONG}{{{int(params['longest']) + 1},}}"
    return -(sum_of(pattern)).cast(pl.Float32)


def sum_of(pattern: str) -> pl.Expr:
    """How often a pattern stands on both sides together."""
    return text("source").str.count_matches(pattern) + text("target").str.count_matches(pattern)


_CLOSING = r"[\s\"'’”»›)\]}\p{M}\u200e\u200f]*$"
_ENDINGS = ((r"[?؟]", 3.0), (r"[!.。…۔]|\.\.\.", 2.0), (r"[:;؛,،–—-]", 1.0))


def _ending(side: str) -> pl.Expr:
    """How a text ends: 3 question, 2 statement or exclamation, 1 goes on, 0 no mark."""
    import polars as pl

    tail = text(side).str.tail(6)
    chosen: pl.Expr = pl.lit(0.0)
    for marks, kind in reversed(_ENDINGS):
        chosen = pl.when(tail.str.contains(f"(?:{marks}){_CLOSING}")).then(kind).otherwise(chosen)
    return chosen


def _punctuation(params: Params) -> pl.Expr:
    """1 where both sides end alike, less the further their endings are apart."""
    import polars as pl

    here, there = _ending("source"), _ending("target")
    asked = (here == 3) ^ (there == 3)
    loose = (here == 0) ^ (there == 0)
    apart = pl.when(here == there).then(1.0).when(asked & loose).then(0.0).when(loose).then(0.25)
    return apart.when(asked).then(0.4).otherwise(0.7).cast(pl.Float32)


_LINK = r"(?i)(?:https?:|www\.)[^\s<>]+|[\w.+-]+@[\w-]+\.[\w.]+|\b[\w-]+\.(?:com|org|net|info|ru|рф)\b"


def _links(params: Params) -> pl.Expr:
    """The agreement of the links and addresses of both sides, 0 to 1; less too where they are most of the text."""
    import polars as pl

    found = [text(side).str.extract_all(_LINK).list.eval(pl.element().str.to_lowercase()) for side in SIDES]
    many = pl.max_horizontal(*(links.list.len() for links in found))
    shared = found[0].list.set_intersection(found[1]).list.len()
    share = pl.max_horizontal(
        *(
            links.list.join("").str.len_chars() / pl.max_horizontal(text(side).str.len_chars(), 1)
            for side, links in zip(SIDES, found, strict=True)
        )
    )
    said = sum_of("(?i)[@/]|[.](?:com|org|net|info|ru|рф)") > 0
    agreed = pl.when(many > 0).then(pl.min_horizontal(shared / many, 1.2 - share)).otherwise(1.0)
    return pl.when(said).then(agreed).otherwise(1.0).clip(0, 1).cast(pl.Float32)


SIDES = ("source", "target")
_TAGS = (
    r"</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?/?>|<!--|&(?:[a-z]{2,8}|#x?[0-9a-f]{2,6});|\{\{|\}\}|\[\[|\]\]|"
    r"\[/?(?:b|i|u|url|img|quote|code)\b[^\]]*\]|<\?xml|\bfunction\s*\(|\bvar\s+\w+\s*=|\{[^{}]*:[^{}]*;\s*\}|\\u[0-9a-f]{4}"
)


def _html(params: Params) -> pl.Expr:
    import polars as pl

    return -sum_of(f"(?i){_TAGS}").cast(pl.Float32)


_PHRASES = (
    "read more|click here|all rights reserved|terms of (?:use|service)|privacy policy|share (?:this|on)|"
    "subscribe to|sign up for|log ?in|cookie|advertisement|skip to (?:main )?content|follow us|leave a comment|"
    "اقرأ (?:أيضا|المزيد|أيضًا)|إقرأ المزيد|انقر هنا|اضغط هنا|جميع الحقوق محفوظة|سياسة الخصوصية|شروط الاستخدام|"
    "تابعونا|تابعنا على|اشترك في|تسجيل الدخول|ملفات تعريف الارتباط|شارك على|"
    "читайте также|читать (?:далее|полностью)|нажмите здесь|все права защищены|политика конфиденциальности|"
    "подписывайтесь|подпишитесь|пользовательское соглашение|поделиться|войти на сайт|файлы cookie|на правах рекламы"
)
_CRUMBS = r"©|(?:\s[|»›>•]\s\S[^|»›>•]*){2,}|^\s*[*•▪#=_~-]{3,}|[=_*~#-]{6,}"


def _furniture(params: Params) -> pl.Expr:
    """How much of the shorter text is a phrase of navigation, adverts or notices, as minus that share."""
    import polars as pl

    def share(side: str) -> pl.Expr:
        phrase = text(side).str.extract(f"(?i)({_PHRASES})", 1).str.len_chars().fill_null(0)
        crumbs = text(side).str.contains(_CRUMBS).cast(pl.Float32)
        return -(3 * phrase / pl.max_horizontal(text(side).str.len_chars(), 24)).clip(0, 1) - crumbs

    return lower_of(share)


def _copy(params: Params) -> pl.Expr:
    """1 less the share of the words of the side with fewer kinds of words that stand on the other side too.

    Figures, and what is no word, are no copies; one word in Latin letters may be the name of a product.
    """
    import polars as pl

    bags = [text(side).str.to_lowercase().str.extract_all(r"\p{L}[\p{L}\p{M}]+").list.unique() for side in SIDES]
    least = pl.min_horizontal(*(bag.list.len() for bag in bags))
    shared = bags[0].list.set_intersection(bags[1]).list.len()
    return (1 - shared / pl.max_horizontal(least, 3)).cast(pl.Float32)


class Repetition:
    """Minus how much more of one side than of the other is a row of words, or of letters, said again at once."""

    def score(self, reading: Reading) -> pl.Series:
        """The scores; 0 where nothing comes again."""

        sources, targets = reading.words
        scores = []
        for (_, _, one, other), source, target in zip(reading.rows, sources, targets, strict=True):
            here = looped(one, source) if _again(source) else 0.0
            there = looped(other, target) if _again(target) else 0.0
            scores.append(-abs(here - there) - 0.25 * min(here, there))
        return reading.filled(scores)


def _again(words: Sequence[str]) -> bool:
    """Whether enough words of a text come twice, or one is long enough, for a loop to be possible."""
    return len(words) - len(set(words)) >= 2 or (words != [] and len(max(words, key=len)) >= _LONG_WORD)


_LETTERS_AGAIN = re.compile(r"(\S{1,6}?)\1{5,}")
_LONG_WORD = 16  # characters from which letters that come again are looked for
_MOST = 8  # words of what is said again


def looped(sentence: str, words: Sequence[str]) -> float:
    """How many words a text says more than once in a row: those of a loop without its first round.

    A word said twice is common speech and counts a half; in letters ("hahaha") six make a word.
    """
    best = 0.0
    for size in range(1, min(_MOST, len(words) // 2) + 1):
        same = list(map(eq, words, words[size:]))
        if sum(same) < size:
            continue
        longest = max((sum(1 for _ in run) for alike, run in groupby(same) if alike), default=0)
        if longest >= size:
            best = max(best, 0.5 if longest == 1 else float(longest))
    if words and len(max(words, key=len)) >= _LONG_WORD:
        for found in _LETTERS_AGAIN.finditer(sentence):
            if any(ch.isalnum() for ch in found[1]):
                best = max(best, len(found[0]) / 6)
    return best + _echoes(words)


def _echoes(words: Sequence[str]) -> float:
    """Loops with something between: how often the commonest pair of words comes from the third time on."""
    if len(words) < 8 or len(words) - len(set(words)) < 4:
        return 0.0
    return max(0.0, max(Counter(pairwise(words)).values()) - 2.0) * 0.5


_MOST_LENGTH = 2000

SHAPE = (
    Filter(
        "length",
        "text on both sides, and at most so many characters",
        lambda params: (column("length") >= -params["most"]).fill_null(value=False),
        _length,
        {"most": _MOST_LENGTH},
    ),
    Filter(
        "ratio",
        "lengths in characters that fit the pair of languages, in standard deviations",
        at_least("ratio"),
        _ratio,
        {"least": -4.5},
    ),
    Filter(
        "long-words",
        "no word of more characters than any language has",
        at_least("long-words"),
        _long_words,
        {"longest": 40, "least": 0},
    ),
    Filter(
        "punctuation",
        "both sides end as a question, as a statement, or go on",
        at_least("punctuation"),
        _punctuation,
        {"least": 0.0},
    ),
    Filter(
        "links",
        "the same links and addresses on both sides, and text beside them",
        at_least("links"),
        _links,
        {"least": 0.5},
    ),
    Filter("html", "no tags, entities or code", at_least("html"), _html, {"least": 0}),
    Filter(
        "furniture",
        "no navigation, adverts or notices of web pages",
        at_least("furniture"),
        _furniture,
        {"least": -0.6},
    ),
    Filter("copy", "the sides share few words", at_least("copy"), _copy, {"least": 0.4}),
    Filter(
        "repetition",
        "no words or letters said over and over on one side",
        at_least("repetition"),
        defaults={"least": -3.0},
        batch=lambda params: Repetition(),
    ),
)
