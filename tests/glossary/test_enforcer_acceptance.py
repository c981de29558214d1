"""What enforcement takes for the right name in a translation: not a namesake, a homograph, an adjective, a slip."""

from __future__ import annotations

import pytest

from aligner.glossary.concepts import Names
from aligner.glossary.examining import Examiner
from aligner.glossary.matcher import Matcher
from aligner.glossary.occurrences import Occurrence
from aligner.glossary.slots import slots_of
from aligner.glossary.verify import assign
from aligner.glossary.wording import Placed, Wording
from tests.glossary.engines import BOGDANOV, IDLIB, RAQQA, SHARAA, ZAKHAROVA, ScriptedEngine, concept, enforce

SMIRNOV = concept("smirnov", "person", "Ivan Smirnov", "إيفان سميرنوف", "Иван Смирнов", gender="m")
BASHAR = concept("bashar", "person", "Bashar al-Assad", "بشار الأسد", "Башар Асад", gender="m")
MAHER = concept("maher", "person", "Maher al-Assad", "ماهر الأسد", "Махер Асад", gender="m")
ALIYEV = concept("aliyev", "person", "Ilham Aliyev", "إلهام علييف", "Ильхам Алиев", gender="m")
MOROZ = concept("moroz", "person", "Pavel Moroz", "بافل موروز", "Павел Мороз", gender="m")
KARIM = concept("karim", "person", "Adel Karim", "عادل كريم", "Адель Карим", gender="m")
AMIN = concept("amin", "person", "Hafizullah Amin", "حفيظ الله أمين", "Хафизулла Амин", gender="m")
PUTIN = concept("putin", "person", "Vladimir Putin", "فلاديمير بوتين", "Владимир Путин", gender="m")
LIKHACHEV = concept("likhachev", "person", "Alexey Likhachev", "أليكسي ليخاتشيف", "Алексей Лихачев", gender="m")
SUDAN = concept("sudan", "place", "Sudan", "السودان", "Судан")
SOUTH_SUDAN = concept("south-sudan", "place", "South Sudan", "جنوب السودان", "Южный Судан")
JORDAN = concept("jordan", "place", "Jordan", "الأردن", "Иордания")
KOREA = concept("korea", "place", "Korea", "كوريا", "Корея")
GUINEA = concept("guinea", "place", "Guinea", "غينيا", "Гвинея")
EQUATORIAL_GUINEA = concept("eq-guinea", "place", "Equatorial Guinea", "غينيا الاستوائية", "Экваториальная Гвинея")
SYRIA = concept("syria", "place", "Syria", "سوريا", "Сирия")
RUSSIA = concept("russia", "place", "Russia", "روسيا", "Россия")
HAMA = concept("hama", "place", "Hama", "حماة", "Хама")
DOUMA = concept("douma", "place", "Douma", "دوما", "Дума")
AYN = concept("ayn", "place", "Ayn Issa", "عين", "Айн-Исса")
LATAKIA = concept("latakia", "place", "Latakia", "اللاذقية", "Латакия")
LATAKIA_GOVERNORATE = concept(
    "latakia-governorate", "place", "Latakia governorate", "محافظة اللاذقية", "провинция Латакия"
)


def rights(source, text, *concepts, languages=("en", "ru")):
    """Whether each term of a source is right in a translation."""
    trial, slots = free(source, text, *concepts, languages=languages)
    assert slots, "no term found in the source"
    return [status.right for status in trial.statuses]


def free(source, text, *concepts, languages=("en", "ru")):
    matcher = Matcher(concepts, languages)
    slots = slots_of(matcher.find(source, languages[0]), matcher.concepts, *languages)
    return Examiner(matcher, *languages, lambda one, other: 0.0).free(source, text, slots, 0.0), slots


# namesakes


