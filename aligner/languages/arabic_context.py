"""What the words around a name in an Arabic text ask of it."""

from __future__ import annotations

import re
from functools import lru_cache

from aligner.languages.arabic_nouns import has_article, is_common
from aligner.languages.names import Government
from aligner.languages.wordlist import words

__all__ = ["government_of"]


# Prepositions: what follows is in the genitive. After the second kind, grown from nouns, أبو is often left as it is.
_GENITIVE = frozenset(words("إلى من في على عن مع بين ضد لدى عند حول عبر خلف أمام وراء تحت فوق دون"))
_MOSTLY_GENITIVE = frozenset(
    words("""
    بعد قبل بشأن ضمن خلال بحسب حسب وفق برفقة برئاسة بقيادة بإشراف بمشاركة بحضور لصالح بواسطة بدعم بسبب رغم تجاه قرب
    بجانب
    """)
)
_ACCUSATIVE = frozenset(words("إن أن بأن لأن كأن وكأن لعل ليت"))
# Verbs of speech: what follows is who speaks.
_NOMINATIVE = frozenset(
    words("""
    قال قالت يقول تقول أضاف أضافت يضيف تضيف أوضح أوضحت يوضح صرح صرحت أكد أكدت يؤكد تؤكد أشار أشارت يشير لفت لفتت شدد
    شددت تابعت أعرب أعربت تعهد تعهدت اعترف أقر أقرت
    """)
)
# Verbs whose subject follows; none is a noun as well.
_ACTED = frozenset(
    words("""
    وصل وصلت زار زارت التقى التقت غادر غادرت استقبل استقبلت ترأس ترأست ناقش ناقشت أعلن أعلنت دعا دعت شارك شاركت عاد عادت
    اجتمع اجتمعت ألقى ألقت تلقى تلقت أجرى أجرت هنأ هنأت افتتح افتتحت اختتم اختتمت أصدر أصدرت صافح صافحت رافق رافقت شاهد
    شاهدت تولى تولت قاد قادت أصبح أصبحت كان كانت ظل ظلت بات باتت يصل تصل يزور تزور يلتقي تلتقي يغادر تغادر يستقبل
    تستقبل يترأس تترأس يناقش تناقش يعلن تعلن يدعو تدعو يشارك تشارك يعود تعود يجتمع تجتمع يلقي يجري انتقد انتقدت استنكر
    أدان أدانت رحب رحبت أجاب أجابت أبلغ أبلغت
    """)
)
_OPENS = re.compile(r"(?:^|[.!؟?:؛،,«»\"“”\n—–-])\s*(?:و?(?:قد|كما|حيث|عندما|حين|بينما|إذ|لكن|أن|ثم)\s+)*[وف]?$")
_REACH = 80  # characters before a name that are looked at
_CLITIC = re.compile(r"(?<!\w)([وف]?[بكل]?)(?:ـ)?$")
_WORD = re.compile(r"([\w\u064b-\u0652]+)\s+([وف]?)$")
_MARK_LETTERS = "\u064b-\u0652\u0670ـ"
_MARKS = re.compile(f"[{_MARK_LETTERS}\u200c-\u200f\u202a-\u202e\u2066-\u2069]")

_GENDERS = ("", "f", "m")
_NUMBERS = ("", "sg", "du", "pl")
_ARTICLES = ("", "indef", "def", "poss")
_SIZES = ("", "short", "head", "short.head", "acronym", "head.indef")


@lru_cache(maxsize=64)
def _tags(case: str, clitics: str, *, grown: bool = False) -> frozenset[str]:
    """Every tag with these clitics that can be this case; with `grown`, also those of names grown together with ل."""
    found = set()
    for size in _SIZES:
        for gender in _GENDERS:
            for number in _NUMBERS:
                for article in _ARTICLES:
                    for ending in ("", case):
                        state = ".".join(filter(None, (size, gender, number, article, ending)))
                        slash = f"/{state}" if state else ""
                        found.add(clitics + slash)
                        if grown:
                            found.add(f"{clitics}ل{slash}")
    return frozenset(found)


def government_of(text: str, start: int, end: int) -> Government | None:
    """The case that the words before a name ask: certain after prepositions, إن and verbs of speech; None else.

    The tags are all that fit, those of names that do not decline ("") among them, with the clitics that stand before
    the name in the text.
    """
    first = max(0, start - _REACH)
    glued = _CLITIC.search(text, first, start)
    clitics = _MARKS.sub("", glued.group(1)) if glued else ""
    if text.startswith("لل", start):
        return Government(_tags("gen", clitics, grown=True), "ل", True)
    if clitics[-1:] in ("ب", "ك", "ل") and clitics:
        return Government(_tags("gen", clitics), clitics[-1], True)
    before = text[first : glued.start()] if glued and clitics else text[first:start]
    if clitics:  # "و" and "ف" join it to something else, or begin the sentence
        return None
    found = re.search(r"([\w\u064b-\u0652]+)\s+$", before)
    if found is None:
        return None
    word = _MARKS.sub("", found.group(1))
    for one in dict.fromkeys((word, word[1:] if word[:1] in ("و", "ف") else word)):
        for case, asking in (("gen", _GENITIVE), ("acc", _ACCUSATIVE), ("nom", _NOMINATIVE)):
            if one in asking:
                asks_who = (
                    word == "من" and before[: found.start()].strip(" .!؟") == "" and text.rstrip().endswith("؟")
                )  # مَن أبو قصرة؟
                return Government(_tags(case, ""), one, not asks_who)
    for one in (word, word[1:] if word[:1] in ("و", "ف") else word):
        if one in _ACTED and _OPENS.search(before[: found.start()]) is not None:
            return Government(_tags("nom", "") | _tags("acc", ""), word, False)  # never أبي; أبا before the subject
    if word.removeprefix("و") in _MOSTLY_GENITIVE or word in _MOSTLY_GENITIVE:
        return Government(_tags("gen", ""), word, False)
    if not has_article(word) and (is_common(word) or word.endswith(("ة", "ات"))):
        return Government(_tags("gen", ""), word, False)
    return None
