"""Verbs without a subject and names without a verb: Гаджиева призвал всех, Керкетта в последний раз видели."""

from __future__ import annotations

from aligner.languages.russian_doubt_cases import Asked, asked
from aligner.languages.russian_paradigm_dictionary import Reading
from aligner.languages.russian_sentence import Around, Word
from aligner.languages.russian_valency import IMPERSONAL, LINKS, OF_STATES, PREPOSITIONS, SPEECH, TIME_NOUNS

__all__ = ["gender_of", "has_predicate", "no_predicate", "no_subject", "no_subject_of"]


def no_subject(found: Around, cases: frozenset[str], kind: str) -> Asked:
    """Гаджиева призвал всех: the verb beside the name has no other subject in reach."""
    one = found.before()
    if "nom" in cases or (one is not None and (one.low in PREPOSITIONS or one.pos("PREP"))):
        return None
    for word in (_verb_after(found), _verb_before(found)):
        verb = word.predicate if word is not None else None
        if word is None or verb is None:
            continue
        if not any(_subject_of(verb, word, place, other, found, cases) for place, other in found.free()):
            return asked("nom", word)
    return None


def _subject_of(verb: Reading, verb_word: Word, place: int, word: Word, found: Around, cases: frozenset[str]) -> bool:
    """Whether another word may be the subject, the name being none."""
    if word is verb_word or not word.may_be_subject_of(verb) or _leans(place, found):
        return False
    if place == found.at - 1 and word.person and any("Fixd" in reading.grammemes for reading in word.readings):
        return False  # замминистра Дзидзигури: a title
    if place < found.at or "tran" not in verb.grammemes or "acc" in cases:
        return True
    if any(verb_word.allows(case) for case in cases & {"dat", "ins"}):
        return True
    return "acc" not in (
        word.noun_cases if word.known is None else word.known
    )  # «освобождение» after «представило» is its object


def _leans(place: int, found: Around) -> bool:
    """Whether a word that looks like a subject is only a part of one: этот визит, программой ООН, сама."""
    word = found.words[place]
    following = found.words[place + 1] if place + 1 < len(found.words) else None
    attribute = word.pos("ADJF") and following is not None and (following.noun or following.pos("ADJF"))
    return found.tail(place) or "сам" in word.lemmas or attribute


def _verb_after(found: Around) -> Word | None:
    """The verb that the name may be the subject of."""
    for count in range(1, 9):
        word = found.after(count)
        if word is None or word.low in LINKS:
            return None
        if word.predicate is not None:
            return word if _wants_subject(word, found.name) else None
        if word.pos("INFN", "GRND", "PRED"):
            return None
    return None


def _verb_before(found: Around) -> Word | None:
    """A verb before the name, in a stretch where the subject cannot have been left out."""
    first, _ = found.stretch
    opening = found.words[first - 1].text if first else ""
    if opening and opening in '—–,»"”':  # «…», — сказал по телефону Асад
        word = found.words[first]
        told = opening in "—–" or any(SPEECH.match(lemma) for lemma in word.lemmas)
        return word if first < found.at and told and _wants_subject(word, found.name) else None
    word = found.before() or found.name
    return word if first == 0 and not word.name and _wants_subject(word, found.name) else None


def _wants_subject(word: Word, name: Word) -> bool:
    verb = word.predicate
    if verb is None or verb.number != "sing":
        return False
    if not (verb.grammemes & {"past", "3per"} or verb.pos in ("ADJS", "PRTS")):
        return False
    if "neut" in verb.grammemes and not _neuter(name.text):
        return False
    return not any(IMPERSONAL.match(lemma) for lemma in word.lemmas)


def _neuter(name: str) -> bool:
    """Whether the first noun of a name is neuter: министерство, движение."""
    for piece in name.split():
        found = Word(piece).readings
        for reading in () if any(reading.adjectival for reading in found) else found:
            if reading.pos == "NOUN" and reading.known:
                return reading.gender == "neut"
    return False


