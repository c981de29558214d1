"""Given names of Russia, Europe and their neighbours, as news print them in three scripts.

A line is: Latin = Cyrillic = Arabic; where there are several, the usual one first.
"""

from __future__ import annotations

from aligner.languages.transliteration_rows import NameRow, rows

__all__ = ["GIVEN_NAMES"]

_SLAVIC = """
Alexander Aleksandr = Александр = ألكسندر; Alexei Aleksei Alexey Aleksey = Алексей = أليكسي
Alexandra Aleksandra = Александра = ألكسندرا; Alina = Алина = ألينا; Alyona = Алёна = أليونا
Anatoly Anatoli = Анатолий = أناتولي; Andrei Andrey = Андрей = أندريه أندري; Anna = Анна = آنا
Anton = Антон = أنطون; Antonina = Антонина = أنطونينا; Arkady = Аркадий = أركادي; Arseny = Арсений = أرسيني
Artyom Artem = Артём Артем = أرتيوم; Artur = Артур = آرتور; Boris = Борис = بوريس; Bogdan = Богдан = بوغدان
Bohdan = Богдан = بوهدان; Valentin = Валентин = فالنتين; Valentina = Валентина = فالنتينا
Valery Valeriy = Валерий = فاليري; Valeria Valeriya = Валерия = فاليريا; Vasily Vasiliy = Василий = فاسيلي
Vadim = Вадим = فاديم; Varvara = Варвара = فارفارا; Vera = Вера = فيرا; Veronika = Вероника = فيرونيكا
Viktor Victor = Виктор = فيكتور; Viktoria Victoria Viktoriya = Виктория = فيكتوريا; Vitaly = Виталий = فيتالي
Vladimir = Владимир = فلاديمير; Vladislav = Владислав = فلاديسلاف; Volodymyr = Владимир = فولوديمير
Vsevolod = Всеволод = فسيفولود; Vyacheslav = Вячеслав = فياتشيسلاف; Galina = Галина = غالينا
Gennady = Геннадий = غينادي; Georgy Georgi = Георгий = غيورغي; German = Герман = غيرمان; Gleb = Глеб = غليب
Grigory = Григорий = غريغوري; Darya Daria = Дарья = داريا; Demyan = Демьян = ديميان; Denis = Денис = دينيس
Diana = Диана = ديانا; Dmitry Dmitri = Дмитрий = دميتري; Dmytro = Дмитрий = دميترو
Yevgeny Evgeny = Евгений = يفغيني; Yevgenia Evgenia = Евгения = يفغينيا; Yegor Egor = Егор = إيغور
Yekaterina Ekaterina = Екатерина = يكاترينا إيكاترينا; Yelena Elena = Елена = يلينا إيلينا
Yelizaveta Elizaveta = Елизавета = يليزافيتا; Yefim = Ефим = يفيم; Zinaida = Зинаида = زينايدا; Zoya = Зоя = زويا
Ivan = Иван = إيفان; Igor = Игорь = إيغور; Ilya = Илья = إيليا; Inna = Инна = إينا
Innokenty = Иннокентий = إينوكنتي; Irina = Ирина = إيرينا; Kirill = Кирилл = كيريل; Klavdia = Клавдия = كلافديا
Konstantin = Константин = كونستانتين قسطنطين; Ksenia = Ксения = كسينيا; Larisa Larissa = Лариса = لاريسا
Lev = Лев = ليف; Leonid = Леонид = ليونيد; Lidia Lidiya = Лидия = ليديا; Lyubov = Любовь = ليوبوف
Lyudmila Ludmila = Людмила = ليودميلا; Maxim Maksim = Максим = مكسيم; Margarita = Маргарита = مارغريتا
Marina = Марина = مارينا; Maria Mariya = Мария = ماريا; Mark = Марк = مارك; Matvei = Матвей = ماتفي
Mikhail = Михаил = ميخائيل; Miron = Мирон = ميرون; Nadezhda = Надежда = ناديجدا
Natalya Natalia = Наталья Наталия = ناتاليا; Nikita = Никита = نيكيتا; Nikolai Nikolay = Николай = نيكولاي
Nina = Нина = نينا; Oksana = Оксана = أوكسانا; Oleg = Олег = أوليغ; Oleh = Олег = أوليه; Olga = Ольга = أولغا
Olena = Елена = أولينا; Pavel = Павел = بافل بافيل; Petro = Пётр Петр = بترو; Pyotr Petr = Пётр Петр = بيوتر
Platon = Платон = بلاتون; Polina = Полина = بولينا; Raisa = Раиса = رايسا; Roman = Роман = رومان
Ruslan = Руслан = رسلان; Svetlana = Светлана = سفيتلانا; Svyatoslav = Святослав = سفياتوسلاف
Semyon = Семён Семен = سيميون; Sergei Sergey = Сергей = سيرغي; Sofia Sofya = София Софья = صوفيا
Stanislav = Станислав = ستانيسلاف; Stepan = Степан = ستيبان; Taisia = Таисия = تايسيا; Tamara = Тамара = تامارا
Taras = Тарас = تاراس; Tatyana Tatiana = Татьяна = تاتيانا; Timofei = Тимофей = تيموفي; Timur = Тимур = تيمور
Ulyana = Ульяна = أوليانا; Fyodor Fedor = Фёдор Федор = فيودور; Filipp = Филипп = فيليب; Emma = Эмма = إيما
Eduard = Эдуард = إدوارد; Yulia Yuliya = Юлия = يوليا; Yuri Yury = Юрий = يوري; Yana = Яна = يانا
Yaroslav = Ярослав = ياروسلاف; Yakov = Яков = ياكوف; Inessa = Инесса = إينيسا; Rustam = Рустам = رستم
Ramzan = Рамзан = رمضان; Shamil = Шамиль = شامل; Magomed = Магомед = ماغوميد; Aslan = Аслан = أصلان
Zurab = Зураб = زوراب; Giorgi = Георгий Гиорги = جورجي; Levan = Леван = ليفان; Irakli = Ираклий = إيراكلي
Nino = Нино = نينو; Tamar = Тамар = تامار; Armen = Армен = أرمين; Ashot = Ашот = أشوت; Tigran = Тигран = تيغران
Karen = Карен = كارين; Gagik = Гагик = غاغيك; Ruben = Рубен = روبين; Ilham = Ильхам = إلهام; Heydar = Гейдар = حيدر
Aigul = Айгуль = أيغول; Daniyar = Данияр = دانيار; Nursultan = Нурсултан = نور سلطان; Askar = Аскар = عسكر
Emomali = Эмомали = إمام علي; Shavkat = Шавкат = شوكت; Andrzej = Анджей = أندريه; Jan = Ян = يان
Piotr = Пётр Петр = بيوتر; Marek = Марек = ماريك; Tomasz = Томаш = توماش; Wojciech = Войцех = فويتشيخ
Krzysztof = Кшиштоф = كشيشتوف; Ewa = Эва = إيفا; Jiří = Иржи = ييري; Pavol = Павол = بافول; Miloš = Милош = ميلوش
Dragan = Драган = دراغان; Zoran = Зоран = زوران; Goran = Горан = غوران; Milan = Милан = ميلان
Slobodan = Слободан = سلوبودان; Radovan = Радован = رادوفان; Stefan = Стефан = ستيفان
Georgi = Георгий Георги = جورجي; Iryna = Ирина = إيرينا; Andriy = Андрей = أندريه; Serhiy = Сергей = سيرغي
Mykola = Николай = ميكولا; Mykhailo = Михаил = ميخايلو; Oleksandr = Александр = ألكسندر; Oleksiy = Алексей = أوليكسي
Yevhen = Евгений = يفغين; Kateryna = Екатерина = كاترينا
"""

