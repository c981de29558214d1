"""The vocabulary cut: which of the 262,144 pieces of Gemma 3 are kept, and the tokenizer over these.
The kept set is closed under the merges that build its pieces, so a text whose pieces are all kept is cut as before."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zlib
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path

from .prompt import CLOSE, MIDDLE, OPEN

__all__ = ["PIECES_FILE", "build_tokenizer", "choose_pieces", "digest", "read_pieces", "write_pieces"]

PIECES_FILE = Path(__file__).with_name("pieces.json")
_SPECIAL = ("<pad>", "<eos>", "<bos>", "<unk>", "\n", OPEN, MIDDLE, CLOSE, "English", "Arabic", "Russian", ":", "▁")
_BYTE = re.compile(r"<0x[0-9A-F]{2}>")
_CYRILLIC, _ARABIC = re.compile(r"[А-Яа-яЁё]+"), re.compile(r"[\u0621-\u064a]+[\u064b-\u0652]?")
_SIGNS = re.compile(r"[!-/:-@\[-`{-~«»„“”‘’‚‹›–—―…№،؛؟٪٫٬€$£¥₽₺₪°±×§©®™•′″0-9٠-٩۰-۹]{1,3}")
_LETTER = re.compile(
    r"[\u0020-\u024f\u0259\u02bb-\u02bf\u0300-\u0304\u0306-\u030c\u0370-\u03ff\u0400-\u052f"
    r"\u0600-\u06ff\u1e00-\u1eff\u2010-\u2044\u20a0-\u20bf\u2100-\u2126\u2190-\u2194\u2212]"
)


def choose_pieces(pieces: Sequence[str], used: Iterable[int], common: Iterable[int], below: int) -> list[int]:
    """The ids to keep, ascending.

    `pieces` is the full vocabulary in the order of its ids, `used` the ids that the training data use, `common` the
    ids that frequent English words use, of which those with an id less than `below` (the earlier merges) are kept.
    Russian and Arabic pieces are kept whole, and single letters of neighbouring alphabets, signs, digits and bytes.
    """
    kept = {index for index, piece in enumerate(pieces) if _is_kept(piece)}
    kept.update(used)
    kept.update(index for index in common if index < below)
    return _closed(kept, pieces)


def _is_kept(piece: str) -> bool:
    if piece in _SPECIAL or _BYTE.fullmatch(piece):
        return True
    bare = piece.removeprefix("▁")
    return any(rule.fullmatch(bare) for rule in (_CYRILLIC, _ARABIC, _SIGNS, _LETTER))


def _closed(kept: set[int], pieces: Sequence[str]) -> list[int]:
    """The kept ids with every piece that is made on the way to one of them."""
    ids = {piece: index for index, piece in enumerate(pieces)}
    closed = set(kept)
    for index in kept:
        if len(pieces[index]) > 1 and index > ids["<0xFF>"]:
            closed.update(_made_on_the_way(pieces[index], ids))
    return sorted(closed)


def _made_on_the_way(piece: str, ids: dict[str, int]) -> set[int]:
    parts, made = list(piece), {ids[letter] for letter in piece if letter in ids}
    while len(parts) > 1:
        joined = [(ids[a + b], at) for at, (a, b) in enumerate(pairwise(parts)) if a + b in ids]
        if not joined:
            break
        index, at = min(joined)
        made.add(index)
        parts[at : at + 2] = [parts[at] + parts[at + 1]]
    return made


def write_pieces(path: Path, ids: Sequence[int], base_sha256: str) -> None:
    """Store the kept ids as a compressed bit map, with the hash of the model file they refer to."""
    bits = bytearray(262144 // 8)
    for index in ids:
        bits[index // 8] |= 1 << index % 8
    packed = base64.b64encode(zlib.compress(bytes(bits), 9)).decode("ascii")
    stored = {"base_sha256": base_sha256, "pieces": len(ids), "bits": packed}
    path.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")


def read_pieces(path: Path = PIECES_FILE) -> list[int]:
    """The kept ids, ascending: the place of an id in the list is its id in the cut vocabulary."""
    stored = json.loads(path.read_text(encoding="utf-8"))
    bits = zlib.decompress(base64.b64decode(stored["bits"]))
    ids = [8 * at + bit for at, byte in enumerate(bits) for bit in range(8) if byte >> bit & 1]
    if len(ids) != stored["pieces"]:
        raise ValueError(f"{path}: {len(ids)} pieces instead of {stored['pieces']}; the file is damaged")
    return ids


def digest(kept: Sequence[int]) -> str:
    """A short name of a set of kept pieces: models of other pieces cannot be mixed."""
    return hashlib.sha256(" ".join(map(str, kept)).encode()).hexdigest()[:16]


def build_tokenizer(pieces: Sequence[str], kept: Sequence[int]):  # type: ignore[no-untyped-def]
    """A tokenizers.Tokenizer over the kept pieces: byte pair merges in the order of the ids, bytes for the rest.

    It knows no special text: "<eos>" in a report is cut into signs and letters like any other word.
    """
    from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers

    vocabulary = {pieces[index]: at for at, index in enumerate(kept)}
    merges = [
        (piece[:cut], piece[cut:])
        for piece in vocabulary
        if not _BYTE.fullmatch(piece) and not (piece.startswith("<") and piece.endswith(">") and len(piece) > 2)
        for cut in range(1, len(piece))
        if piece[:cut] in vocabulary and piece[cut:] in vocabulary
    ]
    tokenizer = Tokenizer(models.BPE(vocabulary, merges, unk_token="<unk>", fuse_unk=True, byte_fallback=True))
    tokenizer.normalizer = normalizers.Replace(" ", "▁")
    # A merge never reaches from one word into the next, so words can be cut one by one: the same pieces, sooner.
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex("▁"), "merged_with_next")
    tokenizer.decoder = decoders.Sequence([decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse()])
    return tokenizer
