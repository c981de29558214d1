"""Tests: one folder a room, as in aligner/."""
