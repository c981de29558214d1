"""Well-known names that stand in for glossary names while an engine translates: general knowledge, nothing of the day.

One name a line: English | Arabic | Russian, the dictionary form first, other renderings that engines give after " / ".
"the" before an English name says that it takes the article. Each group is one kind, gender and part of a name (and for
a name without a person's gender, what the Russian phrase is: "m", "f", "n", "pl"; "" where it is never declined).
Within a group the ways of declining are mixed on purpose: the right one is chosen by its paradigm (see `standins`).
"""

from __future__ import annotations

__all__ = ["GROUPS"]

_MEN = """
Nelson Mandela | نيلسون مانديلا / نلسون مانديلا | Нельсон Мандела
Franz Kafka | فرانز كافكا / فرانتس كافكا | Франц Кафка
Albert Einstein | ألبرت أينشتاين / ألبرت آينشتاين | Альберт Эйнштейн
Isaac Newton | إسحاق نيوتن / إسحق نيوتن | Исаак Ньютон
Abraham Lincoln | أبراهام لينكولن / إبراهام لينكولن | Авраам Линкольн / Абрахам Линкольн
Winston Churchill | ونستون تشرشل / وينستون تشرشل | Уинстон Черчилль
Ronald Reagan | رونالد ريغان / رونالد ريجان | Рональд Рейган
Boris Yeltsin | بوريس يلتسين | Борис Ельцин
Mikhail Gorbachev | ميخائيل غورباتشوف / ميخائيل جورباتشوف | Михаил Горбачев
Yuri Gagarin | يوري غاغارين / يوري جاجارين | Юрий Гагарин
Leonid Kuchma | ليونيد كوتشما | Леонид Кучма
Pablo Neruda | بابلو نيرودا | Пабло Неруда
Giuseppe Verdi | جوزيبي فيردي | Джузеппе Верди
Silvio Berlusconi | سيلفيو برلسكوني / سيلفيو بيرلسكوني | Сильвио Берлускони
Federico Fellini | فيديريكو فيليني | Федерико Феллини
Enrico Fermi | إنريكو فيرمي | Энрико Ферми
Giacomo Puccini | جاكومو بوتشيني | Джакомо Пуччини
Dante Alighieri | دانتي أليغييري / دانتي أليجييري | Данте Алигьери
Pyotr Tchaikovsky | بيوتر تشايكوفسكي | Петр Чайковский
Fyodor Dostoevsky | فيودور دوستويفسكي | Федор Достоевский
Vladimir Mayakovsky | فلاديمير ماياكوفسكي | Владимир Маяковский
Anwar Sadat | أنور السادات | Анвар Садат
Rafik Hariri | رفيق الحريري | Рафик Харири
Naguib Mahfouz | نجيب محفوظ | Нагиб Махфуз
Yasser Arafat | ياسر عرفات | Ясир Арафат
Ahmed Abu Bakr | أحمد أبو بكر | Ахмед Абу Бакр
Omar Abu Risha | عمر أبو ريشة | Омар Абу Риша
Khaled Abu Zeid | خالد أبو زيد | Халед Абу Зейд
Hassan Abu Talib | حسن أبو طالب | Хасан Абу Талиб
Samir Abu Mazen | سمير أبو مازن | Самир Абу Мазен
Karim Abu Tammam | كريم أبو تمام | Карим Абу Таммам
"""

