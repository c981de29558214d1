"""Persons' names in Russian text: whose name it is, and the words of a name that never change."""

from __future__ import annotations

import re
from functools import lru_cache

from aligner.languages.russian_east_asian import east_asian
from aligner.languages.russian_paradigm_dictionary import readings
from aligner.languages.wordlist import words

__all__ = [
    "ARTICLE",
    "NUMERAL",
    "PARTICLES",
    "PATRONYMIC_ENDS",
    "TITLES",
    "gender_of_given",
    "is_patronymic",
    "sex",
]

# Arabic articles before a hyphen, with all their assimilated spellings; inside a name (Абу-ль-Касим) "ль" as well.
ARTICLE = re.compile(r"(?:[аэуо][лшснтдрзц]ь?|[аэ]т|ль|ул|ель|ед|ер|ес|ез|эль|иль)", re.IGNORECASE)

# Words of a surname that never change: kinship words, articles, prepositions of European, Arabic, Berber names.
PARTICLES = frozenset(
    words("""
    абу бу абд абдель абдул абдуль абдер абден абдес абу-ль ибн бин бен бену бани бану бинт бент умм ум ульд оулд минт
    мулай зу аг айт аит ба уль аль ал ас аш ан ад ар ат аз эль эр эш эн эд эт эз эс де да ди ду дю дель дела делла
    делле дос дас душ до лос лас ла ле лё ло фон ван вон дер ден тер тен цу цум цур оф ап мак сан сен сент санта и аби
    бейт вад хадж аль-хадж
    """)
)
PATRONYMIC_ENDS = frozenset(words("оглы оглу кызы гызы улы уулу угли кизи"))
NUMERAL = re.compile(r"[IVXLCDMХІ]+|\d[\w.-]*")

TITLES = {
    **dict.fromkeys(
        words("король шейх принц эмир султан царь папа граф барон лорд имам мулла хаджи патриарх сэр"), "m"
    ),
    **dict.fromkeys(words("князь император кардинал епископ митрополит архиепископ аятолла дон отец брат"), "m"),
    **dict.fromkeys(words("королева принцесса хаджа шейха царица леди графиня баронесса мать сестра княгиня"), "f"),
}

# Women's given names that end in neither -а nor -я, where the OpenCorpora dictionary may not have them.
_FEMALE = frozenset(
    words("""
    абир адель айгуль айнур айсель айсулу аллисон амаль анаис анн аннелис арлет асель астрид ахлам батуль бегум
    беназир бернадетт берит беатрис бренди бриджит бригитт вивиан вивьен викки вирджини газель гарриет гвендолин
    гертруд гейл глэдис гретхен грейс гудрун гузель гульнур гюзель гюль далаль дебби дебора дженнифер джилл джиллиан
    джаклин джанет джанин джейн джеральдин джихан джехан джоан джоди джойс джоселин джудит джулиет джули джун долорес
    дорис дороти женевьев жаклин жанет жанетт жозефин жюли жюстин зайнаб зейнаб зейнеб зухаль ибтисам ибтихаль ивонн
    изабель ингеборг ингрид инес инас ирен ирис исабель ихлас ихляс ишрак кармен карин карол каролин катрин кейт келли
    кирстен кирстин констанс кристин кристель кэролайн кэрол кэти кэтлин кэтрин лили лилиан лилит линдси линн лиз
    лорен луиз лурдес люси люсиль малак марлен маргарет маргит марго мари мариам марион мариз марианн мариям марьям
    марвет мейсун меган мередит мерил мерьем мехрибан мишлин мирей мириам мирьям мэри мэрилин мэй наваль наджат назик
    назлы наргиз нигяр никки нисрин ноэми нуран нурсель ортанс пенелоп пилар разан рахель рахиль рашель ребекк рим
    розалин розалинд розмари росарио рут руфь рэйчел сабин сабрин саломе самар сандрин саусан севинч селин сесиль
    сибель сильви сирин соланж солен соледад сольвейг софи стефани суад сузан сузанн сухад сухейр сьюзан сьюзен сюзанн
    табарек тасним тиффани тэмми фатимат фериде фидан флоранс франсуаз хадиль ханан ханаан харриет хейди хезер хелен
    хельгард хинд хиллари холли шаден шарлотт шахд шахназ шерил шерин шерри ширин шэрон эбигейл эвелин эдит эйлин элен
    элейн элизабет элис элисон элиф элоди эллен эмель эмили эмми энн эстель эстер эсфирь эфрат юдифь юдит ясмин ясемин
    ингибьерг туфуль
    """)
)
# Men's given names in -а or -я.
_MALE = frozenset(
    words("""
    абба абдалла абдельила абдельзахра абдулила абдулла акира али-реза алиреза андреа атия аттия ата атта ауда баба
    баха боря ваня витя вова володя гаврила гена гия гоча гога гоша голамреза данила дауда дима дия джаба джошуа джума
    джумаа джумма жора заза закария закарья закерия захария зекария иеремия илья ильха иса исайя исса каха катада
    кахаба кенъя кента коба коля костя кузьма кэнта леня лёва лука лукка малхаза матия маттиа мика миша мирза митя
    муавия муктада муртада муртаза муса мусса мустафа муджтаба мойтаба моджтаба мохаммадреза нехемия никита
    никола нуха окба обейда осама отия паата петя пекка реза рида риза савва саша сава симха синъя сеня слава
    сережа талха тальха тобия тома торникэ убайда убейда убада укаша укба урва усама уссама фика фома хамза хамидреза
    хизбулла худайфа худейфа хузайфа хузейфа хамада шалва шета шехата шихата шота эзра элиша элия эса эйсса эсса юкка
    юха юра юя яхья яхия яша
    """)
)
# Names of either sex.
_NEITHER = frozenset(
    words("""
    саша женя валя слава шура доминик нур ноэль нихад джихад ислам робин ким ноа джорджи крис джеки алекс сэм чарли
    пэт тейлор кейси морган иман вафа дуа рида нидаль икрам исмат сабах икбаль мишель даниель андре паскаль клод сафа
    карен рене гирма амаль раджа кифах нихаль дия
    """)
)


