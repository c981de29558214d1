"""Names that are common words as well, and the words beside them that tell which of the two is meant."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from aligner.languages.russian_paradigm_dictionary import readings
from aligner.languages.wordlist import words

__all__ = ["NameHints", "hints", "is_common", "is_in_phrase", "same_letters"]


@dataclass(frozen=True)
class NameHints:
    """Words of one language, in its plain form. Beginnings stand for every word that begins so."""

    common: frozenset[str]  # common words that are names
    always: frozenset[str] = frozenset()  # of these, those written with a capital as common words, too: May
    titles: tuple[str, ...] = ()  # beginnings of words that stand before a person's name
    speech: tuple[str, ...] = ()  # beginnings of words for what only persons and bodies do: said
    places: tuple[str, ...] = ()  # beginnings of words that stand before a place's name
    bodies: tuple[str, ...] = ()  # and before a body's
    speech_after: bool = True  # whether such a word may stand after the name
    adjectives: frozenset[str] = frozenset()  # of the common words those that do not stand after a preposition
    prepositions: frozenset[str] = frozenset()
    renaming: re.Pattern[str] | None = None  # words that with a capital make another place: Port, South, Южный
    links: frozenset[str] = frozenset()  # words after a name that show it to be no attribute: and, in, was

    def introduces(self, word: str, kind: str) -> bool:
        """Whether a word before it marks a name of this kind."""
        if kind == "place":
            return word.startswith(self.places)
        return word.startswith(self.titles) if kind == "person" else word.startswith(self.bodies)

    def renames(self, word: str) -> bool:
        """Whether such a word before a place's name, with a capital, makes another name of it: South Sudan."""
        return self.renaming is not None and self.renaming.fullmatch(word) is not None

    def follows_name(self, word: str) -> bool:
        """Whether a word after a name shows that it stands for itself and is no attribute of the word."""
        return word in self.links or self.speaks(word) or word.endswith("ed")

    def speaks(self, word: str) -> bool:
        """Whether a word is one for what only persons and bodies do."""
        return word.startswith(self.speech)


_ENGLISH = NameHints(
    common=frozenset(
        words("""
        ace amber angel art ash august autumn baker ball banks bell berg best bird bishop black bloom blue bond bones
        booker bowl brand bridge bright brook brooks brown buck bull burns bush butcher butler cable candy carpenter
        carry carter case cash chad chance charity chase chip church clay close coach cole cook cool cooper cotton
        court cox crane crisp cross cruise crystal dale daisy dawn day dean dear diamond dick dolly downs drew drum
        duke eve faith farmer fields fisher flint flora flower ford forest foster fox frank franks freed frost fry
        gale gates gene gore grace grant grave graves gray green grey grove guy hall hammer hand harm harper hazel
        head heath henry herb hill hills hogan holiday holly holmes hood hook hope house hunt hunter iris ivory ivy
        jack jade jasmine jewel joy judge june justice kerry key king kings knight lace lake lamb lance land lane law
        lawless lead lee lily little long lord love low major march mark marks marsh marshal mason may mercy miles
        mill miller mills mine moon moore more morn moss mount myers nick noble north nun oak olive opal page pain
        paige park parks patience pearl peck pence penny pepper piper pitt plant poppy porter post potter pound powers
        price pride prince quick rain ray reed reid rich rivers rob robin rock rocky rose rowan ruby rush rusk russet
        sally sandy savage shade sharp shell shepherd short silver singer skip sky small smart smith snow south sparks
        speaker spears spring stern stone storm street strong summer sunny swan swift taylor temple terry tiger
        tillers trump turner tyler underwood van victor violet wade walker wall walls ward warren waters way weaver
        webb welch wells west white wild will winter wise wolf wood woods wright yard young georgia jordan
        reading nice bath mobile orange cork split us it who was
        in or an at be by
        """)
    ),
    always=frozenset(
        words("april august friday june march may monday saturday sheikh sunday thursday tuesday wednesday")
    ),
    titles=words("""
        president minister premier chancellor king queen prince princess emir sheikh sultan crown envoy ambassador
        secretary general colonel major captain lieutenant admiral marshal brigadier commander chief governor mayor
        senator congress representative mp speaker spokes chair head director leader mr mrs ms miss dr prof sir lady
        lord judge justice attorney prosecutor patriarch pope bishop archbishop imam ayatollah rabbi mufti deputy
        former ex acting analyst journalist lawyer activist
    """),
    speech=words("""
        said says saying told tells added adds stressed stresses stated declared announced announces noted warned
        argued insisted denied replied asked called urged vowed explained claimed confirmed emphasised emphasized
        acknowledged pointed recalled reiterated believes thinks met meets
    """),
    places=words("city town village province governorate region district river mount lake island port state"),
    bodies=words("party movement group company newspaper agency channel organisation organization militia faction"),
    renaming=re.compile("port|new|south|north|east|west|saint|st|san|fort|cape"),
    links=frozenset(
        words("""
        a about after against all also amid among an and are around as at be because been before being between both
        but by can could did do does during either for from had has have he how if in into is it its like may might
        more must nor not now of off on once only onto or our out over since should so soon still than that the their
        then there they this those though through to today tomorrow toward towards under unless until up upon was we
        were what when where whether which while who whom whose will with within without would yesterday yet began
        begins bought brings brought came comes cut cuts drew fell finds found gave gets gives goes got grew held
        helps hit hits holds keeps kept knew knows lacks leads led left lets lost made makes means needs opposes pays
        put puts ran remains runs saw seeks seems sees sends sent sets sits spent stands stood struck takes thought
        took tries wants went won wrote
        """)
    ),
)

