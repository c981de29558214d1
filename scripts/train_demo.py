"""Train the four demo packages (English, Arabic, Russian) on generated agency news and the project's own reports,
or, with --corpus, toy packages on an export of `aligner corpus build` and on nothing else.
One command, seeded; stages are kept in a work folder and taken up again; scores go to results.json by the packages."""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

if TYPE_CHECKING:
    from demo_training.model import Shape

PAIRS = ("en-ar", "ar-en", "en-ru", "ru-en")
ROOT = HERE.parent

__all__ = ["main"]


def main(arguments: list[str] | None = None) -> int:
    """Run the stages that are asked for; exit status 0, or 2 with one line on a bad option."""
    options = _options(arguments)
    if options.corpus is not None:
        return _from_corpus(options)
    import torch

    torch.set_num_threads(options.threads)
    for pair in [] if options.scores_only else options.pairs:
        _train_pair(pair, options)
    if not options.no_scores:
        _score(options)
    return 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="train_demo.py", description=__doc__)
    parser.add_argument("--pairs", nargs="+", choices=PAIRS, default=list(PAIRS), help="which directions (all four)")
    parser.add_argument(
        "--work", type=Path, default=ROOT / ".cache" / "demo", help="folder for what is kept between runs"
    )
    parser.add_argument("--out", type=Path, help="folder for the packages (aligner/engines/demo; with --corpus, toy)")
    parser.add_argument(
        "--corpus", type=Path, metavar="EXPORT", help="learn from this export of a corpus (argos or moses) alone"
    )
    parser.add_argument("--reports", type=Path, default=HERE / "data" / "reports", help="the trilingual reports")
    parser.add_argument(
        "--samples", type=Path, default=ROOT / "docs" / "samples", help="the sample reports, kept apart"
    )
    parser.add_argument("--sentences", type=int, default=150_000, help="generated pairs (150000)")
    parser.add_argument("--steps", type=int, default=2000, help="training steps (2000)")
    parser.add_argument("--tokens", type=int, default=1800, help="target tokens in the batch of a step (1800)")
    parser.add_argument(
        "--vocabulary", type=int, default=4000, help="SentencePiece pieces, both languages together (4000)"
    )
    parser.add_argument("--held-out", type=int, default=15, help="reports kept for measuring (15)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--threads", type=int, default=2, help="CPU threads (2); one process a pair with 1 each is faster"
    )
    parser.add_argument("--scores-only", action="store_true", help="score the packages in --out, train nothing")
    parser.add_argument("--no-scores", action="store_true", help="train only; score later with the same command")
    parser.add_argument("--tiny", action="store_true", help="a small run of a minute that proves the pipeline, no more")
    options = parser.parse_args(arguments)
    if options.corpus is not None and options.scores_only:
        parser.error("--scores-only is for the demo packages: --corpus scores on its own test set after training")
    if options.out is None:
        options.out = ROOT / "aligner" / "engines" / "demo" if options.corpus is None else Path("toy")
    for folder in (options.reports, options.samples) if options.corpus is None else ():
        if not folder.is_dir():
            parser.error(f"{folder} is not a folder: give the right one with --reports or --samples")
    if options.tiny:
        options.sentences, options.steps, options.vocabulary, options.held_out = 60, 240, 500, 2
    return options


def _shape(options: argparse.Namespace, vocabulary: int) -> Shape:
    from demo_training.model import Shape

    if options.tiny:
        return Shape(vocabulary, width=96, inner=192, heads=4, encoder_layers=2, decoder_layers=1)
    return Shape(vocabulary, width=192, inner=512, heads=4, encoder_layers=3, decoder_layers=2)


def _fingerprint(options: argparse.Namespace) -> str:
    """What the training depends on, so that a work folder of another grammar or setting is not taken up by mistake."""
    digest = hashlib.sha256()
    settings = (
        options.sentences,
        options.steps,
        options.tokens,
        options.vocabulary,
        options.held_out,
        options.seed,
        options.tiny,
    )
    digest.update(repr(settings).encode())
    files = [*HERE.glob("demo_grammar/**/*.txt"), *HERE.glob("demo_*/*.py"), *options.reports.glob("p*.txt")]
    for path in sorted(files):
        if path.name not in ("score.py", "package.py"):
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def _reports(options: argparse.Namespace) -> tuple[list[Path], list[Path]]:
    """The reports to learn from and those held out; a tiny run learns from none."""
    from demo_training.data import held_out

    paths = sorted(options.reports.glob("p*.txt"))
    kept = held_out(paths, options.held_out)
    learnt = [path for path in paths if path.name not in kept]
    return ([] if options.tiny else learnt), [path for path in paths if path.name in kept]


def _train_pair(pair: str, options: argparse.Namespace) -> None:
    from demo_grammar import Grammar
    from demo_training import data

    source, target = pair.split("-")
    work = options.work / f"{pair}-{_fingerprint(options)}"
    work.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    text = work / "pairs.json"
    learnt, _ = _reports(options)
    if text.is_file():
        pairs = [(one, other) for one, other in json.loads(text.read_text(encoding="utf-8"))]
    else:
        grammar = Grammar(None if options.tiny else options.reports)
        samples = data.read_samples(options.samples)
        pairs = list(data.training_pairs(grammar, source, target, options.sentences, learnt, samples, options.seed))
        beside = text.with_suffix(".part")
        beside.write_text(json.dumps(pairs, ensure_ascii=False), encoding="utf-8")
        beside.replace(text)
    print(f"{pair}: {len(pairs)} pairs ({time.monotonic() - began:.0f} s)", flush=True)
    _learn(pair, pairs, work, options, began)


