"""Words of names in Latin letters, written in Cyrillic ones: Slavic, western and Arabic names."""

from __future__ import annotations

import re
import unicodedata

from aligner.languages.transliteration_rules import Rules, Spelling

__all__ = ["arabic_to_cyrillic", "is_slavic", "plain", "spelled_out", "western_to_cyrillic"]

_SLAVIC = re.compile(
    r"(?:ova?|eva?|yeva?|[oe]vsk[yi]|sk[yi]|skaya|tsky|enko|chuk|[oe]vich|[^r]ich|[^h]in|ina|yn|yna|ykh|ikh|ov[ay]|oy|"
    r"oi|shvili|dze|yan|ts|ets|ko|hai|yuk|iuk)$|zh|shch|ya|yu|ye|kh"
)

_SLAVIC_TO_CYRILLIC = Rules(
    """
    sky$ -> ский
    ski$ -> ский
    skyi$ -> ский
    skaya$ -> ская
    tsky$ -> цкий
    ykh$ -> ых
    ikh$ -> их
    yan$ -> ян
    ian$ -> ян иан:0.8
    zhy -> жи
    shch -> щ
    zh -> ж
    kh -> х
    tch -> ч
    ch -> ч
    sh -> ш
    tsy -> цы
    ts -> ц
    dzh -> дж
    j -> дж ж:1
    ye(?=v) -> е
    ^ye -> е
    ^yo -> ё е:0.5
    yo -> ё ьо:1
    (?<=[aeiou])ye -> е
    ye -> ье е:0.5
    ^yu -> ю
    yu -> ю ью:1
    ^ya -> я
    (?<=[bdfklmnprstvz])ya$ -> ья я:0.6
    ya -> я
    ^y -> й и:0.5
    ia$ -> ия
    ia -> иа ия:0.5
    iy$ -> ий
    yy$ -> ый
    (?<=[gkh])y$ -> ий
    y$ -> ий ый:0.4 и:1
    (?<=[aeou])[iy] -> й и:0.9
    yi -> ый ьи:1
    y -> ы и:1.5
    x -> кс
    ^e -> э е:0.3
    (?<=[aeiou])e -> е э:0.5
    e -> е э:2
    l(?=[bcdfghkmnpstvz]) -> л ль:0.5
    n(?=[k]$) -> н
    ck -> к
    c -> к ц:1
    w -> в
    qu -> кв
    q -> к
    a -> а
    b -> б
    d -> д
    f -> ф
    g -> г
    h -> г х:0.7
    i -> и
    k -> к
    l -> л
    m -> м
    n -> н
    o -> о
    p -> п
    r -> р
    s -> с
    t -> т
    u -> у
    v -> в
    z -> з
    """
)
# Letters with signs tell the language of a name; what they sound like in it, in letters that the rules below know.
_SIGNS = {
    "š": "sh", "č": "ch", "ć": "ch", "ž": "zh", "ş": "sh", "ș": "sh", "ţ": "ts", "ț": "ts", "đ": "dj", "ł": "l",
    "ř": "rzh", "ğ": "g", "ı": "ы", "ø": "ö", "æ": "ä", "œ": "ö", "ß": "ss", "ñ": "nь", "ń": "nь", "ś": "s",
    "ź": "z", "ż": "zh", "ą": "on", "ę": "en", "å": "o", "þ": "th", "ð": "d", "ő": "ö", "ű": "ü", "ý": "i", "ě": "e",
    "ā": "a",
}  # fmt: skip
_WESTERN_TO_CYRILLIC = Rules(
    """
    tsch -> ч
    sch(?=[aeioumnlrwt]) -> ш
    shch -> щ
    tch -> тч ч:1
    ey$ -> и ей:0.5
    ay$ -> ей ай:0.3
    aa -> аа о:0.8
    dze$ -> дзе
    ^wh -> у
    ough -> о оу:1
    igh -> ай
    eigh -> ей
    ould -> уд
    stein$ -> штейн стайн:0.7
    berg$ -> берг
    burg$ -> бург
    ville$ -> вилл виль:0.6
    eau$ -> о
    eaux$ -> о
    tion$ -> шн
    oğlu$ -> оглу
    cz -> ч
    sz -> ш
    zh -> ж
    dzh -> дж
    sh -> ш
    kh -> х
    ch -> ч х:0.7 ш:1
    ts -> ц
    tz -> ц тц:1
    th -> т
    ph -> ф
    ck -> к
    gh -> г
    qu -> кв
    q -> к
    x -> кс
    ^j -> дж й:0.6 ж:0.8
    j(?=[aouei]) -> дж й:0.6
    j -> й
    ^wr -> р
    ^kn -> н кн:1
    ^w(?=[oua]) -> у в:0.4
    ^w -> у в:0.4
    w(?=[aeiou]) -> у в:0.3
    w -> у в:0.5
    ^y(?=e) -> й
    ^yu -> ю
    ^ya -> я
    ^yo -> йо
    ya$ -> ия я:0.5
    ya -> ья я:0.3
    yu -> ю
    y(?=[aeou]) -> й
    (?<=[aeou])y -> й
    y -> и
    oo -> у оо:1
    ee -> и ее:1
    ea -> и еа:0.8
    ou -> у оу:0.7
    ow -> оу ау:0.7
    au -> ау о:0.7
    ai -> ай э:1
    ei -> ей ай:0.5
    eu -> ой ё:1
    ie$ -> и
    ie -> и ие:0.5 ье:1
    oe -> ё оэ:0.6
    ue$ -> ю
    ia$ -> ия
    io$ -> ио
    ^ö -> э
    ö -> ё е:0.6
    ^ü -> ю
    ü -> ю
    ä -> э е:0.3
    é$ -> е э:0.6
    é -> е э:0.4
    è -> э е:0.5
    ê -> е
    ë -> е
    ï -> и
    ç -> ч с:0.5
    (?<=[bcdfglnprstvz])e$ -> _:0.1 е:0.15 и:1
    es$ -> с ес:0.4
    ^e -> э
    (?<=[aiou])e -> э е:0.4
    e -> е э:1.4
    ll$ -> лл ль:0.9
    l(?=[bcdfghkmnpstvz]) -> л ль:0.3
    l$ -> л ль:0.4
    ss -> сс
    tt -> тт
    c(?=[eiy]) -> с ц:0.9 ч:1.2
    c -> к ц:1.5
    g(?=[eiy]) -> г дж:0.5 ж:0.9
    h(?=[aeiouy]) -> х г:0.6
    h -> _ х:0.4
    a -> а
    b -> б
    d -> д
    f -> ф
    g -> г
    i -> и
    k -> к
    l -> л
    m -> м
    n -> н
    o -> о
    p -> п
    r -> р
    s -> с з:1.2
    t -> т
    u -> у
    v -> в
    z -> з ц:1
    ы -> ы
    ь -> ь
    à -> а
    á -> а
    â -> а
    ã -> а
    í -> и
    ì -> и
    î -> и
    ó -> о
    ò -> о
    ô -> о
    õ -> о
    ú -> у
    ù -> у
    û -> у
    """
)
_ARABIC_TO_CYRILLIC = Rules(
    """
    sh -> ш
    kh -> х
    gh -> г
    dh -> д з:0.5
    th -> с т:0.3
    ch -> ш ч:0.5
    dj -> дж
    j -> дж
    ayy -> айй ая:0.5
    iyya?h?$ -> ия
    iyy -> ий
    iya[h]?$ -> ия
    ia$ -> ия
    iya -> ия
    ia -> ия иа:0.8
    ya$ -> ья я:0.5
    (?<=[aeiou])ya -> я йя:0.3
    ^ya -> я
    ^yu -> ю
    ^you -> ю
    ^ye -> е
    (?<=[bdfhjklmnqrstwz])ya -> ья
    yu -> ю
    ayi$ -> айи
    ai$ -> аи ай:0.5
    ei$ -> ей
    awi -> ави ауи:0.9
    aw(?=[^aeiou]|$) -> ау ав:1
    ow(?=[^aeiou]|$) -> ау
    [ae][iy](?=[^aeiou]) -> ей ай:0.35 аи:1
    ay -> ай ей:0.8
    au -> ау
    oo -> у
    ou -> у
    ee -> и
    aa$ -> аа а:0.5
    aa -> аа а:0.4
    ii -> ии
    eh$ -> е а:0.7
    ah$ -> а ах:0.6
    lla$ -> лла
    ll(?=[aeiou]) -> лл
    la -> ла ля:0.4
    lu -> лу лю:0.4
    lou -> лу лю:0.4
    l(?=[^aeiouy']|$) -> ль л:0.6
    ^e -> э
    ^i -> и
    ^y -> й
    y(?=[^aeiou]) -> й
    y$ -> и
    y -> й
    e(?=[^aeiou]$) -> е и:0.5
    e -> е э:1
    i(?=[^aeiou]$) -> и е:0.6
    ss(?=[aeiou]) -> с сс:0.3
    ss -> сс
    w -> в у:1
    v -> в
    q -> к
    k -> к
    c -> к
    h -> х
    ' -> _ ъ:1
    a -> а
    b -> б
    d -> д
    f -> ф
    g -> г
    i -> и
    l -> л
    m -> м
    n -> н
    o -> о у:0.6
    p -> п
    r -> р
    s -> с
    t -> т
    u -> у
    z -> з
    x -> кс
    """
)