_WESTERN = """
Aaron = Аарон = آرون; Adam = Адам = آدم; Adrian = Адриан = أدريان; Alan = Алан = آلان; Albert = Альберт = ألبرت
Alfred = Альфред = ألفريد; Alice = Элис = أليس; Amanda = Аманда = أماندا; Amy = Эми = إيمي; Andrew = Эндрю = أندرو
Andrea = Андреа = أندريا; Andreas = Андреас = أندرياس; Angela = Ангела Анджела = أنجيلا; Ann Anne = Энн Анн = آن
Annalena = Анналена = أنالينا; Anthony = Энтони = أنتوني; Antony = Энтони = أنتوني; Antoine = Антуан = أنطوان
Antonio = Антонио = أنطونيو; António = Антониу = أنطونيو; Arthur = Артур = آرثر; Audrey = Одри = أودري
Barbara = Барбара = باربرا; Beatrice = Беатрис = بياتريس; Ben = Бен = بن; Benjamin = Бенджамин = بنيامين بنجامين
Bernard = Бернар Бернард = برنار; Bill = Билл = بيل; Bob = Боб = بوب; Brian = Брайан = براين; Bruce = Брюс = بروس
Bruno = Бруно = برونو; Carl = Карл = كارل; Carla = Карла = كارلا; Carlos = Карлос = كارلوس; Carol = Кэрол = كارول
Caroline = Кэролайн Каролин = كارولين; Catherine = Кэтрин Катрин = كاترين; Cecilia = Сесилия = سيسيليا
Charles = Чарльз Шарль = تشارلز; Charlotte = Шарлотта = شارلوت; Christian = Кристиан = كريستيان
Christine = Кристин = كريستين; Christopher = Кристофер = كريستوفر; Claire = Клэр = كلير; Claude = Клод = كلود
Claudia = Клаудия = كلوديا; Clara = Клара = كلارا; Colin = Колин = كولن; Craig = Крейг = كريغ
Daniel = Даниэль Дэниел = دانيال; Daniela = Даниэла = دانييلا; David = Дэвид Давид = ديفيد
Deborah = Дебора = ديبورا; Dennis = Деннис = دينيس; Diego = Диего = دييغو; Donald = Дональд = دونالد
Dorothy = Дороти = دوروثي; Douglas = Дуглас = دوغلاس; Duncan = Дункан = دنكان; Edward = Эдвард = إدوارد
Eleanor = Элеонора = إليانور; Elena = Елена Элена = إيلينا; Elizabeth = Элизабет = إليزابيث; Ellen = Эллен = إلين
Emily = Эмили = إميلي; Emma = Эмма = إيما; Emmanuel = Эммануэль = إيمانويل; Enrico = Энрико = إنريكو
Eric Erik = Эрик = إريك; Ernest = Эрнест = إرنست; Esther = Эстер = إستير; Eva = Ева Эва = إيفا
Fabio = Фабио = فابيو; Federico = Федерико = فيديريكو; Felix = Феликс = فيليكس; Fernando = Фернандо = فرناندو
Fiona = Фиона = فيونا; Florence = Флоранс = فلورنس; Francesca = Франческа = فرانشيسكا
Francesco = Франческо = فرانشيسكو; Francis = Фрэнсис = فرانسيس; Francisco = Франсиско = فرانسيسكو
François = Франсуа = فرانسوا; Frank = Фрэнк = فرانك; Fred = Фред = فريد; Frederick = Фредерик = فريدريك
Friedrich = Фридрих = فريدريش; Gabriel = Габриэль = غابرييل; Gareth = Гарет = غاريث; Gary = Гэри = غاري
Geir = Гейр = غير; Geoffrey = Джеффри = جيفري; George = Джордж = جورج; Georges = Жорж = جورج
Gerald = Джеральд = جيرالد; Gerard = Жерар = جيرار; Gianni = Джанни = جياني; Giorgia = Джорджа = جورجيا
Giovanni = Джованни = جيوفاني; Giulia = Джулия = جوليا; Giuseppe = Джузеппе = جوزيبي; Gordon = Гордон = غوردون
Grace = Грейс = غريس; Graham = Грэм = غراهام; Greg = Грег = غريغ; Gustav = Густав = غوستاف; Guy = Ги Гай = غي
Hannah = Ханна = هانا; Hans = Ханс = هانس; Harold = Гарольд = هارولد; Harry = Гарри = هاري; Helen = Хелен = هيلين
Helena = Хелена = هيلينا; Henri = Анри = هنري; Henrik = Хенрик = هنريك; Henry = Генри = هنري
Hillary = Хиллари = هيلاري; Howard = Говард = هوارد; Hugh = Хью = هيو; Hugo = Уго = هوغو; Ian = Иэн = إيان
Ingrid = Ингрид = إنغريد; Isabel = Изабель Исабель = إيزابيل; Isabelle = Изабель = إيزابيل; Ivo = Иво = إيفو
Jack = Джек = جاك; Jacob = Джейкоб = جاكوب; Jacques = Жак = جاك; James = Джеймс = جيمس; Jane = Джейн = جين
Janet = Джанет = جانيت; Jason = Джейсон = جيسون; Javier = Хавьер = خافيير; Jean = Жан = جان; Jeff = Джефф = جيف
Jeffrey = Джеффри = جيفري; Jennifer = Дженнифер = جينيفر; Jens = Йенс = ينس; Jessica = Джессика = جيسيكا
Jim = Джим = جيم; Jimmy = Джимми = جيمي; Joachim = Иоахим Йоахим = يواكيم; Joan = Джоан = جوان
Joanna = Джоанна = جوانا; Joe = Джо = جو; Johan = Йохан = يوهان; Johann = Иоганн = يوهان
Johannes = Йоханнес = يوهانس; John = Джон = جون; Jonas = Йонас = يوناس; Jonathan = Джонатан = جوناثان
Jorge = Хорхе = خورخي; José = Хосе = خوسيه; Josep = Жозеп = جوسيب; Joseph = Джозеф Жозеф = جوزيف; Juan = Хуан = خوان
Julia = Джулия Юлия = جوليا; Julian = Джулиан = جوليان; Julie = Жюли = جولي; Jürgen = Юрген = يورغن
Karin = Карин = كارين; Karl = Карл = كارل; Kate = Кейт = كيت; Katherine = Кэтрин = كاثرين; Keith = Кит = كيث
Kenneth = Кеннет = كينيث; Kevin = Кевин = كيفن; Klaus = Клаус = كلاوس; Kurt = Курт = كورت; Lars = Ларс = لارس
Laura = Лаура Лора = لورا; Laurent = Лоран = لوران; Lena = Лена = لينا; Leon = Леон = ليون
Leopold = Леопольд = ليوبولد; Lewis = Льюис = لويس; Linda = Линда = ليندا; Lisa = Лиза = ليزا; Lloyd = Ллойд = لويد
Louis = Луи = لويس; Louise = Луиза = لويز; Lucas = Лукас = لوكاس; Lucia = Лусия = لوسيا; Lucy = Люси = لوسي
Luis = Луис = لويس; Luigi = Луиджи = لويجي; Luca = Лука = لوكا; Maggie = Мэгги = ماغي; Manuel = Мануэль = مانويل
Marc = Марк = مارك; Marco = Марко = ماركو; Marcus = Маркус = ماركوس; Margaret = Маргарет = مارغريت
Marie = Мари = ماري; Mario = Марио = ماريو; Mark = Марк = مارك; Martha = Марта = مارثا; Marta = Марта = مارتا
Martin = Мартин = مارتن; Mary = Мэри = ماري; Mathilde = Матильда = ماتيلد; Matteo = Маттео = ماتيو
Matthew = Мэтью = ماثيو; Max = Макс = ماكس; Michael = Майкл Михаэль = مايكل; Michel = Мишель = ميشيل
Michelle = Мишель = ميشيل; Miguel = Мигель = ميغيل; Mike = Майк = مايك; Monica = Моника = مونيكا
Nancy = Нэнси = نانسي; Natalie = Натали = ناتالي; Nathan = Натан = ناثان; Neil = Нил = نيل
Nicholas = Николас = نيكولاس; Nick = Ник = نيك; Nicola = Никола = نيكولا; Nicolas = Николя = نيكولا
Niels = Нильс = نيلس; Nigel = Найджел = نايجل; Nils = Нильс = نيلس; Noah = Ной = نوح; Nora = Нора = نورا
Norman = Норман = نورمان; Olaf = Олаф = أولاف; Oliver = Оливер = أوليفر; Olivier = Оливье = أوليفييه
Oscar = Оскар = أوسكار; Otto = Отто = أوتو; Pablo = Пабло = بابلو; Paola = Паола = باولا; Paolo = Паоло = باولو
Patricia = Патрисия = باتريشيا; Patrick = Патрик = باتريك; Paul = Пол Поль = بول; Paula = Паула = باولا
Pauline = Полин = بولين; Pedro = Педро = بيدرو; Peter = Петер Питер = بيتر; Philip = Филип = فيليب
Philippe = Филипп = فيليب; Pierre = Пьер = بيير; Pietro = Пьетро = بييترو; Rachel = Рейчел = راشيل
Rafael = Рафаэль = رافاييل; Ralph = Ральф = رالف; Raymond = Раймон Реймонд = ريمون; Rebecca = Ребекка = ريبيكا
Renate = Рената = رينات; René = Рене = رينيه; Ricardo = Рикардо = ريكاردو; Richard = Ричард = ريتشارد
Rita = Рита = ريتا; Robert = Роберт = روبرت; Roberto = Роберто = روبرتو; Robin = Робин = روبن; Roger = Роджер = روجر
Roland = Роланд = رولان; Ronald = Рональд = رونالد; Rosa = Роза Роса = روزا; Rose = Роуз = روز; Roy = Рой = روي
Rudolf = Рудольф = رودولف; Russell = Рассел = راسل; Ruth = Рут = روث; Ryan = Райан = رايان; Sally = Салли = سالي
Sam = Сэм = سام; Samantha = Саманта = سامانثا; Samuel = Сэмюэл Самуэль = صامويل; Sandra = Сандра = ساندرا
Sarah Sara = Сара = سارة; Scott = Скотт = سكوت; Sean = Шон = شون; Sebastian = Себастьян = سيباستيان
Silvia = Сильвия = سيلفيا; Simon = Саймон Симон = سيمون; Simone = Симона = سيمون; Sophie = Софи = صوفي
Stella = Стелла = ستيلا; Stephanie = Стефани = ستيفاني; Stephen Steven = Стивен = ستيفن; Steve = Стив = ستيف
Susan = Сьюзан = سوزان; Sven = Свен = سفين; Sylvie = Сильви = سيلفي; Teresa = Тереза = تيريزا
Theresa = Тереза = تيريزا; Thierry = Тьерри = تييري; Thomas = Томас = توماس; Tim = Тим = تيم
Timothy = Тимоти = تيموثي; Tobias = Тобиас = توبياس; Tom = Том = توم; Tony = Тони = توني; Trevor = Тревор = تريفور
Ursula = Урсула = أورسولا; Victor = Виктор = فيكتور; Vincent = Винсент Венсан = فنسنت; Vivian = Вивиан = فيفيان
Walter = Вальтер Уолтер = والتر; Wendy = Венди = ويندي; Werner = Вернер = فيرنر; Wilhelm = Вильгельм = فيلهلم
William = Уильям = وليام; Winston = Уинстон = ونستون; Wolfgang = Вольфганг = فولفغانغ; Yves = Ив = إيف
Mehmet = Мехмет = محمد; Ahmet = Ахмет = أحمد; Mustafa = Мустафа = مصطفى; Recep = Реджеп = رجب; Tayyip = Тайип = طيب
Hakan = Хакан = هاكان; Kemal = Кемаль = كمال; Orhan = Орхан = أورهان; Emre = Эмре = إمري; Ömer = Омер = عمر
Yusuf = Юсуф = يوسف; Hüseyin = Хусейн = حسين; İbrahim = Ибрагим = إبراهيم; Osman = Осман = عثمان
Selim = Селим = سليم; Ayşe = Айше = عائشة; Fatma = Фатма = فاطمة; Zeynep = Зейнеп = زينب; Elif = Элиф = إليف
Levent = Левент = ليفنت; Serkan = Серкан = سركان; Selçuk = Сельчук = سلجوق; Hamid = Хамид = حميد; Reza = Реза = رضا
Hossein = Хоссейн = حسين; Mohsen = Мохсен = محسن; Mehdi = Мехди = مهدي; Farhad = Фархад = فرهاد
Behrouz = Бехруз = بهروز; Dariush = Дариуш = داريوش; Shirin = Ширин = شيرين; Masoud = Масуд = مسعود
Javad = Джавад = جواد; Abbas = Аббас = عباس; Benny = Бенни = بيني; Yair = Яир = يائير; Itamar = Итамар = إيتمار
Yoav = Йоав = يوآف; Gideon = Гидеон = جدعون; Avi = Ави = آفي; Moshe = Моше = موشيه; Ehud = Эхуд = إيهود
Naftali = Нафтали = نفتالي; Ronen = Ронен = رونين; Xi = Си = شي; Wang = Ван = وانغ; Li = Ли = لي
Zhang = Чжан = تشانغ; Kim = Ким = كيم; Park = Пак = بارك
"""

GIVEN_NAMES: tuple[NameRow, ...] = rows(_SLAVIC, ("en", "ru", "ar")) + rows(_WESTERN, ("en", "ru", "ar"))
