"""Sentences in which a probe tries names: twelve a language for persons, twelve for places and bodies.

In the frame the name stands as {tag}; an English article goes before it where the name takes one. After the bar come
the Russian cases and the Arabic clitics in which a faithful translation may have it; English needs none.
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["FRAMES", "Frame"]


class Frame(NamedTuple):
    """A sentence with a place for a name."""

    before: str
    tag: str  # the form that the name has here, in the words of the language
    after: str
    expected: dict[str, frozenset[str]]  # target language -> tags that a faithful translation may have


_PERSONS = {
    "en": """
{} said on Monday that the work would go on. | nom | - و
The president met with {} in the morning. | ins acc gen | - ب
A letter to {} was published in the newspaper. | dat gen | - ل
The talks began without {}. | gen | -
The journalists spoke about {} for an hour. | loc acc | -
The police arrested {} on Friday. | acc nom gen | -
{poss} visit lasted two days. | gen | -
The minister and {} discussed the budget. | nom | و
According to {}, the talks were useful. | gen dat | - ل
Thanks to {}, the project was finished in time. | dat | - ل ب
The report was sent by {}. | ins gen nom | - ل
The ambassador thanked {} for the help. | acc dat nom | -
""",
    "ru": """
{nom} считает, что в понедельник работа будет продолжена. | nom | - و
Президент встретился утром с {ins}. | ins acc gen | - ب
Письмо {dat} было опубликовано в газете. | dat gen | - ل
Переговоры начались без {gen}. | gen | -
Журналисты целый час говорили о {loc}. | loc acc | -
Полиция задержала {acc} в пятницу. | acc nom gen | -
Визит {gen} продлился два дня. | gen | -
Министр и {nom} обсудили бюджет. | nom | و
По словам {gen}, переговоры были полезными. | gen dat | - ل
Благодаря {dat} проект был завершён вовремя. | dat | - ل ب
Доклад был подготовлен {ins}. | ins gen nom | - ل
Посол поблагодарил {acc} за помощь. | acc dat nom | -
""",
    "ar": """
قال {} يوم الاثنين إن العمل سيستمر. | nom | - و
التقى الرئيس صباحا مع {}. | ins acc gen | - ب
نشرت الصحيفة رسالة إلى {}. | dat gen | - ل
بدأت المحادثات من دون {}. | gen | -
تحدث الصحفيون عن {} ساعة كاملة. | loc acc | -
اعتقلت الشرطة {} يوم الجمعة. | acc nom gen | -
استمرت زيارة {} يومين. | gen | -
ناقش الوزير {و} الميزانية. | nom | و
وفقا {ل} كانت المحادثات مفيدة. | gen dat | - ل
رحب السفير {ب} في مكتبه. | acc nom | ب -
أرسل التقرير {} إلى الحكومة. | ins gen nom | - ل
شكر السفير {} على المساعدة. | acc dat nom | -
""",
}

_OTHERS = {
    "en": """
{} was mentioned in the report. | nom gen loc acc | - ب
The minister spoke about {} on Monday. | loc acc | -
The agreement with {} was signed in the morning. | ins | - ب
The talks began without {}. | gen | -
The newspaper criticised {} on Friday. | acc nom | -
The future of {} was discussed for an hour. | gen | -
Relations between Egypt and {} are good. | ins | و
According to {}, the talks were useful. | gen dat | - ل
Thanks to {}, the project was finished in time. | dat | - ل ب
A letter to {} was published in the newspaper. | dat acc loc gen | - ل
{poss} role in the talks is important. | gen | -
The ambassador thanked {} for the help. | acc dat nom | -
""",
    "ru": """
В докладе упоминается {nom}. | nom gen loc acc | - ب
Министр говорил в понедельник о {loc}. | loc acc | -
Договор с {ins} подписали утром. | ins | - ب
Переговоры начались без {gen}. | gen | -
Газета раскритиковала {acc} в пятницу. | acc nom | -
Будущее {gen} обсуждали целый час. | gen | -
Отношения между Египтом и {ins} хорошие. | ins | و
По данным {gen}, переговоры были полезными. | gen dat | - ل
Благодаря {dat} проект был завершён вовремя. | dat | - ل ب
Обращение к {dat} было опубликовано в газете. | dat acc loc gen | - ل
Роль {gen} в переговорах важна. | gen | -
Посол поблагодарил {acc} за помощь. | acc dat nom | -
""",
    "ar": """
ورد ذكر {} في التقرير. | nom gen loc acc | - ب
تحدث الوزير عن {} يوم الاثنين. | loc acc | -
وقع الاتفاق مع {} صباحا. | ins | - ب
بدأت المحادثات من دون {}. | gen | -
انتقدت الصحيفة {} يوم الجمعة. | acc nom | -
نوقش مستقبل {} ساعة كاملة. | gen | -
العلاقات بين مصر {و} جيدة. | ins | و
وفقا {ل} كانت المحادثات مفيدة. | gen dat | - ل
رحب السفير {ب} في كلمته. | acc nom gen | ب -
نشرت الصحيفة رسالة إلى {}. | dat acc loc gen | - ل
دور {} في المحادثات مهم. | gen | -
شكر السفير {} على المساعدة. | acc dat nom | -
""",
}


def _read(lines: str) -> tuple[Frame, ...]:
    frames = []
    for line in filter(None, map(str.strip, lines.splitlines())):
        text, cases, clitics = (part.strip() for part in line.split(" | "))
        before, _, rest = text.partition("{")
        tag, _, after = rest.partition("}")
        expected = {
            "ru": frozenset(cases.split()),
            "ar": frozenset("" if clitic == "-" else clitic for clitic in clitics.split()),
            "en": frozenset(("", "poss")),
        }
        frames.append(Frame(before, tag, after, expected))
    return tuple(frames)


# language of the frame -> for persons, for all other names
FRAMES: dict[str, tuple[tuple[Frame, ...], tuple[Frame, ...]]] = {
    code: (_read(_PERSONS[code]), _read(_OTHERS[code])) for code in _PERSONS
}
