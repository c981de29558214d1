"""The page in a real browser, with its content policy in force; skipped where Chromium is not installed."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from aligner.bitext import Bitext
from aligner.translation.page import render_page
from tests.translation.test_page import HOSTILE, bead

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")

FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage"),
)
QUESTIONS = """
const answers = {};
const rows = [...document.querySelectorAll("tbody tr")];
const visible = () => rows.filter((row) => row.getClientRects().length).map((row) => Number(row.id.slice(4)));
const press = (key, code, more) => {
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key, code, bubbles: true, ...more }));
  return document.activeElement.id;
};
const type = (text) => {
  const find = document.getElementById("find");
  find.value = text;
  find.dispatchEvent(new Event("input"));
  return visible();
};
const cells = rows[0].querySelectorAll("td.text");
answers.directions = [...cells].map((cell) => getComputedStyle(cell).direction);
answers.sourceIsLeft = cells[0].getBoundingClientRect().right <= cells[1].getBoundingClientRect().left;
answers.rowLayout = getComputedStyle(rows[0]).display;
answers.scripts = document.scripts.length;
answers.images = document.images.length;
answers.hostile = rows[3].querySelector("td.text").textContent;
answers.all = visible();
answers.next = [press("n", "KeyN"), press("т", "KeyN"), press("n", "KeyN"), press("N", "KeyN", { shiftKey: true })];
answers.otherKeys = press("n", "KeyN", { ctrlKey: true });
document.getElementById("only-flagged").click();
answers.flagged = visible();
answers.told = document.getElementById("shown").textContent;
document.getElementById("only-flagged").click();
const searches = { case: "KREMLIN", marks: "مُحَمَّد", hamza: "احمد", none: "zzz", blank: "  " };
answers.found = Object.fromEntries(Object.entries(searches).map(([name, text]) => [name, type(text)]));
const result = document.createElement("pre");
result.id = "answers";
result.textContent = JSON.stringify(answers);
document.body.append(result);
"""


def in_browser(page: str, folder: Path) -> str:
    """The page as it stands after its scripts have run."""
    path = folder / "page.html"
    path.write_text(page, "utf-8")
    command = [str(CHROMIUM), *FLAGS, f"--user-data-dir={folder / 'profile'}", "--window-size=1400,900", "--dump-dom"]
    return subprocess.run(
        [*command, path.as_uri()], capture_output=True, check=True, timeout=120, encoding="utf-8"
    ).stdout


def asked(page: str, folder: Path) -> dict[str, Any]:
    """The answers of a script that the test adds, and lets through the policy by its own hash."""
    digest = base64.b64encode(hashlib.sha256(QUESTIONS.encode()).digest()).decode()
    page = page.replace("; script-src ", f"; script-src 'sha256-{digest}' ", 1)
    page = page.replace("</body>", f"<script>{QUESTIONS}</script></body>")
    found = re.search(r'<pre id="answers">(.*?)</pre>', in_browser(page, folder), re.DOTALL)
    assert found, "the script did not come to its end"
    return json.loads(found[1].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))


def test_the_page_works_in_a_browser(tmp_path):
    bitext = Bitext.of(
        [
            bead("The Kremlin said so.", "قال الكرملين ذلك.", kind="heading"),
            bead("Muhammad spoke.", "تحدث محمد.", flags=("numbers",)),
            bead("Ahmad answered.", "ردّ أحمد."),
            bead(HOSTILE, HOSTILE, flags=("copy",)),
        ]
    )
    answers = asked(render_page(bitext, title="Report", document="report.md"), tmp_path)
    assert answers.pop("hostile") == HOSTILE
    assert answers == {
        "directions": ["ltr", "rtl"],
        "sourceIsLeft": True,
        "rowLayout": "grid",  # so the style passed the policy
        "scripts": 2,
        "images": 0,
        "all": [1, 2, 3, 4],
        "next": ["row-2", "row-4", "row-2", "row-4"],
        "otherKeys": "row-4",
        "flagged": [2, 4],
        "told": "2 of 4 rows",
        "found": {"case": [1], "marks": [2], "hamza": [3], "none": [], "blank": [1, 2, 3, 4]},
    }


def test_the_policy_lets_our_script_run_and_no_other(tmp_path):
    page = render_page(Bitext.of([bead(flags=("copy",))]), title="Report", document="report.md")
    assert '<div class="controls" role="search" hidden>' in page
    page = page.replace("</body>", '<script>document.body.id = "broken"</script></body>')
    dom = in_browser(page, tmp_path)
    assert '<div class="controls" role="search">' in dom
    assert '<body id="broken"' not in dom
