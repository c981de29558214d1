"""Whatever an engine says, nothing of a stand-in goes out unflagged, and every unflagged text has its terms."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.glossary.forms import terms
from aligner.glossary.standins import stand_ins
from tests.glossary.engines import BOGDANOV, IDLIB, QASRA, RAQQA, SHARAA, ScriptedEngine, enforce

CONCEPTS = (BOGDANOV, QASRA, SHARAA, RAQQA, IDLIB)
SOURCES = {
    "en": ("Mikhail Bogdanov met Murhaf Abu Qasra in Raqqa.", "al-Sharaa spoke.", "From Idlib, said Bogdanov's aide."),
    "ru": ("Михаил Богданов встретился с Мурхафом Абу Касрой.", "Выступил Ахмед аш-Шараа.", "Из Идлиба в Ракку."),
    "ar": ("التقى ميخائيل بوغدانوف مرهف أبو قصرة في الرقة.", "تحدث أحمد الشرع.", "من إدلب إلى الرقة."),
}
WORDS = {
    "en": ("said", "the", "of", "visit", "12", "not"),
    "ru": ("сказал", "визит", "из", "в", "12", "не", "к"),
    "ar": ("قال", "زيارة", "من", "في", "12", "لم"),
}
DIRECTIONS = [(one, two) for one in SOURCES for two in SOURCES if one != two]


def pieces(language: str) -> st.SearchStrategy[str]:
    """Words of a language, names of the glossary in any form, stand-ins in any form, and halves of them."""
    names = [form.text for c in CONCEPTS for t in terms(c, language) for form in t.forms()[:8]]
    stand_in_forms = [form.text for s in stand_ins() for form in s.term(language).forms()[:6]]
    whole = st.sampled_from([*WORDS[language], *names, *stand_in_forms])
    return st.one_of(whole, whole.map(lambda text: text[: len(text) // 2]), whole.map(str.lower))


@st.composite
def runs(draw: st.DrawFn):
    source, target = draw(st.sampled_from(DIRECTIONS))
    answers = draw(st.lists(st.lists(pieces(target), max_size=7).map(" ".join), min_size=1, max_size=8))
    keeping = draw(st.booleans())  # an engine that knows some stand-ins, amid other words
    return source, target, answers, keeping


@settings(max_examples=60, deadline=None)
@given(runs())
def test_nothing_of_a_stand_in_goes_out_unflagged_and_every_term_is_there(run):
    source, target, answers, keeping = run
    said: list[str] = []

    def finish(asked: str, _: str) -> str:
        said.append(asked)
        answer = answers[len(said) % len(answers)]
        if keeping:
            known = [s.term(target).text for s in stand_ins() if s.names[source][0] in asked]
            answer = " ".join((answer, *known))
        return answer

    engine = ScriptedEngine(source, target, finish=finish)
    texts = list(SOURCES[source])
    results = enforce(engine, texts, *CONCEPTS)
    free = [answers[(i + 1) % len(answers)] for i in range(len(texts))]
    if keeping:
        free = [results[i].draft.text if results[i].strategy == "free" else f for i, f in enumerate(free)]
    for result, before in zip(results, free, strict=True):
        for use in result.terms:
            if use.target:
                assert result.text[use.target_start : use.target_start + len(use.target)] == use.target
        if result.flags:
            continue
        assert all(use.verified and use.target for use in result.terms)
        rest = "".join(ch for at, ch in enumerate(result.text) if not in_a_term(at, result))
        left = [form for form in STAND_INS[target].findall(rest) if form.casefold() not in before.casefold()]
        assert left == [], (result.text, before)


def in_a_term(at: int, result) -> bool:
    return any(use.target_start <= at < use.target_start + len(use.target) for use in result.terms)


def any_form(language: str) -> re.Pattern[str]:
    names = [s for s in stand_ins() if s.kind in ("person", "place")]
    forms = {re.escape(form.text) for s in names for form in s.term(language).forms()[:12]}
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(forms, key=len, reverse=True))})(?!\w)")


STAND_INS = {code: any_form(code) for code in SOURCES}
