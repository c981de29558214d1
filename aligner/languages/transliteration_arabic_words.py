"""Words of Arabic names with the vowels that no letter shows, as news print them; common names and surnames.

A line is: Arabic (without the article) = Latin = Cyrillic; where there are several, the usual one first.
"""

from __future__ import annotations

from aligner.languages.transliteration_rows import NameRow, rows

__all__ = ["ARABIC_WORDS"]

_GIVEN = """
عبد_الله = Abdullah Abdallah Abdulla = Абдулла Абдалла;
أحمد = Ahmed Ahmad = Ахмед Ахмад; محمد = Mohammed Muhammad Mohammad Mohamed = Мухаммед Мохаммед Мухаммад Мохамед
محمود = Mahmoud Mahmud = Махмуд; مصطفى = Mustafa Mostafa Moustafa = Мустафа; علي = Ali = Али
حسن = Hassan Hasan = Хасан; حسين = Hussein Hussain Husayn = Хусейн; حسان = Hassan Hassaan = Хассан
عمر = Omar Umar = Омар Умар; عمرو = Amr = Амр; عثمان = Othman Osman Uthman = Осман Усман
خالد = Khaled Khalid = Халед Халид; طارق = Tariq Tarek = Тарик Тарек; يوسف = Youssef Yousef Yusuf Yusef = Юсеф Юсуф
إبراهيم = Ibrahim = Ибрагим Ибрахим; إسماعيل = Ismail = Исмаил; إسحاق = Ishaq = Исхак
يعقوب = Yaqoub Yacoub Yaqub = Якуб; موسى = Musa Moussa = Муса; عيسى = Issa Isa = Иса
داود = Dawoud Daoud Dawood = Дауд; سليمان = Suleiman Sulaiman = Сулейман; هارون = Haroun Harun = Харун
أيوب = Ayoub Ayyub = Айюб Аюб; يونس = Younis Younes Yunus = Юнис Юнус; يحيى = Yahya = Яхья
زكريا = Zakaria Zakariya = Закария; إلياس = Elias Ilyas = Элиас Ильяс; إدريس = Idris = Идрис
صالح = Saleh Salih = Салех Салих; سالم = Salem Salim = Салем Салим; سليم = Salim Selim = Салим
سلمان = Salman = Сальман Салман; سلام = Salam = Салам Салям; سلامة = Salama Salameh = Саляма Салама
سمير = Samir = Самир; سامي = Sami = Сами; سامر = Samer = Самер; سميح = Samih = Самих; سعيد = Said Saeed = Саид
سعد = Saad = Саад; سعود = Saud = Сауд; سعدي = Saadi = Саади; مسعود = Masoud Massoud = Масуд
أسعد = Asaad Assaad = Асаад; ماهر = Maher = Махер; مازن = Mazen = Мазен; ماجد = Majed Majid = Маджед Маджид
مجد = Majd = Маджд; مجدي = Magdi Majdi = Магди Маджди; مروان = Marwan = Марван; مروة = Marwa = Марва
معاذ = Muadh Moaz = Муаз; معتز = Moataz Mutaz = Муатаз Мутаз; منير = Munir Mounir = Мунир
منصور = Mansour Mansur = Мансур; منذر = Munzer Mundhir = Мунзер Мунзир; مؤيد = Muayyad = Муайяд
ناصر = Nasser Nasir = Насер Насир; نصر = Nasr = Наср; نبيل = Nabil = Набиль; نادر = Nader = Надер
نادية = Nadia = Надия Надя; نزار = Nizar = Низар; نضال = Nidal = Нидаль; نوري = Nouri Nuri = Нури
نور = Nour Nur = Нур; نواف = Nawaf = Наваф; هاني = Hani = Хани; هشام = Hisham = Хишам
هيثم = Haitham = Хайсам Хейсам; هلال = Hilal = Хиляль; هدى = Huda Hoda = Худа Хода; وائل = Wael = Ваиль Ваэль
وليد = Walid Waleed = Валид; وسام = Wissam Wisam = Висам; وسيم = Wassim Waseem = Васим
ياسر = Yasser Yasir = Ясир Ясер; ياسين = Yassin Yasin = Ясин; زيد = Zaid Zayd = Зейд Заид; زياد = Ziad Ziyad = Зияд
زاهر = Zaher = Захер; زينب = Zainab Zeinab = Зейнаб; زهراء = Zahraa Zahra = Захра; زهير = Zuhair Zuheir = Зухейр
رائد = Raed = Раед; رامي = Rami = Рами; راشد = Rashid Rashed = Рашид Рашед; رشيد = Rashid Rachid = Рашид
رياض = Riyad Riad = Рияд Риад; رضا = Reda Rida Reza = Рида Реза; رضوان = Radwan Ridwan = Радван Ридван
رفيق = Rafiq Rafik = Рафик; رفعت = Rifaat = Рифаат; ربيع = Rabih Rabie = Рабих Рабиа; رنا = Rana = Рана
ريم = Reem Rim = Рим; ريما = Rima = Рима; رشا = Rasha = Раша; رانيا = Rania = Рания
جمال = Jamal Gamal = Джамаль Гамаль; جميل = Jamil = Джамиль; جلال = Jalal = Джалаль
جعفر = Jaafar Jafar = Джаафар Джафар; جهاد = Jihad = Джихад; جابر = Jaber Jabir = Джабер Джабир
جاسم = Jassim Jasim = Джасим; جبار = Jabbar = Джаббар; جواد = Jawad = Джавад; باسل = Bassel Basel = Басель
باسم = Bassem Basim = Басем Басим; بشار = Bashar = Башар; بشير = Bashir = Башир; بدر = Badr = Бадр
بلال = Bilal = Биляль Билал; بكر = Bakr = Бакр; بهاء = Bahaa = Бахаа; برهان = Burhan = Бурхан; أيمن = Ayman = Айман
أنس = Anas = Анас; أنور = Anwar = Анвар; أمين = Amin = Амин; أمير = Amir = Амир; أكرم = Akram = Акрам
أشرف = Ashraf = Ашраф; أسامة = Osama Usama = Усама; أسعد = Asaad = Асаад; أديب = Adib = Адиб; أدهم = Adham = Адхам
أمل = Amal = Амаль; آمال = Amal = Амаль; إياد = Iyad = Ияд; إيهاب = Ihab = Ихаб; إحسان = Ihsan = Ихсан
إيمان = Iman Eman = Иман; أسماء = Asmaa Asma = Асма; عادل = Adel Adil = Адель Адиль; عامر = Amer Amir = Амер Амир
عباس = Abbas = Аббас; عبير = Abir = Абир; عدنان = Adnan = Аднан; عدي = Uday Oday = Удай; عزيز = Aziz = Азиз
عصام = Essam Issam = Исам Эссам; عماد = Imad Emad = Имад; عمار = Ammar = Аммар; عمران = Imran Omran = Имран Омран
عائشة = Aisha = Аиша Айша; علاء = Alaa Ala = Алаа Аля; عوض = Awad = Авад; عاطف = Atef = Атеф; عارف = Aref = Ареф
عزام = Azzam = Аззам; عز = Ezz Izz = Изз Эзз; غسان = Ghassan = Гассан; غازي = Ghazi = Гази
غالب = Ghalib Ghaleb = Галеб Галиб; غادة = Ghada = Гада; غيث = Ghaith = Гайс Гейс; فارس = Fares Faris = Фарес Фарис
فادي = Fadi = Фади; فاضل = Fadel Fadhil = Фадель Фадиль; فاطمة = Fatima Fatma = Фатима Фатма
فيصل = Faisal Faysal = Фейсал Файсал; فهد = Fahd Fahad = Фахд; فؤاد = Fouad Fuad = Фуад; فوزي = Fawzi = Фаузи
فراس = Firas Feras = Фирас; فرج = Faraj = Фарадж; فريد = Farid = Фарид; فواز = Fawaz Fawwaz = Фаваз Фавваз
فضل = Fadl = Фадль; فتحي = Fathi = Фатхи; فرحان = Farhan = Фархан; فخري = Fakhri = Фахри
قاسم = Qassem Qasim Qassim = Касем Касим; قيس = Qais = Кайс Каис; كمال = Kamal = Камаль; كريم = Karim = Карим
كامل = Kamel Kamil = Камель Камиль; كاظم = Kadhim Kazem = Казем Казим; كنان = Kinan = Кинан
ليلى = Layla Leila Laila = Лейла; لبنى = Lubna = Любна Лубна; لمياء = Lamia = Ламия; لؤي = Louay Luay = Луай
لطفي = Lutfi = Лютфи; مها = Maha = Маха; منى = Mona Muna = Мона Муна; مريم = Maryam Mariam = Марьям Мариам
مي = Mai May = Май; ميسون = Maysoun Maysoon = Майсун; نجيب = Najib Naguib = Наджиб Нагиб; نجم = Najm = Наджм
نعيم = Naim = Наим; نايف = Nayef = Найеф; نهاد = Nihad = Нихад; نهى = Noha Nuha = Нуха
نورا = Noura Nora = Нура Нора; نورة = Noura = Нура; هالة = Hala = Хала; هند = Hind = Хинд; هبة = Heba Hiba = Хиба
هناء = Hanaa Hana = Хана; حنان = Hanan = Ханан; حاتم = Hatem Hatim = Хатем Хатим; حازم = Hazem = Хазем
حافظ = Hafez = Хафез; حامد = Hamed Hamid = Хамед Хамид; حمد = Hamad = Хамад; حمدان = Hamdan = Хамдан
حميد = Hamid Hameed = Хамид; حمزة = Hamza = Хамза; حيدر = Haidar Haider = Хайдар; حبيب = Habib = Хабиб
حسام = Hussam Hossam = Хусам Хосам; حسني = Hosni Husni = Хосни Хусни; حكمت = Hikmat = Хикмет; خليل = Khalil = Халиль
خليفة = Khalifa = Халифа; خضر = Khidr Khader = Хидр Хадер; خلف = Khalaf = Халаф; خميس = Khamis = Хамис
خديجة = Khadija = Хадиджа; دلال = Dalal = Даляль Далал; دينا = Dina = Дина; ديما = Dima = Дима
ذياب = Dhiab Diab = Дияб; سارة = Sara Sarah = Сара; سحر = Sahar = Сахар; سعاد = Suad Souad = Суад
سلطان = Sultan = Султан; سلمى = Salma = Сальма; سناء = Sanaa = Сана; سيف = Saif Seif = Сейф Саиф
شادي = Shadi = Шади; شريف = Sharif Sherif = Шариф Шериф; شكري = Shukri = Шукри; شفيق = Shafiq = Шафик
شاكر = Shaker = Шакер; شوقي = Shawqi = Шауки; صباح = Sabah = Сабах; صبحي = Subhi = Субхи; صلاح = Salah = Салах
صدام = Saddam = Саддам; صفاء = Safaa = Сафа; صفوان = Safwan = Сафван; صبري = Sabri = Сабри; صقر = Saqr = Сакр
طه = Taha = Таха; طلال = Talal = Таляль Талал; طالب = Talib Taleb = Талиб Талеб; طاهر = Taher Tahir = Тахер Тахир
طلعت = Talaat = Талаат; ضياء = Diaa Dhia = Дия; ظافر = Dhafer Zafer = Зафер; لقمان = Luqman = Лукман
لينا = Lina = Лина; مالك = Malik Malek = Малик Малек; مأمون = Mamoun = Мамун; مبارك = Mubarak = Мубарак
متعب = Mutaib = Мутаиб; مثنى = Muthanna = Мусанна; محسن = Mohsen Muhsin = Мохсен Мухсин
مدحت = Medhat Midhat = Мидхат; مرهف = Murhaf = Мурхаф; مشعل = Mishal Meshaal = Мишаль; مظهر = Mazhar = Мазхар
مفتاح = Miftah = Мифтах; مهدي = Mahdi Mehdi = Махди Мехди; مهند = Muhannad = Муханнад; ممدوح = Mamdouh = Мамдух
مقداد = Miqdad = Микдад; موفق = Muwaffaq = Муваффак; وداد = Widad = Видад; وجيه = Wajih = Ваджих
وفاء = Wafaa Wafa = Вафа; وحيد = Wahid = Вахид; يزن = Yazan = Язан; يزيد = Yazid = Язид; يمنى = Yumna = Юмна
أروى = Arwa = Арва; آية = Aya = Айя Ая; إسراء = Israa = Исра; إخلاص = Ikhlas = Ихлас; إكرام = Ikram = Икрам
بثينة = Buthaina = Бусейна; بسام = Bassam = Бассам; بسمة = Basma = Басма; بتول = Batoul = Батуль
تامر = Tamer = Тамер; تمام = Tammam = Таммам; توفيق = Tawfiq Tawfik = Тауфик; تيسير = Tayseer Taysir = Тайсир
ثائر = Thaer = Саир Таир; ثروت = Tharwat = Сарват Тарват; ثامر = Thamer = Самер; ثريا = Thuraya = Сурайя
جميلة = Jamila = Джамиля; جنان = Jinan = Джинан; حذيفة = Hudhaifa = Хузейфа; حلمي = Hilmi Helmi = Хильми
حمود = Hamoud = Хамуд; دريد = Duraid = Дурейд; راغب = Ragheb = Рагеб; رجاء = Rajaa = Раджа; رزان = Razan = Разан
رغد = Raghad = Рагад; رهف = Rahaf = Рахаф; رؤوف = Raouf = Рауф; زاهد = Zahid = Захид; ساجدة = Sajida = Саджида
سرمد = Sarmad = Сармад; سهى = Suha = Суха; سهيل = Suhail = Сухейль; سوسن = Sawsan = Саусан; شمس = Shams = Шамс
شهد = Shahd = Шахд; شيماء = Shaimaa = Шайма; صهيب = Suhaib = Сухейб; ضرار = Dirar = Дирар; عبادة = Ubada = Убада
عبيدة = Ubaida Obaida = Убейда; عتبة = Utba = Утба; عقيل = Aqil = Акиль; عوني = Awni = Ауни
غزوان = Ghazwan = Газван; فاروق = Farouk Farouq = Фарук; فايز = Fayez = Файез; فالح = Faleh = Фалех
قتيبة = Qutaiba = Кутейба; قصي = Qusay = Кусай; كنعان = Kanaan = Канаан; لجين = Lujain = Луджейн
ماريا = Maria = Мария; مضر = Mudar = Мудар; معن = Maan = Маан; معين = Moein Muin = Муин; مناف = Manaf = Манаф
نائل = Nael = Наиль; ناجي = Naji = Наджи; نبيه = Nabih = Набих; نديم = Nadim = Надим; نجاح = Najah = Наджах
نسرين = Nisreen Nasrin = Нисрин Насрин; هادي = Hadi = Хади; هاشم = Hashim Hashem = Хашим Хашем
هيفاء = Haifa = Хайфа; وضاح = Waddah = Ваддах; ياسمين = Yasmin Yasmine = Ясмин; زيدان = Zidane Zaidan = Зейдан Зидан
رمضان = Ramadan = Рамадан; شعبان = Shaaban = Шаабан; رجب = Rajab = Раджаб; معمر = Muammar = Муаммар; عز = Ezz = Эзз
نصرت = Nusrat = Нусрат; حواء = Hawa = Хава; حليمة = Halima = Халима; آدم = Adam = Адам; نوح = Nuh Noah = Нух
لوط = Lut = Лут; بطرس = Boutros = Бутрос; جرجس = Girgis = Гиргис; حنا = Hanna = Ханна; ميخائيل = Mikhail = Михаил
جبران = Gibran Jibran = Джебран; أنطون = Antoun = Антун; إيليا = Elia Ilya = Илия Илья; ميشيل = Michel = Мишель
مارون = Maroun = Марун; شربل = Charbel = Шарбель
"""

