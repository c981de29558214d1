"""HTML pages that need nothing but themselves: texts side by side, to read in a browser or on paper."""

from __future__ import annotations
