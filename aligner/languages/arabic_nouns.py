"""Arabic common nouns of reports, word by word: broken plurals, feminines, duals, cases that are written."""

from __future__ import annotations

from aligner.languages.wordlist import words

__all__ = [
    "accusative",
    "bare",
    "definite",
    "dual",
    "feminine",
    "has_article",
    "is_common",
    "is_participle",
    "is_word",
    "masculine",
    "nominative",
    "oblique",
    "plural",
    "singular",
    "suffixed",
    "with_li",
]

# Foreign names in which ال is no article. They are often printed without the hamza that would tell.
_NO_ARTICLE = frozenset(
    words("""
    الياس الكسندر الكسندرا الكسي اليكسي اليكس الكسيس البرت البرتو البيرتو الفريد الفريدو المانيا البانيا الاسكا الماتي
    الينا الينور اليزابيث اليزابيت الان الن الكسيف الفارو الفيرا الينوي الابوين البير اليوت اليسون الانا البوركيرك
    الباما الزا الشيا اليسار العازار الاباما
    """)
)

# Singular and broken plural. General knowledge of the language, titles and things of the news first.
_BROKEN = dict(
    pair.split("/")
    for pair in words("""
    وزير/وزراء رئيس/رؤساء سفير/سفراء أمير/أمراء زعيم/زعماء عميد/عمداء عقيد/عقداء نقيب/نقباء رقيب/رقباء وكيل/وكلاء
    خبير/خبراء عضو/أعضاء قائد/قادة حاكم/حكام نائب/نواب كاتب/كتاب ملك/ملوك شيخ/شيوخ قاضي/قضاة قاض/قضاة والي/ولاة
    وال/ولاة مدير/مدراء عالم/علماء شاعر/شعراء طبيب/أطباء جندي/جنود ضابط/ضباط لواء/ألوية فريق/فرق عامل/عمال
    مندوب/مناديب عمدة/عمد رائد/رواد قنصل/قناصل بطريرك/بطاركة مطران/مطارنة أسقف/أساقفة كاهن/كهنة إمام/أئمة سيد/سادة
    صاحب/أصحاب طالب/طلاب أستاذ/أساتذة فيلسوف/فلاسفة جنرال/جنرالات أميرال/أميرالات كولونيل/كولونيلات سلطان/سلاطين
    خليفة/خلفاء رجل/رجال امرأة/نساء طفل/أطفال شخص/أشخاص سجين/سجناء أسير/أسرى جريح/جرحى قتيل/قتلى ضحية/ضحايا
    شهيد/شهداء حرس/حراس حارس/حراس عنصر/عناصر خصم/خصوم حليف/حلفاء شريك/شركاء وسيط/وسطاء غريم/غرماء أخ/إخوة ابن/أبناء
    جار/جيران رفيق/رفاق كبير/كبار صغير/صغار شاب/شباب دينار/دنانير درهم/دراهم فلس/فلوس قرش/قروش جنيه/جنيهات
    ريال/ريالات دولار/دولارات روبل/روبلات يورو/يوروهات شيكل/شواكل شلن/شلنات فرنك/فرنكات بيزو/بيزوات سنت/سنتات
    كوبيك/كوبيكات برميل/براميل طن/أطنان متر/أمتار عمود/أعمدة حصة/حصص قافلة/قوافل قارب/قوارب سفينة/سفن ميناء/موانئ
    مطار/مطارات طريق/طرق جسر/جسور نفق/أنفاق حدود/حدود معبر/معابر منفذ/منافذ مركز/مراكز مخيم/مخيمات قاعدة/قواعد
    موقع/مواقع حاجز/حواجز نقطة/نقاط خط/خطوط منطقة/مناطق إقليم/أقاليم بلد/بلدان دولة/دول مدينة/مدن قرية/قرى حي/أحياء
    شارع/شوارع ساحة/ساحات بيت/بيوت دار/دور سوق/أسواق جبل/جبال نهر/أنهار بحر/بحار بحيرة/بحيرات جزيرة/جزر واد/أودية
    وادي/أودية سد/سدود بئر/آبار حقل/حقول منجم/مناجم مصنع/مصانع معمل/معامل مصرف/مصارف بنك/بنوك صندوق/صناديق
    شركة/شركات مجلس/مجالس لجنة/لجان هيئة/هيئات وزارة/وزارات محكمة/محاكم برلمان/برلمانات حزب/أحزاب جيش/جيوش
    لواء/ألوية كتيبة/كتائب فصيل/فصائل فيلق/فيالق وحدة/وحدات قوة/قوات دائرة/دوائر مكتب/مكاتب قسم/أقسام فرع/فروع
    شعبة/شعب بعثة/بعثات وفد/وفود رابطة/روابط نقابة/نقابات جمعية/جمعيات مدرسة/مدارس جامعة/جامعات كلية/كليات
    معهد/معاهد مستشفى/مستشفيات مسجد/مساجد كنيسة/كنائس دير/أديرة متحف/متاحف قمة/قمم مؤتمر/مؤتمرات منتدى/منتديات
    اجتماع/اجتماعات لقاء/لقاءات جولة/جولات زيارة/زيارات حفل/حفلات عيد/أعياد حرب/حروب معركة/معارك هجوم/هجمات
    غارة/غارات هدنة/هدن سلاح/أسلحة صاروخ/صواريخ طائرة/طائرات دبابة/دبابات لغم/ألغام قنبلة/قنابل قذيفة/قذائف
    مدفع/مدافع رصاصة/رصاص مسيرة/مسيرات زلزال/زلازل إعصار/أعاصير عاصفة/عواصف حريق/حرائق قانون/قوانين قرار/قرارات
    مرسوم/مراسيم بيان/بيانات تقرير/تقارير وثيقة/وثائق مذكرة/مذكرات اتفاق/اتفاقات اتفاقية/اتفاقيات معاهدة/معاهدات
    بروتوكول/بروتوكولات ملف/ملفات خطة/خطط مشروع/مشاريع برنامج/برامج بند/بنود مادة/مواد سند/سندات قرض/قروض عقد/عقود
    منحة/منح جائزة/جوائز ضريبة/ضرائب رسم/رسوم سعر/أسعار سلعة/سلع بضاعة/بضائع جواز/جوازات تأشيرة/تأشيرات بطاقة/بطاقات
    نظام/أنظمة ممر/ممرات مأخذ/مآخذ محطة/محطات مفاعل/مفاعلات أنبوب/أنابيب مرض/أمراض وباء/أوبئة لقاح/لقاحات دواء/أدوية
    نمر/نمور فقمة/فقمات كلب/كلاب حصان/خيول طائر/طيور سمكة/أسماك كلمة/كلمات كتاب/كتب فيلم/أفلام صحيفة/صحف قناة/قنوات
    وكالة/وكالات إذاعة/إذاعات جدار/جدران سياج/أسيجة خندق/خنادق علم/أعلام شعار/شعارات حكومة/حكومات إدارة/إدارات
    سلطة/سلطات ولاية/ولايات محافظة/محافظات مديرية/مديريات ليرة/ليرات شبكة/شبكات منظمة/منظمات مؤسسة/مؤسسات
    بلدية/بلديات سلسلة/سلاسل مصيدة/مصايد آلية/آليات قيد/قيود
    """)
)
# Two or more singulars may share a plural; the first is the one that is meant most.
_SINGULAR: dict[str, str] = {}
for _single, _plural in _BROKEN.items():
    _SINGULAR.setdefault(_plural, _single)