@pytest.mark.parametrize(
    ("source", "text", "term", "languages"),
    [
        ("Mikhail Bogdanov came.", "Андрей Богданов прибыл.", BOGDANOV, ("en", "ru")),
        ("He told Bogdanov.", "Он сказал Андрею Богданову.", BOGDANOV, ("en", "ru")),
        ("Ivan Smirnov came.", "Олег Смирнов прибыл.", SMIRNOV, ("en", "ru")),
        ("Mikhail Bogdanov came.", "Кузвейн Богданов прибыл.", BOGDANOV, ("en", "ru")),
        ("Mikhail Bogdanov came.", "Андрей Михаил Богданов прибыл.", BOGDANOV, ("en", "ru")),
        ("Приехал Михаил Богданов.", "Andrei Bogdanov came.", BOGDANOV, ("ru", "en")),
        ("Приехал Иван Смирнов.", "Then Oleg Smirnov came.", SMIRNOV, ("ru", "en")),
        ("Ivan Smirnov came.", "وصل أوليغ سميرنوف.", SMIRNOV, ("en", "ar")),
        ("Then Bashar al-Assad came.", "ثم وصل حافظ الأسد.", BASHAR, ("en", "ar")),
        ("Then Ilham Aliyev spoke.", "Затем выступила Лейла Алиева.", ALIYEV, ("en", "ru")),
    ],
)
def test_somebody_else_with_the_surname_is_no_answer(source, text, term, languages):
    assert rights(source, text, term, languages=languages) == [False]


@pytest.mark.parametrize(
    ("source", "text", "term", "languages"),
    [
        ("Mikhail Bogdanov came.", "Богданов прибыл.", BOGDANOV, ("en", "ru")),
        ("Deputy minister Bogdanov came.", "Заместитель главы МИД России Богданов прибыл.", BOGDANOV, ("en", "ru")),
        ("Mikhail Leonidovich Bogdanov came.", "Михаил Леонидович Богданов прибыл.", BOGDANOV, ("en", "ru")),
        ("The head of Rosatom Alexey Likhachev came.", "Глава Росатома Лихачев прибыл.", LIKHACHEV, ("en", "ru")),
        ("Zubayda Bogdanov came.", "Зубайда Богданов прибыл.", BOGDANOV, ("en", "ru")),
        ("Президент Богданов прибыл.", "President Bogdanov came.", BOGDANOV, ("ru", "en")),
        ("Then Putin signed the law.", "وصادق بوتين على القانون.", PUTIN, ("en", "ar")),
        ("Mikhail Bogdanov demanded it.", "وطالب ميخائيل بوغدانوف بذلك.", BOGDANOV, ("en", "ar")),
    ],
)
def test_but_words_of_other_kinds_may_stand_before_a_surname(source, text, term, languages):
    assert rights(source, text, term, languages=languages) == [True]


@pytest.mark.parametrize(
    ("source", "text", "languages"),
    [
        ("Bashar al-Assad and Maher al-Assad came.", "Асад и Асад прибыли.", ("en", "ru")),
        ("Bashar al-Assad and Maher al-Assad came.", "Башар Асад и Башар Асад прибыли.", ("en", "ru")),
        ("Bashar al-Assad and Maher al-Assad came.", "Башар Асад и Асад прибыли.", ("en", "ru")),
        ("Bashar al-Assad and Maher al-Assad came.", "وصل الأسد والأسد.", ("en", "ar")),
        ("Прибыли Башар Асад и Махер Асад.", "Assad and Assad came.", ("ru", "en")),
    ],
)
def test_two_persons_with_one_surname_need_their_whole_names(source, text, languages):
    assert not all(rights(source, text, BASHAR, MAHER, languages=languages))


def test_two_persons_with_their_whole_names_are_right():
    source = "Bashar al-Assad and Maher al-Assad came."
    assert rights(source, "Прибыли Башар Асад и Махер Асад.", BASHAR, MAHER) == [True, True]
    assert rights("Bashar al-Assad came. Assad left.", "Башар Асад прибыл. Асад ушел.", BASHAR, MAHER) == [True, True]


