"""Parallel corpora for training: one record a bead, filters, duplicates, splits and exports."""
