"""Chinese, Korean and Vietnamese names as Russian writes them: surname first, and only the last word declined."""

from __future__ import annotations

import re
from functools import lru_cache

from aligner.languages.wordlist import words

__all__ = ["east_asian"]

_LONGEST = 14  # letters of a given name

_CHINESE_SURNAMES = frozenset(
    words("""
    ван ли чжан лю чэнь ян чжао хуан чжоу у сюй сунь ху чжу гао линь хэ го ма ло лян сун чжэн се хань тан фэн юй дун
    сяо чэн цао юань дэн фу шэнь цзэн пэн люй су лу цзян цай цзя дин вэй сюэ е янь пань ду дай ся чжун тянь жэнь фань
    фан ши яо ляо цзоу сюн цзинь хао кун бай цуй кан мао цю цинь гу хоу шао мэн лун вань дуань инь чан си вэн тун мо оу
    оуян сыма ай ань бао бянь би бо бу вэнь гань гун гэ жуань лань лэй лэн мэй ми мяо ни нин пу пэй син та тао ту фэй
    хун хуа ци цзи чай чи чу чэ чжай чжань чжо шан шань шэн шу шэ юнь
    """)
)
_KOREAN_SURNAMES = frozenset(
    words("""
    ким пак ли чхве чой чон чжон кан чо юн чан лим им хан о со син квон хван ан сон хон ю мун ян пэ но нам ха ко сим чу
    ку мин рю чин ом вон чхон пан кон хам пён тон ма ги мён че пхё
    """)
)
_VIETNAMESE_SURNAMES = frozenset(
    words("нгуен чан ле фам хоанг хюинь фан ву во данг буй до хо нго зыонг лыонг чыонг динь та май")
)

# Syllables after the Palladius, Kontsevich and Vietnamese systems of transcription, an initial and a final each.
_CHINESE = re.compile(
    r"(?:(?:чж|цз|[бпмфдтнлгкхцчшсжюяр])?"
    r"(?:уань?|юань|янь?|юнь|унь?|[аоэеиыу]нь?|[аэуы]й|ао|яо|оу|юй|юэ|уа|уо|ье|эр|[аеиоуыэюя]))+"
)
_KOREAN = re.compile(r"(?:(?:дж|кх|тх|пх|чх|чж|кк|сс|[кнтрлмпсчхгдб])?(?:в[аеэио]|[аоуыиэеёюя])(?:ль|[кнтлмп])?ъ?)+")
_VIETNAMESE = re.compile(r"(?:нг|нь|кх|тх|чх|ть|ку|хю|[бвгдзйклмнпрстфхшчж])?ь?[аеиоуыэюя]+(?:нь|нг|[йнмптку])?")


@lru_cache(maxsize=1 << 14)
def east_asian(tokens: tuple[str, ...]) -> bool:
    """Whether the words are such a name: a surname of the lists, and syllables of the same language after it."""
    if not 2 <= len(tokens) <= 4 or any(not token[:1].isupper() for token in tokens):
        return False
    first, *rest = (token.lower() for token in tokens)
    if any(len(token) > _LONGEST for token in rest):
        return False
    syllables = [part for token in rest for part in token.split("-")]
    if first in _CHINESE_SURNAMES and len(rest) == 1 and _CHINESE.fullmatch(rest[0]):
        return True
    if first in _KOREAN_SURNAMES and len(syllables) <= 2:
        return all(len(syllable) <= 8 and _KOREAN.fullmatch(syllable) for syllable in syllables)
    return first in _VIETNAMESE_SURNAMES and all(len(s) <= 6 and _VIETNAMESE.fullmatch(s) for s in syllables)