@pytest.mark.parametrize(
    ("source", "text", "concepts", "languages"),
    [
        ("He left Sudan.", "Он покинул Южный Судан.", (SUDAN,), ("en", "ru")),
        ("He left Sudan.", "Он покинул Южный Судан.", (SUDAN, SOUTH_SUDAN), ("en", "ru")),
        ("He left Sudan.", "غادر جنوب السودان.", (SUDAN,), ("en", "ar")),
        ("He left Sudan.", "غادر جنوب السودان.", (SUDAN, SOUTH_SUDAN), ("en", "ar")),
        ("He left Korea.", "غادر كوريا الجنوبية.", (KOREA,), ("en", "ar")),
        ("He left Guinea.", "Он покинул Экваториальную Гвинею.", (GUINEA, EQUATORIAL_GUINEA), ("en", "ru")),
        ("Он покинул Судан.", "He left South Sudan.", (SUDAN,), ("ru", "en")),
        ("Он покинул Судан.", "He left South Sudan.", (SUDAN, SOUTH_SUDAN), ("ru", "en")),
    ],
)
def test_a_country_is_not_another_country_whose_name_holds_its_name(source, text, concepts, languages):
    assert rights(source, text, *concepts, languages=languages) == [False]


@pytest.mark.parametrize(
    ("source", "text", "concepts", "languages"),
    [
        ("He went to the south of Sudan.", "ذهب إلى جنوب السودان.", (SUDAN,), ("en", "ar")),
        ("Они живут на севере Сирии.", "They live in North Syria.", (SYRIA,), ("ru", "en")),
        ("He came from Latakia.", "Он прибыл из провинции Латакия.", (LATAKIA, LATAKIA_GOVERNORATE), ("en", "ru")),
        ("He came from Latakia.", "وصل من محافظة اللاذقية.", (LATAKIA, LATAKIA_GOVERNORATE), ("en", "ar")),
    ],
)
def test_but_a_part_of_it_is_where_the_source_says_so_and_its_province_is(source, text, concepts, languages):
    assert rights(source, text, *concepts, languages=languages) == [True]


# adjectives


@pytest.mark.parametrize(
    ("source", "text", "term", "languages"),
    [
        ("The minister left Syria.", "Сирийский министр остался.", SYRIA, ("en", "ru")),
        ("Syria rejected it.", "Сирийский министр отказался.", SYRIA, ("en", "ru")),
        ("He returned to Syria.", "Он вернулся к сирийским делам.", SYRIA, ("en", "ru")),
        ("Министр покинул Сирию.", "The Syrian minister stayed.", SYRIA, ("ru", "en")),
        ("Министр вернулся из Сирии.", "The Syrian minister is back.", SYRIA, ("ru", "en")),
        ("غادر سوريا أمس.", "The Syrian left yesterday.", SYRIA, ("ar", "en")),
        ("وصل إلى سوريا أمس.", "The Syrian arrived yesterday.", SYRIA, ("ar", "en")),
        ("The governor of Hama spoke.", "Губернатор говорил в хамском тоне.", HAMA, ("en", "ru")),
        ("The mayor of Douma spoke.", "Думский мэр говорил.", DOUMA, ("en", "ru")),
        ("Мэр Айн-Иссы выступил.", "قدم العمدة مساعدات عينية.", AYN, ("ru", "ar")),
    ],
)
def test_an_adjective_is_no_answer_to_a_place_that_stands_alone_nor_a_common_one(source, text, term, languages):
    assert rights(source, text, term, languages=languages) == [False]


