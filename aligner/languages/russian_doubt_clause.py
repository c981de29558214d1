"""Nominatives too many in a Russian clause: a name beside the subject that the clause has already."""

from __future__ import annotations

from aligner.languages.russian_doubt_cases import Asked, asked
from aligner.languages.russian_doubt_subject import gender_of
from aligner.languages.russian_sentence import Around, Word
from aligner.languages.russian_valency import (
    LINKS,
    OF_STATES,
    PREPOSITIONS,
    QUANTITIES,
    SPEECH,
    TIME_NOUNS,
    asks_dative,
)
from aligner.languages.wordlist import words

__all__ = [
    "beside_participle",
    "coordinated",
    "in_turn_of_phrase",
    "joined_by_preposition",
    "no_accusative",
    "no_genitive",
    "said_of_subject",
    "second_object",
    "second_subject",
    "two_nominatives",
]

_I = frozenset(words("я ты он она оно мы вы они"))
# With these a nominative may be said of the subject.
_LINKING = frozenset(words("быть стать становиться являться называться назвать звать зваться остаться оказаться"))
_LINKING |= frozenset(words("слыть значиться казаться именоваться числиться говорить играть петь"))
# Nouns of things and persons behind which a name may stand unchanged, besides the classes of places and things.
_OF_PERSONS = frozenset(words("семья чета клан династия дуэт звезда легенда дом род племя бренд марка премия имя"))
_EXTENT = frozenset(words("путь дорога матч сезон срок период момент четверть половина раз этап"))


def second_subject(found: Around, cases: frozenset[str], kind: str) -> Asked:
    """Он сообщил Богданов, комиссия посетила область: the verb before the name has its subject right before it."""
    verb_word = found.before()
    verb = verb_word.verb if verb_word is not None else None
    if verb_word is None or verb is None or verb.pos != "VERB" or "nom" not in cases or found.quoted:
        return None
    if cases - ({"nom"} if "tran" in verb.grammemes else {"nom", "acc"}) or verb_word.lemmas & _LINKING:
        return None
    if not _has_subject(verb_word, found) or _clause_follows(found):
        return None
    if any(map(asks_dative, verb_word.lemmas)):
        return asked("dat", verb_word)
    if kind == "person" and any(SPEECH.match(lemma) for lemma in verb_word.lemmas) and verb_word.allows("dat"):
        return asked("dat", verb_word)
    return asked("acc" if "tran" in verb.grammemes else "gen dat ins", verb_word)


def second_object(found: Around, cases: frozenset[str], kind: str) -> Asked:
    """Арбитр вынес Петросяна предупреждение: a verb of giving has its object behind the name already."""
    verb_word = found.before()
    if kind != "person" or verb_word is None or not cases <= {"gen", "acc"} or not verb_word.transitive:
        return None
    if not verb_word.allows("dat") or verb_word.verb is None or not _has_subject(verb_word, found):
        return None
    for count in range(1, 4):
        word = found.after(count)
        if word is None or word.low in PREPOSITIONS:
            return None
        if word.noun:
            return asked("dat", verb_word) if "acc" in word.noun_cases and not word.person else None
        if not word.pos("ADJF") or not any(r.case == "acc" for r in word.readings):
            return None
    return None


def _has_subject(verb_word: Word, found: Around) -> bool:
    """Whether the subject of a verb right before the name stands before the verb."""
    first, _ = found.stretch
    free = [(place, word) for place, word in found.free() if place < found.at - 1]
    for place, word in reversed(free):
        if _is_subject(word, place, verb_word, found):
            return True
        if place < first or word.verb is not None or word.low in LINKS or word.pos("INFN", "GRND", "PRTS", "CONJ"):
            return False
    return False


def _is_subject(word: Word, place: int, verb_word: Word, found: Around) -> bool:
    """Whether a word before a verb is its subject and can be nothing else."""
    verb = verb_word.verb
    if verb is None or word.lemmas & TIME_NOUNS:
        return False
    if word.low in _I:
        return verb.number == "plur" or word.may_be_subject_of(verb)
    if word.known is not None:
        return word.known == {"nom"}
    if not word.noun or (word.text[:1].isupper() and not found.begins(place)):
        return False
    if "nom" not in word.noun_cases or ("acc" in word.noun_cases and "tran" in verb.grammemes):
        return False
    if verb.number == "plur":
        return any(r.pos == "NOUN" and r.number == "plur" and r.case == "nom" for r in word.readings)
    return word.may_be_subject_of(verb)


