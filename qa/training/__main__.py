"""``python -m qa.training``: trains the reader."""

import argparse
import json
import platform
import sys
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

import torch

from index import ArticleIndexError, e5
from qa.errors import QAError
from qa.reader.weights import base_network, file_hash, load_network, load_tokens, save_weights
from qa.training.curve import draw_curve
from qa.training.data import data_files, hashes, load
from qa.training.drawing import Examples
from qa.training.errors import TrainingError
from qa.training.loop import Recipe, Trainer


def main(arguments: list[str] | None = None) -> int:
    """Run the command line.

    Returns:
        0 when it was trained, 1 when the data, the weights to start from or
        the checkpoint cannot be used; argparse exits with 2 for a wrong call.
    """
    options = _parser().parse_args(arguments)
    try:
        train(options)
    except (TrainingError, QAError, ArticleIndexError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def train(options: argparse.Namespace) -> None:
    """Train as the options say, and write checkpoint, log, configuration, curve and weights."""
    corpus = load(*options.data)
    recipe = Recipe(seed=options.seed, steps=options.steps, learning_rate=options.rate, dropout=options.dropout)
    config = {
        "recipe": {name: value for name, value in asdict(recipe).items() if name != "steps"},
        "share": options.share,
        "french_share": options.french_share,
        "start": file_hash(options.start) if options.start else e5.SHA256,
        "versions": {name: version(name) for name in ("torch", "transformers", "tokenizers")},
        "python": platform.python_version(),
        "data": hashes(data_files(*options.data)),
    }
    torch.manual_seed(recipe.seed)
    tokens = load_tokens()
    network = load_network(options.start).requires_grad_(True) if options.start else base_network()
    examples = Examples(corpus.training, tokens, options.share, options.french_share)
    options.out.mkdir(parents=True, exist_ok=True)
    Trainer(network, tokens, examples.draw, recipe, config, options.out).run()
    written = json.dumps(config | {"steps": recipe.steps}, indent=2)
    (options.out / "config.json").write_text(f"{written}\n", encoding="utf-8")
    draw_curve(options.out)
    weights = options.out / "weights.safetensors"
    print(f"{weights}\nSHA-256 {save_weights(network, weights)}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m qa.training", description="Train the reader.")
    parser.add_argument("--data", type=Path, required=True, nargs="+", help="folders of */*.jsonl.gz")
    parser.add_argument(
        "--out",
        type=Path,
        required=True,
        help="folder for checkpoint, log, curve and weights; a checkpoint in it is taken up",
    )
    parser.add_argument("--start", type=Path, help="weights to start from (default: the base model)")
    parser.add_argument(
        "--steps",
        type=_positive,
        default=Recipe.steps,
        help="batches; may be changed when a training goes on (default: %(default)s)",
    )
    parser.add_argument(
        "--rate", type=float, default=Recipe.learning_rate, help="peak learning rate (default: %(default)s)"
    )
    parser.add_argument(
        "--share", type=_share, default=0.05, help="of the data that is not French, in an epoch (default: %(default)s)"
    )
    parser.add_argument(
        "--french-share",
        type=_share,
        default=1.0,
        help="of the French data that is not press, in an epoch (default: %(default)s)",
    )
    parser.add_argument(
        "--dropout", type=_share, default=Recipe.dropout, help="of the hidden states (default: %(default)s)"
    )
    parser.add_argument("--seed", type=int, default=0)
    return parser


def _positive(value: str) -> int:
    if not value.isdecimal() or int(value) == 0:
        raise argparse.ArgumentTypeError(f"{value!r} is not a number of steps")
    return int(value)


def _share(value: str) -> float:
    share = float(value)
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError(f"{value!r} is not a share between 0 and 1")
    return share


if __name__ == "__main__":
    sys.exit(main())
