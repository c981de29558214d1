"""The words that tell a name from its surroundings: what begins sentences, titles, bodies, places, days and peoples."""

from __future__ import annotations

from dataclasses import dataclass

from aligner.languages.wordlist import words

__all__ = ["ARABIC", "COMMON_NAMES", "ENGLISH", "RUSSIAN", "Cues"]


@dataclass(frozen=True)
class Cues:
    """What a language has around its names; all small letters."""

    never: frozenset[str]  # capitalised or not, no name: months, weekdays, peoples, languages
    starters: frozenset[str]  # what begins sentences
    titles: frozenset[str]  # before a person's name
    attributes: frozenset[str]  # before a title: foreign, deputy
    bodies: frozenset[str]  # words of the names of organisations
    places: frozenset[str]  # words beside the names of places: province, river
    speech: frozenset[str]  # what persons do: said, told
    inside: frozenset[str]  # small words inside names: bin, de, von


ENGLISH = Cues(
    never=frozenset(
        words("""
        january february march april may june july august september october november december monday tuesday
        wednesday thursday friday saturday sunday ramadan easter christmas afghan african albanian algerian american
        arab arabic argentine armenian asian australian austrian azerbaijani azeri bahraini bangladeshi belarusian
        belarussian belgian bosnian brazilian british bulgarian burmese cambodian cameroonian canadian caucasian
        chadian chechen chilean chinese christian colombian congolese cossack croatian cuban cypriot czech danish
        druze dutch egyptian emirati english eritrean estonian ethiopian european filipino finnish french gazan
        georgian german ghanaian greek gulf hungarian icelandic indian indonesian iranian iraqi irish islamic
        islamist israeli italian ivorian japanese jewish jordanian kazakh kenyan korean kurdish kuwaiti kyrgyz latin
        latvian lebanese libyan lithuanian macedonian malaysian malian maltese mauritanian mexican moldovan
        mongolian montenegrin moroccan mozambican muslim nepalese nepali nigerian nigerien nordic norwegian omani
        ottoman pakistani palestinian persian peruvian polish portuguese qatari roman romanian russian rwandan
        salafi saudi scottish senegalese serbian serb shia shiite slavic slovak slovenian somali soviet spanish
        sudanese sunni swedish swiss syrian tajik tanzanian tatar thai tunisian turkish turkmen ugandan ukrainian
        uzbek venezuelan vietnamese welsh western yemeni yemenite zambian zimbabwean alawite catholic orthodox
        baltic eu-led us-led un-led russian-led turkish-led us-backed iran-backed un-backed american-led americans
        arabs britons chinese egyptians europeans germans iranians iraqis israelis kurds lebanese muslims christians
        palestinians russians syrians turks ukrainians yemenis jews afghans sunnis shiites druze i mr mrs ms dr prof
        """)
    ),
    starters=frozenset(
        words("""
        a about above according across after again against ahead all almost along already also although altogether
        amid among an and another any anyone apart approximately around as aside asked at away back based because
        before behind being below beneath beside besides between beyond both but by called can citing commenting
        compared considering contrary could critics dear depending described despite did do does doctors doing done
        drivers due during each earlier early either eight eighteen eighty eleven elsewhere engineers even
        eventually every everyone everything evidence ever except experts factories families far few fewer fifteen
        fifty fighting finally first fishermen five following for former forty founded four fourteen from funding
        further give given half has have having he her here his hospitals hours how however hundreds if in indeed
        independent initially inside instead into investigators is it its itself journalists just last late later
        least less let like local locals long lots made many maybe meanwhile medics members might military millions
        more moreover most mostly much my near nearby nearly neither never nevertheless new next nine nineteen
        ninety no nobody none nonetheless nor not nothing now observers of off officials often on once one only
        opponents or organisers organizers other others otherwise our out outside over parents participants parties
        passengers people perhaps photographs photos please police preliminary pressed previously prices prosecutors
        protesters put quite rather recently referring regarding rescuers residents responding results roughly said
        satellite security seen separately seven seventeen seventy several she shops shortly should similar
        similarly since six sixteen sixty so soldiers some somebody someone something sometimes soon sources
        speaking specialists still such supporters teachers ten tens than thanks that the their them then there
        therefore these they thirteen thirty this those though thousands three through throughout thus to today
        together tomorrow tonight too topics toward towards traders traffic twelve twenty two under unlike until up
        upon us using very via villagers volunteers was we were what whatever when whenever where whereas wherever
        whether which while who whoever whole whom whose why will with within without witnesses women men workers
        work would yes yesterday yet you young your zero trains trade talks schools water electricity oil gas grain
        aid delegates analysts diplomats negotiators lawyers activists relatives survivors farmers pilots sailors
        migrants refugees rebels troops gunmen militants fighters flights ships markets banks exports imports damage
        deliveries repairs construction production voting turnout negotiations consultations neighbours neighbors
        """)
    ),
    titles=frozenset(
        words("""
        president premier minister chancellor king queen prince princess sheikh sheikha emir sultan ayatollah imam
        mufti patriarch pope bishop archbishop metropolitan cardinal father sister rabbi senator governor mayor
        ambassador envoy secretary commissioner commander general colonel major captain lieutenant brigadier admiral
        sergeant marshal private corporal chairman chairwoman chair speaker spokesman spokeswoman spokesperson
        director chief head judge justice prosecutor attorney inspector rapporteur coordinator representative
        professor doctor leader deputy mp lawmaker congressman congresswoman representative analyst expert lawyer
        engineer correspondent reporter activist researcher economist academician consul rector dean counsel mr mrs
        ms dr prof sir lord lady dame mullah maulana haji hajj hajja miss officer adviser advisor aide mawlawi rais
        """)
    ),
    attributes=frozenset(
        words("""
        foreign defence defense interior finance energy economy economic health justice oil transport education
        agriculture trade culture information environment labour labor development digital emergency prime deputy
        first vice acting interim former senior chief special general major lieutenant brigadier rear crown grand
        supreme assistant executive managing permanent national attorney regional provincial district police army
        naval air state internal external public press religious social water industry planning telecommunications
        communications migration tourism sports youth
        """)
    ),
    bodies=frozenset(
        words("""
        ministry council committee commission union party front movement organisation organization agency authority
        bank fund university institute academy court parliament assembly senate congress duma army forces force
        guard guards corps brigade battalion division command office department bureau service services
        administration company corporation group holding airlines airways league federation confederation
        association society foundation centre center chamber board mission network news agency television channel
        newspaper club team hospital school house directorate secretariat coalition alliance crescent cross
        initiative programme program observatory monitor inspectorate prosecutor's registry exchange railways
        shipyard factory works plant
        """)
    ),
    places=frozenset(
        words("""
        city town village province governorate region district river lake sea ocean gulf strait bay island islands
        mountain mountains mount hill hills valley desert port airport airbase base camp crossing checkpoint street
        square avenue bridge canal dam oasis peninsula coast border neighbourhood neighborhood suburb countryside
        north south east west northern southern eastern western field terminal prison stadium cape plateau heights
        corridor
        """)
    ),
    speech=frozenset(
        words("""
        said says told added stressed noted explained announced stated recalled argued warned insisted declared
        replied answered thanked called admitted acknowledged promised confirmed denied praised condemned welcomed
        urged expressed emphasised emphasized underlined pointed visited met arrived signed wrote claimed believes
        thinks complained suggested hopes hoped spoke conceded remarked concluded accused commented
        """)
    ),
    inside=frozenset(
        words("bin ibn ben bint abu al el de del della di da do dos das du la le van von der den ter y af")
    ),
)

