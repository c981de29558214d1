"""Whether a word of a translation that is a common word as well is the name that the source has: الشرع, Мороз.

The matcher holds such a word back where nothing beside it says what it is. In a translation there is a second witness:
the source. The word is taken for the name where it stands where the source has the name, where nothing else in the
translation looks like that name, and where no adjective can stand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from aligner import languages
from aligner.glossary.derived import is_country
from aligner.glossary.locating import locate
from aligner.glossary.occurrences import Occurrence
from aligner.glossary.slots import Slot
from aligner.languages.homographs import hints
from aligner.languages.wordlist import words

__all__ = ["is_witnessed"]

_WORD = re.compile(r"\w+(?:['’ʼ-]\w+)*")
_NEAR = 3  # words between two names that stand together
_APART = 3  # words by which the place of a name may differ in short sentences
_SHARE = 0.25  # and in long ones, of the words
_FIRST = 2  # words of the source before a name that begins the translation
# Arabic words after which no adjective stands.
_SMALL = frozenset(
    words("""
    ان انه انها لكن ولكن بل و ثم او ام اذا حين حيث بينما لان كما كي حتي منذ هل قد لقد لم لن لا ما ليس هذا
    في من الي علي عن مع بين ضد لدي عند نحو حول بعد قبل خلال دون عبر قرب وراء امام تحت فوق
    وفي ومن والي وعلي وعن ومع وبين وان وانه وقد ولم ولن ولا وما
    """)
)
# Adjectives that are names as well, besides those of the hints.
_ADJECTIVES = frozenset(
    words("""
    صالح امين وحيد حكيم حر قريب عالي غالي لطيف رفيق صديق كامل شامل مبارك مسلم مومن حازم سري بحري بري مدني شرقي غربي
    جنوبي شمالي قصير طويل جديد قديم
    """)
)


def is_witnessed(
    there: Occurrence, text: str, slot: Slot, source: str, others: Sequence[tuple[Slot, Occurrence]]
) -> bool:
    """Whether the source bears out that `there`, which may be a common word, is the name of this slot.

    `others` are the other terms of the source with what answers to them.
    """
    language = slot.wanted.language
    if language != "ar" and is_country(slot.wanted):
        return True  # Jordan closed the border: nobody else does who is a country in the source
    if language == "ar" and _is_adjective(there, text):
        return False
    if not _in_company(there, text, slot, source, others) and not _stands_alike(there, text, slot, source):
        return False
    taken = [(one.outer_start, one.outer_end) for one in (there, *(other for _, other in others))]
    return locate(text, slot.wanted, slot.source.text, slot.source.language, taken=taken) is None


def _is_adjective(there: Occurrence, text: str) -> bool:
    """Whether an Arabic word may be the adjective of the word before it, or the head of what follows it."""
    plain = languages.get("ar").normal_form
    word = plain(there.text).text
    article = word.startswith("ال")
    if there.outer_start < there.start:
        return False
    core = word.removeprefix("ال")
    if f"ال{core}" not in hints("ar").adjectives and core not in _ADJECTIVES:
        return False
    before = re.search(r"([^\W\d_]+) $", text[: there.outer_start])
    if before is None:
        return False
    other = plain(before[1]).text
    if other in _SMALL or hints("ar").speaks(other):
        return False
    return article == other.removeprefix("و").startswith(("ال", "بال", "كال", "لل"))


def _in_company(
    there: Occurrence, text: str, slot: Slot, source: str, others: Sequence[tuple[Slot, Occurrence]]
) -> bool:
    """Whether the same other name stands near it in both sentences."""
    here, at = _place(source, slot.occurrence.outer_start)[0], _place(text, there.outer_start)[0]
    return any(
        abs(_place(source, other.occurrence.outer_start)[0] - here) <= _NEAR
        and abs(_place(text, one.outer_start)[0] - at) <= _NEAR
        for other, one in others
    )


def _stands_alike(there: Occurrence, text: str, slot: Slot, source: str) -> bool:
    """Whether the name stands at about the same place in both sentences."""
    here, size = _place(source, slot.occurrence.outer_start)
    other, length = _place(text, there.outer_start)
    if slot.wanted.language != "ar" and other == 0 and here > _FIRST:
        return False
    return abs(here / max(1, size) * length - other) <= max(_APART, _SHARE * length)


def _place(text: str, at: int) -> tuple[int, int]:
    """How many words stand before a place, and how many there are."""
    starts = [match.start() for match in _WORD.finditer(text)]
    return sum(start < at for start in starts), len(starts)
