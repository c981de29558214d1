"""The page of an alignment in a real browser: columns, directions, colours, filters; skipped without Chromium."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from aligner.aligned.page import page
from aligner.aligned.parallel import Unit
from tests.aligned.texts import made
from tests.translation.test_page_browser import CHROMIUM, in_browser

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")

QUESTIONS = """
const rows = [...document.querySelectorAll("tbody tr")];
const visible = () => rows.filter((row) => row.getClientRects().length).map((row) => Number(row.id.slice(4)));
const choose = (id, value) => {
  const select = document.getElementById(id);
  select.value = value;
  select.dispatchEvent(new Event("change"));
  return visible();
};
const answers = { all: visible() };
const cells = [...rows[0].querySelectorAll("td.text")];
answers.directions = cells.map((cell) => getComputedStyle(cell).direction);
answers.side = cells.map((cell) => cell.getBoundingClientRect().left).every((x, i, all) => !i || x > all[i - 1]);
const colour = (row) => getComputedStyle(row.querySelector("td.text")).backgroundColor;
answers.colours = new Set(rows.map(colour)).size;
answers.shapes = [...document.getElementById("shape").options].map((option) => option.value);
answers.doubtful = choose("confidence", "doubtful");
answers.unsure = choose("confidence", "doubtful fair");
answers.told = document.getElementById("shown").textContent;
choose("confidence", "");
answers.notOne = choose("shape", "*");
answers.one = choose("shape", "1-1-1");
answers.both = choose("confidence", "doubtful");
choose("confidence", "");
answers.again = choose("shape", "");
const numbers = () => [...document.querySelectorAll("tbody tr")].map((row) => Number(row.id.slice(4)));
document.getElementById("least-sure").click();
answers.leastSure = numbers();
document.getElementById("least-sure").click();
answers.inOrder = numbers();
const result = document.createElement("pre");
result.id = "answers";
result.textContent = JSON.stringify(answers);
document.body.append(result);
"""


def test_the_page_of_an_alignment_works_in_a_browser(tmp_path: Path) -> None:
    three = made("<script>document.title = 'broken'</script>")
    last = replace(three.versions[2], segments=("Один.", "Два.", "Три."), kinds=(), lines=())
    units = (Unit(((0,),) * 3, 0.99), Unit(((1,), (1,), (1,)), 0.85), Unit(((2,), (), (2,)), 0.3), Unit(((), (2,), ())))
    aligned = replace(three, versions=(*three.versions[:2], last), units=units, terms={})
    html = page(aligned)
    digest = base64.b64encode(hashlib.sha256(QUESTIONS.encode()).digest()).decode()
    html = html.replace("; script-src ", f"; script-src 'sha256-{digest}' ", 1)
    dom = in_browser(html.replace("</body>", f"<script>{QUESTIONS}</script></body>"), tmp_path)
    found = re.search(r'<pre id="answers">(.*?)</pre>', dom, re.DOTALL)
    assert found, "the script did not come to its end"
    assert "<title>broken" not in dom
    assert json.loads(found[1]) == {
        "all": [1, 2, 3, 4],
        "directions": ["ltr", "rtl", "ltr"],
        "side": True,
        "colours": 3,  # sure and unknown, fair, doubtful
        "shapes": ["", "*", "1-1-1", "1-0-1", "0-1-0"],
        "doubtful": [3],
        "unsure": [2, 3],
        "told": "2 of 4 rows",
        "notOne": [3, 4],
        "one": [1, 2],
        "both": [],
        "again": [1, 2, 3, 4],
        "leastSure": [3, 2, 1, 4],
        "inOrder": [1, 2, 3, 4],
    }