RUSSIAN = Cues(
    never=frozenset(
        words("""
        январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь понедельник вторник среда
        четверг пятница суббота воскресенье рамадан рф сша россиянин вы ваш
        """)
    ),
    starters=frozenset(
        words("""
        а без более больше будучи был была были было в вместе вместо во вот впервые впрочем все всего встреча вчера
        вы где да далее даже для до если ещё еще же за завтра здесь и из или именно итак их к каждый как когда кто
        кроме ли лишь между многие мы на над надо напомним например находясь не нет ни никто но ныне о об около он
        она они оно от отвечая относительно отсюда перед по под позднее позже пока помимо после потом потому почти
        поэтому при про против ранее с сам сегодня сейчас сначала со согласно спустя среди так также там тем теперь
        то тогда только ту ты у уже хотя через чем что чтобы эта эти это этот якобы я
        """)
    ),
    titles=frozenset(
        words("""
        президент премьер премьер-министр министр канцлер король королева принц принцесса шейх шейха эмир султан
        аятолла имам муфтий патриарх папа епископ архиепископ митрополит кардинал отец раввин сенатор губернатор мэр
        посол посланник спецпосланник секретарь генсек генсекретарь комиссар еврокомиссар командующий командир
        генерал генерал-майор генерал-лейтенант генерал-полковник полковник подполковник майор капитан лейтенант
        адмирал контр-адмирал вице-адмирал сержант маршал председатель спикер пресс-секретарь представитель
        представительница директор гендиректор глава руководитель начальник судья прокурор генпрокурор адвокат
        инспектор докладчик координатор профессор доктор лидер заместитель замминистра вице-премьер вице-президент
        депутат аналитик эксперт юрист инженер корреспондент журналист журналистка активист активистка экономист
        академик консул ректор декан советник помощник спецпредставитель замглавы зампред зампредседателя
        уполномоченный омбудсмен политолог востоковед врач хирург учитель учительница фермер мулла мавлави хадж
        хаджа атташе госсекретарь
        """)
    ),
    attributes=frozenset(),
    bodies=frozenset(
        words("""
        министерство совет комитет комиссия союз партия фронт движение организация агентство управление банк фонд
        университет институт академия суд парламент собрание сенат конгресс дума армия силы гвардия корпус бригада
        батальон дивизия командование служба администрация компания корпорация группа холдинг авиакомпания лига
        федерация ассоциация общество центр палата миссия сеть телеканал газета клуб больница школа дом дирекция
        секретариат коалиция альянс прокуратура ведомство завод полк отряд штаб генштаб департамент мид минобороны
        """)
    ),
    places=frozenset(
        words("""
        город городок деревня село поселок посёлок провинция мухафаза область край район регион округ река озеро
        море океан залив пролив бухта остров острова гора горы холм долина пустыня порт аэропорт авиабаза база
        лагерь пункт улица площадь проспект мост канал плотина оазис полуостров побережье граница квартал пригород
        штат республика месторождение терминал тюрьма стадион мыс плато высоты коридор вилайет кантон
        """)
    ),
    speech=frozenset(
        words("""
        сказал сказала заявил заявила сообщил сообщила добавил добавила подчеркнул подчеркнула отметил отметила
        пояснил пояснила объявил объявила напомнил напомнила предупредил предупредила ответил ответила поблагодарил
        поблагодарила призвал призвала признал признала пообещал пообещала подтвердил подтвердила опроверг
        опровергла осудил осудила приветствовал приветствовала выразил выразила указал указала посетил посетила
        встретился встретилась прибыл прибыла подписал подписала написал написала рассказал рассказала считает
        полагает уточнил уточнила пожаловался пожаловалась предложил предложила надеется
        """)
    ),
    inside=frozenset(words("бен бин ибн бинт абу аль эль де дель ди да ду ла ле ван фон дер ден тер")),
)

