"""Arabic: the abbreviations and sentence habits of its news, its plain forms and its numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache

from aligner.languages.arabic_names import ArabicNaming
from aligner.languages.base import Language, Punctuation
from aligner.languages.described import DescribedLanguage
from aligner.languages.english import ABBREVIATIONS as LATIN_ABBREVIATIONS
from aligner.languages.hints import HintRules, decade, month
from aligner.languages.normal import COMMON, Folding
from aligner.languages.numerals import Kind, NumberWord, NumeralRules, read_numbers
from aligner.languages.splitting import Abbreviation, SentenceRules
from aligner.languages.wordlist import words

__all__ = ["ARABIC"]

_MONTH = (
    "(?:يناير|فبراير|مارس|أبريل|إبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر|"
    "كانون الثاني|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين الأول|تشرين الثاني|كانون الأول|"
    "محرم|صفر|ربيع الأول|ربيع الآخر|رجب|شعبان|رمضان|شوال|ذي القعدة|ذي الحجة)"
)

_TITLES = words("أ.د د أد ا.د م.د أ.م.د ود وم وأ.د لد")
_CLOSING = words("هـ ه إلخ الخ ق.م ق.هـ م.م كلم كغ كغم ملم")
_NAMES = words("ج.م.ع ش.م.م ش.م.ك ش.م.ل ذ.م.م ت.ع.م")
_NUMBERED = words("رقم مج ص.ب")

_STARTERS = frozenset(words("كما لكن أما بل هذا هذه هناك بينما غير يذكر تجدر يشار أضاف أضافت أكد أكدت أعلن أعلنت"))

_RULES = SentenceRules(
    abbreviations={
        **LATIN_ABBREVIATIONS,
        **dict.fromkeys(_TITLES, Abbreviation.TITLE),
        **dict.fromkeys(_CLOSING, Abbreviation.CLOSING),
        **dict.fromkeys(_NAMES, Abbreviation.NAME),
        **dict.fromkeys(_NUMBERED, Abbreviation.NUMBERED),
        **dict.fromkeys(("م", "ص", "س", "ك", "غ"), Abbreviation.UNIT),
    },
    starters=_STARTERS,
    label=re.compile(
        rf"(?:\w+(?: \w+){{0,2}}، )?\d{{1,2}} {_MONTH}(?:/{_MONTH})?(?: \d{{4}})?(?: \([^()]*\))?"
        r"|(?:اليوم|الأسبوع|المرحلة|الفصل|الجزء|المادة|البند|الباب) (?:\d{1,4})(?: \([^()]*\))?"
    ),
    speech=re.compile(
        r"(?:سأل|سألت|تساءل|تساءلت|يتساءل|تتساءل|يسأل|تسأل|صاح|صاحت|هتف|هتفت|يقول|تقول|قال|قالت|كتب|كتبت)\b"
    ),
    cased=False,
    conjunctions="وف",
    glued=re.compile(r"(?<=[\u0621-\u064a\u064b-\u0652]{3})[.؟!](?=[\u0621-\u064a]{3})"),
)

# Hamza is dropped from its seats ("مسؤول" as "مسوول", "شئون" as "شيون") and "ى" becomes "ي"; "ة" stays: it tells words
# apart.
_FOLDING = Folding(
    {
        **COMMON,
        "ـ": "",  # tatweel
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ک": "ك",
        "ۀ": "ه",
        "ہ": "ه",
        "٪": "%",
        "٬": ",",
        "٫": ".",
    }
)

# Number words in their plain form (no hamza, "ى" as "ي"), masculine and feminine, nominative and oblique.
_UNITS = {
    1: "واحد واحدة واحدا احد احدي",
    2: "اثنان اثنين اثنتان اثنتين اثنا اثني اثنتا اثنتي",
    3: "ثلاثة ثلاث ثلاثا",
    4: "اربعة اربع اربعا",
    5: "خمسة خمس خمسا",
    6: "ستة ست ستا",
    7: "سبعة سبع سبعا",
    8: "ثمانية ثماني ثمان ثمانيا",
    9: "تسعة تسع تسعا",
}
_ORDINALS = dict(enumerate(words("حادي ثاني ثالث رابع خامس سادس سابع ثامن تاسع عاشر"), 1))
_TENS = {
    10: "عشرة عشر",
    20: "عشرون عشرين",
    30: "ثلاثون ثلاثين",
    40: "اربعون اربعين",
    50: "خمسون خمسين",
    60: "ستون ستين",
    70: "سبعون سبعين",
    80: "ثمانون ثمانين",
    90: "تسعون تسعين",
}
_HUNDREDS = {200: "مئتان مئتين مائتان مائتين مئتا مئتي مائتا مائتي"} | {
    n * 100: " ".join(stem + hundred for hundred in ("مئة", "مائة"))
    for n, stem in enumerate(words("ثلاث اربع خمس ست سبع ثماني تسع"), 3)
}
_HUNDREDS[800] += " ثمانمئة ثمانمائة"
_BARE_SCALES = {10**3: "الف", 10**6: "مليون", 10**9: "مليار بليون", 10**12: "تريليون"}
_SCALES = {
    10**3: "الاف الفاً",
    10**6: "ملايين مليونا",
    10**9: "مليارات مليارا بليونا بلايين",
    10**12: "تريليونات تريليونا",
}
_DUALS = {10**3: "الفان الفين الفي", 10**6: "مليونان مليونين مليوني", 10**9: "ملياران مليارين ملياري بليونين"}


def _forms(kind: Kind, table: Mapping[int, str]) -> dict[str, NumberWord]:
    pairs = ((value, form) for value, forms in table.items() for form in words(forms))
    return {_FOLDING.apply(form).text: NumberWord(kind, value) for value, form in pairs}


_NUMBER_WORDS = {
    **_forms("unit", _UNITS),
    **_forms("ordinal unit", {n: f"{word} {word}ة" for n, word in _ORDINALS.items()}),
    **_forms("ten", _TENS),
    **_forms("hundred", _HUNDREDS),
    **_forms("times hundred", {100: "مئة مائة"}),
    **_forms("bare scale", _BARE_SCALES),
    **_forms("scale", _SCALES),
    **_forms("dual", _DUALS),
    "الفا": NumberWord("dual or scale", 10**3),
    "نصف": NumberWord("half", Decimal("0.5")),
    "ونصف": NumberWord("and a half", 0),
}
# Days of the week, "per cent" and words that only look like a number with a prefix.
_NO_NUMBERS = frozenset(
    _FOLDING.apply(word).text
    for word in words(
        "الاثنين الاثنان والاثنين بالمئة بالمائة لست ولست فست وست النصف الألفي الست العشر الخمس السبع والثاني"
    )
)
_FRACTION = re.compile("(?:خ|ع|س|ت|ث)\u064f(?:مس|شر|بع|سع|دس|من)")  # "عُشر", a tenth, where its vowel is written
_PREFIXED = re.compile(r"^([وف])?([بلك])?(ال|ل(?=ل))?(.+)$")


@lru_cache(maxsize=1 << 16)
def _look_up(word: str) -> tuple[str, bool]:
    """The number word in a word as printed, without its prefixes, and whether "و" is one of them."""
    plain = _FOLDING.apply(word).text
    if plain in _NO_NUMBERS or word.endswith("ميتا") or _FRACTION.search(word):  # "ميتا": dead, not "مئتا"
        return "", False
    if plain in _NUMBER_WORDS:
        return plain, False
    prefixed = _PREFIXED.match(plain)
    if prefixed is None or prefixed.group(2, 4) in (("ل", "ست"), ("ك", "مية")):  # "لست", "كمية"
        return "", False
    return prefixed.group(4), prefixed.group(1) == "و"


_NUMERALS = NumeralRules(
    words=_NUMBER_WORDS,
    lookup=_look_up,
    phrases={f"في {word}": NumberWord("nothing", 0) for word in words("المئة المائة المية المئه")}
    | {
        # With an article before both it is no Monday: "الاثنين والعشرين".
        f"{two} وال{form}": NumberWord("figure", ten + 2)
        for two in words("الاثنين الاثنان")
        for ten, forms in _TENS.items()
        if ten > 10
        for form in (*words(forms), *words(forms.replace("ا", "أ", 1)))
    },
    decimal_comma=False,
    blank_groups=False,
    linked=True,
    over="بعد",
    morning=re.compile(r" (?:من )?(?:صباحا|فجرا|صباحًا|صباحاً|فجراً)"),
    afternoon=re.compile(r" (?:من )?(?:مساء|بعد الظهر|عصرا|ظهرا)"),
)

_MONTHS = (
    ("يناير", "كانون الثاني"),
    ("فبراير", "شباط"),
    ("مارس", "آذار"),
    ("أبريل", "إبريل", "نيسان"),
    ("مايو", "أيار"),
    ("يونيو", "حزيران"),
    ("يوليو", "تموز"),
    ("أغسطس",),
    ("سبتمبر", "أيلول"),
    ("أكتوبر", "تشرين الأول"),
    ("نوفمبر", "تشرين الثاني"),
    ("ديسمبر", "كانون الأول"),
)


def _hints(table: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The values of words, given several in one key, by their plain forms."""
    return {_FOLDING.apply(form).text: values for forms, values in table.items() for form in words(forms)}