def no_subject_of(found: Around, cases: frozenset[str], kind: str) -> Asked:
    """Аш-Шараа поблагодарил Россия: the verb right before the name has another gender, and an object."""
    verb_word, after = found.before(), found.after()
    verb = verb_word.verb if verb_word is not None else None
    if verb_word is None or verb is None or cases & {"gen", "dat", "acc", "ins", "loc"}:
        return None
    if not {"past", "sing", "tran"} <= verb.grammemes or kind in ("person", "title"):
        return None
    if after is not None and after.low in ("и", "или"):
        return None
    gender = gender_of(found.name.text)
    return asked("acc", verb_word) if gender and gender not in verb.grammemes else None


def gender_of(name: str) -> str:
    """The gender of the first noun of a name where the dictionary leaves no choice: "femn" of Россия; "" else."""
    for piece in name.split():
        genders = {r.gender for r in Word(piece).readings if r.pos == "NOUN" and r.known and r.case == "nom"}
        if genders:
            return genders.pop() if len(genders) == 1 else ""
    return ""


def no_predicate(found: Around, cases: frozenset[str], kind: str) -> Asked:
    """Суверенитет Ливия: a nominative where no verb is left of which it could be the subject.

    Only right after a noun that is neither a title nor a class of things, or where all verbs have another subject.
    """
    if "nom" not in cases or cases & {"gen", "dat", "ins", "loc"}:
        return None
    noun = found.before()
    if noun is None or not noun.noun or (noun.text[:1].isupper() and not found.begins(found.at - 1)):
        return None
    if found.quoted or found.class_noun() is not None:
        return None
    if noun.person and (kind in ("person", "title") or "nom" not in noun.noun_cases):
        return None
    if noun.lemmas & TIME_NOUNS or (kind in ("place", "org") and noun.lemmas & OF_STATES):
        return None
    verbs = [word for word in found.near() if word.verb is not None or word.pos("PRTS", "ADJS", "PRED")]
    if not verbs:
        object_of = "acc" in cases and any(word.transitive for word in found.near())
        return asked("gen", noun) if _ends(found) and _verbs_elsewhere(found) and not object_of else None
    after = found.after()
    if kind == "title" and after is not None and after.text[:1].isupper():
        return None  # with the name behind it
    return None if has_predicate(found, cases, kind) else asked("gen", noun)


def has_predicate(found: Around, cases: frozenset[str], kind: str) -> bool:
    """Whether there is a verb in the stretch of which the name may be the subject, or the object."""
    return any(
        _may_be_of(word, found, cases, kind)
        for word in found.near()
        if word.verb is not None or word.pos("PRTS", "ADJS", "PRED")
    )


def _may_be_of(word: Word, found: Around, cases: frozenset[str], kind: str) -> bool:
    verb = word.verb
    if verb is None:
        reading = word.readings[0]
        return reading.number != "plur" and reading.pos != "PRED"
    if "acc" in cases and "tran" in verb.grammemes:
        return True
    if verb.number != "sing":
        return found.plural or found.listed()
    gender = gender_of(found.name.text) if kind in ("place", "org") else ""
    if gender and "past" in verb.grammemes and gender not in verb.grammemes and not found.listed():
        return False
    for place, other in found.free():
        if other is word or not other.may_be_subject_of(verb) or _leans(place, found):
            continue
        if "acc" not in other.noun_cases or "tran" not in verb.grammemes:
            return False  # else it may be the object: такой закон меджлис принял
    return True


def _ends(found: Around) -> bool:
    """Whether the sentence or a quotation ends right after the name, or a preposition follows."""
    after = found.at + 1
    if after >= len(found.words):
        return True
    return found.words[after].text in ".!?…»”"


def _verbs_elsewhere(found: Around) -> bool:
    return any(word.verb is not None for word in found.words)
