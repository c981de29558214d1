"""Names in reports and bitexts that the glossary does not have, with what they are called in the other languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from aligner.glossary.concepts import Concept
from aligner.glossary.matcher import Matcher
from aligner.glossary.suggest_aligned import in_arabic, links
from aligner.glossary.suggest_arabic import arabic_mentions, counted_words
from aligner.glossary.suggest_company import in_company
from aligner.glossary.suggest_groups import Found, group, refined
from aligner.glossary.suggest_near import Near, NearNames
from aligner.glossary.suggest_runs import Mention, capital_runs, seen_words
from aligner.languages.transliteration import transliterate

__all__ = ["Example", "Mention", "NameIn", "Near", "Passage", "Recogniser", "Suggestion", "suggest"]

_ORDER = ("en", "ru", "ar")  # the language that shows names best first
Recogniser = Callable[[str], Sequence[tuple[int, int, str]]]  # text -> (start, end, "person" | "place" | "org")


@dataclass(frozen=True)
class Passage:
    """A stretch of text in one language, or the same stretch in several: a segment of a report, a bead of a bitext."""

    texts: Mapping[str, str]  # language -> text
    file: str = ""
    line: int = 0


@dataclass(frozen=True)
class NameIn:
    """What a suggested name is called in one language."""

    text: str  # the dictionary form
    how: str  # "seen": in this form in a text; "derived": from other forms of it; "proposed": by transliteration
    count: int = 0  # places where it stands
    others: tuple[str, ...] = ()  # other forms or spellings that were seen, or further proposals, the likeliest first


@dataclass(frozen=True)
class Example:
    """A sentence with a suggested name."""

    file: str
    line: int
    text: str
    start: int  # of the name in the text
    end: int


@dataclass(frozen=True)
class Suggestion:
    """A name that the glossary does not have."""

    language: str  # in which it was found first
    kind: str  # "person", "place", "org"
    reason: str  # what speaks for the kind
    names: Mapping[str, NameIn]  # language -> what it is called there
    count: int  # places where it stands, in the language where it stands most
    examples: tuple[Example, ...]  # three at most
    mentions: tuple[Mention, ...]  # all places, in all languages; their `passage` counts the passages given
    near: tuple[Near, ...] = ()  # known concepts of which it may be another spelling, the nearest first

    @property
    def name(self) -> str:
        """The name in the language in which it was found first."""
        return self.names[self.language].text


def suggest(
    passages: Iterable[Passage],
    concepts: Iterable[Concept] = (),
    *,
    matcher: Matcher | None = None,
    never: Collection[str] = (),
    recognisers: Mapping[str, Recogniser] | None = None,
    languages: Sequence[str] = ("en", "ar", "ru"),
    least: int = 1,
    limit: int | None = None,
) -> list[Suggestion]:
    """The names in these passages that no concept has, those that stand most often first.

    `matcher` may be given for concepts that are compiled already. `never` are names that an editor does not want to
    see again, in the form in which they were suggested. `recognisers` find names in a language besides our own rules
    (`suggest_stanza`). `languages` are those in which a name is wanted; where no aligned text has it, it is proposed by
    transliteration. `least` is how often a name must stand to be suggested, `limit` how many are given.
    """
    given = tuple(passages)
    left_out = {name.casefold() for name in never}
    known = matcher if matcher is not None else Matcher(concepts)
    found = _found(given, known, recognisers or {})
    near = NearNames(known.concepts.values())
    suggestions = [
        suggestion
        for cluster in _clusters(found, given)
        if (suggestion := _suggestion(cluster, given, languages, near)).count >= least
        and not any(entry.text.casefold() in left_out for entry in suggestion.names.values() if entry.how != "proposed")
    ]
    suggestions.sort(key=lambda one: (-one.count, one.mentions[0].passage, one.mentions[0].start))
    return suggestions[:limit]


def _found(
    passages: Sequence[Passage], known: Matcher, recognisers: Mapping[str, Recogniser]
) -> dict[str, list[Found]]:
    """The names of each language."""
    held = {code: _known_spans(passages, known, code) for code in _ORDER}
    mentions: dict[str, list[Mention]] = {code: [] for code in _ORDER}
    for code in ("en", "ru"):
        texts = [(n, passage.texts[code]) for n, passage in enumerate(passages) if passage.texts.get(code)]
        seen = seen_words((text for _, text in texts), code)
        for n, text in texts:
            own = capital_runs(text, code, seen, n)
            own = _recognised(own, text, code, n, recognisers)
            mentions[code] += [mention for mention in own if not _is_known(mention, held[code])]
    found = {code: group(mentions[code], code, _texts(passages, code)) for code in ("en", "ru")}
    arabic = _arabic(passages, mentions, held["ar"], recognisers)
    there = {n: passage.texts["ar"] for n, passage in enumerate(passages) if passage.texts.get("ar")}
    for mention in in_company([*found["en"], *found["ru"]], there, arabic):
        if not _is_known(mention, held["ar"]) and not any(
            mention.passage == other.passage and _overlap(mention, other) for other in arabic
        ):
            arabic.append(mention)
    found["ar"] = group(arabic, "ar", _texts(passages, "ar"))
    return found


def _texts(passages: Sequence[Passage], code: str) -> list[str]:
    return [passage.texts.get(code, "") for passage in passages]


def _arabic(
    passages: Sequence[Passage],
    mentions: Mapping[str, Sequence[Mention]],
    held: Mapping[int, Sequence[tuple[int, int]]],
    recognisers: Mapping[str, Recogniser],
) -> list[Mention]:
    """Arabic names: first where the other side of the bitext has them, then what Arabic shows alone."""
    wanted: dict[int, list[Mention]] = {}
    for code in ("en", "ru"):
        for mention in mentions[code]:
            wanted.setdefault(mention.passage, []).append(mention)
    counts = counted_words(passage.texts.get("ar", "") for passage in passages)
    found: list[Mention] = []
    for n, passage in enumerate(passages):
        text = passage.texts.get("ar", "")
        if not text:
            continue
        here = [placed for one in wanted.get(n, ()) if (placed := in_arabic(one, text, n)) is not None]
        here.sort(key=lambda one: one.start - one.end)
        alone = _recognised(arabic_mentions(text, counts, n), text, "ar", n, recognisers)
        kept: list[Mention] = []
        for mention in (*here, *alone):
            if not _is_known(mention, held) and not any(_overlap(mention, other) for other in kept):
                kept.append(mention)
        found += sorted(kept, key=lambda one: one.start)
    return found


def _known_spans(passages: Sequence[Passage], known: Matcher, code: str) -> dict[int, list[tuple[int, int]]]:
    """Where concepts of the glossary stand, by passage; context is that of the passages of one file in order."""
    spans: dict[int, list[tuple[int, int]]] = {}
    if not known.concepts:
        return spans
    by_file: dict[str, list[int]] = {}
    for n, passage in enumerate(passages):
        if passage.texts.get(code):
            by_file.setdefault(passage.file, []).append(n)
    for numbers in by_file.values():
        found = known.find_in([passages[n].texts[code] for n in numbers], code)
        for n, occurrences in zip(numbers, found, strict=True):
            spans[n] = [(one.start, one.end) for one in occurrences]
    return spans


def _is_known(mention: Mention, held: Mapping[int, Sequence[tuple[int, int]]]) -> bool:
    """Whether known names cover most of a mention: the Bank of Syria is no Syria."""
    covered = sum(
        max(0, min(end, mention.end) - max(start, mention.start)) for start, end in held.get(mention.passage, ())
    )
    return covered > 0.55 * (mention.end - mention.start)


def _overlap(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end


def _recognised(
    own: Sequence[Mention], text: str, code: str, passage: int, recognisers: Mapping[str, Recogniser]
) -> list[Mention]:
    """Our own mentions, told their kind by a recogniser, and those that only the recogniser has."""
    recogniser = recognisers.get(code)
    if recogniser is None:
        return list(own)
    found = list(own)
    for start, end, kind in recogniser(text):
        mention = Mention(passage, code, start, end, text[start:end], frozenset({f"ner {kind}"}))
        same = [one for one in found if _overlap(one, mention)]
        if same:
            for one in same:
                found[found.index(one)] = Mention(
                    passage, code, one.start, one.end, one.text, one.clues | mention.clues
                )
        else:
            found.append(mention)
    return sorted(found, key=lambda one: one.start)


def _clusters(found: Mapping[str, Sequence[Found]], passages: Sequence[Passage]) -> list[dict[str, Found]]:
    """The names of all languages, those together that stand for each other."""
    russian = [passage.texts.get("ru", "") for passage in passages]
    clusters: list[dict[str, Found]] = []
    owner: dict[tuple[str, int], int] = {}
    for place, code in enumerate(_ORDER):
        for earlier in _ORDER[:place]:
            for link in links(found[earlier], found[code]):
                cluster = owner.get((earlier, link.source))
                if cluster is not None and code not in clusters[cluster] and (code, link.target) not in owner:
                    clusters[cluster][code] = found[code][link.target]
                    owner[code, link.target] = cluster
                    if link.by_sound and "ru" in (code, earlier) and "en" in (code, earlier):
                        clusters[cluster]["ru"] = refined(clusters[cluster]["ru"], clusters[cluster]["en"], russian)
        for n, one in enumerate(found[code]):
            if (code, n) not in owner:
                owner[code, n] = len(clusters)
                clusters.append({code: one})
    return clusters


def _suggestion(
    cluster: Mapping[str, Found], passages: Sequence[Passage], languages: Sequence[str], near: NearNames
) -> Suggestion:
    first = next(code for code in _ORDER if code in cluster)
    lead = cluster[first]
    names: dict[str, NameIn] = {}
    for code in languages:
        if code in cluster:
            names[code] = _seen(cluster[code])
    for code in languages:
        if code not in names and (proposed := _proposed(lead, first, code)):
            names[code] = NameIn(proposed[0], "proposed", 0, proposed[1:])
    mentions = tuple(mention for code in _ORDER if code in cluster for mention in cluster[code].mentions)
    whole = {code: entry.text for code, entry in names.items() if entry.how != "proposed"} or {first: lead.name}
    names.setdefault(first, _seen(lead))
    return Suggestion(
        language=first,
        kind=_kind(cluster, first),
        reason=lead.reason,
        names=names,
        count=max(len(entry.mentions) for entry in cluster.values()),
        examples=_examples(lead, passages),
        mentions=mentions,
        near=near.to(whole),
    )


def _kind(cluster: Mapping[str, Found], first: str) -> str:
    votes = Counter(entry.kind for entry in cluster.values())
    kind, times = votes.most_common(1)[0]
    return kind if times > 1 else cluster[first].kind


def _seen(found: Found) -> NameIn:
    forms = Counter(mention.text for mention in found.mentions)
    others = tuple(form for form, _ in forms.most_common(6) if form != found.name)
    return NameIn(found.name, "seen" if found.seen else "derived", len(found.mentions), others)


def _proposed(lead: Found, source: str, target: str) -> tuple[str, ...]:
    """Transliterations of a name, none of what is translated by its meaning."""
    clues = frozenset(clue for mention in lead.mentions for clue in mention.clues)
    if lead.kind == "org" and ({"body", "acronym"} & clues or " " in lead.name):
        return ()
    if "place" in clues:
        return ()
    return transliterate(lead.name, source, target, kind="person" if lead.kind == "person" else "place")


def _examples(lead: Found, passages: Sequence[Passage]) -> tuple[Example, ...]:
    short = {id(mention) for mention in lead.shortened}
    chosen: dict[int, Mention] = {}
    for mention in sorted(lead.mentions, key=lambda one: (id(one) in short, one.passage, one.start)):
        chosen.setdefault(mention.passage, mention)
    return tuple(
        Example(passages[n].file, passages[n].line, passages[n].texts[lead.language], mention.start, mention.end)
        for n, mention in list(chosen.items())[:3]
    )
