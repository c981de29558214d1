"""Cases of Russian names that nothing in the sentence asks for: a locative without a preposition, a dative without a
word that governs one, an instrumental without a doer's deed.
"""

from __future__ import annotations

from aligner.languages.russian_sentence import Around, Word
from aligner.languages.russian_valency import CLASS_NOUNS, LINKS, PREPOSITIONS_OF, QUANTITIES, asks_dative

__all__ = ["Asked", "asked", "genitive_after_verb", "no_dative", "no_instrumental", "no_locative", "only_dative"]

Asked = tuple[frozenset[str], str] | None  # the cases that are asked for, and by which words


def asked(cases: str, *by: Word | None) -> Asked:
    """An answer; the cases with blanks between."""
    return frozenset(cases.split()), " ".join(word.text for word in by if word is not None)


def no_locative(found: Around, cases: frozenset[str], kind: str) -> Asked:
    """The locative never stands without a preposition, though perhaps not right before the name."""
    if cases != {"loc"} or (_open_to_left(found) and _earlier(found, PREPOSITIONS_OF["loc"])):
        return None
    return _instead(found)


def no_dative(found: Around, cases: frozenset[str], kind: str) -> Asked:
    """Нигеру where neither a preposition nor a verb, a noun or an adjective asks for a dative."""
    return _unlicensed(found, cases, kind, "dat") if cases in ({"dat"}, {"dat", "loc"}) else None


def no_instrumental(found: Around, cases: frozenset[str], kind: str) -> Asked:
    """Нигером where nothing is done by it, with it or is said to be it."""
    return _unlicensed(found, cases, kind, "ins") if cases == {"ins"} else None


def _unlicensed(found: Around, cases: frozenset[str], kind: str, case: str) -> Asked:
    asking = PREPOSITIONS_OF[case] | (PREPOSITIONS_OF["loc"] if "loc" in cases else frozenset())
    if _open_to_left(found) and _earlier(found, asking):
        return None
    one = found.before()
    if one is not None and one.noun and (kind != "person" or not one.person) and _is_subject(one, found):
        # Федерация Бахрейну заявила: nothing but the noun can ask for it.
        verb = next((word for word in map(found.after, range(1, 6)) if word is not None and word.verb is not None), one)
        strong = case == "dat" and any(map(asks_dative, verb.lemmas))
        return None if one.allows(case) or strong else _instead(found)
    after = found.after()
    if case == "dat" and after is not None and (after.text.isdigit() or after.pos("NUMR")):
        return None  # Асаду 67 лет
    if len(found.near()) <= 3 and (one is None or not one.noun):
        can_ask = [word for word in found.words if not word.name]
    elif one is None or _linked(found):
        can_ask = found.reach()
    else:
        can_ask = found.near()
    close = found.close()
    infinitive = any(word.pos("INFN") for word in found.near())
    for word in can_ask:
        if infinitive and "быть" in word.lemmas:
            continue  # будет предупреждать
        if word.allows(case) and (not word.noun or word in close):
            return None
        if case == "ins" and _passive(word):
            return None
    if case == "ins" and any(map(_deed, close)):
        return None
    return _instead(found)


def _is_subject(word: Word, found: Around) -> bool:
    """Whether the noun before the name is the subject of a verb after it."""
    for count in range(1, 6):
        after = found.after(count)
        if after is None:
            return False
        if after.verb is not None:
            if "acc" in word.noun_cases and "tran" in after.verb.grammemes:
                return False  # записные книжки Неттельбеку не вернули
            return word.may_be_subject_of(after.verb) or (after.verb.number == "plur" and "nom" in word.noun_cases)
    return False


def _open_to_left(found: Around) -> bool:
    """Whether a preposition further left may go for the name: к Сирии и …, к президенту …, к городу …"""
    one = found.before()
    return (
        one is None or one.person or _linked(found) or one.pos("ADJF", "PREP") or not CLASS_NOUNS.isdisjoint(one.lemmas)
    )


def _linked(found: Around) -> bool:
    one = found.before()
    return one is not None and one.low in LINKS


def _earlier(found: Around, prepositions: frozenset[str]) -> bool:
    for word in reversed(found.words[max(0, found.at - 12) : found.at]):
        if word.low in prepositions:
            return True
        if word.verb is not None and "VERB" in word.verb.pos:
            return False  # на сцену дантист вышел, и Лавренюке …
    return False


def _passive(word: Word) -> bool:
    """Whether it is a verb of which somebody may be the doer in the instrumental."""
    if not word.readings:
        return False
    reading = word.readings[0]
    if reading.pos in ("VERB", "INFN", "GRND"):
        return word.low.endswith(("ся", "сь")) and "impf" in reading.grammemes
    return reading.pos == "PRTS"


def _deed(word: Word) -> bool:
    """Whether it is a noun or participle of which somebody may be the doer: подписание договора Асадом."""
    return any(
        (reading.pos == "NOUN" and any(lemma.endswith(("ание", "ение", "тие")) for lemma in word.lemmas))
        or (reading.pos == "PRTF" and ("pssv" in reading.grammemes or word.low.endswith("ся")))
        for reading in word.readings
    )


def _instead(found: Around) -> Asked:
    """The likeliest case in a place where the one that stands there is wrong."""
    before = found.before()
    if before is not None and before.noun and not before.person:
        return asked("gen", before)
    return asked("nom acc gen", before or found.after())


def only_dative(found: Around, cases: frozenset[str], kind: str) -> Asked:
    """напомнил Асада, предписал Нигер: a verb that has persons and states in the dative alone."""
    if "dat" in cases or "nom" in cases or kind not in ("person", "place", "org") or cases <= {"ins", "loc"}:
        return None
    verb = found.before()
    if verb is None or not verb.pos("VERB", "INFN", "GRND") or not any(map(asks_dative, verb.lemmas)):
        return None
    return asked("dat", verb)


def genitive_after_verb(found: Around, cases: frozenset[str], kind: str) -> Asked:
    """посетил Дамаска: a name that has an accusative of its own in the genitive right after a verb."""
    if cases != {"gen"}:
        return None
    verb = found.before()
    if verb is None or not (verb.verb is not None or verb.pos("INFN", "GRND")):
        return None
    if any(word.low in ("не", "ни", "нет") or word.low in QUANTITIES for word in found.near()):
        return None
    if verb.allows("gen") or verb.low.endswith(("ся", "сь")):
        return None
    return asked("acc nom", verb)