_RUSSIAN = NameHints(
    common=frozenset(words("вера любовь надежда роза лев роман слава мир победа заря искра свобода родина единство")),
    titles=words("""
        президент премьер министр канцлер корол принц эмир шейх султан посланник посол посла послу послом представител
        секретар генерал полковник майор капитан лейтенант адмирал маршал бригадир командующ командир начальник
        губернатор мэр сенатор депутат спикер глава главы главе главу главой председател директор лидер господин
        госпожа г-н г-жа доктор профессор судья судьи прокурор патриарх папа епископ имам аятолл муфти раввин дипломат
        пресс-секретар заместител замминистр вице- экс- журналист аналитик эксперт политолог
    """),
    speech=words("""
        сказал говор заявил заявля сообщил сообща добавил подчеркнул отметил указал объявил пояснил объяснил уточнил
        напомнил признал призвал считает полагает ответил спросил предупредил пообещал обещал рассказал утвержда
        подтвердил опроверг встрети провел провёл прибыл выступил поблагодарил поздравил
    """),
    places=words("""
        город городе города городу городом села селе село деревн провинци области область район округ река реки реке
        реку гора горы горе остров порт мухафаз поселок поселке поселка
    """),
    renaming=re.compile(r"(?:южн|северн|восточн|западн|нов|верхн|нижн)\w{2,3}"),
    bodies=words("""
        парти движени группировк компани газет агентств канал телеканал организаци ополчени фракци корпораци фонд
    """),
)