_FEMININES = {
    "أعلى": "عليا",
    "أول": "أولى",
    "أكبر": "كبرى",
    "أصغر": "صغرى",
    "آخر": "أخرى",
    "ثان": "ثانية",
    "ملك": "ملكة",
}
# They have none, or it is another word: governorate, school, mosque, doctrine, introduction, maid.
_NO_FEMININE = frozenset(
    words("""
    محافظ مدرس جامع كلي جمهوري عقيد فريق لواء مقدم مشير خادم ملازم عريف جنرال كولونيل أميرال بطريرك إمام مفتي أسقف
    """)
)
# Ranks that are participles, too: مشيرا is "noting that", مقدمة an introduction, مساعدة help.
_PARTICIPLES = frozenset(words("مقدم مشير مساعد ملازم رائد معاون مرافق"))
_MASCULINES = {feminine_: masculine_ for masculine_, feminine_ in _FEMININES.items()}
_ADJECTIVE_PLURALS = {
    "جديد": "جدد",
    "كبير": "كبار",
    "سابق": "سابقون",
    "صغير": "صغار",
    "قديم": "قدامى",
    "مقيم": "مقيمون",
}
_TENS = frozenset(words("عشرون ثلاثون أربعون خمسون ستون سبعون ثمانون تسعون"))
# Words in ون, ين, و and ا that are no plurals and no duals.
_NO_ENDING = frozenset(
    words("""
    طالبان برلمان الكتمان قانون تلفزيون تليفزيون مليون بليون تريليون صهيون كانون هارون فرعون زيتون ليمون صابون عربون
    أفيون مضمون مخزون مجنون مسكون ماكرون بنتاغون البنتاغون طاعون ماعون ديون شؤون شئون عيون سجون فنون قرون غصون حصون
    ظنون بطون عون أمازون ميلتون بوسطن هيوستون واشنطون كلينتون نيوتن ريثيون هيونداي بحرين فلسطين تشرين عشرين حنين
    جنين يقين تمرين تأمين تعيين تكوين تموين تضمين قوانين موازين ميادين شرايين براهين سكاكين بساتين شياطين مساكين
    ملايين رياحين دين متين معين مكين أمين يمين ثمين سمين حسنين موسكو مونوسكو مترو راديو فيديو استوديو ناتو أوبو يورو
    بيزو كازينو مونتينيغرو منغستو كاميرا مافيا دراما أوبرا كوليرا ملاريا سينما قضايا مزايا هدايا نوايا ضحايا دنيا
    عليا كبرى بابا فيفا يويفا نوفا
    """)
)


