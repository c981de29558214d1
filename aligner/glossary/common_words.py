"""Common words that people, places and bodies are also named after: a name that looks like one needs context words.

Written from general knowledge, for an editor of the language to read and extend. A name in the glossary whose form is
one of these is not wrong; only nobody can tell without context whether it is meant.
"""

from __future__ import annotations

from aligner.languages.wordlist import words

__all__ = ["COMMON_WORDS"]

_ENGLISH = words("""
a about above after again all also an and any are as at away back be because been before being between big both
but by can could did do down each even every few first for from get go good had has have he her here him his how
if in into is it its just know last left like little long made make many may me might more most much must my
near need never new next no not now of off old on once one only or other our out over own part people place
right said same say see she should small so some still such take than that the their them then there these they
thing this those time to too two under up us use very was way we well went were what when where which while who
why will with work would year yes you your accord agreement aid air ally amber arch arm art ash autumn baker
banks bar barber base basin bay beach bean bell berry bishop black blue boat bond book border bowl branch brand
bread bridge bright brook brown bull burns bush butcher butler call cannon canal capital card carpenter carter
case castle cave chance chapel chase chief child church city clay clerk cliff cloud coast cold cook cooper core
council court crane crescent cross crown dam dawn day dean deer delta dove drake duke east edge elder fair faith
falcon farmer field fields fish fisher flint flood flowers force ford forest fort fox frank freeman freedom
front frost future gardener gate gates glass glory grace grant gray green grove guard gulf hall hand harbour
hardy hart hawk hay head heath hill hills hit hobbs holly holy home honor hood hook hope horn house hunt hunter
ice iron island ivory joy judge justice keen key king knight lake lamb lance land lane lark law lawyer league
liberty light lily line lion lock lord love low major march mark marsh marshal mason masters mead miller mine
minister mission moon moor moss mount nation north oak ocean order page palace park parliament parson party pass
path peace pearl perch pine pitt plain pole pool poor pope porter post potter pound power price pride priest
prince progress queen rain rains raven ray read reed resistance rice rich ridge river road robin rock rope rose
rush sage salt sand sands savage sea senate sergeant sharp shaw shell shepherd sherman shield ship silver singer
smart smith snow south spring stark state steel stern stone storm stout street strong sultan summer sun swan
sweet swift tanner taylor temple tide tiger tower town trade tucker turner union unity valley victory vine
walker wall walls ward water waters wave weaver wells west wheeler white whole wild winter wise wolf wood woods
word world worth wright young youth
""")

_ARABIC = words("""
في من على إلى عن مع هذا هذه ذلك تلك التي الذي الذين كان كانت يكون أن إن أنه إنه لا ما لم لن قد كل بعض غير بين
بعد قبل عند عندما حتى حول خلال منذ نحو أو ثم أي كما لكن إذا هو هي هم نحن كيف متى أين لماذا هنا هناك فوق تحت أمام
خلف ضد دون سوى ليس أب أخ أم ابن بنت رجل ولد بيت باب يوم ليل شهر عام سنة أرض بحر نهر جبل سماء شمس قمر نجم ماء نار
حجر أسد الأسد ذئب نمر صقر نسر فهد حصان أمل الأمل أمين الأمين أمير الأمير ملك الملك سلطان السلطان وزير رئيس قائد
شيخ الشيخ حاكم الحاكم قاض القاضي إمام الإمام خطيب الخطيب كاتب الكاتب شاعر الشاعر تاجر التاجر نجار النجار حداد
الحداد خباز الخباز خياط الخياط صياد الصياد بناء البناء حلاق الحلاق فلاح الفلاح عطار العطار صراف الصراف صباغ
الصباغ قصاب القصاب لحام اللحام الشرع شرع شريعة حق الحق عدل العدل حكم الحكم قانون دستور حرية الحرية سلام السلام
حرب الحرب نصر النصر فتح الفتح فوز جهاد الجهاد ثورة الثورة بعث البعث وحدة الوحدة وطن الوطن دولة الدولة شعب الشعب
أمة الأمة جبهة الجبهة حزب الحزب حركة الحركة تحرير التحرير دفاع الدفاع هيئة الهيئة مجلس المجلس قوات القوات لواء
اللواء فيلق الفيلق كتيبة الكتيبة مقاومة المقاومة صالح الصالح صادق الصادق كريم الكريم سعيد السعيد سعد السعد حميد
الحميد مجيد المجيد رشيد الرشيد شريف الشريف عزيز العزيز عظيم العظيم كبير الكبير صغير الصغير طويل الطويل قصير
القصير جديد الجديد قديم القديم جميل الجميل حسن الحسن ماهر خالد الخالد سالم السالم غالب الغالب ناصر الناصر ناجي
طاهر الطاهر ظاهر الظاهر باهر عادل فاضل الفاضل كامل الكامل فارس الفارس راشد حافظ الحافظ حامد جابر هادي الهادي
مهدي المهدي منير منصور المنصور مسعود مبارك المبارك مختار المختار معلم المعلم أبيض الأبيض أسود الأسود أحمر الأحمر
أخضر الأخضر أزرق الأزرق أصفر الأصفر أشقر الأشقر نور النور ضياء بدر البدر هلال الهلال نجاح فرج الفرج فرح سرور
رجاء وفاء هدى ندى منى سلمى أماني شروق غروب ربيع الربيع صيف شتاء خريف مطر المطر غيث ثلج رعد الرعد برق البرق ريح
عاصفة شرق الشرق غرب الغرب شمال الشمال جنوب الجنوب بري البري بحري البحري جوي عون العون مال المال ذهب الذهب فضة
حديد الحديد تمر خبز زيتون الزيتون تفاح عنب وردة ورد الورد زهرة ياسمين شجرة نخلة صخر الصخر رمل الرمل تل التل وادي
الوادي سهل السهل غابة جزيرة الجزيرة مدينة المدينة قرية القرية منارة المنارة قلعة القلعة برج البرج قصر القصر جسر
الجسر ميناء الميناء مرج المرج عين العين رأس الرأس يد فم وجه قلب القلب مستقبل المستقبل نهضة النهضة إصلاح الإصلاح
عمل العمل تقدم التقدم أخبار الأخبار حياة الحياة رسالة الرسالة راية الراية
""")