def is_slavic(word: str) -> bool:
    """Whether a word in Latin letters looks like a Russian or Ukrainian name."""
    return bool(_SLAVIC.search(word.casefold())) and word.isascii()


def western_to_cyrillic(word: str) -> tuple[Spelling, ...]:
    """Cyrillic spellings of one word of a foreign name (practical transcription, for readers, not for libraries)."""
    if is_slavic(word):
        return _SLAVIC_TO_CYRILLIC.spell(word.casefold())
    return _WESTERN_TO_CYRILLIC.spell(spelled_out(word))


def arabic_to_cyrillic(word: str) -> tuple[Spelling, ...]:
    """Cyrillic spellings of one word of an Arabic name in Latin letters, without its article."""
    return _ARABIC_TO_CYRILLIC.spell(plain(word))


def spelled_out(word: str) -> str:
    """Small letters; those that only some languages have as what they sound like; the Polish w as v."""
    small = word.casefold()
    if re.search("cz|sz|rz|łu|wsk|[śżźńęą]", small):
        small = small.replace("w", "v")
    return "".join(_SIGNS.get(ch, ch) for ch in small)


def plain(word: str) -> str:
    """Small letters, without signs over them; one kind of apostrophe."""
    small = unicodedata.normalize("NFKD", word.casefold())
    return re.sub("[’‘ʿʾ`ʼ]", "'", "".join(ch for ch in small if not unicodedata.combining(ch)))
