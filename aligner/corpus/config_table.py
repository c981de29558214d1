"""A table of a TOML file, read key by key; what is wrong is said with file, table, key and what to do."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from aligner.errors import InputError

__all__ = ["Table", "meant"]

T = TypeVar("T")

_TYPES: Mapping[type, str] = {
    str: "a text in quotes",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    list: "a list of texts in brackets",
    dict: "a table",
}


def meant(word: str, known: Collection[str]) -> str:
    """ "did you mean ...?", or which there are."""
    near = difflib.get_close_matches(word, known, 1, 0.6)
    return f"did you mean {near[0]!r}?" if near else f"use one of {', '.join(known)}"


class Table:
    """The keys of one table. Every key must be asked for before `close`; one that nobody knows is an error."""

    def __init__(self, values: Mapping[str, Any], file: Path, name: str) -> None:
        self._values = values
        self._file = file
        self._name = name
        self._asked: dict[str, None] = {}

    def error(self, key: str, message: str) -> InputError:
        """What is wrong with a key."""
        return InputError(f"{self._file}: {self._name} {key}: {message}")

    def get(self, key: str, default: T, *, least: float | None = None, most: float | None = None) -> T:
        """The value of a key, of the type that `default` has."""
        self._asked[key] = None
        if key not in self._values:
            return default
        value: Any = self._values[key]
        if isinstance(default, tuple):
            listed: Any = self.texts(key)
            return listed  # type: ignore[no-any-return]
        kind = type(default)
        if kind is float and isinstance(value, int) and not isinstance(value, bool):
            value = float(value)
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self.error(key, f"write {_TYPES.get(kind, 'another value')}, not {value!r}")
        if isinstance(value, str):
            self._printable(key, value)
        if isinstance(value, (int, float)) and not (
            (least is None or value >= least) and (most is None or value <= most)
        ):
            limits = f"{least} or more" if most is None else f"from {least} to {most}"
            raise self.error(key, f"write a number {limits}, not {value!r}")
        found: T = value
        return found

    def texts(self, key: str, *, one: bool = True) -> tuple[str, ...]:
        """The texts of a list; with `one`, a text alone is a list of one."""
        self._asked[key] = None
        value = self._values.get(key, [])
        if one and isinstance(value, str):
            value = [value]
        if not isinstance(value, list) or not all(isinstance(text, str) and text for text in value):
            raise self.error(key, f"write {_TYPES[list]}, not {value!r}")
        for text in value:
            self._printable(key, text)
        return tuple(value)

    def choice(self, key: str, known: Collection[str], default: str) -> str:
        """One of some words. InputError where it is missing and there is no default."""
        value = self.get(key, default)
        if not value:
            raise self.error(key, f"is missing: write one of {', '.join(known)}")
        if value not in known:
            raise self.error(key, f"{value!r} is unknown: {meant(value, known)}")
        return value

    def there(self, key: str) -> bool:
        """Whether the file has the key."""
        return key in self._values

    def table(self, key: str) -> Table:
        """A table within this one; an empty one where there is none."""
        return Table(self.get(key, {}), self._file, f"{self._name[:-1]}.{key}]" if self._name else f"[{key}]")

    def tables(self, key: str) -> list[Table]:
        """The tables of an array of tables: [[key]]."""
        self._asked[key] = None
        value = self._values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise self.error(key, f"write it as [[{key}]], once for each")
        return [Table(one, self._file, f"[[{key}]] {number}") for number, one in enumerate(value, 1)]

    def rest(self) -> dict[str, Any]:
        """The keys that nobody has asked for yet; they are asked for now."""
        found = {key: value for key, value in self._values.items() if key not in self._asked}
        self._asked.update(dict.fromkeys(found))
        return found

    def close(self, others: Sequence[str] = ()) -> None:
        """InputError for a key that nobody knows. `others` are keys that would be known elsewhere in this table."""
        for key in self._values:
            if key not in self._asked:
                if key in others:
                    raise self.error(key, f"does not go with this kind: use {', '.join(self._asked)}")
                raise self.error(key, f"unknown key: {meant(key, [*self._asked])}")

    def _printable(self, key: str, value: str) -> None:
        if any(ord(ch) < 32 or ord(ch) == 127 for ch in value):
            raise self.error(key, "holds a control character: write it on one line")
