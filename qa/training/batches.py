"""Batches: windows of like length, each with a few of its questions."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, fields

import torch
from torch import Tensor

from qa.reader.network import padded
from qa.reader.windows import Tokens
from qa.training.examples import Asked, Example
from qa.training.noise import noisy

_POOL = 400
"""Windows sorted by length at a time."""


@dataclass(frozen=True)
class Batch:
    """w windows and n questions, padded.

    Attributes:
        texts, text_mask: (w, t) token ids and 0/1.
        readable: (w, t) bool: where an answer may be.
        questions, question_mask: (n, q) token ids and 0/1.
        window_of: (n,) the row of each question's window.
        starts, ends: (n, t + 1) bool: the right places; column 0 is the null.
    """

    texts: Tensor
    text_mask: Tensor
    readable: Tensor
    questions: Tensor
    question_mask: Tensor
    window_of: Tensor
    starts: Tensor
    ends: Tensor

    def to(self, device: torch.device) -> "Batch":
        """The same batch on another device."""
        return Batch(*(getattr(self, field.name).to(device) for field in fields(self)))


@dataclass(frozen=True)
class Group:
    """A window and the questions it is asked in this epoch."""

    example: Example
    asked: tuple[Asked, ...]

    @property
    def length(self) -> int:
        return len(self.example.window.ids)


def chosen(example: Example, rng: random.Random, most: int) -> Group:
    """Up to ``most`` of the questions a window answers, and about as many that it does not.

    Questions that the whole text does not answer are the hardest, and drawn
    three times as often as those it answers elsewhere.
    """
    positives = [asked for asked in example.asked if asked.spans]
    negatives = [asked for asked in example.asked if not asked.spans]
    rng.shuffle(positives)
    negatives.sort(key=lambda asked: rng.random() ** (1 / (1 if asked.question.answers else 3)), reverse=True)
    positives = positives[:most]
    return Group(example, (*positives, *negatives[: max(2, len(positives))]))


def batched(groups: Sequence[Group], size: int, rng: random.Random) -> list[list[Group]]:
    """Shuffle, gather windows of like length, and cut into batches of about ``size`` questions."""
    groups = list(groups)
    rng.shuffle(groups)
    batches: list[list[Group]] = []
    for start in range(0, len(groups), _POOL):
        batch: list[Group] = []
        for group in sorted(groups[start : start + _POOL], key=lambda group: group.length):
            batch.append(group)
            if sum(len(member.asked) for member in batch) >= size:
                batches.append(batch)
                batch = []
        if batch:
            batches.append(batch)
    rng.shuffle(batches)
    return batches


def collated(groups: Sequence[Group], tokens: Tokens, rng: random.Random) -> Batch:
    """Pad a batch; questions are made noisy half of the time."""
    windows = [group.example.window for group in groups]
    asked = [(row, asked) for row, group in enumerate(groups) for asked in group.asked]
    questions = [
        tokens.question(noisy(a.question.text, rng) if rng.random() < 0.5 else a.question.text) for _, a in asked
    ]
    texts, text_mask = padded([window.ids for window in windows], tokens.padding)
    readable, _ = padded([window.readable for window in windows], 0)
    question_ids, question_mask = padded(questions, tokens.padding)
    starts = torch.zeros(len(asked), texts.shape[1] + 1, dtype=torch.bool)
    ends = torch.zeros_like(starts)
    for row, (_, question) in enumerate(asked):
        for first, last in question.spans:
            starts[row, first + 1] = ends[row, last + 1] = True
        starts[row, 0] = ends[row, 0] = not question.spans
    window_of = torch.tensor([row for row, _ in asked])
    return Batch(texts, text_mask, readable.bool(), question_ids, question_mask, window_of, starts, ends)
