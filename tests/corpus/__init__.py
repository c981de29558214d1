"""Tests of the parallel corpora."""