_AGENTS = frozenset(words("نازح لاجئ عامل ناخب عائد باحث تاجر نائب ناشط ناج سائق صائد مانح حاضر"))


def has_article(word: str) -> bool:
    """Whether a word begins with the article: الشرع, not الكسندر."""
    return word.startswith("ال") and len(word) > 3 and word not in _NO_ARTICLE


def is_word(word: str) -> bool:
    """Whether it is one Arabic word: no figures, no brackets, no quotation marks."""
    return len(word) > 2 and all("ء" <= letter <= "ي" or "ً" <= letter <= "ْ" for letter in word)


def is_common(word: str) -> bool:
    """Whether it is a noun of our own list, without its article."""
    return word in _BROKEN or word in _SINGULAR


def is_participle(word: str) -> bool:
    """Whether a rank is a participle as well, so that alone only its plain form can be told."""
    return bare(word) in _PARTICIPLES


def bare(word: str) -> str:
    """A word without its article."""
    return word[2:] if has_article(word) else word


def definite(word: str) -> str:
    """A word with the article."""
    return word if has_article(word) or word == "الله" else "ال" + word


def with_li(word: str) -> str:
    """A word with ل, grown together with the article where it has one: للشرع, للاذقية, لدمشق."""
    if not has_article(word):
        return "ل" + word
    return "ل" + word[2:] if word.startswith("الل") else "لل" + word[2:]


def feminine(word: str, noun: bool = True) -> str:
    """The feminine of an office or an adjective; "" where it has none."""
    core, article = bare(word), "ال" if has_article(word) else ""
    if core in _FEMININES:
        return article + _FEMININES[core]
    if core in _NO_FEMININE:
        return ""
    return "" if core.endswith(("ة", "اء", "ى", "ا", "و", "ات", "ون", "ين")) else f"{word}ة"


def masculine(word: str) -> str:
    """The masculine of a feminine office or adjective; "" where it is none."""
    core, article = bare(word), "ال" if has_article(word) else ""
    if core in _MASCULINES:
        return article + _MASCULINES[core]
    return word[:-1] if core.endswith("ة") and len(core) > 3 else ""


