"""The states of Arabic noun phrases: definite and indefinite, cases that are written, duals, plurals, feminines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from aligner.languages import arabic_nouns as nouns
from aligner.languages.names import Form, NameFacts
from aligner.languages.wordlist import words as _words

__all__ = ["phrase_states"]

_COUNTED = frozenset({"title", "other"})
_OBLIQUE = ("gen", "acc")
# Adjectives that no ending shows.
_ADJECTIVES = frozenset(
    _words("""
    خاص عام دائم جديد كبير سابق حالي أول ثان قديم صغير سام أعلى حر عاجل شامل كامل واسع نهائي جزئي خارق دوار
    """)
)

_PREPOSITIONS = frozenset(
    _words("""
    في من إلى على عن مع لدى ضد بين قرب عبر حول بشأن تحت بلا دون
    """)
)
# Nouns that say nothing without what follows: the Nations, the States, the Crescent.
_NO_HEAD = frozenset(
    _words("""
    أمم ولايات إمارات هلال صليب شمال جنوب شرق غرب كبير نائب مساعد معاون قائم ما ذو غير
    """)
)


# What an office is of without being of one in particular: وزير دفاع is any minister of defence, but حاكم مصرف is of
# another bank than حاكم المصرف.
_OFFICES = frozenset(
    _words("""
    خارجية داخلية دفاع عدل مالية اقتصاد تجارة صناعة زراعة صحة تعليم تربية ثقافة إعلام سياحة نقل طاقة كهرباء نفط مياه
    ري بيئة عمل شؤون أوقاف اتصالات إسكان أشغال تخطيط تنمية استثمار رياضة شباب دولة جمهورية حكومة وزراء أركان نواب أمن
    مخابرات استخبارات شرطة بلدية برلمان حزب كتلة وفد بعثة قسم مجلس جامعة تحرير صحيفة شركة منظمة لجنة هيئة جيش لواء
    فرقة كتيبة محكمة مدرسة مستشفى بنك دائرة إدارة مكتب محافظة منطقة محافظ
    رئيس وزير مدير قائد سفير
    """)
)


@dataclass(frozen=True)
class _Phrase:
    """A noun phrase: its head is the first word; `agreeing` words follow the head in all it does."""

    words: tuple[str, ...]
    agreeing: tuple[int, ...]  # places of head and adjectives
    shape: str  # "definite" (the head has the article), "indefinite", "construct" (a noun follows it), "name"
    tag: str = ""  # gender, number, definiteness
    case: str = ""  # where a dual or a plural of ours has one
    guess: bool = False
    fixed: frozenset[str] = frozenset()  # words that never change

    @property
    def text(self) -> str:
        return " ".join(self.words)

    def change(self, words: dict[int, str], tag: str, case: str = "") -> _Phrase:
        """The phrase with other words in some places, as a guess."""
        changed = tuple(word if word in self.fixed else words.get(place, word) for place, word in enumerate(self.words))
        joined = ".".join(filter(None, (self.tag, tag)))
        return replace(self, words=changed, tag=joined, case=case or self.case, guess=True)

    def form(self, case: str = "") -> Form:
        state = ".".join(filter(None, (self.tag, case or self.case)))
        return Form(self.text, f"/{state}" if state else "", self.guess)


def phrase_states(name: str, facts: NameFacts) -> Iterator[Form]:
    """The states of a name that is a common noun phrase, the dictionary form first.

    Tags are "/" and, joined with dots: "f", "m", "du", "pl", "sg"; "head" (the first noun alone, for the whole);
    "indef", "def", "poss" (with his, her, their); "nom", "gen", "acc".
    """
    phrase = replace(_read(name), fixed=frozenset(facts.fixed))
    if facts.kind == "org" and phrase.shape == "indefinite":
        phrase = replace(phrase, shape="name")  # a body has no tanwin and takes no article: موسكو سيتي
    if len(phrase.words) == 1 and nouns.is_participle(name):
        yield Form(name, "")
        return
    yield from _cases(phrase)
    for one in _definiteness(phrase, facts.kind):
        yield from _cases(one)
    if facts.kind in _COUNTED:
        for other in _others(phrase, facts):
            for one in (other, *_definiteness(other, facts.kind)):
                yield from _cases(one)
    yield from _heads(phrase, facts.kind)


def _read(name: str) -> _Phrase:
    words = tuple(name.split())
    if nouns.has_article(words[0]):
        end = 1
        while end < len(words) and nouns.has_article(words[end].removeprefix("و")):
            end += 1
        return _Phrase(words, tuple(range(end)), "definite")
    end = 1
    while end < len(words) and _is_adjective(words[0], words[end]):
        end += 1
    if end < len(words) and nouns.has_article(words[end]) and not _complement(words[end]):
        # What comes before a noun with the article is in construct with it: مدير عام الوكالة, كبير موظفي البيت.
        belonging = [n for n in range(1, end) if words[n].removesuffix("ة") in _ADJECTIVES]
        after = [n for n in range(end + 1, len(words)) if _follows(words[0], words[n])]
        return _Phrase(words, (0, *belonging, *after), "construct")
    if end > 1 or len(words) == 1 or _complement(words[1]):
        return _Phrase(words, tuple(range(end)), "indefinite")
    if any(map(nouns.has_article, words)):
        place = next(n for n, word in enumerate(words) if nouns.has_article(word))
        after = [n for n in range(place + 1, len(words)) if _follows(words[0], words[n])]
        return _Phrase(words, (0, *after), "construct")
    return _Phrase(words, (0,), "construct")


def _complement(word: str) -> bool:
    """Whether a word begins what a preposition adds to a noun: باسم, لشؤون, في, إلى."""
    return word in _PREPOSITIONS or word.startswith(("لل", "بال", "باسم", "بأعمال", "لشؤون", "لدى", "لمكافحة"))


def _is_adjective(head: str, word: str) -> bool:
    """Whether a word without the article can be an adjective of the head, by its shape and its gender."""
    if head.endswith("ة") != word.endswith("ة") or nouns.has_article(word) or nouns.is_common(word):
        return False
    core = word.removesuffix("ة")
    return core in _ADJECTIVES or core.endswith("ي") or (core.startswith("م") and len(core) >= 4)


def _follows(head: str, word: str) -> bool:
    """Whether an adjective at the end of a construct belongs to its head: وزير الخارجية الروسي, not الروسية."""
    if not nouns.has_article(word):
        return False
    core = word[2:]
    return core.removesuffix("ة").endswith("ي") and core.endswith("ة") == head.endswith("ة")


def _cases(phrase: _Phrase) -> Iterator[Form]:
    """The written cases of one state: nominative and oblique of sound plurals and duals, else the one form."""
    if phrase.case:
        yield from map(phrase.form, _OBLIQUE if phrase.case == "gen" else ("nom",))
        return
    construct = phrase.shape == "construct"
    changed = {
        n: t
        for n, word in enumerate(phrase.words)
        if word not in phrase.fixed and (t := nouns.oblique(word, construct and n == 0))
    }
    if changed:
        yield phrase.form("nom")
        oblique = replace(phrase.change(changed, ""), guess=phrase.guess)
        yield from map(oblique.form, _OBLIQUE)
        return
    back = {n: t for n in phrase.agreeing if (t := nouns.nominative(phrase.words[n]))}
    if back:
        yield from map(phrase.form, _OBLIQUE)
        yield phrase.change(back, "").form("nom")
        return
    yield phrase.form()
    if phrase.shape == "indefinite":
        accusative = phrase.change({n: nouns.accusative(phrase.words[n]) for n in phrase.agreeing}, "")
        if accusative.words != phrase.words:
            yield accusative.form("acc")


def _definiteness(phrase: _Phrase, kind: str) -> Iterator[_Phrase]:
    """A definite phrase without the article, an indefinite one with it, a construct with an indefinite end."""
    if phrase.shape == "definite" and kind != "org":
        bare = {n: _without_article(phrase.words[n]) for n in phrase.agreeing}
        yield replace(phrase.change(bare, "indef"), shape="indefinite")
    elif phrase.shape == "indefinite":
        yield replace(
            phrase.change({n: nouns.definite(phrase.words[n]) for n in phrase.agreeing}, "def"), shape="definite"
        )
    elif phrase.shape == "construct" and kind != "org":
        owner = next((word for word in phrase.words[1:] if nouns.has_article(word)), "")
        if owner and (kind != "title" or nouns.bare(owner) in _OFFICES):
            yield phrase.change({n: _without_article(word) for n, word in enumerate(phrase.words)}, "indef")
        if not phrase.case and len(phrase.agreeing) == 1:  # hardly with an adjective: وزير للخارجية بريطاني
            yield replace(phrase.change({1: nouns.with_li(phrase.words[1])}, "indef"), shape="indefinite")
            if owner == phrase.words[1] and nouns.bare(owner) in _OFFICES:  # رئيسا لوزراء العراق
                yield replace(phrase.change({1: f"ل{nouns.bare(owner)}"}, "indef"), shape="indefinite")
    if not phrase.case and kind in _COUNTED:
        yield from _possessed(phrase)


def _without_article(word: str) -> str:
    if word.startswith("و") and nouns.has_article(word[1:]):
        return "و" + nouns.bare(word[1:])
    return nouns.bare(word)


def _possessed(phrase: _Phrase) -> Iterator[_Phrase]:
    """With his, her or their: سنداتها الدولية, وزير خارجيته; a single word is left alone: it would be any word."""
    if len(phrase.words) == 1 or phrase.shape == "indefinite":
        return
    place = 0
    if phrase.shape == "construct":
        place = next((n for n, word in enumerate(phrase.words) if nouns.has_article(word)), 0)
        if not place:
            return
    for text in nouns.suffixed(phrase.words[place]):
        yield phrase.change({place: text}, "poss")


def _others(phrase: _Phrase, facts: NameFacts) -> Iterator[_Phrase]:
    """The other gender of an office, and the other numbers of all that is counted."""
    human = facts.kind == "title"
    genders = [phrase]
    if human:
        turn = nouns.masculine if phrase.words[0].endswith("ة") else nouns.feminine
        turned = {n: turn(phrase.words[n]) for n in phrase.agreeing}
        if turned[0]:
            tag = "m" if turn is nouns.masculine else "f"
            genders.append(phrase.change({n: word for n, word in turned.items() if word}, tag))
            yield genders[-1]
    for one in genders:
        single = nouns.singular(one.words[0]) if facts.number != "sg" else ""
        if single:
            yield one.change(_singulars(one, single), "sg")
        else:
            yield from _numbers(one, human)


def _singulars(phrase: _Phrase, head: str) -> dict[int, str]:
    turned = {0: head}
    for n in phrase.agreeing[1:]:
        word = phrase.words[n]
        if nouns.oblique(word):
            turned[n] = word[:-2]
        elif word.endswith("ة") and not head.endswith("ة"):
            turned[n] = word[:-1]
    return turned


def _numbers(phrase: _Phrase, human: bool) -> Iterator[_Phrase]:
    """Dual and plural, in the nominative and the oblique."""
    yield from _both(phrase, {n: nouns.dual(phrase.words[n]) for n in phrase.agreeing}, "du")
    many = {n: nouns.plural(phrase.words[n], adjective=n > 0, human=human) for n in phrase.agreeing}
    if all(nominative for nominative, _ in many.values()):
        yield from _both(phrase, many, "pl")


def _both(phrase: _Phrase, pairs: dict[int, tuple[str, str]], tag: str) -> Iterator[_Phrase]:
    """A phrase each for the nominative and the oblique, or one for both; the head of a construct loses its ن."""
    nominative = {n: pair[0] for n, pair in pairs.items()}
    oblique = {n: pair[1] for n, pair in pairs.items()}
    if nominative == oblique:
        yield phrase.change(nominative, tag)
        return
    for turned, case in ((nominative, "nom"), (oblique, "gen")):
        if phrase.shape == "construct" and pairs[0][0] != pairs[0][1]:
            turned[0] = turned[0][:-1]
        yield phrase.change(turned, tag, case)


def _heads(phrase: _Phrase, kind: str) -> Iterator[Form]:
    """The first noun alone, which reports put for the whole once it has been named: الوزارة, الوزير."""
    head = phrase.words[0]
    if len(phrase.words) == 1 or not nouns.is_word(head) or nouns.bare(head) in _NO_HEAD:
        return
    text = nouns.definite(head)
    if phrase.shape == "construct" and (turned := nouns.oblique(head, True)):
        text, other = f"{text}ن", f"{nouns.definite(turned)}ن"
        yield Form(text, "/head.nom", True)
        for case in _OBLIQUE:
            yield Form(other, f"/head.{case}", True)
        return
    if turned := nouns.oblique(text):
        yield Form(text, "/head.nom", True)
        for case in _OBLIQUE:
            yield Form(turned, f"/head.{case}", True)
        return
    yield Form(text, "/head", True)
    if kind == "other":
        single = nouns.bare(head)
        yield Form(single, "/head.indef", True)
        yield Form(nouns.accusative(single), "/head.indef.acc", True)
