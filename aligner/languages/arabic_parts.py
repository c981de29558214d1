"""What of a person's full name stands alone in Arabic: the surname with its article or أبو, the given name."""

from __future__ import annotations

from aligner.languages.names import NamePart
from aligner.languages.wordlist import words

__all__ = ["groups_of", "parts_of"]

# Words that a name goes on after: أبو قصرة, بن سلمان, عبد الفتاح, آل ثاني, آيت سليمان, فان دير بيلين.
_LEADING = frozenset(
    words("""
    أبو ابو أبا أبي بو با ابن بن بنت ابنة أم ام آل ولد ود منت أخو ذو ذي عبد آيت أيت بيت شيخ حاج حجي سيدي مولاي
    دي دا دو دوس دوش ديل ديلا ديلي دلا فان فون دير دن تير لا لو سان سانت سانتا ماك أو لي
    """)
)
# And words that belong to the one before: بدر الدين, خير الله, إسماعيل زاده, طرخان أوغلو.
_TRAILING = frozenset(
    words("""
    الله الدين زاده زادة أوغلو اوغلو أوغلي أوغللاري أوغلى بور نجاد كيا خيل نيا باشا بيك بك أفندي الإسلام الزمان
    اللات
    """)
)
# "لي" is a surname of its own at the end of a name, and so on: these lead only between two other words.
_INNER = frozenset(words("لي لا لو دي أو سان ود با"))
_SON = ("بن", "ابن", "بنت", "ولد", "ود", "منت")
_SUFFIXES = frozenset(words("الابن الأب الأول الثاني الثالث الرابع الخامس السادس جونيور"))
# Chinese, Korean and Vietnamese surnames, which come first: شي جين بينغ, كيم جونغ أون.
_EASTERN = frozenset(
    words("""
    شي وانغ ليو تشانغ تشن تشين يانغ هوانغ تشاو تشو دينغ كيم بارك تشوي يون نغوين نجوين تران فام
    """)
)


def groups_of(name: str) -> list[str]:
    """The words of a name, those together that make one name: مرهف, أبو قصرة."""
    groups: list[list[str]] = []
    tokens = name.split()
    opened = False
    for place, token in enumerate(tokens):
        if groups and (opened or token in _TRAILING):
            groups[-1].append(token)
        else:
            groups.append([token])
        last = place == len(tokens) - 1
        opened = token in _LEADING and not last and not (token in _INNER and place == 0)
    return [" ".join(group) for group in groups]


def parts_of(name: str) -> tuple[NamePart, ...]:
    """The surname, then the given name; () for one name.

    Of three names and more, besides the last one: the last two (a double surname is not marked as one in Arabic), a
    father's name with بن, and the first two as "patronymic".
    """
    groups = groups_of(name)
    while len(groups) > 1 and groups[-1] in _SUFFIXES:
        groups.pop()
    if len(groups) < 2:
        return ()
    if groups[0] in _EASTERN and all(" " not in group and len(group) <= 7 for group in groups):
        return NamePart(groups[0], "surname"), NamePart(" ".join(groups[1:]), "given")
    found = [NamePart(groups[-1], "surname")]
    if len(groups) > 2:
        found.append(NamePart(" ".join(groups[-2:]), "surname"))
        found += [
            NamePart(group, "surname") for group in groups[1:-1] if group.startswith(tuple(f"{s} " for s in _SON))
        ]
    found.append(NamePart(groups[0], "given"))
    if len(groups) > 2:
        found.append(NamePart(" ".join(groups[:2]), "patronymic"))
    return tuple(dict.fromkeys(found))