@pytest.mark.parametrize(
    ("source", "text", "term", "languages"),
    [
        ("The president of Syria spoke.", "Выступил сирийский президент.", SYRIA, ("en", "ru")),
        ("Syria's president spoke.", "Выступил сирийский президент.", SYRIA, ("en", "ru")),
        ("The presidents of Iraq, Lebanon and Syria spoke.", "Выступили сирийский и другие президенты.", SYRIA,
         ("en", "ru")),
        ("The Idlib residents spoke.", "Выступили идлибские жители.", IDLIB, ("en", "ru")),
        ("Выступил президент Сирии.", "The Syrian president spoke.", SYRIA, ("ru", "en")),
        ("Выступил президент соседней Сирии.", "The neighbouring Syrian president spoke.", SYRIA, ("ru", "en")),
        ("Выступили президенты Ирака и Сирии.", "The Syrian and Iraqi presidents spoke.", SYRIA, ("ru", "en")),
        ("العلاقات بين سوريا وروسيا جيدة.", "Syrian-Russian relations are good.", SYRIA, ("ar", "en")),
        ("Отношения между Россией и Сирией хорошие.", "Syrian-Russian relations are good.", SYRIA, ("ru", "en")),
        ("وقال رئيس سوريا ذلك.", "The Syrian president said so.", SYRIA, ("ar", "en")),
        ("وقال الرئيس السابق لسوريا ذلك.", "The former Syrian president said so.", SYRIA, ("ar", "en")),
    ],
)  # fmt: skip
def test_an_adjective_is_one_where_the_place_belongs_to_a_noun(source, text, term, languages):
    assert rights(source, text, term, languages=languages) == [True]


def test_a_place_said_by_an_adjective_though_nothing_asks_for_one_is_put_in_or_flagged():
    text = "The minister left Syria."
    engine = ScriptedEngine("en", "ru", {text: "Сирийский министр остался."}, finish=lambda s, t: "Ничего.")
    (result,) = enforce(engine, text, SYRIA)
    assert result.flags == ("term",)


# clitics


@pytest.mark.parametrize("wrong", ["ل الشرع", "ل للشرع", "ال الشرع", "ب الشرع", "لالشرع", "ب بالشرع", "لل شرع"])
def test_clitics_that_nobody_writes_are_not_right_and_mended(wrong):
    source, text = "He handed it to Ahmed al-Sharaa.", f"سلمه {wrong} أمس."
    assert rights(source, text, SHARAA, languages=("en", "ar")) == [False]
    engine = ScriptedEngine("en", "ar", {source: text}, finish=lambda s, t: "لا شيء.")
    (result,) = enforce(engine, source, SHARAA)
    assert "term" in result.flags or not any(result.text.count(part) for part in (f" {wrong} ",))


def test_the_family_of_somebody_is_no_article():
    assert rights("The family of Sharaa came.", "وصل آل الشرع.", concept("s", "person", "Sharaa", "الشرع", "Шараа"),
                  languages=("en", "ar")) == [True]  # fmt: skip


# homographs


@pytest.mark.parametrize(
    ("source", "text", "term", "languages"),
    [
        ("According to many experts and lawyers in the capital, this surprised Sharaa.",
         "الشرع لا يقبل هذا، كما قال كثير من الخبراء والمحامين في العاصمة، وفاجأ ذلك الرجل.", SHARAA, ("en", "ar")),
        ("Then Sharaa spoke of the law.", "ثم تحدث الشارع عن أحكام الشرع.", SHARAA, ("en", "ar")),
        ("Sharaa respects the law.", "الشارعة يحترم الشرع.", SHARAA, ("en", "ar")),
        ("A host thanked Adel Karim.", "شكر مضيف كريم الضيوف.", KARIM, ("en", "ar")),
        ("The ministry told Hafizullah Amin everything.", "أبلغت الوزارة حارس أمين بكل شيء.", AMIN, ("en", "ar")),
        ("In the night in Kyiv it was Moroz who fell ill.", "Мороз ударил ночью в Киеве.", MOROZ, ("en", "ru")),
        ("Then Aliyev declared it.", "Алиева заявила об этом.", ALIYEV, ("en", "ru")),
        ("Then Aliyev left the city.", "Потом Алиева покинула город.", ALIYEV, ("en", "ru")),
    ],
)  # fmt: skip
def test_a_common_word_where_the_source_has_no_name_is_no_answer(source, text, term, languages):
    assert rights(source, text, term, languages=languages) == [False]


