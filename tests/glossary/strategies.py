"""Concepts for hypothesis: every text that a cell can hold."""

from __future__ import annotations

import unicodedata

from hypothesis import strategies as st

from aligner.glossary.concepts import KINDS, STATUSES, Concept, Forbidden, Morphology, Names

__all__ = ["concepts", "texts", "values"]

_LETTERS = st.one_of(
    st.sampled_from("aZéßşёЁШаةأإىؤـ|\\=\"' ,:\n\t\r«»()-+@0\u0301\u064b\u200f\u0338"),
    st.characters(
        exclude_categories=("Cc", "Cs"), exclude_characters="\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    ),  # what turns the direction of writing is no part of a name
)
texts = st.text(_LETTERS, max_size=12).map(lambda text: unicodedata.normalize("NFC", text))
values = texts.filter(bool)
_lists = st.lists(values, max_size=3).map(tuple)
_tags = st.sampled_from(["", "gen", "pl.gen", "ب", "ب/gen", "/indef.acc", "poss"])
_morphologies = st.builds(
    Morphology,
    declension=st.sampled_from(["", "a", "fixed"]),
    number=st.sampled_from(["", "sg", "pl"]),
    fixed=_lists,
    table=st.lists(st.tuples(_tags, values), max_size=3).map(tuple),
    confirmed=st.booleans(),
)
_names = st.builds(
    Names,
    preferred=texts.filter(lambda text: text.strip(" ") or not text),
    admitted=_lists,
    short=_lists,
    acronym=texts.filter(lambda text: text.strip(" ") or not text),
    variants=_lists,
    forbidden=st.lists(st.builds(Forbidden, values, texts), max_size=3).map(tuple),
    morphology=_morphologies,
).filter(lambda names: names != Names(""))  # a language without anything is no language
_free = texts.filter(lambda text: text.strip(" ") or not text)

concepts = st.builds(
    Concept,
    id=st.from_regex(r"[a-zа-яا-ي][a-z0-9.\-=]{0,8}", fullmatch=True),
    kind=st.sampled_from(KINDS),
    names=st.dictionaries(st.sampled_from(["en", "ar", "ru"]), _names, max_size=3),
    gender=st.sampled_from(["", "m", "f", "n"]),
    domain=_free,
    status=st.sampled_from(STATUSES),
    context=_lists,
    note=_free,
    source=_free,
    changed_by=_free,
    changed=_free,
    approved_by=_free,
    approved=_free,
)