_RUSSIAN = words("""
а без более больше будет был была были было быть в вам вас весь во вот все всё всего вы где да даже для до его
ее её если есть еще ещё же за здесь и из или им их к как какой когда кто ли лишь между меня мне много может мой
мы на над надо нам нас не него нее неё нет ни них но ну о об один он она они от по под после потом потому при
про раз с сам свой себя сейчас со так также там тебя тем то тогда того тоже только том ты у уже хоть чего чей
чем что чтобы эта эти это этот я баран баранов барс барсов бобров богатырев белка белых береза березин бык быков
ветров вера верба весна вода волк волков волна воля ворон воронов воронин восток время газ герой герб глава глаз
голос голова голубь голубев гора горы город гость град гром громов гусь гусев дело день дом друг дуб дубов дума
дым дымов дьяков дядя единство ёж ежов жаров жизнь жук жуков журавль журавлев закон запад заря заяц зайцев
звезда земля зима змея знамя золото зубр зубов зуб игла игра идея известия казак казаков камень карп карпов кит
китов князь князев коза козел козлов комар комаров конь король королев корона кот котов край кремль кремень
крест крестов круг круглов кузнец кузнецов кулик куликов купец лавр лавра лавров лебедь лебедев лев левый лед
лес лесов лиса лисица лист листов лира лицо лоза луг лугов лук луна луч любовь люди май мак маков мал малина
март марш маршал маска мел мельник мельников меч мечта милый мир миров молодых молот монах монахов море мороз
морозов мост мостов мудрый муж муравей муравьев надежда народ небо нива новости новый ночь облако огонь озеро
окно окунь окунев олень орел орёл орлов орган осень основа остров островов отец паук пауков певец певцов перец
песков песок песня петух петухов пир пирогов пирог плотник плотников победа поле поляк поляков помощь поп попов
порог порогов порох порт портной портнов правда право прав правый природа пруд прудов птица путь пушка пчела рак
раков рассвет раб рабов речь река рог рогов роза род родина рожь рука рыба рыбак рыбаков ряд рядов сад садов
салют сахаров свет светлый свобода север сила синий скала скворец скворцов слава слово слон слонов смирный
смирнов снег снегов совет советов согласие сокол соколов соль солнце соловей соловьев сон союз спас спасение
спор споров спутник степь стекло стоп страж стрела стрелец стрельцов судья суд сын сынов тайга тень тетерев тигр
тигров тихий ткач ткачев толстой толстых трава трактор труба труд трудов туман туманов тур туров ура утро факел
флаг флот хлеб хлебов холод холодов холм холмов храм храмов царь царев цвет цветков час часов черных чиж чижов
шаг шар шаров шах шахов швец швецов шип шипов шум шумов щит щитов щука эхо юг юность яблоко яков ястреб ястребов
якорь январь ясный
""")

# Language -> words as they stand in a text, not folded.
COMMON_WORDS = {"en": frozenset(_ENGLISH), "ar": frozenset(_ARABIC), "ru": frozenset(_RUSSIAN)}
