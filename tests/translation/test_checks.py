"""Checks find what is wrong, and leave professional translations alone."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from aligner.translation.checks import faults
from scripts.reports_corpus import LANGUAGES, read_reports

REPORTS = Path(__file__).parents[2] / "scripts" / "data" / "reports"
SOURCE = "The foreign minister met his Egyptian counterpart in Cairo on Sunday to discuss 3 agreements."
ARABIC = "التقى وزير الخارجية نظيره المصري في القاهرة يوم الأحد لبحث 3 اتفاقات."
RUSSIAN = "Министр иностранных дел встретился в воскресенье в Каире с египетским коллегой, чтобы обсудить 3 соглашения."


def names(source: str, target: str, pair: str = "en-ar") -> list[str]:
    return [fault.name for fault in faults(source, target, *pair.split("-"))]


def test_sound_translations_have_no_faults() -> None:
    assert names(SOURCE, ARABIC) == []
    assert names(SOURCE, RUSSIAN, "en-ru") == []
    assert names(ARABIC, SOURCE, "ar-en") == []
    assert names(RUSSIAN, ARABIC, "ru-ar") == []


@pytest.mark.parametrize(
    ("target", "pair", "fault"),
    [
        ("", "en-ar", "empty"),
        ("...", "en-ar", "empty"),
        (SOURCE, "en-ar", "copy"),
        (SOURCE.replace("Sunday", "الأحد"), "en-ar", "copy"),
        (SOURCE, "en-ru", "copy"),
        (ARABIC.replace("نظيره المصري", "his Egyptian counterpart"), "en-ar", "script"),
        (ARABIC.replace("القاهرة", "Cairo"), "en-ar", "script"),
        (ARABIC.replace("القاهرة", "Каире"), "en-ar", "script"),
        (RUSSIAN.replace("коллегой", "counterpart"), "en-ru", "script"),
        (RUSSIAN + " 新聞", "en-ru", "script"),
        ("التقى الوزير 3 اتفاقات.", "en-ar", "truncated"),
        (ARABIC + " " + ARABIC.replace("3", "") + " ثم عاد إلى بلاده مساء اليوم نفسه", "en-ar", "long"),
        ("التقى وزير الخارجية نظيره المصري المصري المصري في القاهرة يوم الأحد لبحث 3 اتفاقات.", "en-ar", "repetition"),
        ("التقى وزير الخارجية في القاهرة في القاهرة في القاهرة يوم الأحد لبحث 3 اتفاقات.", "en-ar", "repetition"),
        (ARABIC.replace("نظيره المصري", "WE WILL WIN"), "en-ar", "script"),
        (ARABIC.replace("نظيره المصري", "it is up to us"), "en-ar", "script"),
        (RUSSIAN.replace("Каире", "Cairo"), "en-ru", "latin"),
        (ARABIC.replace("القاهرة", "⁇"), "en-ar", "unknown"),
        ("التقى الوزير 3 مرات في القاهرة يوم الأحد، التقى الوزير 3 مرات في القاهرة يوم الأحد.", "en-ar", "repetition"),
        (ARABIC.replace("نظيره", '"نظيره'), "en-ar", "quotes"),
        (RUSSIAN.replace("в Каире", "«в Каире"), "en-ru", "quotes"),
        (ARABIC.replace("3", "8"), "en-ar", "numbers"),
        (ARABIC.replace("3 ", ""), "en-ar", "numbers"),
        (RUSSIAN.replace("3", "3 или 40"), "en-ru", "numbers"),
    ],
)
def test_what_is_wrong_is_found(target: str, pair: str, fault: str) -> None:
    assert fault in names(SOURCE, target, pair)


def test_faults_come_worst_first() -> None:
    found = faults(SOURCE, SOURCE.replace("3", "5"), "en", "ar")
    assert [fault.name for fault in found] == ["copy", "numbers"]


@pytest.mark.parametrize(
    ("source", "target", "pair"),
    [
        ("The F-16 was sold by BMW and WHO.", "باعت BMW وWHO طائرة F-16.", "en-ar"),
        ("He wrote on X and NTV.", "Он написал в X и NTV.", "en-ru"),
        ("٣ اتفاقات وقعت في ١٢ مايو.", "3 соглашения подписаны 12 мая.", "ar-ru"),
        ("Twelve people were killed.", "Погибли 12 человек.", "en-ru"),
        ("12,500 refugees returned.", "عاد 12500 لاجئ.", "en-ar"),
    ],
)
def test_what_only_looks_wrong_is_let_pass(source: str, target: str, pair: str) -> None:
    assert names(source, target, pair) == []


def test_human_translations_pass() -> None:
    """On the project's own reports: hardly one in a thousand has a fault in its words, one in fifty in its numbers."""
    total, bad, any_fault = 0, 0, 0
    for report in list(read_reports(REPORTS))[::7]:
        for bead in report.beads:
            for source, target in permutations(LANGUAGES, 2):
                if not (bead.cells[source] and bead.cells[target]):
                    continue
                found = {fault.name for fault in faults(bead.text(source), bead.text(target), source, target)}
                total += 1
                any_fault += bool(found)
                bad += bool(found - {"numbers", "latin"})
    assert total > 4000
    assert bad / total < 0.002
    assert any_fault / total < 0.02