_MEN_SHORT = """
Johnson | جونسون | Джонсон
Lincoln | لينكولن | Линкольн
Churchill | تشرشل | Черчилль
Reagan | ريغان / ريجان | Рейган
Einstein | أينشتاين / آينشتاين | Эйнштейн
Ivanov | إيفانوف / ايفانوف | Иванов
Petrov | بتروف / بيتروف | Петров
Gorbachev | غورباتشوف / جورباتشوف | Горбачев
Yeltsin | يلتسين | Ельцин
Gagarin | غاغارين / جاجارين | Гагарин
Mandela | مانديلا | Мандела
Kafka | كافكا | Кафка
Kuchma | كوتشما | Кучма
Neruda | نيرودا | Неруда
Kurosawa | كوروساوا | Куросава
Maradona | مارادونا | Марадона
Berlusconi | برلسكوني / بيرلسكوني | Берлускони
Kennedy | كينيدي / كيندي | Кеннеди
Verdi | فيردي | Верди
Fellini | فيليني | Феллини
Puccini | بوتشيني | Пуччини
Fermi | فيرمي | Ферми
Tchaikovsky | تشايكوفسكي | Чайковский
Dostoevsky | دوستويفسكي | Достоевский
Mayakovsky | ماياكوفسكي | Маяковский
Al-Hariri | الحريري | аль-Харири / Харири
Al-Maliki | المالكي | аль-Малики / Малики
Al-Sadat | السادات | ас-Садат / Садат
Abu Mazen | أبو مازن | Абу Мазен
Abu Bakr | أبو بكر | Абу Бакр
Abu Nuwas | أبو نواس | Абу Нувас
Abu Talib | أبو طالب | Абу Талиб
Abu Tammam | أبو تمام | Абу Таммам
Abu Risha | أبو ريشة | Абу Риша
"""

_MEN_GIVEN = """
Alexander | ألكسندر / ألكسندر | Александр
Ivan | إيفان / ايفان | Иван
Robert | روبرت | Роберт
Victor | فيكتور | Виктор
Andrei | أندريه / أندري | Андрей
Nikita | نيكيتا | Никита
Leonardo | ليوناردو | Леонардо
"""

_WOMEN = """
Anna Pavlova | آنا بافلوفا | Анна Павлова
Anna Akhmatova | آنا أخماتوفا | Анна Ахматова
Valentina Tereshkova | فالنتينا تيريشكوفا | Валентина Терешкова
Angela Merkel | أنغيلا ميركل / أنجيلا ميركل | Ангела Меркель
Indira Gandhi | أنديرا غاندي / إنديرا غاندي | Индира Ганди
Golda Meir | غولدا مائير / جولدا مائير | Голда Меир
Agatha Christie | أغاثا كريستي / أجاثا كريستي | Агата Кристи
Margaret Thatcher | مارغريت تاتشر / مارجريت تاتشر | Маргарет Тэтчер
Madeleine Albright | مادلين أولبرايت | Мадлен Олбрайт
Benazir Bhutto | بينظير بوتو / بنظير بوتو | Беназир Бхутто
Edith Piaf | إديث بياف | Эдит Пиаф
Audrey Hepburn | أودري هيبورن | Одри Хепберн
"""

_WOMEN_SHORT = """
Petrova | بتروفا / بيتروفا | Петрова
Ivanova | إيفانوفا / ايفانوفا | Иванова
Pavlova | بافلوفا | Павлова
Akhmatova | أخماتوفا | Ахматова
Tereshkova | تيريشكوفا | Терешкова
Smirnova | سميرنوفا | Смирнова
Merkel | ميركل | Меркель
Thatcher | تاتشر | Тэтчер
Albright | أولبرايت | Олбрайт
Bhutto | بوتو | Бхутто
Meir | مائير | Меир
Hepburn | هيبورن | Хепберн
Plisetskaya | بليسيتسكايا | Плисецкая
"""

_WOMEN_GIVEN = """
Anna | آنا | Анна
Elena | إيلينا / يلينا | Елена
Natalia | ناتاليا | Наталия / Наталья
Maria | ماريا | Мария
Irina | إيرينا | Ирина
Isabel | إيزابيل | Изабель
"""

_PLACES_M = """
London | لندن | Лондон
Berlin | برلين | Берлин
Paris | باريس | Париж
Madrid | مدريد | Мадрид
Dublin | دبلن | Дублин
Amsterdam | أمستردام | Амстердам
Stockholm | ستوكهولم | Стокгольм
Lisbon | لشبونة | Лиссабон
New York | نيويورك | Нью-Йорк
Vietnam | فيتنام | Вьетнам
Pakistan | باكستان | Пакистан
Kazakhstan | كازاخستان | Казахстан
Thailand | تايلاند / تايلند | Таиланд
Nepal | نيبال | Непал
Sudan | السودان | Судан
"""

