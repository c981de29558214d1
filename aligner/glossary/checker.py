"""Checks translations against the glossary, whoever made them: terms, their forms, and what stands beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from aligner import languages
from aligner.bitext import Bead
from aligner.glossary.check_forms import form_findings
from aligner.glossary.check_gender import gender_findings
from aligner.glossary.check_script import script_findings
from aligner.glossary.check_terms import inconsistencies, source_findings, term_findings
from aligner.glossary.check_text import Checked
from aligner.glossary.check_whose import answers, whose_findings
from aligner.glossary.concepts import Concept
from aligner.glossary.findings import SEVERITIES, Finding, at_most
from aligner.glossary.matcher import Matcher
from aligner.glossary.occurrences import Occurrence

__all__ = ["Checker", "Finding"]

_CHECKED = ("approved", "proposed", "deprecated")  # a draft is nobody's business yet


@dataclass(frozen=True, slots=True)
class _Found:
    """The occurrences in one document, both sides."""

    source: list[tuple[Occurrence, ...]]
    target: list[tuple[Occurrence, ...]]

    def covers(self, number: int, finding: Finding) -> bool:
        """Whether the words of a finding are those of an occurrence here, or a part of them."""
        side = self.source if finding.side == "source" else self.target
        return any(o.outer_start < finding.end and finding.start < o.outer_end for o in side[number])


class Checker:
    """The concepts of a glossary, ready to check translations.

    Only approved concepts are enforced; what is found of proposed ones is never more than an info, and concepts out of
    use are pointed out where they appear. A name that may be something else is never held against a translator.
    """

    def __init__(self, concepts: Iterable[Concept], codes: Sequence[str] = tuple(languages.LANGUAGES)) -> None:
        self.concepts: Mapping[str, Concept] = {c.id: c for c in concepts if c.status in _CHECKED}
        approved = [c for c in self.concepts.values() if c.status == "approved"]
        others = [c for c in self.concepts.values() if c.status != "approved"]
        # Apart, so that a proposal does not cast doubt on what is approved.
        self._matchers = [Matcher(group, codes) for group in (approved, others) if group]

    def check_pair(self, source: str, target: str, source_language: str, target_language: str) -> tuple[Finding, ...]:
        """The findings in one text and its translation, in the order of the target text, the source's first."""
        return self.check_document([(source, target)], source_language, target_language)[0]

    def check_document(
        self, pairs: Sequence[tuple[str, str]], source_language: str, target_language: str
    ) -> list[tuple[Finding, ...]]:
        """The findings for each pair of a document. A side that is empty was left out, and nothing is missing there."""
        findings: list[list[Finding]] = [[] for _ in pairs]
        taken: _Found | None = None
        for matcher in self._matchers:
            found = _Found(
                matcher.find_in([source for source, _ in pairs], source_language),
                matcher.find_in([target for _, target in pairs], target_language),
            )
            for number, group in enumerate(self._check(matcher, found, pairs, source_language, target_language)):
                findings[number] += [f for f in group if taken is None or not taken.covers(number, f)]
            taken = found
        return [tuple(sorted(set(group), key=_order)) for group in findings]

    def certain_in(self, texts: Sequence[str], language: str) -> list[frozenset[str]]:
        """The approved concepts that each segment of a document names beyond doubt."""
        found = [matcher.find_in(texts, language) for matcher in self._matchers]
        return [
            frozenset(o.concept for o in chain(*groups) if o.certain and self.concepts[o.concept].status == "approved")
            for groups in zip(*found, strict=True)
        ] or [frozenset()] * len(texts)

    def check_bitext(self, beads: Sequence[Bead]) -> list[tuple[Finding, ...]]:
        """The findings for each bead of a bitext; those of one document and pair of languages are checked together."""
        groups: dict[tuple[str, str, str], list[int]] = {}
        for number, bead in enumerate(beads):
            groups.setdefault((bead.document, bead.source_language, bead.target_language), []).append(number)
        answers: list[tuple[Finding, ...]] = [()] * len(beads)
        for (_, source, target), numbers in groups.items():
            pairs = [(beads[number].source_text, beads[number].target_text) for number in numbers]
            for number, findings in zip(numbers, self.check_document(pairs, source, target), strict=True):
                answers[number] = findings
        return answers

    def _check(
        self,
        matcher: Matcher,
        found: _Found,
        pairs: Sequence[tuple[str, str]],
        source_language: str,
        target_language: str,
    ) -> list[list[Finding]]:
        named: dict[str, int] = {}  # concept -> the last pair whose translation named it
        texts: list[Checked] = []
        for number, (source, target) in enumerate(pairs):
            ours, theirs = found.source[number], found.target[number]
            found_there = answers(source, target, (ours, theirs), matcher, (source_language, target_language))
            texts.append(
                Checked(
                    source,
                    target,
                    source_language,
                    target_language,
                    ours,
                    theirs,
                    found_there.verified,
                    matcher.concepts,
                    frozenset(c for c, last in named.items() if last >= number - 2),
                    found_there.strangers,
                    found_there.otherwise,
                )
            )
            named.update((occurrence.concept, number) for occurrence in theirs)
        findings = [
            [
                *source_findings(text),
                *term_findings(text),
                *whose_findings(text),
                *form_findings(text),
                *gender_findings(text),
                *script_findings(text, matcher),
            ]
            for text in texts
        ]
        for number, finding in inconsistencies(texts):
            findings[number].append(finding)
        return [
            [self._tempered(finding) for finding in _without_doubles(_explained(group, text))]
            for group, text in zip(findings, texts, strict=True)
        ]

    def _tempered(self, finding: Finding) -> Finding:
        concept = self.concepts.get(finding.concept)
        if concept is None or concept.status == "approved" or finding.rule == "deprecated":
            return finding
        return at_most(replace(finding, message=f"{finding.message} ({concept.status})"), "info")


def _explained(findings: Sequence[Finding], text: Checked) -> list[Finding]:
    """Without what follows from another finding: a name that is missing only because it is wrongly joined or somebody
    else's, the case of a name that stands twice."""
    joined = {finding.concept for finding in findings if finding.rule == "clitic" and finding.concept}
    strange = {(one.source.outer_start, one.source.concept) for one in text.strangers}
    twice = [(finding.start, finding.end) for finding in findings if finding.rule == "doubled"]

    def follows(finding: Finding) -> bool:
        if finding.rule == "missing":
            return finding.concept in joined or (finding.start, finding.concept) in strange
        return finding.rule == "case" and any(start < finding.end and finding.start < end for start, end in twice)

    return [finding for finding in findings if not follows(finding)]


def _without_doubles(findings: Sequence[Finding]) -> list[Finding]:
    """Of several findings on the same words and concept the gravest; of equals the first."""
    best: dict[tuple[str, str, int, int], Finding] = {}
    for finding in findings:
        key = (finding.side, finding.concept, finding.start, finding.end)
        there = best.get(key)
        if there is None or SEVERITIES.index(finding.severity) < SEVERITIES.index(there.severity):
            best[key] = finding
    return list(best.values())


def _order(finding: Finding) -> tuple[bool, int, int, int, str, str]:
    return (
        finding.side == "target",
        finding.start,
        finding.end,
        SEVERITIES.index(finding.severity),
        finding.rule,
        finding.message,
    )
