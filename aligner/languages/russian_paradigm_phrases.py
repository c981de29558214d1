"""The case forms of everything that is not a person: places, bodies, offices, events, things.

The head of a phrase is its first noun in the nominative with which all adjectives before it agree; these are
declined, all that follows stays (министр обороны Сирии, озеро Насер, больница «Ан-Нао»). A name in quotation marks
is declined inside them where nothing stands before it (о «Дороге развития»).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from aligner.languages.names import NameFacts
from aligner.languages.russian_paradigm import CLASSES, Paradigm, combine, decline, fixed, guessed, merged
from aligner.languages.russian_paradigm_heads import AGREEING, GENERIC, Head, find_head, is_foreign, may_be_genitive
from aligner.languages.russian_paradigm_words import Noun, Sort, adjectives, is_acronym, unlisted, unlisted_plural

__all__ = ["phrase"]

_ITEM = re.compile(r'«[^«»]*»|"[^"]*"|„[^“]*“|“[^”]*”|[^\s«»"„“”]+|.', re.DOTALL)
_QUOTED = re.compile(r'(?P<open>[«"„“])(?P<inner>[^«»"„“”]+)(?P<close>[»"“”])(?P<after>-\w+)?')
_BRACKET = re.compile(r"(?P<name>.*\S)(?P<tail>\s*\((?P<inner>[^()]+)\))", re.DOTALL)
_COUNTABLE = frozenset({"title", "other", "event", "org"})
# Declined by dictionaries, left unchanged by many papers.
_UNSETTLED = frozenset({"Бангладеш"})


def phrase(name: str, facts: NameFacts) -> Mapping[str, Paradigm]:
    """The tables of a phrase by tag prefix: "" and, where it has another number, "pl." or "sg."."""
    if (bracket := _BRACKET.fullmatch(name)) and bracket["inner"].strip():
        tables = phrase(bracket["name"], facts)
        alone = {"head.": tables["head."]} if "head." in tables else {}
        return {"": _bracketed(bracket, tables[""], facts), **alone}
    if (quoted := _QUOTED.fullmatch(name)) is not None:
        inner = phrase(quoted["inner"], facts)[""]
        return {"": combine([quoted["open"], _lifeless(inner), quoted["close"] + (quoted["after"] or "")])}
    items = _ITEM.findall(name)
    places = [i for i, item in enumerate(items) if item.strip()]
    if not places:
        return {"": fixed(name)}
    return _phrase(items, places, facts)


def _bracketed(bracket: re.Match[str], table: Paradigm, facts: NameFacts) -> Paradigm:
    """«Европейский союз (ЕС)»: as it is, without the bracket, and the acronym alone."""
    found = [combine([table, bracket["tail"]]), table]
    if is_acronym(bracket["inner"]):
        found.append(unlisted(bracket["inner"], "name", "", False))
    elif bracket["inner"].lower() in GENERIC:  # Тунис (город)
        found.append(guessed(phrase(f"{bracket['inner']} {bracket['name']}", facts)[""]))
    return merged(*found)


def _lifeless(table: Paradigm) -> Paradigm:
    """A ship called «Адмирал Бутаков» is met in both accusatives."""
    both = {cell.text: cell for cell in (*table["acc"], *(c._replace(guess=True) for c in table["nom"]))}
    return {**table, "acc": tuple(both[text] for text in both)}


def _phrase(items: list[str], places: list[int], facts: NameFacts) -> Mapping[str, Paradigm]:
    tokens = [items[i] for i in places]
    if facts.declension == "fixed":
        return {"": fixed("".join(items))}
    if facts.declension in CLASSES and len(tokens) == 1:
        return {"": decline(tokens[0], facts.declension, animate=facts.kind == "title")}
    if "—" in tokens[1:-1] and facts.kind == "place" and tokens[0].lower() not in GENERIC:  # Папуа — Новая Гвинея
        at = places[tokens.index("—")]
        halves = [phrase("".join(part).strip(), facts)[""] for part in (items[:at], items[at + 1 :])]
        return {"": combine([halves[0], " — ", halves[1]])}
    head = find_head(tokens, 0, facts)
    if head is None or (head.noun and is_foreign(tokens, head, facts)):
        return _headless(items, places, tokens, facts)
    tables: dict[str, Paradigm] = {}
    number = head.noun.number if head.noun else head.adjectives[-1][1].number
    for prefix, wanted in (
        ("", number),
        ("pl." if number == "sing" else "sg.", "plur" if number == "sing" else "sing"),
    ):
        if prefix and not _counted(tokens, head, facts):
            continue
        declined = _declined(tokens, head, wanted, facts)
        if declined is not None:
            tables[prefix] = _assemble(items, places, declined)
            if not prefix:
                tables[prefix] = _with_name(tables[prefix], items, places, tokens, head, declined)
                if alone := _alone(tokens, head, declined, facts):
                    tables["head."] = alone
            elif "head." in tables and head.noun:
                tables["head." + prefix] = _unsure(declined[head.index])
    return tables if "" in tables else _headless(items, places, tokens, facts)


def _alone(tokens: list[str], head: Head, declined: Mapping[int, Paradigm], facts: NameFacts) -> Paradigm | None:
    """The head noun alone, and the quoted name alone, as a text goes on after the full name: комитет, «Римал-2»."""
    if facts.kind not in _COUNTABLE or len(tokens) < 2 or head.noun is None:
        return None
    found = [declined[head.index]] if head.noun.common else []
    if head.index == len(tokens) - 2 and _QUOTED.fullmatch(tokens[-1]):
        found.append(phrase(tokens[-1], facts)[""])
    if not found:
        return None
    return _unsure(merged(*found))


def _unsure(table: Paradigm) -> Paradigm:
    """All forms as guesses, the dictionary form as well."""
    return {case: tuple(cell._replace(guess=True) for cell in cells) for case, cells in table.items()}


def _assemble(items: list[str], places: list[int], declined: Mapping[int, Paradigm]) -> Paradigm:
    by_item = {places[token]: table for token, table in declined.items()}
    return combine([by_item.get(i, item) for i, item in enumerate(items)])


def _headless(items: list[str], places: list[int], tokens: list[str], facts: NameFacts) -> Mapping[str, Paradigm]:
    tables = {"": _without_head(items, places, tokens, facts)}
    if facts.kind in _COUNTABLE and not facts.number and not facts.fixed:
        if len(tokens) == 1 and (plural := unlisted_plural(tokens[0])):
            tables["pl."] = plural
        elif len(tokens) > 1 and is_acronym(tokens[0]) and len(tokens[0]) > 2:  # УВКБ ООН
            alone = unlisted(tokens[0], "name", "", False)
            tables["head."] = _unsure(alone)
    return tables


def _without_head(items: list[str], places: list[int], tokens: list[str], facts: NameFacts) -> Paradigm:
    """A name of words that are no Russian nouns: one word goes by its ending, of several places the last does."""
    whole = "".join(items)
    sort: Sort = "place" if facts.kind == "place" else "name" if tokens[0][:1].isupper() else "word"
    last = len(tokens) - 1
    while last > 0 and (_QUOTED.fullmatch(tokens[last]) or not any(c.isalpha() for c in tokens[last])):
        last -= 1
    if whole in facts.fixed or tokens[last] in facts.fixed or facts.declension == "fixed":
        return fixed(whole)
    gender = facts.gender if facts.kind != "person" else ""
    animate = facts.kind == "title"
    table = _assemble(items, places, {last: unlisted(tokens[last], sort, gender, animate)})
    if len(tokens) == 1 or facts.kind == "place":
        return table
    if last == 0:
        return guessed(merged(table, fixed(whole)))
    if is_acronym(tokens[0]) and all(tokens[i].startswith("«") or not adjectives(tokens[i]) for i in range(1, last)):
        return fixed(whole)  # ВМФ России
    if "-" in tokens[last]:
        return fixed(whole, guess=True)
    return merged(fixed(whole, guess=True), guessed(table))


def _counted(tokens: list[str], head: Head, facts: NameFacts) -> bool:
    """Whether there may be several of it, or one of them."""
    return (
        facts.kind in _COUNTABLE
        and (head.noun.common if head.noun else facts.kind == "title")
        and not (len(tokens) == 1 and tokens[0][:1].isupper())
        and not facts.number
        and not facts.declension
    )


def _declined(tokens: list[str], head: Head, number: str, facts: NameFacts) -> dict[int, Paradigm] | None:
    """The words that change, with their forms in a number."""
    if head.noun is None:
        gender = head.adjectives[-1][1].gender
        tables = {i: adjective.table(number, gender, facts.kind == "title") for i, adjective in head.adjectives}
        return {i: table for i, table in tables.items() if table} if all(tables.values()) else None
    noun = head.noun
    table = noun.table(number)
    if table is None:
        return None
    if facts.declension in CLASSES:
        table = decline(tokens[head.index], facts.declension, animate=noun.animate)
    elif facts.kind == "place":
        table = _of_place(tokens[head.index], table, noun)
    elif facts.kind != "title" and noun.animate and noun.common and len(tokens) == 1 and tokens[0][:1].isupper():
        table = _lifeless(table)  # the river Тигр
    found = {head.index: table}
    for index, adjective in head.adjectives:
        gender = noun.gender if noun.gender != "ms-f" else adjective.gender or "masc"
        other = adjective.table(number, gender or "masc", noun.animate)
        if other is None:
            return None
        found[index] = other
    last = len(tokens) - 1
    if last == head.index + 1 and not may_be_genitive(tokens[last]):  # патриарх Антиохийский
        for adjective in adjectives(tokens[last]):
            if noun.common and adjective.agrees(noun) and facts.kind == "title":
                found |= {
                    last: adjective.table(number, adjective.gender or "masc", noun.animate) or fixed(tokens[last])
                }
    if number == noun.number:
        found |= _coordinated(tokens, head, facts)
    return found


def _of_place(word: str, table: Paradigm, noun: Noun) -> Paradigm:
    """Places are lifeless (в Тигр), and those in -ово, -ино are met unchanged as well."""
    if noun.animate and noun.gender != "femn":
        table = {**table, "acc": table["nom"]}
    if word.endswith(("ово", "ево", "ино", "ыно")) or word in _UNSETTLED:
        return merged(table, fixed(word, guess=word in _UNSETTLED))
    return table


def _coordinated(tokens: list[str], head: Head, facts: NameFacts) -> dict[int, Paradigm]:
    """A second head after «и»: Босния и Герцеговина, президент и главнокомандующий."""
    for index in range(head.index + 1, len(tokens) - 1):
        if tokens[index] != "и":
            continue
        second = find_head(tokens, index + 1, facts)
        if second is None or second.noun is None:
            continue
        if may_be_genitive(tokens[second.index]) and index > head.index + 1:
            continue
        if any(may_be_genitive(tokens[i]) and not adjectives(tokens[i]) for i, _ in second.adjectives):
            continue
        if head.noun and head.noun.common and may_be_genitive(tokens[second.index]):
            continue
        return _declined(tokens, second, second.noun.number, facts) or {}
    return {}


def _with_name(
    table: Paradigm,
    items: list[str],
    places: list[int],
    tokens: list[str],
    head: Head,
    declined: dict[int, Paradigm],
) -> Paradigm:
    """The forms with the name after a generic noun declined as well: в городе Дамаске, «Адмирала Бутакова»."""
    index = head.index + 1
    if head.noun is None or any(not t[:1].isupper() or is_acronym(t) for t in tokens[index:]) or index >= len(tokens):
        return table
    generic = head.noun.word.lower()
    if index == len(tokens) - 1 and generic in GENERIC:
        for adjective in adjectives(tokens[index]):
            other = adjective.table(head.noun.number, head.noun.gender, head.noun.animate)
            if adjective.agrees(head.noun) and other:
                return merged(_assemble(items, places, {**declined, index: other}), guessed(table))  # остров Русский
    name = " ".join(tokens[index:])
    if generic in AGREEING:
        other = phrase(name, NameFacts("place"))[""]
    elif head.noun.animate and head.noun.common and not may_be_genitive(tokens[index]):
        from aligner.languages.russian_paradigm_persons import person

        other = person(name, NameFacts("person", {"masc": "m", "femn": "f"}.get(head.noun.gender, "")))
    else:
        return table
    by_item = {places[token]: forms for token, forms in declined.items() if token < index}
    both = combine([*(by_item.get(i, item) for i, item in enumerate(items[: places[index]])), other])
    return merged(both, guessed(table)) if generic in AGREEING else both
