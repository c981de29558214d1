"""The glossary: concepts and their names, found in texts, enforced, checked, suggested, exchanged."""