ARABIC = Cues(
    never=frozenset(
        words("""
        يناير فبراير مارس أبريل إبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر كانون شباط آذار نيسان أيار
        حزيران تموز آب أيلول تشرين رمضان شوال شعبان رجب محرم السبت الأحد الاثنين الإثنين الثلاثاء الأربعاء الخميس
        الجمعة
        """)
    ),
    starters=frozenset(
        words("""
        في من على إلى الى عن أن ان إن التي الذي الذين اللذين اللتين هذا هذه هؤلاء ذلك تلك مع كان كانت كانوا يكون
        تكون ما لا لم لن قد هو هي هم هما نحن أنا كما بعد قبل بين خلال حول ضد دون حيث أو أي كل بعض غير عند لدى منذ
        حتى ثم لكن بل إذا لو أمام وراء تحت فوق نحو عبر إثر أثناء بسبب بشأن وفق وفقا بحسب حسب رغم مثل ليس ليست سوى
        أيضا فقط اليوم أمس غدا الآن هناك هنا جدا أكثر أقل أول ثاني ثالث آخر أخرى جديد جديدة كبير كبيرة عدد عدة نفس
        نفسه نفسها له لها لهم به بها بهم فيه فيها فيهم منه منها منهم عليه عليها عليهم إليه إليها عنه عنها معه معها
        أنه أنها أنهم إنه إنها بأن لأن كي لكي حين حينما عندما بينما إما أما مما ممن فيما عما ألا إلا لقد سيما تم يتم
        تمت جرى جرت يجري سوف ينبغي يجب يمكن تعد يعد زال قال قالت أكد أكدت أعلن أعلنت أضاف أضافت صرح صرحت ذكر ذكرت
        أوضح أوضحت أشار أشارت شدد شددت أفاد أفادت دعا دعت وصل وصلت التقى التقت بحث بحثت زار زارت استقبل استقبلت وقع
        وقعت اتهم اتهمت حذر حذرت نفى نفت رفض رفضت وصف وصفت رأى رأت اعتبر اعتبرت طالب طالبت تعهد تعهدت وعد وعدت كشف
        كشفت تحدث تحدثت نقل نقلت قدم قدمت شكر شكرت أعرب أعربت عبر عبرت كتب كتبت قتل قتلت أصيب أصيبت اعتقل بدأ بدأت
        عقد عقدت يقول تقول يرى ترى يعتبر يريد تريد أصدر أصدرت مساء صباح ظهر فجر ليل يوم أيام أسبوع شهر سنة عام أعوام
        ساعة دقيقة مرة لاحقا سابقا حاليا مؤخرا هاتفيا بدوره بدورها أجرى أجرت توجه توجهت عاد عادت وافق وافقت قرر قررت
        أمر أمرت عين تولى ترأس افتتح افتتحت رد ردت علق علقت لفت لفتت
        """)
    ),
    titles=frozenset(
        words("""
        الرئيس رئيس رئيسة الرئيسة الوزير وزير وزيرة الوزيرة الملك ملك الملكة الأمير أمير الأميرة السلطان الشيخ شيخ
        الشيخة الإمام المفتي البطريرك البابا الأسقف المطران الكاردينال الأب الحاخام السيناتور المحافظ محافظ حاكم
        عمدة رئيسه السفير سفير السفيرة سفيرة المبعوث مبعوث المبعوثة مبعوثة الأمين أمين المفوض مفوض المفوضة القائد
        قائد اللواء لواء العميد عميد العقيد عقيد المقدم مقدم الرائد رائد النقيب نقيب الملازم الفريق فريق المشير
        الجنرال جنرال الأميرال المتحدث متحدث المتحدثة متحدثة الناطق ناطق الناطقة المدير مدير المديرة مديرة القاضي
        القاضية المدعي النائب نائب نائبة النائبة المحامي المحامية المهندس المهندسة الدكتور الدكتورة دكتور الأستاذ
        الأستاذة البروفيسور السيد السيدة الخبير خبير الخبيرة خبيرة المحلل محلل الصحفي الصحفية الصحافي المراسل مراسل
        الناشط الناشطة الباحث الباحثة المستشار مستشار المستشارة مستشارة ممثل الممثل ممثلة منسق المنسق منسقة زعيم
        الزعيم نظيره نظيرها نظيرته رئيسها الطبيب طبيب الطبيبة المزارع المعلم المعلمة الاقتصادي كبير الحاج الحاجة
        المولوي الملا ولي
        """)
    ),
    attributes=frozenset(),
    bodies=frozenset(
        words("""
        وزارة مجلس لجنة مفوضية اتحاد حزب جبهة حركة منظمة وكالة هيئة بنك مصرف صندوق جامعة معهد أكاديمية محكمة برلمان
        جيش قوات حرس فيلق لواء كتيبة فرقة قيادة مكتب دائرة إدارة شركة مجموعة رابطة جمعية مؤسسة مركز غرفة بعثة شبكة
        قناة صحيفة نادي مستشفى مدرسة تحالف ائتلاف نيابة مديرية
        """)
    ),
    places=frozenset(
        words("""
        مدينة مدينتي بلدة قرية محافظة ولاية إقليم منطقة مقاطعة نهر بحيرة بحر خليج مضيق جزيرة جبل وادي صحراء ميناء
        مرفأ مطار قاعدة مخيم معبر حاجز شارع ساحة جسر قناة سد ريف حي ضاحية العاصمة حقل سجن
        """)
    ),
    speech=frozenset(
        words("""
        قال قالت أكد أكدت أعلن أعلنت أضاف أضافت صرح صرحت ذكر ذكرت أوضح أوضحت أشار أشارت شدد شددت أفاد أفادت دعا دعت
        وصل التقى التقت بحث زار استقبل اتهم حذر حذرت نفى نفت رفض رفضت وصف وصفت رأى رأت اعتبر اعتبرت طالب طالبت تعهد
        تعهدت وعد كشف كشفت تحدث تحدثت قدم قدمت شكر شكرت أعرب أعربت كتب كتبت يقول تقول ترأس لفت لفتت أجاب أجابت رد
        ردت علق تابع تابعت
        """)
    ),
    inside=frozenset(words("بن ابن بنت أبو أبي أبا أم عبد آل")),
)

