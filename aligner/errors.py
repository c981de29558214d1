"""What can go wrong, as one small tree. Each message says what, where and what to do.

    AlignerError            exit status 2
    ├── InputError          a file, folder or option that the user gave
    ├── ModelError          a package or engine that is missing, damaged or not fit for the pair
    │   └── NetworkError    an index or server that cannot be reached
    ├── MemoryStoreError    a translation memory that cannot be opened or written
    └── MissingExtra        something that a part needs and that is not installed

The command line prints the message as one line and exits with `exit_status`; a traceback is a bug.
"""

from __future__ import annotations

__all__ = ["AlignerError", "InputError", "MemoryStoreError", "MissingExtra", "ModelError", "NetworkError"]


class AlignerError(Exception):
    """Anything that Aligner refuses to do, with a message fit to be shown as it is."""

    exit_status = 2


class InputError(AlignerError):
    """A file, folder or option that cannot be used."""


class ModelError(AlignerError):
    """A model package or engine that is missing, damaged, or does not serve the pair asked for."""


class NetworkError(ModelError):
    """An index or a server that does not answer, or answers with an error."""


class MemoryStoreError(AlignerError):
    """A translation memory that cannot be opened or written."""


class MissingExtra(AlignerError):
    """A package that this part needs is not installed; says how to install it."""

    def __init__(self, part: str, requirement: str) -> None:
        super().__init__(f"{part} needs {requirement}: install it with  pip install {requirement}")
        self.requirement = requirement