def _clause_follows(found: Around) -> bool:
    """Whether a verb follows of which the name may be the subject, with nothing to tell where its clause begins."""
    _, last = found.stretch
    behind = [word for word in found.words[found.at + 1 : last] if word.known is None]
    return any(word.verb is not None or word.pos("PRTS", "ADJS", "PRED") for word in behind)


def two_nominatives(found: Around, cases: frozenset[str], kind: str) -> Asked:
    """Визит Богданов завершён, магазины Аден открылись: a noun and the name behind it cannot both be the subject."""
    noun = found.before()
    if "nom" not in cases or cases - {"nom", "acc"} or kind not in ("person", "place", "org") or found.quoted:
        return None
    if noun is None or not _plain_noun(noun, found, kind) or "nom" not in noun.noun_cases:
        return None
    if all(other is not noun for _, other in found.free()) or _counted(found):
        return None
    after = found.words[found.at + 1 : found.at + 2]
    if after and after[0].text in "—–-":
        return None
    others = noun.noun_cases - {"nom", "acc"}
    if any(word.allows(case) for word in found.near() if not word.noun for case in others & {"gen", "dat", "ins"}):
        return None  # такого достижения Йоханнесбург добился
    deeds = [word for word in found.near() if _may_have_object(word)]
    objects = "acc" in noun.noun_cases or ("acc" in cases and not noun.person)
    if deeds and objects and not _agrees_only(noun, found, deeds):
        return None
    return asked("gen", noun) if deeds or _predicates(found) else None


def _plain_noun(noun: Word, found: Around, kind: str) -> bool:
    """Whether a noun has no name behind it in its own case."""
    if not noun.noun or (noun.text[:1].isupper() and not found.begins(found.at - 1)):
        return False
    if noun.lemmas & (TIME_NOUNS | _EXTENT) or "Fixd" in noun.readings[0].grammemes:
        return False
    if kind == "person":
        return not noun.person and not noun.lemmas & _OF_PERSONS
    return found.class_noun() is None and not noun.lemmas & OF_STATES


def _counted(found: Around) -> bool:
    before = found.before(2)
    return before is not None and (before.text.isdigit() or before.pos("NUMR"))


def _may_have_object(word: Word) -> bool:
    return word.transitive or word.pos("ADJS", "PRED") or (word.verb is not None and "Impe" in word.verb.grammemes)


def _predicates(found: Around) -> bool:
    return any(word.verb is not None or word.pos("PRTS") for word in found.near())


def _agrees_only(noun: Word, found: Around, deeds: list[Word]) -> bool:
    """Whether the only finite verb can be said of the noun, and not of the name."""
    verbs = [word.verb for word in deeds if not word.pos("INFN", "GRND")]
    verb = verbs[0] if len(verbs) == 1 else None
    if verb is None or verb.pos != "VERB":
        return False
    if verb.number == "plur":
        plural = any(r.pos == "NOUN" and r.number == "plur" and r.case == "nom" for r in noun.readings)
        return plural and not found.plural and not found.listed()
    gender = gender_of(found.name.text)
    return bool(gender) and "past" in verb.grammemes and gender not in verb.grammemes and noun.may_be_subject_of(verb)


def beside_participle(found: Around, cases: frozenset[str], kind: str) -> Asked:
    """организованный Эмиратов, принятом конгресс: the doer of a passive participle stands in the instrumental."""
    word = found.before()
    reading = word.readings[0] if word is not None and word.readings else None
    if word is None or reading is None or reading.pos != "PRTF" or "pssv" not in reading.grammemes or found.quoted:
        return None
    if "ins" in cases or any(r.pos == "NOUN" for r in word.readings):
        return None
    own = frozenset(r.case for r in word.readings if r.adjectival and r.case)
    if found.words[found.at - 2 : found.at - 1] == (Word(","),):
        own = frozenset()  # it agrees with what stands before the comma
    if "gen" in cases and found.words[found.at - 2 : found.at - 1] != (Word(","),):
        return None  # подданные Кувейта
    if cases & own or any(word.allows(case) for case in cases & {"gen", "dat"}) or "acc" in cases - {"nom"}:
        return None
    return asked("ins", word)


