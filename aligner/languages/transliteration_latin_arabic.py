"""Words of names in Latin letters, written in Arabic ones: foreign names with their vowels, and Arabic names."""

from __future__ import annotations

from aligner.languages.transliteration_latin import plain, spelled_out
from aligner.languages.transliteration_rules import Rules, Spelling

__all__ = ["arabic_to_arabic", "western_to_arabic"]

_WESTERN_TO_ARABIC = Rules(
    """
    sky$ -> سكي
    ski$ -> سكي
    skaya$ -> سكايا
    ough -> و
    igh -> اي
    eau$ -> و
    eaux$ -> و
    tion$ -> شن
    stein$ -> شتاين
    berg$ -> برغ بيرغ:0.4
    burg$ -> بورغ
    ^wh -> و
    ^kn -> ن
    ^wr -> ر
    shch -> شتش
    tsch -> تش
    dze$ -> دزه
    zade$ -> زاده
    aa -> ا
    ey$ -> ي
    owa$ -> وفا
    sch -> ش
    tch -> تش
    dzh -> ج
    cz -> تش
    sz -> ش
    zh -> ج
    sh -> ش
    kh -> خ
    ch -> تش ش:0.6
    gh -> غ
    ts -> تس
    tz -> تس تز:0.8
    th -> ث ت:0.3
    ph -> ف
    ck -> ك
    dj -> ج
    qu -> كو
    x -> كس
    ^ye -> ي
    ^ya -> يا
    ^y[ou]u? -> يو
    ^eu -> يو
    ^ou -> و أو:0.5
    ^[aá](?=[aeiou]) -> آ
    ^[aáàâä] -> أ آ:0.8
    ^å -> أو
    ^e[iy] -> آي إي:0.5
    ^[eéèê](?=[^aeiouy]{2}) -> إ إي:0.6
    ^[eéèê] -> إي إ:0.3
    ^[ií](?=[^aeiouy]{2}) -> إ إي:0.2
    ^[ií] -> إي إ:0.5
    ^[oóöô] -> أو
    ^[uúü] -> أو
    yeva$ -> ييفا
    yev$ -> ييف
    (?<=[aeiou])yev -> ييف
    ia$ -> يا
    iya$ -> يا
    ya -> يا
    ie$ -> ي
    ier$ -> ييه
    ee -> ي
    ea -> ي يا:0.7
    oo -> و
    ou -> و
    ow -> او و:0.3
    oa -> و وا:0.4
    aw -> و او:0.6
    au -> او و:0.6
    ai -> اي ي:0.7
    ay$ -> اي
    ay -> اي
    ei -> اي ي:0.4
    ey -> ي اي:0.8
    oi -> وي وا:0.8
    oy -> وي
    ie -> ي يي:0.7
    io -> يو
    iu -> يو
    ue -> وي و:0.4
    eo -> يو
    yo -> يو
    yu -> يو
    (?<=[bcdfgklmnprstvz])e$ -> _ ي:0.2 ه:0.5
    (?<=[^aeiou])es$ -> س يس:0.4
    e(?=r$) -> _ ي:0.4
    e(?=[nlr]$) -> ي _:0.3
    e(?=[^aeiouy]{2}) -> ي _:0.3
    [eéèêëěä] -> ي _:0.5
    [iíïîıы] -> ي _:0.8
    y -> ي
    [aáàâãā] -> ا _:0.9
    [oóòôõöøő] -> و _:1
    [uúùûüű] -> و _:1.2
    c(?=[eiy]) -> س
    cc -> ك
    c -> ك
    j -> ج ي:0.6
    g(?=[eiy]) -> غ ج:0.4
    gg -> غ
    g -> غ
    h(?=[aeiouyáéíóú]) -> ه
    h$ -> _ ه:0.5
    h -> ه _:0.5
    ^w -> و ف:0.8
    w -> و ف:0.6
    bb -> ب
    b -> ب
    dd -> د
    d -> د
    ff -> ف
    f -> ف
    kk -> ك
    k -> ك
    ll -> ل
    l -> ل
    mm -> م
    m -> م
    nn -> ن
    n -> ن
    pp -> ب
    p -> ب
    q -> ك ق:0.3
    rr -> ر
    r -> ر
    ss -> س
    s -> س ز:1
    tt -> ت
    t -> ت
    vv -> ف
    v -> ف
    zz -> ز تز:0.6
    z -> ز تس:1
    ç -> تش س:0.5
    ь -> ي
    """
)
_ARABIC_TO_ARABIC = Rules(
    """
    shsh -> ش
    kkh -> خ
    sh -> ش
    kh -> خ
    gh -> غ
    dh -> ذ ظ:0.5 ض:0.6
    th -> ث
    ch -> ش تش:0.8
    dj -> ج
    ^al(?=[^aeiouy]) -> أل
    ^aa -> عا آ:0.5
    ^ou -> عو أو:0.3
    ^a(?=[^aeiou][^aeiou]) -> أ ع:0.4
    ^a(?=[^aeiou][aeiou]) -> ع أ:0.2 عا:0.5
    ^a -> أ ع:0.4
    ^i(?=[^aeiou]) -> إ ع:0.4
    ^i -> إي ع:0.6
    ^e -> إ ع:0.5
    ^o -> ع أ:0.5
    ^u -> ع أ:0.4
    iy+a?h?$ -> ية
    ia$ -> ية يا:0.6
    iyya -> ية
    aiya -> اية
    aya -> اية ايا:0.8
    ya -> يا
    [ae][iy](?=[^aeiou]) -> ي
    ay -> اي ي:0.5
    ai$ -> ائي اي:0.5
    aw(?=[^aeiou]|$) -> و
    awi$ -> اوي
    au -> او و:0.5
    ou$ -> و
    ou -> و
    oo -> و
    ee -> ي
    aa$ -> اء ا:0.5 ع:0.6
    aa(?=[^aeiou]) -> ع اع:0.6 ا:0.7 عا:0.8
    ii$ -> عي ئي:0.5
    [ae]h$ -> ة ه:0.8
    a$ -> ة ا:0.4 ى:0.7 اء:0.9
    e$ -> ة ي:0.6
    i$ -> ي
    y$ -> ي
    i(?=[^aeiou]$) -> ي _:0.4
    i(?=[^aeiou]i$) -> ي _:0.3
    e(?=[^aeiou]$) -> _ ي:0.6
    u(?=[^aeiou]$) -> و _:0.4
    a(?=[^aeiou]$) -> ا _:0.3
    a(?=(?:sh|kh|gh|dh|th)$) -> ا _:0.5
    (?<=[^aeiou][^aeiou])a(?=[^aeiou]) -> ا _:0.4
    a(?=[^aeiou'][ie]) -> ا _:0.3
    a(?=[^aeiou'][^aeiou']) -> _ ا:0.6
    a(?=[^aeiou']) -> _ ا:0.4
    a -> ا _:0.5
    i -> _ ي:0.5
    u -> _ و:0.5
    o -> _ و:0.4
    e -> _ ي:0.5
    y -> ي
    ww -> و
    w -> و
    v -> ف
    ' -> ع ء:0.6
    bb -> ب
    b -> ب
    dd -> د
    d -> د ض:0.6
    ff -> ف
    f -> ف
    gg -> ج
    g -> ج غ:0.4
    hh -> ح
    h$ -> ح ه:0.4
    h -> ح ه:0.4
    jj -> ج
    j -> ج
    kk -> ك
    k -> ك ق:0.6
    ll -> ل
    l -> ل
    mm -> م
    m -> م
    nn -> ن
    n -> ن
    p -> ب
    qq -> ق
    q -> ق
    rr -> ر
    r -> ر
    ss -> س ص:0.6
    s -> س ص:0.6
    tt -> ط ت:0.3
    t -> ت ط:0.5
    x -> كس
    zz -> ز
    z -> ز ظ:1
    c -> ك
    """
)


def western_to_arabic(word: str) -> tuple[Spelling, ...]:
    """Arabic spellings of one word of a foreign name, as newspapers write it."""
    return _WESTERN_TO_ARABIC.spell(spelled_out(word))


def arabic_to_arabic(word: str) -> tuple[Spelling, ...]:
    """Arabic spellings of one word of an Arabic name in Latin letters, without its article."""
    return _ARABIC_TO_ARABIC.spell(plain(word))