@pytest.mark.parametrize(
    ("source", "text", "term", "languages"),
    [
        ("Ahmed al-Sharaa met him.", "قابله الشرع أمس.", SHARAA, ("en", "ar")),
        ("He thanked Adel Karim.", "وعن كريم تحدث.", KARIM, ("en", "ar")),
        ("Pavel Moroz fell ill.", "Мороз заболел.", MOROZ, ("en", "ru")),
        ("По словам министра, в четверг утром Иордания закрыла границу.",
         "Jordan closed the border on Thursday morning, the minister said.", JORDAN, ("ru", "en")),
        ("They supported Aliyev.", "Алиева поддержала Россия.", ALIYEV, ("en", "ru")),
        ("The election of Aliyev surprised her.", "Избрание Алиева удивило ее.", ALIYEV, ("en", "ru")),
    ],
)  # fmt: skip
def test_where_the_source_has_it_it_is(source, text, term, languages):
    assert rights(source, text, term, languages=languages) == [True]


def test_a_name_that_was_put_in_needs_no_witness():
    matcher = Matcher([KARIM], ("en", "ar"))
    source = "A host thanked Adel Karim."
    slots = slots_of(matcher.find(source, "en"), matcher.concepts, "en", "ar")
    examiner = Examiner(matcher, "en", "ar", lambda one, other: 0.0)
    text = "شكر مضيف كريم الضيوف."
    form = slots[0].wanted.form("")._replace(text="كريم")
    at = text.index("كريم")
    wording = Wording(text, (Placed(0, slots[0].wanted, at, at + 4, (form,), "stand-in", 0.97),))
    assert examiner.examine(source, wording, slots, examiner.free(source, text, slots, 0.0), ()).right


# doubled and invented names


@pytest.mark.parametrize("text", ["Богданов Богданов прибыл.", "Михаил Богданов Богданов прибыл."])
def test_a_name_twice_for_one_is_not_right(text):
    assert rights("Mikhail Bogdanov came.", text, BOGDANOV) == [False]


def test_a_name_twice_for_two_is():
    assert rights("Bogdanov: Bogdanov came.", "Богданов. Богданов прибыл.", BOGDANOV) == [True, True]


def test_a_name_that_the_source_has_nowhere_is_told_of_the_free_translation_and_wrong_in_others():
    source = "Mikhail Bogdanov came to Raqqa."
    concepts = (BOGDANOV, ZAKHAROVA, RAQQA)
    matcher = Matcher(concepts, ("en", "ru"))
    slots = slots_of(matcher.find(source, "en"), matcher.concepts, "en", "ru")
    examiner = Examiner(matcher, "en", "ru", lambda one, other: 0.0)
    plain = examiner.free(source, "Михаил Богданов прибыл в Ракку.", slots, 0.0)
    added = "Михаил Богданов и Мария Захарова прибыли в Ракку."
    assert (plain.right, plain.spare) == (True, ())
    itself = examiner.free(source, added, slots, 0.0)
    assert (itself.right, [one.concept for one in itself.spare]) == (True, ["zakharova"])
    assert not examiner.examine(source, Wording(added), slots, plain, ()).right
    assert examiner.examine(source, Wording(added), slots, itself, ()).right


def test_what_the_source_has_under_another_name_or_held_back_is_not_invented():
    other = concept("asma", "person", "Asma al-Assad", "أسماء الأسد", "Асма Асад", gender="f")
    trial, _ = free("The Assads and Mikhail Bogdanov came.", "Прибыли Башар Асад и Михаил Богданов.", BASHAR, other,
                    BOGDANOV)  # fmt: skip
    assert trial.spare == ()
    trial, _ = free("He left Syria.", "Он покинул сирийскую столицу в Сирии.", SYRIA, RUSSIA)
    assert trial.spare == ()


# the matcher


