"""What a check says: findings, the rules that they come from, and how grave they are."""

from __future__ import annotations

from dataclasses import dataclass, replace

__all__ = ["RULES", "SEVERITIES", "Finding", "Rule", "at_least", "at_most"]

SEVERITIES = ("error", "warning", "info")  # the gravest first


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of fault."""

    id: str
    title: str  # a few words
    about: str  # what an editor should know of it


RULES = {
    rule.id: rule
    for rule in (
        Rule("missing", "a term is missing", "The source names a concept that the translation does not name."),
        Rule("forbidden", "a forbidden name", "A name stands in the text that the glossary forbids."),
        Rule("variant", "another spelling", "A name is spelt otherwise than the glossary writes it."),
        Rule("case", "wrong case", "A name does not stand in the case that the words around it ask for."),
        Rule(
            "clitic",
            "wrong clitic",
            "A preposition or the article is wrongly joined, or أبو is not declined.",
        ),
        Rule("namesake", "somebody else's name", "A name stands there that is another person's or another place's."),
        Rule("doubled", "a name twice", "A name stands right behind itself, or a given name does."),
        Rule("inconsistent", "two names for one concept", "One document uses several names of one concept."),
        Rule(
            "untranslated",
            "a name left untranslated",
            "A name is left as the source has it, or in Latin letters.",
        ),
        Rule("gender", "wrong gender", "A verb or adjective beside a person's name has the other gender."),
        Rule("deprecated", "a concept out of use", "The glossary has taken this concept out of use."),
    )
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that an editor should look at. Offsets are characters of the text of that side."""

    rule: str  # one of RULES
    severity: str  # one of SEVERITIES
    concept: str  # its id; "" where no concept is concerned
    message: str  # a sentence that says what is wrong and what would be right
    side: str  # "source" or "target": the text that the offsets are of
    start: int
    end: int
    expected: tuple[str, ...] = ()  # what would be right, the likeliest first


def at_least(finding: Finding, level: str) -> bool:
    """Whether a finding is as grave as this level, or graver."""
    return SEVERITIES.index(finding.severity) <= SEVERITIES.index(level)


def at_most(finding: Finding, level: str) -> Finding:
    """The finding, no graver than this level."""
    return replace(finding, severity=level) if SEVERITIES.index(finding.severity) < SEVERITIES.index(level) else finding
