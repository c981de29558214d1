"""How sure it is that the words before a name ask for its form: surest of all is a preposition right before it."""

from __future__ import annotations

import re

from aligner.languages.names import Government
from aligner.languages.wordlist import words

__all__ = ["is_immediate"]

# Prepositions that are nothing else, and after which no name in the nominative can stand. Left out is what may be an
# adverb, a verb or a question word as well: голосовали против Россия и Китай, благодаря Россию, عبر أبو قصرة الحدود.
_PREPOSITIONS = {
    "ru": frozenset(
        words("""
        к ко вопреки от ото из изо у для до без безо ради из-за из-под среди через про над надо перед передо о об обо
        при с со в во на под подо по между
        """)
    ),
    "ar": frozenset(words("إلى في على عن مع بين ضد لدى عند وراء تحت فوق")),
}
_CALLS = ("О",)  # О Россия! is no preposition
_LAST_WORD = re.compile(r"(?:^|[^\w-])([\w-]+)[ \u00a0]$")
_GOES_ON = re.compile(r"[ \u00a0\-‑–]?(?:\d|[\"«“]?[^\W\d_a-zа-яё])")  # Россия 24, Россия-1, Сирия ТВ
_REACH = 40  # characters


def is_immediate(text: str, start: int, end: int, asking: Government, language: str) -> bool:
    """Whether nothing but a plain preposition right before text[start:end] asks for its form, so that none is right
    that it does not ask for: "к Богданов", but not "к новому Россия не готова", "на Россия 24"."""
    word = _LAST_WORD.search(text, max(0, start - _REACH), start)
    if not asking.certain or word is None or word[1] in _CALLS or word[1].casefold() != asking.by.casefold():
        return False
    if asking.by.casefold() not in _PREPOSITIONS.get(language, ()):
        return False
    return language == "ar" or _GOES_ON.match(text, end) is None
