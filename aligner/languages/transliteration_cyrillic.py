"""Words of names in Cyrillic letters, written in Latin and Arabic ones: Russian names, and Arabic names in Russian."""

from __future__ import annotations

from aligner.languages.transliteration_rules import Rules, Spelling

__all__ = ["russian_to_arabic", "russian_to_latin", "russified_arabic_to_latin"]

_TO_LATIN = Rules(
    """
    ский$ -> sky skiy:1.2 ski:0.8
    цкий$ -> tsky tskiy:1.2
    ий$ -> y iy:0.8 ii:1.5
    ый$ -> y yi:1 iy:1.2
    ией$ -> iei
    ей$ -> ei ey:0.3
    ай$ -> ai ay:0.5
    ой$ -> oi oy:0.3
    уй$ -> ui uy:0.6
    ье -> ye ie:0.5
    ьи -> yi
    ью -> yu
    ья -> ya ia:0.8
    ьё -> yo
    ия$ -> ia iya:0.6
    дж -> j dzh:0.5
    кс -> ks x:0.4
    ау(?=[^аеиоуыэюя]) -> au ow:1
    ^уи -> Wi Ui:0.8
    ^уо -> Wo Wa:0.5
    ^уэ -> We
    ^хь -> Hy
    щ -> shch
    ш -> sh
    ч -> ch
    ж -> zh
    ^х(?=[еиэю]) -> H Kh:0.6
    х -> kh h:0.4
    ц -> ts c:1.5
    ю -> yu
    я -> ya
    ^е -> Ye E:0.5
    (?<=[аеёиоуыэюяъь])е -> ye e:0.5
    ^э -> E
    э -> e
    ё -> yo e:0.6
    (?<=[аеёоуыэюя])й -> y i:0.3
    й -> y
    ы -> y
    [ьъ] -> _
    а -> a
    б -> b
    в -> v w:1.6
    г -> g h:1
    д -> d
    е -> e
    з -> z s:1.5
    и -> i y:1.3
    к -> k c:1.2
    л -> l
    м -> m
    н -> n
    о -> o
    п -> p
    р -> r
    с -> s ss:1.3
    т -> t th:1.4
    у -> u ou:1.5
    ф -> f ph:1.5
    і -> i
    ї -> yi
    є -> ye
    ґ -> g
    """
)
_ARABIC_TO_LATIN = Rules(
    """
    дж -> j g:1
    аи -> ai
    а[йи]я -> aya aiya:1
    ейя -> aya
    айя -> ayya aya:0.3
    ией?$ -> ie
    ей -> ai ei:0.5 ay:0.9
    ай -> ai ay:0.6
    ау -> aw au:0.6 awu:1.2
    ийя -> iyya iya:0.4
    ия -> iya ia:0.4
    ий$ -> i
    йе -> ye
    йю -> yyu yu:0.4
    ^х -> H Kh:0.3
    хх -> hh kkh:1
    х$ -> h kh:0.5
    х -> h kh:0.4
    ль -> l
    ля -> la
    лю -> lu lou:1
    я -> ya
    ю -> yu you:1
    ш -> sh
    ч -> ch
    ж -> zh j:0.4
    ц -> ts
    кк -> kk qq:0.3
    ^к -> Q K:0.3
    к -> k q:0.2
    г -> gh g:0.6
    вв -> ww wwa:3
    в -> w v:0.8
    у(?=[^аеиоуыэюя]$) -> ou u:0.2
    у(?=[^аеиоуыэюя][^аеиоуыэюя]) -> u
    у -> u ou:0.3 o:1
    ы -> i y:1
    ^э -> E I:0.5
    ^е -> Ye E:0.6
    э -> e
    е$ -> eh e:0.3 a:0.5
    е -> e i:0.7
    [ьъ] -> _
    с -> s th:1.2
    з -> z dh:0.8
    д -> d dh:1
    т -> t th:1.2
    а -> a
    б -> b
    и -> i
    й -> y
    л -> l
    м -> m
    н -> n
    о -> o
    п -> p
    р -> r
    ф -> f
    ё -> yo
    """
)
_TO_ARABIC = Rules(
    """
    ^алекс -> أليكس ألكس:0.4
    ^дж -> ج
    дж -> ج
    ^я -> يا
    ^ю -> يو
    ^[её]в -> يف إيف:0.8
    ^ё -> يو
    ^ей -> يي
    ^е -> ي إي:0.4
    ^э(?=[^аеиоуыэюя]{2}) -> إ إي:0.4
    ^э -> إي إ:0.3
    ^и(?=[^аеиоуыэюя]{2}) -> إ إي:0.2
    ^и -> إي إ:0.5
    ^о -> أو
    ^у(?=[эи]) -> و
    ^у -> أو
    ^а -> أ آ:1
    ский$ -> سكي
    ск(?=ая$) -> سك
    ая$ -> ايا
    ий$ -> ي
    ый$ -> ي
    (?<=[аеёиоуыэюяь])ев$ -> ييف
    (?<=[аеёиоуыэюяь])ева$ -> ييفا
    ье -> ييه يي:0.3
    ья$ -> يا
    ья -> يا
    ью -> يو
    ия$ -> يا
    ия -> يا
    иа -> يا
    ий -> ي
    ей -> ي يي:0.5
    ай$ -> اي
    ой$ -> وي
    ай -> اي
    ау -> او
    ео -> يو
    ию -> يو
    тс -> تس
    щ -> شتش ش:0.7
    ш -> ش
    ч -> تش
    ж -> ج
    х -> خ ه:0.8
    ц -> تس
    ю -> يو
    (?<=[ие])я -> ا
    я -> يا
    ё -> يو و:1
    (?<=[аоуыэюя])е -> يي ي:0.4
    дзе$ -> دزه
    заде$ -> زاده
    е$ -> ي ه:0.3
    е(?=[^аеиоуыэюя]{2}) -> ي _:0.6
    е -> ي _:1
    э -> ي
    й -> ي
    ы -> ي
    [ьъ] -> _
    (?<=и)а -> ا
    а -> ا _:1.3
    бб -> ب
    б -> ب
    вв -> ف
    в -> ف و:1.5
    г -> غ ه:1.3 ج:1.5
    дд -> د
    д -> د
    зз -> ز
    з -> ز
    и(?=[ао]) -> ي
    и -> ي _:1.2
    кк -> ك
    к -> ك ق:1.6
    лл -> ل
    л -> ل
    мм -> م
    м -> م
    нн -> ن
    н -> ن
    о -> و _:1.4
    пп -> ب
    п -> ب
    рр -> ر
    р -> ر
    сс -> س
    с -> س ص:1.7
    тт -> ت
    т -> ت ط:1.7
    у -> و
    фф -> ف
    ф -> ف
    і -> ي
    ї -> يي
    є -> ي
    ґ -> غ
    """
)


def russian_to_latin(word: str) -> tuple[Spelling, ...]:
    """Latin spellings of one word of a name in Cyrillic, small letters, as news do (BGN without signs)."""
    return _TO_LATIN.spell(word)


def russified_arabic_to_latin(word: str) -> tuple[Spelling, ...]:
    """Latin spellings of one word of an Arabic name in Cyrillic, small letters, without its article."""
    return _ARABIC_TO_LATIN.spell(word)


def russian_to_arabic(word: str) -> tuple[Spelling, ...]:
    """Arabic spellings of one word of a foreign name in Cyrillic, small letters, as newspapers write it."""
    return _TO_ARABIC.spell(word)
