"""Where a place belongs to a noun beside it, so that another language may say it with an adjective, and with which.

"The president of Syria" may be «сирийский президент», but who "left Syria" did not leave anything Syrian.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from aligner import languages
from aligner.glossary.common_words import COMMON_WORDS
from aligner.glossary.occurrences import Occurrence
from aligner.languages.arabic_names import is_common_word
from aligner.languages.homographs import hints, is_common
from aligner.languages.russian_paradigm_dictionary import readings
from aligner.languages.russian_sentence import Word
from aligner.languages.russian_valency import PREPOSITIONS
from aligner.languages.wordlist import words

__all__ = ["is_attributive", "may_be_another"]

_LOOK = 160  # characters on either side


def is_attributive(text: str, place: Occurrence, language: str) -> bool:
    """Whether a place in a text stands with a noun that it belongs to."""
    before = text[max(0, place.outer_start - _LOOK) : place.outer_start]
    if language == "en":
        own = text[place.end : place.outer_end]
        return bool(own) or _in_english(before, text[place.outer_end : place.outer_end + _LOOK])
    if _BETWEEN[language].search(before):
        return True  # сирийско-израильский, Syrian-Israeli
    if language == "ru":
        return "gen" in {tag.rpartition(".")[2] for tag in place.tags} and _in_russian(before)
    return _in_arabic(before, text[place.outer_start : place.start], grown=any(t.startswith("ل") for t in place.tags))


# "of Syria", "of Jordan, Iraq and Syria", "between Syria and Israel"
_NAME = r"[^\W\d_a-zа-яё][\w'’.-]*(?: [^\W\d_a-zа-яё][\w'’.-]*)*"
_LIST = rf"(?:(?:the )?{_NAME}(?:, (?:and |or )?| and | or ))*(?:the )?$"
_OF = re.compile(rf"(?:\b[Oo]f |\b[Bb]etween |-){_LIST}")
_OWNS_WITH = re.compile(rf"(?:(?:, (?:and )?| and )(?:the )?{_NAME})+?['’]s?\b")
_NEXT = re.compile(r"[-–]\w|(?: and (?:the )?[A-Z][\w-]+)? ([\w-]+)")
_THE = re.compile(r"\b(?:[Tt]he|[Aa]n?|[Tt]his|[Tt]hat|its|his|her|their|our|some|any|no|new|former) $")
_NO_NOUN = re.compile(r"\w+(?:ly|ed|ing|s)$")
_ADVERBS = frozenset(words("again too alone itself last next every each later earlier ago soon yesterday first per"))


def _in_english(before: str, after: str) -> bool:
    if _OF.search(before) or _OWNS_WITH.match(after):
        return True
    match = _NEXT.match(after)
    if match is None:
        return False
    word = match[1]
    if not word or word[:1].isupper():
        return True  # Syria-Iraq border, Idlib Governorate
    if word[:1].isdigit() or word in _ADVERBS or hints("en").follows_name(word):
        return False
    return bool(_THE.search(before)) or not _NO_NOUN.match(word)


_TOKENS = re.compile(r"[^\W_]+(?:[-‑’'][^\W_]+)*|[^\w\s]")


def _in_russian(before: str) -> bool:
    tokens = _TOKENS.findall(before)
    while tokens:
        word = Word(tokens.pop())
        if word.text in ("и", ",", "или") and tokens and tokens[-1][:1].isupper():
            while tokens and tokens[-1][:1].isupper():
                last = tokens.pop()  # президентов России и Сирии
            if not tokens:
                return word.text != "," and Word(last).noun
            continue
        if word.low in PREPOSITIONS or word.mark:
            return False
        if any(one.adjectival and one.case == "gen" for one in word.readings) and not word.noun:
            continue  # границы соседней Сирии
        if word.verb is not None:
            return False
        return bool(word.noun_cases) or word.text[:1].isupper()
    return False


_BETWEEN = {
    "ru": re.compile(rf"\b[Мм]ежду (?:{_NAME} и )?$"),
    "ar": re.compile(r"(?<!\w)و?بين (?:[^\W\d_]+ (?:[^\W\d_]+ )?)?$"),
}
_WORD = re.compile(r"([^\W\d_]+) $")
_ARABIC_PREPOSITIONS = frozenset(
    words("""
    من في الي علي عن مع بين ضد لدي عند نحو حول بعد قبل خلال دون عبر قرب وراء امام تحت فوق حتي منذ داخل خارج ان لان
    كان كانت هذا هذه او ثم بل لا ما لم لن قد
    """)
)
_ARABIC_VERBS = frozenset(
    words("""
    غادر غادرت زار زارت دخل دخلت وصل وصلت هاجم هاجمت قصف قصفت ضرب ضربت ترك تركت احتل احتلت غزا دعم دعمت دعا دعت طالب
    طالبت اتهم اتهمت انتقد انتقدت هدد هددت حذر حذرت استهدف استهدفت عبر عبرت بلغ بلغت سكن حكم حكمت قاد قادت ادان ادانت
    شكر شكرت هنا هنات ابلغ ابلغت واجه واجهت ساعد ساعدت جعل جعلت ترغب تريد تدعو تزور تغادر تقصف تهاجم تدعم تتهم تطالب
    مغادرا مغادرة
    """)
)


def _in_arabic(before: str, clitics: str, *, grown: bool) -> bool:
    plain = languages.get("ar").normal_form
    if grown or clitics in ("ل", "ول"):
        match = _WORD.search(before)  # الرئيس السابق لسوريا, but not وصل لسوريا
        return match is not None and plain(match[1]).text.removeprefix("و").startswith(("ال", "بال", "لل"))
    if clitics not in ("", "و"):
        return False
    if clitics == "و":  # رئيسا روسيا وسوريا
        before = re.sub(r"[^\W\d_]+ $", "", before)
    match = _WORD.search(before)
    if match is None:
        return False
    word = plain(match[1]).text
    bare = word[1:] if word[:1] in "وف" and len(word) > 3 else word
    if {word, bare} & (_ARABIC_PREPOSITIONS | _ARABIC_VERBS) or any(map(hints("ar").speaks, (word, bare))):
        return False
    if bare.startswith(("ال", "بال", "كال", "لل")) or re.match(r"(?:س?ي|ست)\w{3}", bare):
        return False
    return match.start() > 0 or is_common_word(match[1])  # a sentence begins with its verb


def may_be_another(word: str, name: str, language: str) -> bool:
    """Whether an adjective that the rules make of the name of a place is rather a word of its own: думский, عيني."""
    if language == "ru":
        return _is_another_in_russian(word.lower())
    if language == "en":
        low = word.lower()
        return not word[:1].isupper() or is_common(low, "en") or low in COMMON_WORDS["en"]
    stem = re.sub(r"(?:يا|ا|[هة]|ى)$", "", name.removeprefix("ال"))
    nisba = stem + "ي"
    known = COMMON_WORDS["ar"]
    return any(
        one in known or is_common_word(one)
        for bare in (stem, nisba)
        for one in (bare, f"ال{bare}", f"{bare}ة")
        if one.removeprefix("ال") != name.removeprefix("ال") or one in known
    )


_ENDINGS = ("", "а", "я", "о", "е", "ь", "ы", "и")
_NAMES = frozenset(("Geox", "Name", "Surn", "Patr", "Orgn", "Trad", "Abbr"))


def _is_another_in_russian(word: str) -> bool:
    """Whether the dictionary has the adjective, and a common noun that it may come from."""
    if not any(one.known and one.adjectival for one in readings(word)):
        return False
    stems = _stems(word)
    return any(
        one.known and one.pos == "NOUN" and one.case == "nom" and not _NAMES & one.grammemes
        for stem in stems
        for ending in _ENDINGS
        for one in readings(stem + ending)
    )


def _stems(word: str) -> Sequence[str]:
    stem = re.sub(r"(?:ск|цк)\w{1,3}$", "", word)
    return [one for one in dict.fromkeys((stem, re.sub(r"(?:ов|ин|ий|ан|ен)$", "", stem))) if len(one) > 1]
