"""Versions of a report become a bitext: documents, alignment and glossary together, and the files that come of it."""

from __future__ import annotations
