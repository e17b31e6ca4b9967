"""Understanding a question before it is answered.

Logistic regressions (multinomial where there are more than two labels) over
the packaged E5's embedding of the question, which is one for all languages.
They are fitted on ``phrases.jsonl`` by ``python -m qa.intents``: wordings, not
keywords, decide, so that «Qui salue l’accord ?» is no greeting.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save_file

from qa.errors import QAError

WEIGHTS = Path(__file__).with_name("weights.safetensors")

QUESTION = "question"
SUMMARY = "summary"
SMALL_TALK = ("greeting", "thanks", "goodbye", "help", "system")
"""Intents that get a reply, and no quotation."""
FACTS = ("author", "published", "updated", "title", "headings", "related", "newspaper", "people")
"""Intents that ask for a fact of the article itself, which its structure holds."""
ASPECTS = ("intent", "lang", "leans", "list", "who_said")
"""What is asked of every question; each has a regression of its own."""
_LEAST = 0.5


@dataclass(frozen=True)
class Understanding:
    """What a question wants; every number is a probability in [0, 1].

    Attributes:
        intents: the probability of each intent, by name.
        language: ISO 639-1; the most probable one among those of the phrases.
        leans: whether it leans on an earlier question («et elle ?»).
        list: whether it asks for several items.
        who_said: whether it asks who says something.
    """

    intents: Mapping[str, float]
    language: str
    leans: float
    list: float
    who_said: float

    @property
    def intent(self) -> str:
        """The most probable intent, but ``QUESTION`` where none is more probable than not."""
        best = max(self.intents, key=self.intents.__getitem__)
        return best if self.intents[best] >= _LEAST else QUESTION


@dataclass(frozen=True)
class Regression:
    """A fitted multinomial logistic regression.

    Attributes:
        labels: n names.
        weights: (n, dimension) float32.
        bias: (n,) float32.
    """

    labels: tuple[str, ...]
    weights: np.ndarray
    bias: np.ndarray

    def probabilities(self, vector: np.ndarray) -> dict[str, float]:
        """The probability of each label for an embedding: (dimension,)."""
        logits = (self.weights @ vector + self.bias).astype(np.float64)
        shares = np.exp(logits - logits.max())
        return dict(zip(self.labels, (shares / shares.sum()).tolist(), strict=True))


@dataclass(frozen=True)
class IntentModel:
    """The fitted regressions, one for each of ``ASPECTS``.

    ``encode`` embeds a question: (dimension,) float32.
    """

    regressions: Mapping[str, Regression]
    encode: Callable[[str], np.ndarray]

    def understand(self, question: str) -> Understanding:
        """What a question wants."""
        vector = self.encode(question)
        found = {aspect: self.regressions[aspect].probabilities(vector) for aspect in ASPECTS}
        language = max(found["lang"], key=found["lang"].__getitem__)
        yes = {aspect: found[aspect]["true"] for aspect in ("leans", "list", "who_said")}
        return Understanding(found["intent"], language, **yes)

    def save(self, path: Path) -> None:
        """Write the regressions; ``encode`` is not part of them."""
        tensors = {}
        for aspect, fitted in self.regressions.items():
            # safetensors writes memory as it lies, whatever its order.
            weights = np.ascontiguousarray(fitted.weights)
            tensors |= {f"{aspect}.weights": weights, f"{aspect}.bias": fitted.bias}
        labels = {aspect: json.dumps(fitted.labels) for aspect, fitted in self.regressions.items()}
        save_file(tensors, path, metadata=labels)

    @classmethod
    def load(cls, encode: Callable[[str], np.ndarray], path: Path = WEIGHTS) -> "IntentModel":
        """Read what ``save`` wrote.

        Raises:
            QAError: the file is missing or damaged.
        """
        try:
            with safe_open(path, framework="numpy") as file:
                labels = file.metadata() or {}
                regressions = {
                    aspect: Regression(
                        tuple(json.loads(labels[aspect])),
                        file.get_tensor(f"{aspect}.weights"),
                        file.get_tensor(f"{aspect}.bias"),
                    )
                    for aspect in ASPECTS
                }
        except (OSError, SafetensorError, KeyError, ValueError) as error:
            raise QAError(f"{path} is missing or damaged; install the package again.") from error
        return cls(regressions, encode)
