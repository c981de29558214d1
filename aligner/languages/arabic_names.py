"""The forms of names in Arabic: clitics, the article, أبو and its like, plurals; what of a name stands alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from aligner.languages.arabic_clitics import WrongClitic, wrong_clitics
from aligner.languages.arabic_context import government_of
from aligner.languages.arabic_given_names import gender_of
from aligner.languages.arabic_nouns import has_article, with_li
from aligner.languages.arabic_parts import parts_of
from aligner.languages.arabic_spellings import is_common_word, spellings_of
from aligner.languages.arabic_states import states_of
from aligner.languages.names import Form, Government, NameFacts, NamePart

__all__ = ["ArabicNaming", "WrongClitic", "is_common_word", "wrong_clitics"]

_LINKS = ("", "و", "ف")
_PREPOSITIONS = ("", "ب", "ك", "ل")
_BEFORE = tuple(link + preposition for link in _LINKS for preposition in _PREPOSITIONS)


class ArabicNaming:
    """`languages.names.Naming` for Arabic.

    A tag is the clitics as written, then, for a form that is not the plain one, "/" and its state: "ب", "ول",
    "/gen", "ب/gen", "/indef.acc". A name that declines (أبو قصرة) has "/nom" for its dictionary form.
    """

    tags: tuple[str, ...] = tuple(sorted(_BEFORE, key=lambda tag: (len(tag), _BEFORE.index(tag))))
    before: tuple[str, ...] = tuple(sorted((tag for tag in _BEFORE if tag), key=len, reverse=True))
    after: tuple[str, ...] = ()

    classes: Mapping[str, str] = {
        "fixed": "never changes but for clitics: no article taken off, no plural, no case",
        "abu_fixed": "أبو stays أبو in every case: من أبو قصرة",
        "no_article": "the name begins with ال and has no article: with ل it is لالياس",
    }

    def stems(self, name: str, facts: NameFacts) -> tuple[Form, ...]:
        """The name in its states, and each with ل where that has grown together with the article (للشرع)."""
        return _stems(name, facts)

    def attach(self, form: Form, before: str, after: str) -> str | None:
        """The tag with clitics; None for what is not written: ل before the article, ب before a nominative.

        A tatweel at the end of `before` says that the text has one there: لـالشرع is written, لالشرع is not.
        """
        stretched = before.endswith("ـ")
        before = before.rstrip("ـ")
        if after or (before and before not in self.before):
            return None
        if not before:
            return form.tag
        grown, _, state = form.tag.partition("/")
        if grown:
            return before + form.tag if before in ("و", "ف") and grown == "ل" else None
        if before[-1] in "بكل":
            if state and state.split(".")[-1] in ("nom", "acc"):
                return None
            if before[-1] == "ل" and not stretched and has_article(form.text):
                return None
        return before + form.tag

    def forms(self, name: str, facts: NameFacts) -> tuple[Form, ...]:
        """The whole table: a row of clitics for each state."""
        told = dict(facts.table)
        found: dict[tuple[str, str], Form] = {}
        for stem in self.stems(name, facts):
            for before in self.tags:
                tag = self.attach(stem, before, "")
                if tag is not None:
                    form = Form(told[tag], tag) if tag in told else Form(before + stem.text, tag, stem.guess)
                    found.setdefault((form.text, form.tag), form)
        for tag, text in facts.table:
            found.setdefault((text, tag), Form(text, tag))
        return tuple(found.values())

    def form(self, name: str, facts: NameFacts, tag: str) -> Form | None:
        """The form with this tag.

        A tag of clitics alone is answered with the state that they ask of a name that declines ("ب": بأبي قصرة), and
        a tag with a case alone with the plain form of a name that does not decline.
        """
        clitics, _, state = tag.partition("/")
        asked = [tag]
        if state in ("nom", "gen", "acc"):
            asked.append(clitics)
        elif not state:
            asked.append(f"{clitics}/gen" if clitics.endswith(("ب", "ك", "ل")) else f"{clitics}/nom")
        forms = {form.tag: form for form in reversed(self.forms(name, facts))}
        return next((forms[one] for one in asked if one in forms), None)

    def spellings(self, name: str, facts: NameFacts) -> tuple[str, ...]:
        """Other spellings that texts have, the likeliest first; at most 24."""
        return spellings_of(name, facts.kind)

    def parts(self, name: str) -> tuple[NamePart, ...]:
        """The surname with its article or أبو, then the given name; () for one word."""
        return parts_of(name)

    def gender(self, name: str) -> str:
        """What the given name tells; "" where it is not known or borne by both."""
        return gender_of(name)

    def government(self, text: str, start: int, end: int) -> Government | None:
        """The case that the words before the name ask; see `arabic_context.government_of`."""
        return government_of(text, start, end)

    def wrong_clitics(self, text: str, name: str, facts: NameFacts) -> Iterator[WrongClitic]:
        """Where a text has the name, in any state that is no guess, with clitics as nobody writes them; see there."""
        seen: set[int] = set()
        first, *rest = name.split() or [""]
        # A common noun may stand with the article and without (للرئيس); not where another noun follows it.
        followed = any(map(has_article, rest)) or (facts.kind == "org" and rest)
        proper = facts.kind in ("person", "place") or (not has_article(first) and bool(followed))
        for stem in self.stems(name, facts):
            if stem.guess or stem.tag.startswith("ل"):
                continue
            for fault in wrong_clitics(text, stem.text, proper=proper):
                if fault.start not in seen:
                    seen.add(fault.start)
                    yield fault


@lru_cache(maxsize=65536)
def _stems(name: str, facts: NameFacts) -> tuple[Form, ...]:
    found: dict[tuple[str, str], Form] = {}
    told = dict(facts.table)
    for form in states_of(name, facts):
        text = told.get(form.tag, form.text)
        found.setdefault((text, form.tag), Form(text, form.tag, form.guess and form.tag not in told))
    for tag, text in facts.table:
        if not tag or tag.startswith("/"):
            found.setdefault((text, tag), Form(text, tag))
    for form in list(found.values()):
        if facts.declension == "no_article":
            found.setdefault(("ل" + form.text, "ل" + form.tag), Form("ل" + form.text, "ل" + form.tag, form.guess))
        elif has_article(form.text) and form.tag.split(".")[-1].removeprefix("/") not in ("nom", "acc"):
            tag = "ل" + form.tag
            text = told.get(tag, with_li(form.text))
            found.setdefault((text, tag), Form(text, tag, form.guess and tag not in told))
    return tuple(found.values())