def test_context_words_are_looked_for_in_a_text_that_is_read_once(monkeypatch):
    from aligner.glossary import match_context

    read = []
    plain = match_context._plain_text
    monkeypatch.setattr(match_context, "_plain_text", lambda text, code: read.append(text) or plain(text, code))
    term = concept("shara", "person", "Ahmed al-Sharaa", "أحمد الشرع", "Шараа")
    term = type(term)(
        term.id, term.kind, {**term.names, "ar": Names("أحمد الشرع", short=("الشرع",))}, context=("سوريا",)
    )
    text = "ثم الشرع " * 200 + "في سوريا"
    found = Matcher([term], ("ar",)).find(text, "ar")
    assert len(found) == 200
    assert all(one.certain for one in found)
    assert read.count(text) == 1


def test_a_matcher_may_remember_few_words():
    matcher = Matcher([BOGDANOV], ("ru",), remembered=50)
    for number in range(40):
        matcher.find(" ".join(f"Богданов{number}слово{other}" for other in range(20)) + " Богданов", "ru")
    scanner = matcher._scanner("ru")
    assert len(scanner._known) + len(scanner._singles) <= 50 + 21
    assert matcher.find("Богданов прибыл.", "ru")


def test_the_surname_of_somebody_else_is_held_back_in_russian_too():
    (found,) = Matcher([BOGDANOV], ("ru",)).find("Прибыл Андрей Богданов.", "ru")
    assert (found.certain, found.doubt) == (False, "person")
    (found,) = Matcher([BOGDANOV], ("ru",)).find("Прибыл посол Богданов.", "ru")
    assert (found.certain, found.doubt) == (True, "")


def test_a_wrong_name_of_the_concept_is_its_answer_before_a_word_that_may_be_common():
    def there(start, role, doubt):
        return Occurrence(
            "s", start, start + 5, start, start + 5, "", "", role, "surname", ("",), certain=not doubt, doubt=doubt
        )

    source, wrong, common = there(0, "short", ""), there(5, "forbidden", ""), there(20, "short", "word")
    assert assign([source], [wrong, common]) == [wrong]
    assert assign([source], [common]) == [common]


def test_a_name_that_the_engine_adds_is_flagged():
    text = "Bogdanov came today."
    engine = ScriptedEngine("en", "ru", {text: "Богданов и Мария Захарова прибыли сегодня."})
    (result,) = enforce(engine, text, BOGDANOV, ZAKHAROVA)
    assert result.flags == ("doubt",)


def test_of_two_mentions_the_one_that_belongs_to_a_noun_is_the_adjective():
    source = "Вице-премьер России подтвердил, что это важно для России."
    text = "The Russian deputy confirmed it was important for Russia."
    assert rights(source, text, RUSSIA, languages=("ru", "en")) == [True, True]
    assert not all(rights("Он едет в Россию и живет в России.", "The Russian lives in Russia.", RUSSIA,
                          languages=("ru", "en")))  # fmt: skip


@pytest.mark.parametrize(
    ("source", "text", "languages"),
    [
        ("The Syrian president and Bogdanov came.", "Прибыли президент Сирии и Богданов.", ("en", "ru")),
        ("وصل بوغدانوف والوفد السوري.", "Bogdanov and the delegation of Syria came.", ("ar", "en")),
    ],
)
def test_a_place_whose_adjective_the_source_has_is_not_invented(source, text, languages):
    assert free(source, text, SYRIA, BOGDANOV, languages=languages)[0].spare == ()


def test_a_country_that_the_source_has_not_is():
    trial, _ = free("Bogdanov came.", "Богданов прибыл в Сирию.", SYRIA, BOGDANOV)
    assert [one.concept for one in trial.spare] == ["syria"]


def test_a_name_of_which_the_source_has_a_word_is_not_invented():
    palmyra = concept("palmyra", "place", "Palmyra", "مدينة تدمر", "Пальмира")
    trial, _ = free("وصل بوغدانوف إلى تدمر.", "Богданов прибыл в Пальмиру.", BOGDANOV, palmyra, languages=("ar", "ru"))
    assert trial.spare == ()
