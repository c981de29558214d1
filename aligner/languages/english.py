"""English: the abbreviations, dates and turns of speech of its news, its plain forms and its numbers."""

from __future__ import annotations

import re
from decimal import Decimal

from aligner.languages.base import Language, Punctuation
from aligner.languages.described import DescribedLanguage
from aligner.languages.english_names import EnglishNaming
from aligner.languages.hints import HintRules, decade, month
from aligner.languages.normal import COMMON, Folding
from aligner.languages.numerals import NumberWord, NumeralRules, read_numbers
from aligner.languages.splitting import Abbreviation, SentenceRules
from aligner.languages.wordlist import words

__all__ = ["ABBREVIATIONS", "ENGLISH"]

_MONTH = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
    "|Muharram|Safar|Rabi|Jumada|Rajab|Shaaban|Shaban|Ramadan|Shawwal|Dhu al-Qadah|Dhu al-Hijjah)"
)
_DAY = "(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"

_TITLES = words("""
    Mr Mrs Ms Mx Messrs Mme Mlle Dr Drs Prof Gen Lt Col Maj Capt Cpt Cmdr Cdr Comdr Adm Brig Sgt Cpl Pvt Pfc Sen
    Sens Rep Reps
    Gov Govs Pres Amb Rev Fr Hon Supt Insp Det St Ste Mt Ft Msgr Atty Asst Assoc Dep Dir Min Sec-Gen Lt-Gen Maj-Gen
    Brig-Gen Lt-Col vs v viz cf eg ie e.g i.e approx esp incl
""")
_NUMBERED = words("""
    No Nos Art Arts Fig Figs Vol Vols p pp Chap para paras Par Rm ext Ext tel Tel Sec Sect Op Eq Tab no nos vol c ca cca
""")
_CLOSING = words("""
    etc a.m p.m A.M P.M al Jr Sr Esq Ph.D PhD M.D B.A M.A B.Sc M.Sc B.C A.D B.C.E C.E oz lb lbs km kg cm mm sq cu
    hr hrs mins
    Ave Blvd Rd Hwy Dept Univ Assn Bldg Jan Feb Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Thu Thur Thurs Fri
    bn mn tn mln bln ibid seq R.I.P
""")
_NAMES = words("""
    U.S U.K U.N E.U U.S.A U.A.E U.S.S.R D.C L.A N.Y N.J N.H N.C S.C N.D S.D N.M R.I W.Va Inc Corp Co Cos Ltd Plc
    LLC L.L.C S.A
    Intl Natl Calif Mass Va Pa Fla Tex Ill Conn Minn Ariz Colo Mich Okla Tenn Wis Ore Md Ga Ala Ark Ky Neb Nev Mo Vt
    G.I I.D P.O Mar Sq
""")

# Names and titles in Latin letters stand in Arabic and Russian reports too, so the other languages take these in.
ABBREVIATIONS: dict[str, Abbreviation] = {
    **dict.fromkeys(_TITLES, Abbreviation.TITLE),
    **dict.fromkeys(_NUMBERED, Abbreviation.NUMBERED),
    **dict.fromkeys(_CLOSING, Abbreviation.CLOSING),
    **dict.fromkeys(_NAMES, Abbreviation.NAME),
}

_STARTERS = frozenset(
    words("""
    The A An In On At By For From With Without Within As To Of Off Into Under Over Between Among Against During
    Since Until After
    Before Despite Because Besides Beyond Following According About Across Around Along Amid Through Throughout
    Upon Unlike
    He She It They We I You One This That These Those There Here His Her Its Their Our My Your Who What When Where
    Why How Which
    Whether While If Although Though But And Or So Yet Nor However Meanwhile Moreover Nevertheless Nonetheless
    Instead Still Then
    Now Thus Therefore Also Even Only Just Some Many Most Several Both All Each Every Another Other Others Few
    Half No Not Nothing
    Nobody None Neither Either Once Twice Two Three Four Five Six Seven Eight Nine Ten Earlier Later Last Next
    Today Yesterday
    Tomorrow Asked Speaking More Less Nearly Almost Officials Police Witnesses Never Perhaps
    """)
)