def _learn(pair: str, pairs: list[tuple[str, str]], work: Path, options: argparse.Namespace, began: float) -> Path:
    """Train a direction on these pairs, going on from what the work folder holds; gives the package."""
    from demo_training import package, train

    source, target = pair.split("-")
    pieces, weights = work / "pieces.model", work / "model.pt"
    if pieces.is_file():
        vocabulary = train.Vocabulary(pieces)
    else:
        vocabulary = train.learn_pieces(pairs, options.vocabulary, pieces, options.seed)
    if not weights.is_file():
        schedule = train.Schedule(steps=options.steps, tokens=options.tokens, seed=options.seed)
        if options.tiny:
            schedule = train.Schedule(
                steps=options.steps, tokens=1000, peak=4e-3, warm_up=30, smoothing=0.0, seed=options.seed
            )
        train.learn(pairs, vocabulary, _shape(options, len(vocabulary.tokens)), schedule, work)
        (work / "checkpoint.pt").unlink(missing_ok=True)
    learnt = "" if options.corpus is None else f"the corpus in {options.corpus.name}"
    made = package.write_package(package.load_model(weights), pieces, source, target, options.out, learnt_from=learnt)
    print(
        f"{pair}: {made.name}, {made.stat().st_size / 1e6:.1f} MB, {time.monotonic() - began:.0f} s in all", flush=True
    )
    return made


def _from_corpus(options: argparse.Namespace) -> int:
    """Train toy packages from an export and from nothing else; scores are on its own test set."""
    from demo_training.export import read_export, receipt_digest

    try:
        pairs = {pair: read_export(options.corpus, *pair.split("-")) for pair in options.pairs}
    except ValueError as error:
        print(f"train_demo.py: {error}", file=sys.stderr)
        return 2
    import torch
    from demo_training import package
    from demo_training.score import PackageTranslator, score

    torch.set_num_threads(options.threads)
    results: dict[str, object] = {}
    for pair, splits in pairs.items():
        settings = (options.steps, options.tokens, options.vocabulary, options.seed, options.tiny)
        name = hashlib.sha256(f"{receipt_digest(options.corpus)} {settings}".encode()).hexdigest()[:12]
        work = options.work / f"corpus-{pair}-{name}"
        work.mkdir(parents=True, exist_ok=True)
        print(f"{pair}: {', '.join(f'{split} {len(lines)}' for split, lines in splits.items())} beads", flush=True)
        made = _learn(pair, splits["train"], work, options, time.monotonic())
        translator = PackageTranslator(made, options.threads)
        found: dict[str, object] = {"bytes": made.stat().st_size, "train": len(splits["train"])}
        for split in ("validation", "test") if not options.no_scores else ():
            if lines := splits[split]:
                found[split] = score(translator.translate([line[0] for line in lines]), [line[1] for line in lines])
        results[pair] = found
    text = json.dumps({"version": package.VERSION, "pairs": results}, indent=2, ensure_ascii=False)
    beside = options.out / "results.part"
    beside.write_text(text + "\n", encoding="utf-8")
    beside.replace(options.out / "results.json")
    return 0


def _score(options: argparse.Namespace) -> None:
    """Score the packages on unseen generated sentences, on the samples and on the held-out reports."""
    from demo_grammar import Grammar
    from demo_training import data, package
    from demo_training.score import PackageTranslator, score

    samples = data.read_samples(options.samples)
    _, kept = _reports(options)
    grammar = Grammar(None if options.tiny else options.reports)
    unseen = list(grammar.sentences(500, options.seed + 1000))
    results: dict[str, object] = {}
    for pair in PAIRS:
        source, target = pair.split("-")
        path = options.out / f"{package.package_name(source, target)}.argosmodel"
        if not path.is_file():
            continue
        translator = PackageTranslator(path, options.threads)
        beads = [bead.texts for report in kept for bead in data.read_report(report)[0]]
        sets = {
            "grammar": [
                ({"en": t.en, "ar": t.ar, "ru": t.ru}[source], {"en": t.en, "ar": t.ar, "ru": t.ru}[target])
                for t in unseen
            ],
            "samples": [pair for texts in samples.values() for pair in zip(texts[source], texts[target], strict=True)],
            "reports": [(texts[source], texts[target]) for texts in beads if source in texts and target in texts],
        }
        found = {}
        for name, lines in sets.items():
            made = translator.translate([line[0] for line in lines])
            found[name] = score(made, [line[1] for line in lines])
            bleu, chrf = found[name]["bleu"], found[name]["chrf"]
            print(f"{pair} {name}: BLEU {bleu}  chrF {chrf}  {found[name]['bleu_signature']}", flush=True)
        results[pair] = {"bytes": path.stat().st_size, **found}
    options.out.mkdir(parents=True, exist_ok=True)
    beside = options.out / "results.part"
    text = json.dumps({"version": package.VERSION, "pairs": results}, indent=2, ensure_ascii=False)
    beside.write_text(text + "\n", encoding="utf-8")
    beside.replace(options.out / "results.json")


if __name__ == "__main__":
    sys.exit(main())
