"""The training loop: reproducible, and resumable from its checkpoint."""

import json
import pickle
import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path

import torch
from torch import Tensor
from tqdm import tqdm

from qa.reader.network import ReaderNetwork
from qa.reader.windows import Tokens
from qa.training.batches import Batch, Group, batched, collated
from qa.training.errors import TrainingError

CHECKPOINT = "checkpoint.pt"
LOG = "log.jsonl"
_UNREADABLE = -1e4
_LOGGED_EVERY = 50
"""Steps."""


@dataclass(frozen=True)
class Recipe:
    """How to train.

    Attributes:
        seed: of whatever is drawn.
        steps: batches to learn from; epochs are drawn as they need.
        questions: in a batch, about.
        learning_rate: the peak, after ``warmup`` steps; it then falls linearly to 0.
        weight_decay: of AdamW.
        head_rate: how many times the learning rate the last layer, which starts untrained, gets.
        warmup: steps in which the learning rate rises from 0.
        clip: most norm of a gradient.
        dropout: of the encoder's hidden states (Srivastava et al. 2014).
        save_minutes: between checkpoints.
    """

    seed: int = 0
    steps: int = 3_000
    questions: int = 16
    learning_rate: float = 1.5e-4
    head_rate: float = 10.0
    warmup: int = 100
    weight_decay: float = 0.01
    clip: float = 1.0
    dropout: float = 0.1
    save_minutes: float = 5.0


Epoch = Callable[[random.Random], Sequence[Group]]
"""Draws the examples of one epoch."""


class Trainer:
    """Trains a network; whatever it needs to go on lies in ``folder``.

    Args:
        network: its word embeddings stay as they are.
        draw: gives the examples of an epoch; the same for the same generator state.
        config: what the training is made of; a checkpoint of another one is not taken up.
        folder: for checkpoint and log; a checkpoint found there is taken up.
    """

    def __init__(
        self, network: ReaderNetwork, tokens: Tokens, draw: Epoch, recipe: Recipe, config: Mapping, folder: Path
    ):
        self._device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self._network = network.to(self._device)
        self._tokens, self._draw, self._recipe = tokens, draw, recipe
        self._config, self._folder = dict(config), folder
        network.embeddings.word_embeddings.weight.requires_grad_(False)
        for module in network.modules():
            if isinstance(module, torch.nn.Dropout):
                module.p = recipe.dropout
        self._trained = {name: p for name, p in network.named_parameters() if p.requires_grad}
        head = [p for name, p in self._trained.items() if name.startswith("ends.")]
        body = [p for name, p in self._trained.items() if not name.startswith("ends.")]
        self._optimizer = torch.optim.AdamW(
            [{"params": body, "factor": 1.0}, {"params": head, "factor": recipe.head_rate}],
            lr=recipe.learning_rate,
            weight_decay=recipe.weight_decay,
            fused=True,
        )
        self._step = 0

    def run(self) -> None:
        """Train to the last step.

        Raises:
            TrainingError: there is nothing to learn from, or the folder holds
                the checkpoint of another training.
        """
        self._take_up()
        total = self._recipe.steps
        self._network.train()
        saved, losses = time.monotonic(), []
        with tqdm(total=total, initial=self._step, unit="step", mininterval=10, delay=1) as bar:
            for number, groups in islice(enumerate(self._batches()), self._step, total):
                batch = collated(groups, self._tokens, random.Random(f"{self._recipe.seed} {number}"))
                losses.append(self._learn(batch, number, total))
                self._step = number + 1
                bar.update()
                if self._step % _LOGGED_EVERY == 0 or self._step == total:
                    bar.set_postfix(loss=self._note(losses))
                    losses = []
                if time.monotonic() - saved > self._recipe.save_minutes * 60 or self._step == total:
                    self._save()
                    saved = time.monotonic()

    def _batches(self) -> Iterator[list[Group]]:
        for epoch in count():
            rng = random.Random(f"{self._recipe.seed} epoch {epoch}")
            batches = batched(self._draw(rng), self._recipe.questions, rng)
            if not batches:
                raise TrainingError("The data hold no text to train on.")
            yield from batches

    def _learn(self, batch: Batch, number: int, total: int) -> float:
        # Dropout's draws are the same wherever a training was interrupted.
        torch.manual_seed(self._recipe.seed * 1_000_003 + number)
        rate = self._recipe.learning_rate * min(
            (number + 1) / self._recipe.warmup, (total - number) / max(total - self._recipe.warmup, 1)
        )
        for group in self._optimizer.param_groups:
            group["lr"] = rate * group["factor"]
        with torch.autocast(self._device.type, dtype=torch.bfloat16):
            loss = loss_of(self._network, batch.to(self._device))
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self._trained.values(), self._recipe.clip)
        self._optimizer.step()
        self._optimizer.zero_grad()
        return loss.item()

    def _note(self, losses: list[float]) -> float:
        loss = round(sum(losses) / len(losses), 4)
        with (self._folder / LOG).open("a", encoding="utf-8") as log:
            log.write(json.dumps({"step": self._step, "loss": loss}) + "\n")
        return loss

    def _save(self) -> None:
        state = {
            "config": self._config,
            "step": self._step,
            "network": {name: p.detach().cpu() for name, p in self._trained.items()},
            "optimizer": self._optimizer.state_dict(),
        }
        scratch = self._folder / f"{CHECKPOINT}.part"
        torch.save(state, scratch)
        scratch.replace(self._folder / CHECKPOINT)

    def _take_up(self) -> None:
        path = self._folder / CHECKPOINT
        if not path.exists():
            return
        try:
            state = torch.load(path, weights_only=True, map_location="cpu")
        except (OSError, RuntimeError, pickle.UnpicklingError, EOFError) as error:
            raise TrainingError(f"The checkpoint {path} is damaged; delete it to begin again.") from error
        if state["config"] != self._config:
            raise TrainingError(f"The checkpoint {path} is of another training; choose another folder or delete it.")
        with torch.no_grad():
            for name, parameter in self._trained.items():
                parameter.copy_(state["network"][name])
        self._optimizer.load_state_dict(state["optimizer"])
        self._step = state["step"]
        log = self._folder / LOG
        if log.exists():  # what came after the checkpoint comes again
            kept = [
                line for line in log.read_text(encoding="utf-8").splitlines() if json.loads(line)["step"] <= self._step
            ]
            log.write_text("".join(f"{line}\n" for line in kept), encoding="utf-8")


def loss_of(network: ReaderNetwork, batch: Batch) -> Tensor:
    """Mean negative log-likelihood of the right starts and ends.

    Each question sees one window, and the null is among the candidates; where
    several starts or ends are right, their probabilities are summed (Clark &
    Gardner 2018).
    """
    scores = scores_of(network, batch)
    log_probabilities = torch.log_softmax(scores, dim=1)
    right = torch.stack([batch.starts, batch.ends], dim=2)
    return -torch.logsumexp(log_probabilities.masked_fill(~right, _UNREADABLE), dim=1).mean()


def scores_of(network: ReaderNetwork, batch: Batch) -> Tensor:
    """(n, t + 1, 2) start and end scores: the null, then the window's tokens."""
    questions = network.encode_questions(batch.questions, batch.question_mask)
    texts = network.encode_texts(batch.texts, batch.text_mask)
    of = batch.window_of
    scores, null = network.join(questions, batch.question_mask, texts[of], batch.text_mask[of])
    scores = scores.masked_fill(~batch.readable[of][..., None], _UNREADABLE)
    return torch.cat([null[:, None], scores], dim=1)
