"""What of a person's full name stands alone in English: the surname with its particles, the given names."""

from __future__ import annotations

import re

from aligner.languages.names import NamePart
from aligner.languages.wordlist import words

__all__ = ["groups_of", "parts_of"]

# Words that a name goes on after: Abu Qasra, bin Salman, von der Leyen, Abdel Fattah, Aït Slimane.
_LEADING = frozenset(
    words("""
    al el ul abu abou abi umm bin ben ibn bint mint ould uld wad wuld bou bu ba ait ag bait bani sheikh shaykh haji
    hajj hadji abd abdul abdel abdal abdu abdoul abd-al abd-el de del della dela delle di da do dos das du la le lo
    los las van von der den het ter ten zu zum zur af av st st. saint san santa sant mac mc o' lord
    """)
)
# And words that belong to the one before: Badr al-Din, Nasr Allah, Ismail Zada, Tarhan Oglu.
_TRAILING = frozenset(
    words("""
    allah eddin eddine uddin al-din el-din ad-din ud-din al-islam zada zade zadeh oglu oğlu pasha bey
    """)
)
_SUFFIXES = frozenset(words("jr jr. sr sr. ii iii iv v phd ph.d. md m.d. esq esq."))
_TITLES = frozenset(
    words("""
    sheikh sheikha shaikh sir lady lord dame prince princess king queen emperor pope patriarch mullah maulana
    ayatollah imam mufti mr mr. mrs mrs. ms ms. dr dr. prof prof. gen gen. col col. maj maj. capt capt. lt lt.
    """)
)
_INITIAL = re.compile(r"(?:[^\W\d_]\.-?)+")

# Surnames that come first, in the usual Latin spellings of Chinese, Korean and Vietnamese names.
_CHINESE = frozenset(
    words("""
    Xi Li Wang Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Lin Gao Luo Zheng Liang Xie Tang Song
    Deng Han Feng Cao Peng Zeng Xiao Tian Dong Pan Yuan Cai Jiang Yu Du Ye Cheng Wei Su Lu Ding Ren Shen Yao Zhong
    Cui Tan Fan Liao Shi Jin Jia Xia Fu Fang Zou Xiong Bai Meng Qin Qiu Hou Yin Xue Lei Hao Geng Mao Qian Wen Hua Bo
    """)
)
_KOREAN = frozenset(
    words("""
    Kim Lee Park Pak Choi Choe Jung Jong Kang Cho Yoon Jang Chang Lim Han Oh Seo Shin Ri Ro No Roh Kwon Hwang Ahn Moon
    Ban Hong Yoo Yu Song Chung
    """)
)
_VIETNAMESE = frozenset(
    words("""
    Nguyen Tran Le Pham Hoang Phan Vu Vo Dang Bui Do Ho Ngo Duong Ly To Truong Huynh Dinh
    """)
)
_CHINESE_SYLLABLE = (
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|iao|ian|ing|ang|eng|ong|uai|uan|ai|ei|ao|ou|an|en|ia|ie|iu|"
    r"in|ua|uo|ui|un|ue|er|a|e|i|o|u)"
)
_CHINESE_GIVEN = re.compile(rf"{_CHINESE_SYLLABLE}(?:{_CHINESE_SYLLABLE})?")
_KOREAN_SYLLABLE = re.compile(
    r"(?:kk|ch|ss|[gknldtrmbpsjh])?[yw]?(?:eui|eo|eu|ae|ai|oe|oo|ou|ee|ui|a|e|i|o|u)(?:ng|ck|[nmlkpthbg])?"
)
_HYPHENATED = re.compile(r"[A-Z][a-z']{1,5}-[A-Za-z][a-z']{0,5}")


def parts_of(name: str) -> tuple[NamePart, ...]:
    """The surname with its particles, then the given names; () for one name.

    Of three names and more, besides the last one: the last two (a double surname), a father's name with bin or ibn,
    and the first two as "patronymic". Titles, initials and Jr. are left out.
    """
    tokens = _bare(name)
    titled = False
    while len(tokens) > 1 and tokens[0].casefold() in _TITLES:
        tokens, titled = tokens[1:], True
    if len(tokens) > 1 and (found := _surname_first(tokens)):
        return found
    groups = groups_of(" ".join(tokens))
    if len(groups) < 2:
        return (NamePart(groups[0], "surname"),) if titled and groups else ()
    named = [group for group in groups if not _INITIAL.fullmatch(group)]
    if not named:
        return ()
    parts = [NamePart(named[-1], "surname")]
    if len(named) > 2:
        parts.append(NamePart(" ".join(named[-2:]), "surname"))
        parts += [NamePart(group, "surname") for group in named[1:-1] if re.match(r"(?:bin|ibn|ben) ", group)]
    if len(named) > 1 and not _INITIAL.fullmatch(groups[0]):
        parts.append(NamePart(named[0], "given"))
        if len(named) > 2:
            parts.append(NamePart(" ".join(named[:2]), "patronymic"))
    return tuple(dict.fromkeys(parts))


def groups_of(name: str) -> list[str]:
    """The words of a name, those together that make one name: Murhaf, Abu Qasra."""
    groups: list[list[str]] = []
    tokens = name.split()
    opened = False
    for place, token in enumerate(tokens):
        low = token.casefold()
        if groups and (opened or low in _TRAILING):
            groups[-1].append(token)
        else:
            groups.append([token])
        # "Lo" and "De" first in a name are names of their own, as is anything at its end.
        opened = low in _LEADING and place < len(tokens) - 1 and (place > 0 or low.startswith(("ab", "um", "al")))
    return [" ".join(group) for group in groups]


def _bare(name: str) -> list[str]:
    tokens = name.split()
    while len(tokens) > 1 and tokens[-1].casefold().strip(",") in _SUFFIXES:
        tokens.pop()
    return [*tokens[:-1], tokens[-1].rstrip(",")] if tokens else []


def _surname_first(tokens: list[str]) -> tuple[NamePart, ...]:
    """The parts of a name that has the shape of a Chinese, Korean or Vietnamese one: Xi Jinping, Kim Jong Un."""
    first, rest = tokens[0], tokens[1:]
    given = " ".join(rest)
    whole = NamePart(first, "surname"), NamePart(given, "given")
    syllables = given.casefold().replace("-", " ").split()
    korean = len(syllables) == 2 and all(map(_KOREAN_SYLLABLE.fullmatch, syllables))
    if first in _KOREAN and korean:
        return whole
    if first in _VIETNAMESE and len(rest) >= 2 and all(len(part) <= 6 for part in rest):
        return (*whole, NamePart(rest[-1], "given"))
    if len(rest) != 1:
        return ()
    if len(first) <= 5 and _HYPHENATED.fullmatch(given) and (korean or all(map(_is_chinese, syllables))):
        return whole
    return whole if first in _CHINESE and _is_chinese(given.casefold()) else ()


def _is_chinese(word: str) -> bool:
    return _CHINESE_GIVEN.fullmatch(word) is not None