# Arabic words that are names of persons, and common words far more often.
COMMON_NAMES = frozenset(
    words("""
    أسماء خلف عين رئيس أمير وزير شيخ حاج سيد ملك جديد كبير صغير طويل قديم إمام قاضي رضا نور نصر سلام أمل صباح
    جمال كامل عادل حق دين رب كرم فرح نعمة رحمة إسلام خليفة شعبان رمضان رجب حرب حربي عسكري عسكر مصري هندي تركي
    كردي يمني ليبي تونسي مغربي جزائري كويتي عماني فارسي أحمر أبيض أسود أزرق أخضر شهيد مهندس معلم حكيم عزيز كريم
    شريف بدر هلال سيف فضل وداد جهاد نضال ثائر نجاح وفاء صفاء هناء سناء ضياء علاء إيمان إخلاص إحسان فجر شمس نجم
    قوي عون بن كيت باقي ناصر سالم صالح غازي فارس حافظ طالب مبارك فاضل راشد محافظ ثاني غني واحد حي لطيف رسول نبي
    مسيح شكر عيد ضيف سود مر ناجي شاكر طاهر ماهر باسم حامد خالد ماجد سعيد سعد منصور محسن أمين أشرف أكرم أنور أديب
    فهد صقر مجد زهراء هدى رجاء سلطان خطيب إله عطية حسن علي بري كوفي رومي جندي نجار حداد صدر شكري هادي رفيق جميل
    شادي وحيد زكي غالب عارف مقداد مفتاح كمال جلال
    """)
)