def plural(word: str, adjective: bool = False, human: bool = True) -> tuple[str, str]:
    """The plural, nominative and oblique; "" twice where none is known. Adjectives of things turn feminine."""
    core, article = bare(word), "ال" if has_article(word) else ""
    if adjective and not human:
        one = feminine(word) or word
        return one, one
    if adjective and core in _ADJECTIVE_PLURALS and not _ADJECTIVE_PLURALS[core].endswith("ون"):
        one = article + _ADJECTIVE_PLURALS[core]
        return one, one
    if not adjective and core in _BROKEN and not _BROKEN[core].endswith("ين"):
        one = article + _BROKEN[core]
        return one, one
    if core.endswith("ة"):
        return f"{word[:-1]}ات", f"{word[:-1]}ات"
    if core.endswith(("اء", "ى", "ات", "ون", "ين", "و")) or len(core) < 3:
        return "", ""
    if core.endswith("ا"):
        return f"{word}ت", f"{word}ت"
    if not human:
        return f"{word}ات", f"{word}ات"
    if core.startswith("م") or core[1] == "ا" or core.endswith("ي") or adjective:
        stem = word[:-1] if core.endswith("ي") and core[0] == "م" and not core.endswith("ني") else word
        return f"{stem}ون", f"{stem}ين"
    return "", ""


def singular(word: str) -> str:
    """The singular of a plural; "" where it is none that we know."""
    core, article = bare(word), "ال" if has_article(word) else ""
    if core in _SINGULAR:
        return article + _SINGULAR[core]
    if core.endswith(("ون", "ين")) and oblique(word):
        return word[:-2]
    if core.endswith("ات") and len(core) > 4 and core not in ("قوات", "بيانات"):
        return f"{word[:-2]}ة"
    return ""


def dual(word: str) -> tuple[str, str]:
    """The dual, nominative and oblique."""
    stem = f"{word[:-1]}ت" if word.endswith("ة") else f"{word[:-1]}ي" if word.endswith("ى") else word
    return f"{stem}ان", f"{stem}ين"


def accusative(word: str) -> str:
    """The indefinite accusative as it is written: رئيسا; the word itself where nothing is written."""
    if word.endswith(("ة", "ى", "اء", "ا", "ات", "و")) or word in _BROKEN.values():
        return word
    return f"{word}ا"


def suffixed(word: str) -> tuple[str, ...]:
    """A noun with his, her or its, their, our; without its article."""
    core = bare(word)
    if core.endswith(("اء", "ون", "ين", "و", "ا")) or len(core) < 3:
        return ()
    stem = f"{core[:-1]}ت" if core.endswith("ة") else f"{core[:-1]}ا" if core.endswith("ى") else core
    return tuple(stem + suffix for suffix in ("ه", "ها", "هم", "نا"))


def oblique(word: str, construct: bool = False) -> str:
    """What a sound plural or a dual in the nominative turns to: الحوثيين, لجنتي; "" for any other word.

    `construct` says that another noun depends on it, so that its ن is gone: مراقبو, لجنتا.
    """
    link = "و" if word.startswith("وال") else ""
    word = word[len(link) :]
    core = bare(word)
    if core in _NO_ENDING or len(core) < 4:
        return ""
    article = has_article(word)
    # فاعل: many foreign names have its shape, so that it must have the article or be known.
    agent = core[1:2] == "ا" and (article or core.removesuffix("و").removesuffix("ون") in _AGENTS)
    if core.endswith("ون") and len(core) >= 5 and (core in _TENS or core.endswith("يون") or agent or core[0] == "م"):
        return f"{link}{word[:-2]}ين" if len(core) >= 6 or core in _TENS else ""
    if core.endswith("تان") and not core.endswith("ستان") and len(core) > 5:
        return f"{link}{word[:-2]}ين"
    if core.endswith("ان") and core[:-2] in _BROKEN:
        return f"{link}{word[:-2]}ين"
    if construct and not article:
        if core.endswith("تا") and len(core) > 4:
            return f"{word[:-1]}ي"
        if core.endswith("ا") and core[:-1] in _BROKEN:
            return f"{word[:-1]}ي"
        if core.endswith("و") and len(core) >= 5 and (agent or core[0] == "م" or core.endswith("يو")):
            return f"{word[:-1]}ي"
    return ""


def nominative(word: str) -> str:
    """The nominative of a sound plural that a glossary gives in the oblique: الحوثيون; "" for any other word."""
    core = bare(word)
    if core in _NO_ENDING or not core.endswith("ين") or len(core) < 6:
        return ""
    shaped = core.startswith("م") or (core[1:2] == "ا" and len(core) == 6)
    return f"{word[:-2]}ون" if core.endswith("يين") or (shaped and has_article(word)) else ""