_HINTS = HintRules(
    numerals=_NUMERALS,
    words=_hints(
        {
            **{
                f"{forms.split()[-1]}ات {forms.split()[-1]}يات": decade(value)
                for value, forms in _TENS.items()
                if value >= 20
            },
            "اول اولي": ("1",),
            "الفية": ("1000", "2000"),
            "مئوية": ("100",),
            "ثنائي ثنائية مرتين ضعفين كلا كلتا زوج": ("2",),
            "ثلاثي ثلاثية ترويكا": ("3",),
            "رباعي رباعية": ("4",),
            "خماسي خماسية": ("5",),
            "سداسي سداسية": ("6",),
            "سباعي سباعية": ("7",),
            "ثماني ثمانية": ("8",),
            "عقد عقدا": ("10",),
            "عقدين عقدان": ("20",),
            "قرن قرنا": ("100",),
            "نصف": ("0.5", "30", "50"),
            "ربع": ("0.25", "15", "25", "45"),
            "دزينة": ("12",),
            "ظهرا ظهر": ("12:00", "12"),
        }
    ),
    phrases=(
        *(
            (re.compile("|".join(rf"\b[وبفل]?{name}\b" for name in names)), (month(n),))
            for n, names in enumerate(_MONTHS, 1)
        ),
        (re.compile(r"\bالخمس\b"), ("5",)),
        (re.compile(r"\bالست\b"), ("6",)),
        (re.compile(r"\bالسبع\b"), ("7",)),
        (re.compile(r"\bالعشر\b"), ("10",)),
        (re.compile("منتصف الليل"), ("0:00", "24:00", "12")),
        (re.compile("يوميا|في اليوم|يوم واحد|يوم كامل"), ("24",)),
        (re.compile("لمدة عام|سنوي|عاما آخر|سنة أخرى|خلال (?:عام|سنة)"), ("12",)),
        (re.compile("يومين|يومان"), ("48",)),
        (re.compile("ثلاثة أسابيع"), ("21",)),
        (re.compile("أسبوعين"), ("14",)),
        (re.compile("عقدين"), ("20",)),
        (re.compile("ثلاثة عقود"), ("30",)),
        (re.compile("(?:عام|سنة|عاما) ونصف"), ("1.5", "18")),
        (re.compile("نصف (?:عام|سنة)|ستة أشهر"), ("6",)),
    ),
)

ARABIC: Language = DescribedLanguage(
    code="ar",
    name="Arabic",
    native_name="العربية",
    script="Arabic",
    direction="rtl",
    punctuation=Punctuation(
        full_stop=".",
        question="؟",
        exclamation="!",
        comma="،",
        semicolon="؛",
        quotes=(('"', '"'), ("«", "»"), ("“", "”")),
    ),
    sentence_rules=_RULES,
    folding=_FOLDING,
    read_numbers=lambda text: read_numbers(text, _NUMERALS),
    hint_rules=_HINTS,
    naming=ArabicNaming(),
)