_PLACES_F = """
Moscow | موسكو | Москва
Prague | براغ | Прага
Warsaw | وارسو | Варшава
Havana | هافانا | Гавана
Barcelona | برشلونة | Барселона
Canada | كندا | Канада
India | الهند | Индия
Japan | اليابان | Япония
Italy | إيطاليا | Италия
Brazil | البرازيل | Бразилия
Spain | إسبانيا | Испания
Australia | أستراليا | Австралия
Kazan | قازان / كازان | Казань
Siberia | سيبيريا | Сибирь
"""

_PLACES_FIXED = """
Tokyo | طوكيو | Токио
Oslo | أوسلو | Осло
Helsinki | هلسنكي | Хельсинки
Chicago | شيكاغو | Чикаго
Toronto | تورنتو / تورونتو | Торонто
Nairobi | نيروبي | Найроби
Peru | بيرو | Перу
Mexico City | مكسيكو سيتي | Мехико
Mali | مالي | Мали
Somalia | الصومال | Сомали
Chile | تشيلي | Чили
"""

_PLACES_N = """
Borodino | بورودينو | Бородино
the Baltic Sea | بحر البلطيق | Балтийское море
the Caspian Sea | بحر قزوين | Каспийское море
the Aegean Sea | بحر إيجة / بحر إيجه | Эгейское море
Lake Victoria | بحيرة فيكتوريا | озеро Виктория
Morocco | المغرب | Марокко
"""

_PLACES_PL = """
Athens | أثينا | Афины
the Netherlands | هولندا | Нидерланды
the Philippines | الفلبين / الفليبين | Филиппины
the Alps | جبال الألب | Альпы
the Himalayas | جبال الهيمالايا / الهيمالايا | Гималаи
the Maldives | جزر المالديف / المالديف | Мальдивы
"""

_ORGS_M = """
the Red Cross | الصليب الأحمر | Красный Крест
the World Bank | البنك الدولي | Всемирный банк
the Council of Europe | مجلس أوروبا | Совет Европы
the European Union | الاتحاد الأوروبي / الاتحاد الاوروبي | Европейский союз
the African Union | الاتحاد الأفريقي / الاتحاد الإفريقي | Африканский союз
the International Monetary Fund | صندوق النقد الدولي | Международный валютный фонд
the International Olympic Committee | اللجنة الأولمبية الدولية | Международный олимпийский комитет
the Louvre | متحف اللوفر / اللوفر | Лувр
Interpol | الإنتربول / الانتربول | Интерпол
"""

_ORGS_F = """
the European Commission | المفوضية الأوروبية / المفوضية الاوروبية | Европейская комиссия
the World Health Organization | منظمة الصحة العالمية | Всемирная организация здравоохранения
the World Trade Organization | منظمة التجارة العالمية | Всемирная торговая организация
the Republican Party | الحزب الجمهوري | Республиканская партия
the Conservative Party | حزب المحافظين | Консервативная партия
the Red Army | الجيش الأحمر | Красная армия
the Academy of Sciences | أكاديمية العلوم | Академия наук
"""

_ORGS_N = """
the Ministry of Culture | وزارة الثقافة | Министерство культуры
the Ministry of Agriculture | وزارة الزراعة | Министерство сельского хозяйства
the Ministry of Tourism | وزارة السياحة | Министерство туризма
the Ministry of Transport | وزارة النقل | Министерство транспорта
the Ministry of Education | وزارة التعليم / وزارة التربية والتعليم | Министерство образования
the European Space Agency | وكالة الفضاء الأوروبية | Европейское космическое агентство
"""

_ORGS_PL = """
the Soviet troops | القوات السوفيتية / القوات السوفياتية | советские войска
the British forces | القوات البريطانية | британские силы / британские войска
the French forces | القوات الفرنسية | французские силы / французские войска
the Canadian forces | القوات الكندية | канадские силы / канадские войска
the Italian forces | القوات الإيطالية | итальянские силы / итальянские войска
the armed forces | القوات المسلحة | вооруженные силы
"""

