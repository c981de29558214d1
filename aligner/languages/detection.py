"""Which of the known languages a text is in, by its script and, within a script, by its commonest words and letters."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from aligner.languages.scripts_of import letters_of, script_share

__all__ = ["Detection", "detect"]


class Detection(NamedTuple):
    """A language code, or None where no known language is likely, and how sure the answer is, from 0 to 1."""

    code: str | None
    confidence: float


_SAMPLE = 6000  # characters from the beginning: more changes nothing
_VOWEL_MARKS = re.compile("[\u0640\u064b-\u0652\u0670\u0301]")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# For each script: the words and letters that speak for a known language, and those that speak for its neighbours.
_ENGLISH = _words(
    "the of and to in is that for on was with as by at from it be are this has have had will not were been which "
    "said their "
    "they he his her she an its who but or after about would more than when there into over also could what if we "
    "you all "
    "says told out up some two new one between during against under before"
)
_OTHER_LATIN = _words(
    "le la les des et du une un est que qui dans pour sur par au aux avec sont ce il elle ont été plus pas ne se "
    "ses leur "
    "der die das und ist nicht von zu den dem mit sich auf für ein eine einer im auch wird dass sie er wurde nach "
    "bei aus "
    "el los las del y en por con para una es su al lo como más fue pero sus ha o de os as do da em um uma não com "
    "mais dos "
    "di il che è della per non sono nel gli alla dei van het een dat op te zijn met voor niet aan bij w z na nie "
    "się jest "
    "że do po od ve bir bu için ile olarak da olan och att det som är på av till inte og ikke yang dan di ini itu "
    "dengan "
    "untuk a az és hogy nem egy și în cu pe nu se je su na za sa da i u s v že"
) - {"to", "on", "a", "as", "is", "at", "i", "me", "so", "no", "he", "in", "an", "do", "s"}
_ARABIC = _words(
    "في من على إلى الى أن ان التي الذي عن هذا هذه مع كان كانت ما لا قد إن بعد قبل بين قال قالت كما لم ذلك عام أو "
    "هو هي كل "
    "حيث خلال وقال وفي وقد ولم وأن منذ عند غير أي إذا حتى ثم لكن وكان وأضاف تم يوم دون ضد لدى نحو أكثر وهو "
    "وهي ولا ومن أمس"
)
_OTHER_ARABIC = _words(
    "از به در که است این را با برای آن شد می های شده بود خود کرد تا یک اين كه است، براي يك دو کرده نیز اما باید "
    "ها ایران "
    "کے کی میں ہے کا سے نے کو اور پر ہیں یہ کہ اس بھی نہیں ایک تھا لیے او د دولت خارجه كشور رهبر خوب "
    "په کې چې له دی سره لە بۆ کە ئەم و بە شو"
) - {"و"}
_RUSSIAN = _words(
    "и в не на что с он по это как из к от за о для его при но же был а все так до было их мы она или только уже "
    "бы после "
    "если со она они были также во чтобы этого под этом который которые года году заявил сообщил может ее её нет "
    "еще ещё "
    "у когда более который которая том между об"
)
_OTHER_CYRILLIC = (
    _words(
        "і та що до є з у як від це для але його був було вони року який які також щоб або із ще він вона не "
        "е се да са че като си ще които той тя това със към който след във ли от на за по "
        "је су да се и од у ће који није као за што из са бити али "
        "ў што гэта як з па быў яго мен және бұл үшін деп болып бар дар аз ба ки он ва бо ин болон жана үчүн менен "
        "вибори вибор новини избори изборите председник министър"
    )
    - _RUSSIAN
)
_RUSSIAN_ONLY = frozenset("ыэё")
_FOREIGN_CYRILLIC = frozenset("іїєґўјљњђћџѓќѕәғқңөұүһӣӯҳҷҗӱӧӓ")
_FOREIGN_ARABIC = frozenset("پچژگیکےںٹڈڑہھۀۆێەڵڕټډړږښڼۍېڤۇۈۋۅۉ")
_FOREIGN_LATIN = frozenset("àâçéèêëîïôùûüöäßñáíóúãõìòåøæąćęłńśźżčďěňřšťůžşğıőűășțđ")
_RUSSIAN_SIGNS = re.compile(
    r"(?:[ое]го|ться|тся|ость|ости|ение|ения|ний|[иы]ми|ский|ской|ских|ить|ать|еть|[аеи]л|[аеи]ла)$"
)
_FOREIGN_SIGNS = re.compile(
    r"(?:ът|ият|ите|ська|ський|ського|ськ|ння|ття|аць|ыць|цца|ују|ао|ија|ије|ће|[тнлв]ио|ението|анието|остта)$"
)
_ENGLISH_SIGNS = re.compile(r"(?:th|wh|sh|ing$|ed$|ght|tion|^kn|ck|ee|oo|ly$)")
_ARABIC_SIGNS = re.compile(r"^(?:[وفبكل]?ال|لل)|ة$|[أإؤئى]")


def detect(text: str) -> Detection:
    """Which known language a text is in. None, with a low confidence, for another language or for too little text."""
    sample = _VOWEL_MARKS.sub("", unicodedata.normalize("NFC", text[:_SAMPLE]).casefold())
    share = script_share(sample)
    script = max(share, key=lambda name: share[name])
    if script == "other" or not share[script]:
        return Detection(None, 0.0)
    words = letters_of(script).findall(sample)
    code, evidence = _WITHIN[script](words)
    enough = min(1.0, len(words) / 4)
    if _is_short_and_plain(words, share[script], script):
        return Detection(code, round(max(_SHORT, evidence * enough), 3))
    confidence = evidence * enough * min(1.0, share[script] * 1.6)
    return Detection(code if confidence >= 0.5 else None, round(confidence, 3))


def _is_short_and_plain(words: list[str], share: float, script: str) -> bool:
    """Two to six words with nothing of the other languages in the same letters.

    A headline seldom has the common words of its language, so none is asked for in Arabic or Russian. Latin letters
    are those of too many others: there one word must be English and nothing else.
    """
    if not 2 <= len(words) <= 6 or share < 0.7 or (script == "Latin" and _ONLY_ENGLISH.isdisjoint(words)):
        return False
    common, letters, signs = _FOREIGN[script]
    return not any(word in common or not letters.isdisjoint(word) or signs.search(word) for word in words)


def _balance(known: float, foreign: float, prior: float) -> float:
    """The share of the evidence that speaks for the known language; `prior` is evidence for it before any is seen."""
    return (known + prior) / (known + foreign + prior + 0.3)


def _latin(words: list[str]) -> tuple[str, float]:
    known = sum(word in _ENGLISH for word in words) + 0.3 * sum(bool(_ENGLISH_SIGNS.search(word)) for word in words)
    foreign = 1.0 * sum(word in _OTHER_LATIN for word in words)
    foreign += 0.5 * sum(not _FOREIGN_LATIN.isdisjoint(word) for word in words)
    return "en", _balance(known, 1.5 * foreign, 0.0) if known >= 0.03 * len(words) else 0.0


def _arabic(words: list[str]) -> tuple[str, float]:
    known = sum(word in _ARABIC for word in words) + 0.5 * sum(bool(_ARABIC_SIGNS.search(word)) for word in words)
    foreign = sum(word in _OTHER_ARABIC for word in words)
    foreign += sum(not _FOREIGN_ARABIC.isdisjoint(word) for word in words)
    return "ar", _balance(known, 1.5 * foreign, 0.2)


def _cyrillic(words: list[str]) -> tuple[str, float]:
    known = 0.4 * sum(bool(_RUSSIAN_SIGNS.search(word)) for word in words)
    known += sum(word in _RUSSIAN for word in words) + sum(not _RUSSIAN_ONLY.isdisjoint(word) for word in words)
    foreign = 0.5 * sum(bool(_FOREIGN_SIGNS.search(word)) for word in words)
    foreign += sum(word in _OTHER_CYRILLIC for word in words)
    foreign += 2 * sum(not _FOREIGN_CYRILLIC.isdisjoint(word) for word in words)
    return "ru", _balance(known, 1.5 * foreign, 0.2)


_NEVER = re.compile(r"(?!)")
_FOREIGN = {
    "Latin": (_OTHER_LATIN, _FOREIGN_LATIN, _NEVER),
    "Arabic": (_OTHER_ARABIC, _FOREIGN_ARABIC, _NEVER),
    "Cyrillic": (_OTHER_CYRILLIC, _FOREIGN_CYRILLIC, _FOREIGN_SIGNS),
}
# Words of English that are none of its neighbours', which share "in", "was", "of", "will".
_ONLY_ENGLISH = _words(
    "the and that this with which their they from were would about into there could what been said says told "
    "between against after before"
)
_SHORT = 0.55  # how sure a few words without any sign of another language are
_WITHIN = {"Latin": _latin, "Arabic": _arabic, "Cyrillic": _cyrillic}
