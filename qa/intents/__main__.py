"""``python -m qa.intents``: fits the intent model on ``phrases.jsonl`` and prints how it does on other phrases."""

import argparse
import sys
from pathlib import Path

import numpy as np

from index import Encoder
from qa.errors import QAError
from qa.intents.fitting import fit, load_phrases
from qa.intents.model import QUESTION, WEIGHTS, IntentModel


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m qa.intents", description=__doc__)
    parser.add_argument("--test", type=Path, help="phrases with their intents, one JSON object a line")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    options = parser.parse_args(arguments)
    try:
        encoder = Encoder()
        phrases = load_phrases()
        vectors = encoder.encode_questions([phrase["text"] for phrase in phrases])
        model = fit(phrases, vectors, encoder.encode_question)
        model.save(options.out)
        if options.test:
            print(report(model, load_phrases(options.test)))
    except (OSError, ValueError, KeyError, QAError) as error:
        print(f"The intents cannot be fitted: {error}", file=sys.stderr)
        return 1
    return 0


def report(model: IntentModel, phrases: list[dict]) -> str:
    """How many phrases are understood, by whether they are ordinary questions."""
    outcomes = [(phrase["intent"], model.understand(phrase["text"]).intent) for phrase in phrases]
    lines = []
    for name, is_question in (("questions that stay questions", True), ("other intents understood", False)):
        kind = [wanted == found for wanted, found in outcomes if (wanted == QUESTION) == is_question]
        lines.append(f"{name}: {sum(kind)} of {len(kind)} ({np.mean(kind):.1%})")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