@lru_cache(maxsize=1 << 14)
def gender_of_given(word: str) -> str:
    """The sex that a given name tells: "m", "f", or "" where it may be either or nobody knows it."""
    return _listed(word) or _by_ending(word)


@lru_cache(maxsize=1 << 14)
def _listed(word: str) -> str:
    """What our lists and the dictionary say of a given name."""
    low = word.lower().replace("ё", "е")
    for told, names in (("", _NEITHER), ("f", _FEMALE), ("m", _MALE)):
        if low in names:
            return told
    found = {
        {"masc": "m", "femn": "f"}.get(reading.gender, "")
        for reading in readings(low)
        if reading.known and reading.case == "nom" and reading.number == "sing" and "Name" in reading.grammemes
    }
    if not found and "-" in low:
        return _listed(word.split("-")[0])
    return found.pop() if len(found) == 1 else ""


def _by_ending(word: str) -> str:
    low = word.lower().replace("ё", "е")
    if low in _NEITHER or any(reading.known and "Name" in reading.grammemes for reading in readings(low)):
        return ""
    if low[-1:] in ("а", "я") and len(low) > 3:
        return "m" if low.endswith(("алла", "улла", "илла", "реза")) else "f"
    if len(low) > 5 and low.endswith(("дин", "бек", "бай", "джан", "аллах")):
        return "m"
    return "f" if low.endswith(("гюль", "гуль", "ханум", "бану", "биби")) else ""


_PATRONYMIC = re.compile(r"\w{3,}(?:(?P<m>[оеё]вич|ьич|мич|тич|кич)|(?P<f>[оеё]вна|ична|инична))", re.IGNORECASE)
_SURNAME = re.compile(
    r"\w{2,}(?:(?P<m>[бвгджзклмнпрстфхцчшщ]ов|\wев|ёв|ский|цкий|[^йи]ный)"
    r"|(?P<f>[бвгджзклмнпрстфхцчшщ]ова|\wева|ёва|ская|цкая|[^й]ная))",
    re.IGNORECASE,
)


def sex(tokens: tuple[str, ...]) -> str:
    """Whose name this is: "m", "f" or "" as its words tell, the surest first."""
    low = tuple(token.lower() for token in tokens)
    if low and low[0] in TITLES and tokens[0][:1].islower():
        return TITLES[low[0]]
    for word, token in zip(low, tokens, strict=True):
        if word in ("кызы", "гызы", "минт", "кизи"):
            return "f"
        if word in ("оглы", "оглу", "ульд", "уулу", "улы") or (word == "аг" and token == word):
            return "m"
    for index, token in enumerate(tokens[1:], 1):
        told = _PATRONYMIC.fullmatch(token)  # at the end -ович may as well be a surname: Ксения Коссович
        if told and (told["f"] or index + 1 < len(tokens)):
            return "m" if told["m"] else "f"
    return _by_order(tokens, low)


def _by_order(tokens: tuple[str, ...], low: tuple[str, ...]) -> str:
    if not tokens or east_asian(tokens):
        return ""
    if low[0] in ("абу", "абд", "абдель", "абдул", "абдуль", "ибн") or low[0].startswith(("абу-", "абд-")):
        return "m"
    if low[0] in ("умм", "ум"):
        return "f"
    for word, token in zip(low[1:], tokens[1:], strict=True):
        if token == word and word in ("бин", "бен", "ибн"):
            return "m"
        if token == word and word in ("бинт", "бент"):
            return "f"
    last = _SURNAME.fullmatch(tokens[-1].split("-")[-1])
    surname = ("m" if last["m"] else "f") if last else ""
    given = _listed(tokens[0])
    if given or len(tokens) == 1:
        return given or surname or _by_ending(tokens[0])
    others = {told for token in tokens[1:] if not _SURNAME.fullmatch(token) and (told := _listed(token))}
    if surname:
        return surname
    if is_patronymic(tokens[-1]) and len(others) == 1:  # Путин Владимир Владимирович
        return others.pop()
    return _by_ending(tokens[0])


def is_patronymic(group: str) -> bool:
    """Иванович, Ильинична, Гейдар оглы."""
    *_, last = group.split()
    return last.lower() in PATRONYMIC_ENDS or _PATRONYMIC.fullmatch(last) is not None
