"""Other spellings of a name in Arabic texts: foreign sounds, ة and ه, عبد and أبو written together, known doublets."""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterator
from functools import lru_cache

from aligner.languages.arabic_given_names import is_arabic_given
from aligner.languages.arabic_nouns import has_article, is_common, is_word
from aligner.languages.wordlist import words

__all__ = ["is_common_word", "spellings_of"]

_MOST = 24
_DEAREST = 5

# Words that are written in two ways, each the other's spelling; with or without article and endings.
_DOUBLETS = tuple(
    tuple(group.split("/"))
    for group in words("""
    أمريكا/أميركا أمريكي/أميركي أمريكية/أميركية إنجلترا/إنكلترا إنجليزي/إنكليزي إنجليزية/إنكليزية
    أوروبا/أوربا أوروبي/أوربي أوروبية/أوربية ديمقراطي/ديموقراطي ديمقراطية/ديموقراطية مائة/مئة شؤون/شئون مسؤول/مسئول
    مسؤولة/مسئولة مسؤولون/مسئولون مسؤولين/مسئولين هيئة/هيأة واشنطن/واشنطون باريس/پاريس طهران/تهران طرابلس/ترابلس
    قازان/كازان قازاخستان/كازاخستان كازاخستان/قازاقستان قيرغيزستان/قرغيزستان طاجيكستان/تاجيكستان
    تركمانستان/تركمنستان هولندا/هولاندا الكرملين/الكريملين البنتاغون/البنتاجون داغستان/داجستان غوتيريش/غوتيريس
    غوتيريش/جوتيريش نتنياهو/نتانياهو ترامب/ترمب أردوغان/اردوجان ماكرون/مكرون بلينكن/بلينكين زيلينسكي/زيلنسكي
    بيدرسون/بيدرسن بيدرسون/بدرسون السويداء/السويدا اللاذقية/اللازقية داود/داوود طه/طاها إسحاق/إسحق إسماعيل/إسمعيل
    إبراهيم/إبرهيم هارون/هرون ديفيد/دافيد سيرغي/سيرجي سيرغي/سرغي دميتري/ديمتري فلاديمير/فلاديمر
    ألكسندر/ألكساندر ألكسي/أليكسي أليكسي/ألكسيه أندريه/أندري أندريه/أندريي نيكولاي/نيقولاي قسطنطين/كونستانتين
    جوزيف/جوزف ويليام/وليام إيلينا/يلينا إيكاترينا/يكاترينا ماريا/مارية ناتاليا/نتاليا تاتيانا/تتيانا
    غريغوري/جريجوري يفغيني/يفجيني إيغور/إيجور غنادي/غينادي مارغريت/مارجريت
    """)
)
_DOUBLET_OF: dict[str, list[str]] = {}
for _group in _DOUBLETS:
    for _one in _group:
        for _two in _group:
            if _one != _two:
                _DOUBLET_OF.setdefault(_one, []).append(_two)

# Common words of the news that a changed or shortened name must not become.
_COMMON = frozenset(
    words("""
    على إلى عن من في مع بين بعد قبل حول دون ضد عند لدى منذ حتى كل بعض غير أي ما لا لم لن قد هل أن إن كان كانت يكون
    هذا هذه ذلك تلك هو هي هم نحن أنا التي الذي الذين صالح صلح صالحا بري كبري حرب حربي سوري عربي روسي روسية تركي مصري
    كردي غربي شرقي جنوبي شمالي عراقي إيراني دولي محلي وطني عام عامة خاص خاصة جديد قديم كبير صغير طويل قصير سلام أمن
    أمان شرع شارع قانون حكم حاكم ملك مالك علم عالم عامل عمل عمال نصر ناصر نصير سعيد سعد جميل جمال كريم كرم أمل أمين
    أمينة حسن حسين نور نار بحر بر جبل سهل واد نهر بلد بلاد مدينة قرية حي بيت دار باب طريق جسر مطار ميناء قوة قوات
    جيش جندي قائد رئيس وزير سفير نائب مدير شيخ إمام سيد سيدة رجل امرأة ابن بنت أب أم أخ أخت طفل شاب شعب ناس حزب حركة
    جبهة لجنة مجلس هيئة دولة حكومة وزارة يوم شهر سنة عام ليل نهار صباح مساء أول ثان ثالث واحد اثنان ثلاثة أربعة خمسة
    عشرة مئة ألف مليون زعيم مصر سلطان فارس غول روس ترك عرب كرد شام غلال غابر جدار جدر غدر قدر درج دور فور طور جور
    بور نور سور حور كوف خوف جوف لون كون عون
    """)
)

_FOREIGN_ENDINGS = (
    "وف",
    "يف",
    "وفا",
    "يفا",
    "سكي",
    "سكايا",
    "ينكو",
    "تشوك",
    "شفيلي",
    "ادزه",
    "دزه",
    "وفيتش",
    "يفيتش",
    "يان",
    "سون",
    "بيرغ",
    "شتاين",
    "مان",
    "انو",
    "يني",
)
_NATIVE = frozenset("حعصضطظقثذءأؤئ")
_VOWELS = frozenset("اوي")
_SWAPS = (("غ", "ج", 2), ("ج", "غ", 3), ("ڤ", "ف", 1), ("پ", "ب", 1), ("چ", "تش", 1), ("گ", "غ", 1), ("گ", "ك", 2))
_CONSONANTS = re.compile("[بتثجحخدذرزسشصضطظعغفقكلمنهڤپچگ]")