# Nouns, adjectives and verbs of everyday news that are also given names, surnames, places or bodies; adjectives of
# origin that are surnames. Names that are hardly met as words (خالد, ماهر) or mean a place first (المغرب) are not here.
_ARABIC = NameHints(
    common=frozenset(
        words("""
        الشرع شرع صالح الصالح كريم الكريم سعيد السعيد حسن الحسن جميل الجميل عادل العادل امين الامين شريف الشريف وحيد
        نور النور امل الامل وفاء رجاء حرب الحرب عون العون السبع الحكيم حكيم الصدر صدر الشيخ السيد الملك الامير امير
        القاضي الخطيب الحداد النجار الطيار البحر النهر الجبل جبل الخير خير الحق السلام سلام الاحمر الابيض الاسود
        الاخضر الازرق الطويل القصير الكبير الصغير القوي الجديد القديم العالي عالي غالي الغالي السامي مسلم المسلم
        المومن صباح الصباح الفجر فجر ربيع الربيع نهار النهار هلال الهلال نجم النجم شمس الشمس قمر القمر ورد زهرة رحمة
        نعمة فرح مراد مبارك ثابت الثابت عزيز العزيز رايد الرايد عميد العقيد لطيف رفيق صديق الصديق حبيب نصر النصر فتح
        الفتح عيد العيد غريب الغريب قريب حر الحر بري البري بحري البحري حارس الحارس كاتب الكاتب تاجر التاجر سيف السيف
        اسد نمر النمر سامي هادي شكري فكري ذكري سري قوة كان وان لان عين العين راس الراس دير السوري المصري العراقي
        اللبناني الاردني الفلسطيني السوداني التونسي الجزايري المغربي الليبي اليمني السعودي الكويتي القطري العماني
        البحريني التركي الكردي العربي الفارسي الهندي الحلبي الشامي البغدادي البصري الموصلي الدمشقي الحمصي المقدسي
        المدني الشرقي الغربي الجنوبي الشمالي الباب الطبقة القلعة الضمير الميادين المستقبل الكتايب القوات الوطن الحياة
        الراي العهد الوعد الوفاق التغيير النهضة الاصلاح الحكمة المرصد الميزان الجبهة الشعب الصخرة الزاوية القصر الحصن
        الجسر الرمل الوادي القاع المرج خلف فضل جيل عمر كامل الكامل شامل رضا جهاد كفاح نضال بيان شهد وسام اسلام ايمان
        دعاء وعد حازم العودة عودة الشعار البطل الهدى المعلم معلم الشهيد الخادم الفقيه الحافظ
        """)
    ),
    titles=words("""
        الرييس رييس الوزير وزير وزيرة الوزيرة الملك الملكة الامير الاميرة الشيخ السلطان ولي المبعوث مبعوث السفير سفير
        الامين امين السيد السيدة الدكتور الدكتورة العميد اللواء العقيد الفريق المقدم الرايد النقيب الملازم الجنرال
        القايد قايد المدير مدير المديرة النايب نايب المحافظ محافظ العمدة المتحدث المتحدثة الناطق الناطقة زعيم الزعيم
        المرشد البطريرك البابا المطران القاضي المستشار مستشار المستشارة الخبير المحلل الصحفي المحامي الناشط المهندس
        البروفيسور الاستاذ الحاج الاب نظيره نظيرته
    """),
    speech=words("""
        قال قالت وقال وقالت يقول تقول ويقول اكد اكدت واكد واكدت اعلن اعلنت واعلن واعلنت صرح صرحت وصرح وصرحت اضاف اضافت
        واضاف واضافت ذكر ذكرت وذكر وذكرت اوضح اوضحت واوضح واوضحت اشار اشارت واشار واشارت شدد شددت وشدد وشددت اعتبر
        اعتبرت واعتبر حذر حذرت وحذر دعا دعت ودعا لفت لفتت ولفت بين وتابع تابع تابعت وتابعت ختم وختم التقي والتقي
        استقبل واستقبل زار وزار وصل بحث وبحث لقاء لقاءه لقايه اجتماع تصريحات كلمة خطاب بقيادة برياسة حكومة ادارة نظام
    """),
    places=words("""
        مدينة بمدينة لمدينة ومدينة محافظة بمحافظة بلدة ببلدة قرية بقرية ريف بريف منطقة بمنطقة ناحية مطار حي بحي جزيرة
        نهر جبل معبر ميناء سد بلاد دولة ولاية بولاية قضاء مديرية مقاطعة سكان اهالي ضواحي اطراف شمال شمالي جنوب جنوبي
        شرق شرقي غرب غربي قرب حول مشارف
    """),
    bodies=words("""
        حركة لحركة وحركة بحركة حزب لحزب وحزب جماعة جريدة صحيفة لصحيفة قناة لقناة وكالة لوكالة شركة منظمة تنظيم فصيل
        ميليشيا فريق نادي تيار التيار كتلة موسسة جمعية موقع
    """),
    speech_after=False,
    adjectives=frozenset(
        words("""
        الاحمر الابيض الاسود الاخضر الازرق الطويل القصير الكبير الصغير القوي الجديد القديم العالي الغالي السامي الثابت
        الجميل العادل الكريم السعيد الحسن الشريف العزيز الغريب البري البحري
        """)
    ),
    prepositions=frozenset(words("في وفي من ومن الي والي علي عن حول مع بين ضد قرب نحو عبر")),
)