_ORGS_FIXED = """
NATO | الناتو / حلف الناتو / حلف شمال الأطلسي | НАТО
UNESCO | اليونسكو / يونسكو | ЮНЕСКО
UNICEF | اليونيسف / يونيسف / اليونيسيف | ЮНИСЕФ
FIFA | الفيفا / فيفا | ФИФА
NASA | ناسا / وكالة ناسا | НАСА
OPEC | أوبك / منظمة أوبك | ОПЕК
"""

_TITLES_M = """
minister of culture / culture minister | وزير الثقافة | министр культуры
minister of education / education minister | وزير التعليم / وزير التربية والتعليم | министр образования
minister of agriculture / agriculture minister | وزير الزراعة | министр сельского хозяйства
minister of transport / transport minister | وزير النقل / وزير المواصلات | министр транспорта
minister of tourism / tourism minister | وزير السياحة | министр туризма
minister of sport / sports minister | وزير الرياضة | министр спорта
ambassador | السفير / سفير | посол
director | المدير / مدير | директор
"""

_EVENTS_M = """
the Congress of Vienna | مؤتمر فيينا | Венский конгресс
the Cannes Film Festival | مهرجان كان السينمائي | Каннский кинофестиваль
the Kyoto Protocol | بروتوكول كيوتو | Киотский протокол
the World Economic Forum | المنتدى الاقتصادي العالمي | Всемирный экономический форум
the Marshall Plan | خطة مارشال / مشروع مارشال | план Маршалла
the Treaty of Versailles | معاهدة فرساي | Версальский договор
"""

_EVENTS_F = """
the Cold War | الحرب الباردة | холодная война
the French Revolution | الثورة الفرنسية | Французская революция
the October Revolution | ثورة أكتوبر | Октябрьская революция
the Potsdam Conference | مؤتمر بوتسدام | Потсдамская конференция
the Nobel Prize | جائزة نوبل | Нобелевская премия
the Geneva Convention | اتفاقية جنيف | Женевская конвенция
"""

_EVENTS_N = """
the Paris Agreement | اتفاق باريس / اتفاقية باريس | Парижское соглашение
the Schengen Agreement | اتفاقية شنغن / اتفاق شنغن | Шенгенское соглашение
the Battle of Waterloo | معركة واترلو | сражение при Ватерлоо
"""

_EVENTS_PL = """
the Olympic Games | الألعاب الأولمبية | Олимпийские игры
the Paralympic Games | الألعاب البارالمبية / الألعاب البارالمبية | Паралимпийские игры
the Crusades | الحروب الصليبية | Крестовые походы
the Balkan Wars | حروب البلقان | Балканские войны
"""

# (kind, gender or what the Russian phrase is, part): the lines
GROUPS: dict[tuple[str, str, str], str] = {
    ("person", "m", "full"): _MEN,
    ("person", "m", "surname"): _MEN_SHORT,
    ("person", "m", "given"): _MEN_GIVEN,
    ("person", "f", "full"): _WOMEN,
    ("person", "f", "surname"): _WOMEN_SHORT,
    ("person", "f", "given"): _WOMEN_GIVEN,
    ("place", "m", "full"): _PLACES_M,
    ("place", "f", "full"): _PLACES_F,
    ("place", "n", "full"): _PLACES_N,
    ("place", "pl", "full"): _PLACES_PL,
    ("place", "", "full"): _PLACES_FIXED,
    ("org", "m", "full"): _ORGS_M,
    ("org", "f", "full"): _ORGS_F,
    ("org", "n", "full"): _ORGS_N,
    ("org", "pl", "full"): _ORGS_PL,
    ("org", "", "full"): _ORGS_FIXED,
    ("title", "m", "full"): _TITLES_M,
    ("event", "m", "full"): _EVENTS_M,
    ("event", "f", "full"): _EVENTS_F,
    ("event", "n", "full"): _EVENTS_N,
    ("event", "pl", "full"): _EVENTS_PL,
}