_SAID = (
    "(?:said|says|asked|asks|replied|replies|told|added|adds|answered|wondered|shouted|cried|exclaimed|wrote|writes|inquired|"
    "recalled|recalls|remarked|argued|demanded|insisted|continued|joked|quipped)"
)

_RULES = SentenceRules(
    abbreviations=ABBREVIATIONS,
    starters=_STARTERS,
    pairs=frozenset({"a. m", "p. m", "A. M", "P. M", "et al"}),
    answers=frozenset(
        words("""
        Yes Maybe Never Nothing Nobody None Sorry Thanks Okay Right True Wrong False Please Perhaps Exactly Absolutely
        Enough Silence Again Always Hardly Hello Goodbye Stop Wait Indeed Certainly Correct Impossible
        """)
    ),
    label=re.compile(
        rf"(?:[A-Z][\w'’-]*(?: [A-Z][\w'’-]*){{0,3}}, )?(?:{_DAY},? )?"
        rf"(?:\d{{1,2}} {_MONTH}(?:,? \d{{4}})?|{_MONTH} \d{{1,2}}(?:,? \d{{4}})?|{_MONTH},?(?: \d{{4}})?"
        rf"|{_DAY}|[12]\d{{3}})"
        r"(?: \([^()]*\))?"
        r"|(?:At|By|From|Until|Before|After|Around|About|Since|Shortly (?:after|before))(?: about| around)?"
        r" \d{1,2}(?:[:.]\d\d)? [ap]\.m"
        r"|(?:Spring|Summer|Autumn|Fall|Winter|Early|Late|Mid)(?: of)? (?:\d{4}|last year|this year|the year)"
        r"|(?:This|Last|Next) (?:week|month|year|spring|summer|autumn|winter)"
        r"|(?:Day|Week|Month|Year|Chapter|Part|Article|Section|Phase|Stage|Step|Point|Annex|Item|Paragraph|Question|Clause)"
        r" (?:\d{1,4}|[IVXL]+|[A-Z]|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en)"
        r"(?: \([^()]*\))?"
    ),
    clock=frozenset(
        words("""
        EST EDT GMT UTC BST CET CEST EET MSK PST PDT ET PT CT Moscow Eastern Central Pacific Greenwich Local Damascus
        Beirut
        Baghdad Jerusalem London Paris Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March
        April May
        June July August September October November December
        """)
    ),
    initial=re.compile(r"[^\W\d_]|Yu|Ya|Ye|Zh|Sh|Kh|Ch|Ts|Th|Dzh|Shch"),
    speech=re.compile(rf"(?:[A-Z][\w'’-]*\.?(?: (?:[A-Z][\w'’-]*\.?|al-\w+|of|the|de|bin|ibn)){{0,4}}) {_SAID}\b"),
)