_HINTS = {"en": _ENGLISH, "ru": _RUSSIAN, "ar": _ARABIC}
_NONE = NameHints(frozenset())


def hints(language: str) -> NameHints:
    """The hints of a language; empty ones for a language that has none."""
    return _HINTS.get(language, _NONE)


def is_common(word: str, language: str, kind: str = "person") -> bool:
    """Whether a word in its plain form, a name of this kind, is a common word of the language, as far as is known.

    A dictionary is asked only for persons: places are known by names that are hardly met as words (Катар).
    """
    return word in hints(language).common or (language == "ru" and kind == "person" and _russian_common(word))


# Arabic names that are common words for sure between such words; the words before the name, and those after it.
_PHRASES = {
    "الشرع": (frozenset(words("احكام علماء علوم مقاصد ادلة اصول نصوص كليات")), frozenset[str]()),  # the sacred law
    "الاسد": (  # the lion
        frozenset(words("زيير عرين لبدة شبل اشبال لبوة انياب مخالب حصة جلد قلب")),
        frozenset[str](),
    ),
    "حماة": (  # the guardians
        frozenset[str](),
        frozenset(
            words("""
            الوطن الديار الحمي الارض الدستور القانون العدالة الحق الحقوق الحرية الحريات الديمقراطية السلام الدين العقيدة
            الثورة الشرعية البيية الطبيعة التراث القدس الاقصي الحرم الحرمين المستهلك الجمهورية الحقيقة العرين
            """)
        ),
    ),
}
_JOINED = re.compile(r"[وف]?[بكل]?(?=\w{3})")


def is_in_phrase(word: str, before: str, after: str, language: str) -> bool:
    """Whether a name that is a common word is that word in a fixed phrase, زئير الأسد or حماة الوطن; in plain form."""
    if language != "ar" or word not in _PHRASES:
        return False
    earlier, later = _PHRASES[word]
    return after in later or bool({before, _JOINED.sub("", before, count=1)} & earlier)


_CYRILLIC = re.compile("[а-яё-]+")


@lru_cache(maxsize=1 << 14)
def _russian_common(word: str) -> bool:
    """Whether the dictionary has the word as no name; readings that are next to never met do not count (путина)."""
    if not _CYRILLIC.fullmatch(word):
        return False
    known = [reading for reading in readings(word) if reading.known]
    return sum(reading.score for reading in known if not _NAMES & reading.grammemes) >= 0.1


_NAMES = {"Name", "Surn", "Patr", "Geox", "Orgn", "Trad", "Init"}


_ALEFS = {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ؤ": "و", "ئ": "ي"}
_PERSIAN = str.maketrans({"ی": "ي", "ک": "ك", "ـ": None})


def same_letters(printed: str, name: str, language: str) -> bool:
    """Whether a short word is written like the name where the plain form evens out what tells words apart.

    Arabic: علي is no على, and an أ is no إ; but a hamza may be left out in print.
    """
    if language != "ar":
        return True
    a, b = _arabic_letters(printed), _arabic_letters(name)
    return len(a) == len(b) and all(x == y or _ALEFS.get(y) == x for x, y in zip(a, b, strict=True))


def _arabic_letters(text: str) -> str:
    plain = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).translate(_PERSIAN))
    return "".join(one for one in plain if one.isalpha())
