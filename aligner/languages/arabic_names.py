"""The forms of names in Arabic."""

from __future__ import annotations

from aligner.languages.names import Form, Government, NameFacts, NamePart

__all__ = ["ArabicNaming"]


class ArabicNaming:
    """`languages.names.Naming` for Arabic."""

    tags: tuple[str, ...] = ("",)
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    def stems(self, name: str, facts: NameFacts) -> tuple[Form, ...]:
        """The stem forms."""
        return (Form(name, self.tags[0], True),)

    def attach(self, form: Form, before: str, after: str) -> str | None:
        """The tag with clitics."""
        return None if before or after else form.tag

    def forms(self, name: str, facts: NameFacts) -> tuple[Form, ...]:
        """The whole table."""
        return self.stems(name, facts)

    def form(self, name: str, facts: NameFacts, tag: str) -> Form | None:
        """The form with this tag."""
        return next((form for form in self.forms(name, facts) if form.tag == tag), None)

    def spellings(self, name: str, facts: NameFacts) -> tuple[str, ...]:
        """Other spellings."""
        return ()

    def parts(self, name: str) -> tuple[NamePart, ...]:
        """What may stand alone."""
        return ()

    def gender(self, name: str) -> str:
        """The person's sex."""
        return ""

    def government(self, text: str, start: int, end: int) -> Government | None:
        """What the context asks."""
        return None