_UNITS = words("one two three four five six seven eight nine")
_TEENS = words("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
_TENS = words("twenty thirty forty fifty sixty seventy eighty ninety")
_ORDINAL_UNITS = words("first second third fourth fifth sixth seventh eighth ninth")
_ORDINAL_TEENS = words("eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth")

_NUMERALS = NumeralRules(
    words={
        **{word: NumberWord("unit", value) for value, word in enumerate(_UNITS, 1)},
        **{word: NumberWord("teen", value) for value, word in enumerate(_TEENS, 10)},
        **{word: NumberWord("ten", value * 10) for value, word in enumerate(_TENS, 2)},
        **{word: NumberWord("ordinal unit", value) for value, word in enumerate(_ORDINAL_UNITS, 1)},
        **{word: NumberWord("teen", value) for value, word in enumerate(_ORDINAL_TEENS, 11)},
        **{f"{word[:-1]}ieth": NumberWord("ten", value * 10) for value, word in enumerate(_TENS, 2)},
        "dozen": NumberWord("scale", 12),
        "hundred": NumberWord("times hundred", 100),
        **dict.fromkeys(("thousand", "k"), NumberWord("scale", 10**3)),
        **dict.fromkeys(("million", "mn", "mln"), NumberWord("scale", 10**6)),
        **dict.fromkeys(("billion", "bn", "bln"), NumberWord("scale", 10**9)),
        **dict.fromkeys(("trillion", "tn", "trn"), NumberWord("scale", 10**12)),
        "half": NumberWord("half", Decimal("0.5")),
        **dict.fromkeys(("a", "an", "per"), NumberWord("article", 0)),
    },
    lookup=lambda word: (word.casefold(), False),
    phrases={"and a half": NumberWord("and a half", 0)},
    decimal_comma=False,
    blank_groups=False,
    linked=False,
    conjunction="and",
    not_before=re.compile(
        r"[- ](?:thirds|quarters?|fifths|sixths|sevenths|eighths|ninths|tenths?)\b|-third\b", re.IGNORECASE
    ),
    morning=re.compile(r"\s*(?:a\.?m\b|in the morning)", re.IGNORECASE),
    afternoon=re.compile(r"\s*(?:p\.?m\b|in the (?:afternoon|evening))", re.IGNORECASE),
)

_MONTHS = words("January February March April May June July August September October November December")
_HINTS = HintRules(
    numerals=_NUMERALS,
    words={
        **{f"{word[:-1]}ies": decade((value + 1) * 10) for value, word in enumerate(_TENS, 1)},
        "noughties": ("2000",),
        **{word.casefold(): (month(n),) for n, word in enumerate(_MONTHS, 1) if word not in ("March", "May")},
        **dict.fromkeys(words("twice double both couple pair twin"), ("2",)),
        **dict.fromkeys(words("thrice triple trio troika"), ("3",)),
        "quartet": ("4",),
        **dict.fromkeys(words("tenth decade tens"), ("10",)),
        **dict.fromkeys(("dozen", "dozens"), ("12", "24")),
        **dict.fromkeys(words("century centenary hundredth hundred hundreds"), ("100",)),
        "thousands": ("1000",),
        "half": ("0.5", "30", "50"),
        "halved": ("0.5", "50"),
        "quarter": ("0.25", "15", "25", "45"),
        "noon": ("12:00", "12"),
        "midday": ("12:00", "12"),
        "midnight": ("0:00", "24:00", "12"),
    },
    phrases=(
        (re.compile(r"\bMarch\b"), (month(3),)),
        (re.compile(r"\bMay\b"), (month(5),)),
        (re.compile(r"\bday and (?:a )?night\b|\b(?:a|one|per|same|full) day\b|\bround the clock\b"), ("24",)),
        (re.compile(r"\b(?:a|per|one) year\b|\bannual", re.IGNORECASE), ("12",)),
        (re.compile(r"\btwo days\b", re.IGNORECASE), ("48",)),
        (re.compile(r"\bthree weeks\b", re.IGNORECASE), ("21",)),
        (re.compile(r"\b(?:two weeks|fortnight)\b", re.IGNORECASE), ("14",)),
        (re.compile(r"\btwo decades\b", re.IGNORECASE), ("20",)),
        (re.compile(r"\bthree decades\b", re.IGNORECASE), ("30",)),
        (re.compile(r"\bhalf a century\b", re.IGNORECASE), ("50",)),
        (re.compile(r"\bhalf a year\b|\bsix months\b", re.IGNORECASE), ("6",)),
        (re.compile(r"\b(?:a|one) year and a half\b|\bone and a half years\b", re.IGNORECASE), ("1.5", "18")),
    ),
)

ENGLISH: Language = DescribedLanguage(
    code="en",
    name="English",
    native_name="English",
    script="Latin",
    direction="ltr",
    punctuation=Punctuation(
        full_stop=".",
        question="?",
        exclamation="!",
        comma=",",
        semicolon=";",
        quotes=(("“", "”"), ("‘", "’"), ('"', '"')),
    ),
    sentence_rules=_RULES,
    folding=Folding({**COMMON, "ʿ": "'", "ʾ": "'", "ʻ": "'", "ʽ": "'", "ı": "i", "ł": "l", "ø": "o", "đ": "d"}),
    read_numbers=lambda text: read_numbers(text, _NUMERALS),
    hint_rules=_HINTS,
    naming=EnglishNaming(),
)