def is_common_word(word: str) -> bool:
    """Whether a name is a common word of reports as well (صالح, بري), as far as we know; clitics not looked at."""
    return word in _COMMON or is_common(word)


@lru_cache(maxsize=65536)
def spellings_of(name: str, kind: str) -> tuple[str, ...]:
    """Other spellings of a name, the likeliest first, at most 24; none that is a common word.

    ا with and without hamza, ي and ى, vowel signs are evened out by the normal form and not given here.
    """
    tokens = name.split()
    if not tokens:
        return ()
    joined = _together(tokens)
    rows = [list(_word_spellings(token, kind, len(tokens))) for token in tokens]
    found = dict.fromkeys(" ".join(row) for row in _cheapest(rows))
    for other in joined:
        found.setdefault(other)
    found.pop(name, None)
    alone = len(tokens) == 1
    return tuple(text for text in found if not (alone and is_common_word(text)))[:_MOST]


def _together(tokens: list[str]) -> Iterator[str]:
    """عبد الله as عبدالله and back, أبو قصرة as أبوقصرة, ابن for بن at the beginning."""
    for place, token in enumerate(tokens[:-1]):
        after = tokens[place + 1]
        if token in ("عبد", "أبو") and (token != "عبد" or has_article(after) or after == "الله"):
            yield " ".join((*tokens[:place], token + after, *tokens[place + 2 :]))
    for place, token in enumerate(tokens):
        for lead in ("عبد", "أبو"):
            rest = token.removeprefix(lead)
            if rest != token and len(rest) > 3 and (lead != "عبد" or rest.startswith("ال")):
                yield " ".join((*tokens[:place], lead, rest, *tokens[place + 1 :]))
    if tokens[0] in ("بن", "ابن") and len(tokens) > 1:
        yield " ".join(("ابن" if tokens[0] == "بن" else "بن", *tokens[1:]))


def _word_spellings(word: str, kind: str, count: int) -> Iterator[tuple[int, str]]:
    """The word at no cost, then others with what they cost."""
    yield 0, word
    if not is_word(word.replace("ڤ", "ف").replace("گ", "ك").replace("پ", "ب").replace("چ", "ج")):
        return
    article = "ال" if has_article(word) else ""
    for other in _DOUBLET_OF.get(word, []):
        yield 1, other
    if article:
        for other in _DOUBLET_OF.get(word[2:], []):
            yield 1, article + other
    if word.endswith("ة") and len(word) > 3:
        yield 2, f"{word[:-1]}ه"
    elif word.endswith("ه") and len(word) > 4 and kind in ("person", "place"):
        yield 2, f"{word[:-1]}ة"
    if kind == "place" and word.endswith("اء"):
        yield 3, word[:-1]
    if kind in ("person", "place") and _is_foreign(word):
        yield from _foreign(word, 0 if count > 1 else 1)


def _is_foreign(word: str) -> bool:
    """Whether a word looks like a foreign name put into Arabic letters."""
    if any(letter in "ڤپچگ" for letter in word) or (len(word) > 4 and word.endswith(_FOREIGN_ENDINGS)):
        return not is_arabic_given(word)
    if has_article(word) or is_arabic_given(word) or is_common_word(word) or len(word) < 5:
        return False
    inner = word[1:]
    return not any(letter in _NATIVE for letter in inner) and sum(letter in _VOWELS for letter in word) >= 2


def _foreign(word: str, extra: int) -> Iterator[tuple[int, str]]:
    for one, other, cost in _SWAPS:
        if one in word:
            yield cost + extra, word.replace(one, other)
    if "تش" in word[:2]:
        yield 3 + extra, "ش" + word[2:]
    for place in range(1, len(word) - 2):
        around = word[place - 1], word[place + 1]
        if (
            word[place] in _VOWELS
            and place < len(word) - 2
            and all(_CONSONANTS.match(letter) for letter in around)
            and len(word) > 5
        ):
            yield 3 + extra, word[:place] + word[place + 1 :]
    if word.startswith("إي") and len(word) > 5:
        yield 3 + extra, "إ" + word[2:]
    if word.endswith("يه") and len(word) > 5:
        yield 2 + extra, word[:-1]


def _cheapest(rows: list[list[tuple[int, str]]]) -> Iterator[tuple[str, ...]]:
    """Rows of one spelling a word, the cheapest together first."""
    rows = [sorted(row, key=lambda pair: pair[0]) for row in rows]
    start = (0,) * len(rows)
    queue = [(0, start)]
    seen = {start}
    given = 0
    while queue and given <= _MOST:
        cost, places = heapq.heappop(queue)
        if cost > _DEAREST:
            return
        yield tuple(rows[n][place][1] for n, place in enumerate(places))
        given += 1
        for n, place in enumerate(places):
            if place + 1 < len(rows[n]):
                following = (*places[:n], place + 1, *places[n + 1 :])
                if following not in seen:
                    seen.add(following)
                    heapq.heappush(queue, (sum(rows[m][p][0] for m, p in enumerate(following)), following))