_FAMILY = """
أسد = Assad Asad = Асад; شرع = Sharaa = Шараа; سيسي = Sisi = Сиси; حريري = Hariri = Харири; مالكي = Maliki = Малики
عبادي = Abadi = Абади; سوداني = Sudani = Судани; صدر = Sadr = Садр; حكيم = Hakim = Хаким; كاظمي = Kadhimi = Казыми
سيستاني = Sistani = Систани; هاشمي = Hashimi Hashemi = Хашими; حلبوسي = Halbousi = Хальбуси
جبوري = Jubouri Jabouri = Джубури; دليمي = Dulaimi = Дулейми; عزاوي = Azzawi = Аззави; تكريتي = Tikriti = Тикрити
بغدادي = Baghdadi = Багдади; بصري = Basri = Басри; كوفي = Kufi = Куфи; نجفي = Najafi = Наджафи
سامرائي = Samarrai = Самарраи; حلبي = Halabi = Халаби; حمصي = Homsi Humsi = Хомси; شامي = Shami = Шами
دمشقي = Dimashqi = Димашки; مصري = Masri = Масри; قدسي = Qudsi = Кудси; نابلسي = Nabulsi = Набулси
غزاوي = Ghazzawi = Газзави; حوراني = Hourani = Хурани; درعاوي = Daraawi = Дераави
طرابلسي = Trabelsi Tarabulsi = Трабелси; صيداوي = Saidawi = Сайдави; جزائري = Jazairi = Джазаири
مغربي = Maghribi Moghrabi = Магриби; تونسي = Tunisi = Туниси; ليبي = Libi = Либи; يمني = Yamani = Йемени
عدني = Adani = Адани; حضرمي = Hadrami = Хадрами; صنعاني = Sanani = Санани; حجازي = Hijazi = Хиджази
نجدي = Najdi = Наджди; كويتي = Kuwaiti = Кувейти; بحريني = Bahraini = Бахрейни; عماني = Omani = Омани
كردي = Kurdi = Курди; تركي = Turki = Турки; فارسي = Farsi = Фарси; هندي = Hindi = Хинди; رومي = Rumi = Руми
أفغاني = Afghani = Афгани; شيشاني = Shishani = Шишани; خطيب = Khatib = Хатиб; نجار = Najjar = Наджар Наджжар
حداد = Haddad = Хаддад; صباغ = Sabbagh = Саббаг; خياط = Khayyat = Хайят; حلاق = Hallaq = Халлак
خباز = Khabbaz = Хаббаз; جزار = Jazzar = Джаззар; قصاب = Qassab = Кассаб; عطار = Attar = Аттар
نحاس = Nahhas = Наххас; دباغ = Dabbagh = Даббаг; صراف = Sarraf = Сарраф; صائغ = Sayegh = Саег; بيطار = Bitar = Битар
سقا = Saqqa = Сакка; لحام = Lahham = Лаххам; حمامي = Hammami = Хаммами; قاضي = Qadi = Кади; شيخ = Sheikh = Шейх
إمام = Imam = Имам; حاج = Hajj = Хадж; سيد = Sayyed Sayed = Сайид; أمير = Amir = Амир; وزير = Wazir = Вазир
عبد = Abd = Абд; عبيد = Obeid Ubaid = Убейд; عطية = Attiya = Атия; زعبي = Zoubi Zaabi = Зуби; عاني = Ani = Ани
جندي = Jundi = Джунди; عسكري = Askari = Аскари; عسكر = Askar = Аскар; حربي = Harbi = Харби
شمري = Shammari = Шаммари; عتيبي = Otaibi = Отейби Утейби; مطيري = Mutairi = Мутейри; قحطاني = Qahtani = Кахтани
غامدي = Ghamdi = Гамди; دوسري = Dosari = Досари; زهراني = Zahrani = Захрани; عنزي = Anzi Enezi = Анзи
شهري = Shehri = Шехри; عسيري = Asiri = Асири; جبير = Jubeir = Джубейр; فيصل = Faisal = Фейсал
مكتوم = Maktoum = Мактум; نهيان = Nahyan = Нахайян; ثاني = Thani = Тани; صباح = Sabah = Сабах
خليفة = Khalifa = Халифа; بوسعيدي = Busaidi = Бусаиди; حوثي = Houthi = Хуси; حمداني = Hamdani = Хамдани
هادي = Hadi = Хади; عليمي = Alimi = Алими; برهان = Burhan = Бурхан; بشير = Bashir = Башир; دقلو = Dagalo = Дагло
حفتر = Haftar = Хафтар; دبيبة = Dbeibah = Дбейба; سراج = Sarraj = Саррадж; قذافي = Gaddafi = Каддафи
غنوشي = Ghannouchi = Ганнуши; سعيد = Saied Said = Саид; تبون = Tebboune = Теббун; بوتفليقة = Bouteflika = Бутефлика
جولاني = Jolani = Джулани; شيباني = Shaibani = Шейбани; قصرة = Qasra = Касра; معلم = Muallem = Муаллем
مقداد = Mekdad = Микдад; جعفري = Jaafari = Джаафари; عبدي = Abdi = Абди; مسلم = Muslim = Муслим
برزاني = Barzani = Барзани; طالباني = Talabani = Талабани; نصر = Nasr = Наср; قاسم = Qassem = Касем
بري = Berri = Берри; ميقاتي = Mikati = Микати; عون = Aoun = Аун; جعجع = Geagea = Джааджаа
جنبلاط = Jumblatt = Джумблат; سنيورة = Siniora = Синьора; حريق = Hariq = Харик; لحود = Lahoud = Лахуд
فرنجية = Frangieh = Франжье; جميل = Gemayel = Жмайель; عرفات = Arafat = Арафат; عباس = Abbas = Аббас
هنية = Haniyeh = Хания; سنوار = Sinwar = Синвар; مشعل = Meshaal = Машаль; حية = Hayya = Хайя; ضيف = Deif = Дейф
دحلان = Dahlan = Дахлан; برغوثي = Barghouti = Баргути; عريقات = Erekat = Арикат; فياض = Fayyad = Файяд
ريان = Rayyan = Райян; زيات = Zayyat = Зайят; شكر = Shukr = Шукр; عيد = Eid = Ид; كيالي = Kayyali = Кайали
قباني = Qabbani = Каббани; عظم = Azm = Азм; عظمة = Azmeh = Азме; أتاسي = Atassi = Атаси; قوتلي = Quwatli = Куатли
طلاس = Tlass = Тлас; شهابي = Shihabi = Шихаби; شوا = Shawa = Шава; حسيني = Husseini = Хусейни
خالدي = Khalidi = Халиди; نشاشيبي = Nashashibi = Нашашиби; علمي = Alami = Алами; دجاني = Dajani = Даджани
زيدي = Zaidi = Зейди; موسوي = Mousawi Musawi = Мусави; حسني = Hasani = Хасани; علوي = Alawi = Алави
عمري = Omari = Омари; عثماني = Othmani = Османи; أنصاري = Ansari = Ансари; قرشي = Qurashi = Курейши
أموي = Umawi = Омейяд; عباسي = Abbasi = Аббаси; أيوبي = Ayyubi = Айюби; زبيدي = Zubaidi = Зубейди
عبيدي = Obeidi = Убейди; خفاجي = Khafaji = Хафаджи; ساعدي = Saadi = Саади; كعبي = Kaabi = Кааби; لامي = Lami = Лами
غزي = Ghazi = Гази; تميمي = Tamimi = Тамими; خزرجي = Khazraji = Хазраджи; بياتي = Bayati = Баяти; راوي = Rawi = Рави
حديثي = Hadithi = Хадиси; فلوجي = Falluji = Фаллуджи; موصلي = Mosuli = Мосули; عامري = Amiri Ameri = Амири
خزعلي = Khazali = Хазали; مهندس = Muhandis = Мухандис; جابري = Jabri = Джабри; نعيمي = Nuaimi = Нуэйми
سويدي = Suwaidi = Сувейди; منصوري = Mansouri = Мансури; مزروعي = Mazrouei = Мазруи
ظاهري = Dhaheri Zawahiri = Захири; ظواهري = Zawahiri = Завахири; مهيري = Muhairi = Мухейри
سليطي = Sulaiti = Сулейти; كواري = Kuwari = Кувари; مري = Marri = Марри; هاجري = Hajri = Хаджри
مسلماني = Muslimani = Муслимани; مرزوق = Marzouq Marzouk = Марзук; زيتون = Zaitoun = Зейтун; ليمون = Laymoun = Лимун
غنيم = Ghoneim = Гунейм; شاهين = Shaheen Shahin = Шахин; نسر = Nisr = Ниср; فهمي = Fahmi = Фахми
حلمي = Helmi = Хельми; رشدي = Rushdi = Рушди; زكي = Zaki = Заки; شكري = Shoukry = Шукри; كيلاني = Kilani = Килани
جيلاني = Jilani = Джилани; رفاعي = Rifai = Рифаи; بدوي = Badawi = Бадави; دسوقي = Desouki = Десуки
شاذلي = Shazly = Шазли; مرسي = Morsi = Мурси; غزالي = Ghazali = Газали; فارابي = Farabi = Фараби
كندي = Kindi = Кинди; رازي = Razi = Рази; طبري = Tabari = Табари; بخاري = Bukhari = Бухари; شافعي = Shafii = Шафии
حنبلي = Hanbali = Ханбали; بوشي = Bushi = Буши; ذماري = Dhamari = Дамари; تعزي = Taizzi = Таиззи
إرياني = Iryani = Эриани; أحمر = Ahmar = Ахмар; أبيض = Abyad = Абьяд; أسود = Aswad = Асвад; أزرق = Azraq = Азрак
أخضر = Akhdar = Ахдар; أحمدي = Ahmadi = Ахмади; محمدي = Mohammadi = Мохаммади; طويل = Tawil = Тавиль
قصير = Qasir = Касир; كبير = Kabir = Кабир; صغير = Saghir = Сагир; جديد = Jadid = Джадид; قديم = Qadim = Кадим
شيخلي = Shaikhli = Шейхли; آغا = Agha = Ага; باشا = Pasha = Паша; بيك = Bey = Бей; أفندي = Effendi = Эфенди
ملا = Mulla = Мулла; حسون = Hassoun = Хассун; خوري = Khoury Khouri = Хури; سلوم = Salloum = Саллум
عبود = Abboud = Аббуд; حمدون = Hamdoun = Хамдун; زيدون = Zaydoun = Зейдун; خلدون = Khaldoun = Хальдун
سعدون = Saadoun = Саадун; عيساوي = Issawi = Исави; موسى = Moussa = Муса; شنودة = Shenouda = Шенуда
غالي = Ghali = Гали; سمعان = Semaan = Семаан; فرح = Farah = Фарах; كرم = Karam = Карам; نعمة = Nehme = Нееме
نعمان = Numan = Нуман; رحمة = Rahma = Рахма; دين = Din = Дин; له = lah = ла; رب = Rab = Раб; نبي = Nabi = Наби
رسول = Rasoul = Расул; مسيح = Massih = Масих; إسلام = Islam = Ислам; حق = Haq = Хак; ملك = Malik = Малик
رحمن = Rahman = Рахман; رحيم = Rahim = Рахим; عزيز = Aziz = Азиз; قادر = Qader Qadir = Кадер Кадир
كريم = Karim = Карим; حميد = Hamid = Хамид; مجيد = Majid = Маджид; وهاب = Wahhab = Ваххаб; رزاق = Razzaq = Раззак
فتاح = Fattah = Фаттах; عليم = Alim = Алим; خالق = Khaliq = Халик; غفار = Ghaffar = Гаффар; غني = Ghani = Гани
لطيف = Latif = Латиф; ستار = Sattar = Саттар; سلام = Salam = Салям; ناصر = Nasser = Насер; جليل = Jalil = Джалиль
جبار = Jabbar = Джаббар; واحد = Wahid = Вахид; حي = Hay = Хай; قوي = Qawi = Кави; باقي = Baqi = Баки
باسط = Basit = Басит; محسن = Mohsen = Мохсен; منعم = Moneim = Монейм; معطي = Moati = Моати
مطلب = Muttalib = Мутталиб; شهيد = Shahid = Шахид; ودود = Wadud = Вадуд; تواب = Tawab = Тавваб
إله = Elah Ilah = Илах; رؤوف = Raouf = Рауф
"""

ARABIC_WORDS: tuple[NameRow, ...] = rows(_GIVEN, ("ar", "en", "ru")) + rows(_FAMILY, ("ar", "en", "ru"))
