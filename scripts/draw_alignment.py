#!/usr/bin/env python3
"""Draws the alignment of two versions of a text as an SVG: sentences side by side, a ribbon for each bead.

Ribbons are coloured by confidence; what an editor should look at first is red. Each file is one version, named
NAME.LANGUAGE.txt, one sentence a line.

    python scripts/draw_alignment.py talks.en.txt talks.ru.txt -o docs/alignment.svg
"""

from __future__ import annotations

import argparse
import sys
import textwrap
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from aligner.alignment import Link, align
from aligner.files import write_atomically

WIDTH, COLUMN, GAP = 1180, 470, 240
LINE, PADDING, BETWEEN = 17, 9, 10
LETTERS = 60  # a line
RIGHT_TO_LEFT = ("ar",)
SURE, LIKELY = 0.95, 0.8


def colour(confidence: float | None) -> str:
    """Green for what is sure, amber for what is likely, red for what an editor should look at."""
    if confidence is None or confidence >= SURE:
        return "#2f855a"
    return "#d69e2e" if confidence >= LIKELY else "#c53030"


def boxes(lines: Sequence[str]) -> list[tuple[int, int, list[str]]]:
    """Top, height and wrapped lines of each sentence."""
    top, found = 20, []
    for line in lines:
        wrapped = textwrap.wrap(line, LETTERS) or [""]
        height = LINE * len(wrapped) + 2 * PADDING
        found.append((top, height, wrapped))
        top += height + BETWEEN
    return found


def drawn(texts: tuple[Sequence[str], Sequence[str]], codes: tuple[str, str], links: Sequence[Link]) -> str:
    """The picture."""
    places = [boxes(text) for text in texts]
    bottom = max(top + height for side in places for top, height, _ in side) + 20
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {bottom}" font-family="sans-serif" '
        f'font-size="13" role="img"><rect width="{WIDTH}" height="{bottom}" fill="#ffffff"/>'
    ]
    left, right = COLUMN + 10, COLUMN + GAP
    for link in links:
        paint = colour(link.confidence)
        label = "" if link.confidence is None else f"{link.confidence:.2f}"
        if link.source and link.target:
            edges = []
            for side, numbers in zip(places, (link.source, link.target), strict=True):
                edges.append((side[numbers[0]][0], side[numbers[-1]][0] + side[numbers[-1]][1]))
            (top, end), (other_top, other_end) = edges
            bend = (left + right) // 2
            parts.append(
                f'<path d="M{left},{top} C{bend},{top} {bend},{other_top} {right},{other_top} L{right},{other_end} '
                f'C{bend},{other_end} {bend},{end} {left},{end} Z" fill="{paint}" fill-opacity="0.22" '
                f'stroke="{paint}" stroke-width="1"/>'
            )
            middle = (top + end + other_top + other_end) // 4
            parts.append(f'<text x="{bend}" y="{middle + 4}" text-anchor="middle" fill="{paint}">{label}</text>')
        else:
            number, side = (link.source or link.target)[0], places[0 if link.source else 1]
            x, anchor = (left + 8, "start") if link.source else (right - 8, "end")
            y = side[number][0] + side[number][1] // 2 + 4
            parts.append(f'<text x="{x}" y="{y}" text-anchor="{anchor}" fill="{paint}">only here {label}</text>')
    for column, (side, code) in enumerate(zip(places, codes, strict=True)):
        x = 10 if column == 0 else COLUMN + GAP
        turned = code in RIGHT_TO_LEFT
        for top, height, wrapped in side:
            parts.append(
                f'<rect x="{x}" y="{top}" width="{COLUMN}" height="{height}" rx="5" fill="#f7fafc" stroke="#a0aec0"/>'
            )
            for number, line in enumerate(wrapped):
                start = x + COLUMN - 10 if turned else x + 10
                direction = ' direction="rtl"' if turned else ""
                y = top + PADDING + LINE * number + 13
                parts.append(f'<text x="{start}" y="{y}" xml:lang="{code}"{direction}>{escape(line)}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def main() -> None:
    """Align two files and draw it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs=2, type=Path, help="NAME.LANGUAGE.txt, one sentence a line")
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    one, other = (
        [line.strip() for line in path.read_text("utf-8").splitlines() if line.strip()] for path in options.files
    )
    codes = (options.files[0].suffixes[-2][1:], options.files[1].suffixes[-2][1:])
    picture = drawn((one, other), codes, align(one, other, *codes))
    with write_atomically(options.output) as file:
        file.write(picture.encode())


if __name__ == "__main__":
    main()