def joined_by_preposition(found: Around, cases: frozenset[str], kind: str) -> Asked:
    """между Лавровым и Богданов: what «и» joins behind a preposition is in one case."""
    link, one = found.before(), found.before(2)
    if link is None or one is None or link.low not in ("и", "или") or one.low in _NO_NAMES:
        return None
    for count in range(3, 7):
        word = found.before(count)
        if word is None or word.verb is not None or word.pos("INFN", "GRND", "PRTS"):
            return None
        if word.low == "между":
            return asked("ins", word, link)
    return None


_NO_NAMES = frozenset(words("тем прочим собой"))  # между тем и Лавров заявил


def in_turn_of_phrase(found: Around, cases: frozenset[str], kind: str) -> Asked:
    """называя поездку Лавров первым шагом: with a gerund or a participle there is no nominative."""
    noun = found.before()
    if "nom" not in cases or cases & {"gen", "dat", "ins", "loc"} or found.quoted or noun is None:
        return None
    first, last = found.stretch
    if not noun.noun or "nom" in noun.noun_cases or found.class_noun() is not None or noun.lemmas & TIME_NOUNS:
        return None
    opening = found.words[first]
    if first == 0 or found.words[first - 1].text != "," or not opening.pos("GRND"):
        return None
    if any(word.verb is not None for word in found.words[first:last]) or "acc" in cases:
        return None
    return asked("gen", noun)


def said_of_subject(found: Around, cases: frozenset[str], kind: str) -> Asked:
    """стал министра: what somebody becomes stands in the instrumental."""
    word = found.before()
    if word is None or word.verb is None or kind != "title" or not word.lemmas & _BECOMING or cases & {"ins", "dat"}:
        return None
    if "neut" in word.verb.grammemes or any(other.low in ("не", "ни") for other in found.near()):
        return None  # министра не стало
    return asked("ins", word)


_BECOMING = frozenset(words("стать становиться являться"))


def coordinated(found: Around, cases: frozenset[str], kind: str) -> Asked:
    """Росатома и египетское управление: at the beginning of a clause «и» joins nouns of one case."""
    first, last = found.stretch
    opening = found.words[first : found.at]
    if any(not (word.pos("CONJ", "PRCL") or word.low in _CONJUNCTIONS) for word in opening):
        return None
    link = found.after()
    if link is None or link.low != "и":
        return None
    for place in range(found.at + 2, last):
        word = found.words[place]
        if word.noun or (word.known is not None and word.noun_cases):
            theirs = word.known if word.known is not None else word.noun_cases
            return (theirs, word.text) if theirs <= {"nom", "acc"} and not theirs & cases else None
        if not (word.pos("ADJF") or word.low in _POSSESSIVES):
            return None
    return None


_CONJUNCTIONS = frozenset(words("если что чтобы когда хотя пока как поскольку а но"))
_POSSESSIVES = frozenset(words("его ее их"))


def no_genitive(found: Around, cases: frozenset[str], kind: str) -> Asked:
    """Красного Креста сообщили: a genitive that begins a sentence, and nothing that it may hang on."""
    if cases != {"gen"} or kind not in ("place", "org") or found.at != 0 or found.quoted:
        return None
    verb = found.after()
    while verb is not None and (verb.pos("ADVB", "PRCL") or found.tail(found.words.index(verb))):
        verb = found.after(found.words.index(verb) - found.at + 1)
    if verb is None or verb.verb is None or verb.low.endswith(("ся", "сь")):
        return None
    if any(word.low in ("не", "ни", "нет") or word.low in QUANTITIES or word.allows("gen") for word in found.near()):
        return None
    if any(word.text.isdigit() or word.pos("NUMR") for word in found.near()):
        return None
    return asked("nom dat", verb)


def no_accusative(found: Around, cases: frozenset[str], kind: str) -> Asked:
    """не вошла Эритрею, Кавиру заразилась: an accusative beside a verb that has no object."""
    if cases != {"acc"} or found.quoted:
        return None
    one, after = found.before(), found.after()
    leading = one is not None and (one.low in PREPOSITIONS or one.low in LINKS)
    if leading or (one is not None and one.pos("ADJF", "PRTF", "PREP", "NOUN", "NUMR")):
        return None
    for word in (one, after):
        if word is None or word.verb is None or word.verb.pos != "VERB" or "intr" not in word.verb.grammemes:
            continue
        if any(other.transitive for other in found.near()):
            return None
        return asked("nom dat gen ins", word)
    return None
