"""The network: a BERT encoder that reads question and text apart, then together.

The lower layers see the question and the text separately, as E5 was trained
to; only the upper layers see both (DeFormer: Cao, Trivedi, Balasubramanian &
Balasubramanian 2020, "DeFormer: Decomposing Pre-trained Transformers for
Faster Question Answering"). In training, a text's lower states are thus
computed once for all of its questions. A linear layer gives each token a
start and an end score; those of the question's first token are the null score
(Devlin et al. 2019, for SQuAD 2.0).
"""

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import pad_sequence
from transformers import AttentionInterface, BertModel

JOINT_FROM = 6
"""The first layer that sees question and text together."""

_ATTENTION = "article-qa-matmul"


class ReaderNetwork(nn.Module):
    """Scores every token of a text as start and end of an answer.

    Args:
        bert: the encoder; it becomes part of the network.
        joint_from: the first joint layer.
    """

    def __init__(self, bert: BertModel, joint_from: int = JOINT_FROM):
        super().__init__()
        bert.config._attn_implementation = _ATTENTION
        self.embeddings = bert.embeddings
        self.layers = bert.encoder.layer
        self.ends = nn.Linear(bert.config.hidden_size, 2)
        nn.init.normal_(self.ends.weight, std=bert.config.initializer_range)
        nn.init.zeros_(self.ends.bias)
        self.joint_from = joint_from

    def encode_questions(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Lower states of questions: (n, q) ids and 0/1 mask to (n, q, hidden)."""
        return self._lower(ids, mask, kind=1)

    def encode_texts(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Lower states of texts: (n, t) ids and 0/1 mask to (n, t, hidden)."""
        return self._lower(ids, mask, kind=0)

    def join(self, questions: Tensor, question_mask: Tensor, texts: Tensor, text_mask: Tensor) -> tuple[Tensor, Tensor]:
        """Read each text for the question beside it.

        Args:
            questions: (n, q, hidden) and its (n, q) mask.
            texts: (n, t, hidden) and its (n, t) mask.

        Returns:
            float32 start and end scores: (n, t, 2) of the text's tokens,
            (n, 2) of the null.
        """
        states = torch.cat([questions, texts], dim=1)
        bias = _bias(torch.cat([question_mask, text_mask], dim=1))
        for layer in self.layers[self.joint_from :]:
            states = layer(states, bias)
        scores = self.ends(states).float()
        return scores[:, questions.shape[1] :], scores[:, 0]

    def _lower(self, ids: Tensor, mask: Tensor, kind: int) -> Tensor:
        states = self.embeddings(input_ids=ids, token_type_ids=torch.full_like(ids, kind))
        bias = _bias(mask)
        for layer in self.layers[: self.joint_from]:
            states = layer(states, bias)
        return states


def padded(rows: Sequence[np.ndarray], padding: int) -> tuple[Tensor, Tensor]:
    """Rows of unlike length as one (n, longest) tensor, and its 0/1 mask."""
    values = [torch.from_numpy(row) for row in rows]
    masks = [torch.ones(len(row), dtype=torch.long) for row in rows]
    return pad_sequence(values, batch_first=True, padding_value=padding), pad_sequence(masks, batch_first=True)


def _bias(mask: Tensor) -> Tensor | None:
    """What is added to the attention scores, so that padding is not looked at; None without padding."""
    if bool(mask.all()):
        return None
    return (mask == 0).float().mul(-1e4)[:, None, None, :]


def _attention(module, query, key, value, attention_mask, scaling, dropout=0.0, **kwargs):
    """Two matrix products and a softmax: the fused kernel's backward pass is slow on a CPU."""
    scores = torch.matmul(query * scaling, key.transpose(2, 3))
    if attention_mask is not None:
        scores = scores + attention_mask.to(scores.dtype)
    weights = nn.functional.softmax(scores, dim=-1)
    return torch.matmul(weights, value).transpose(1, 2), None


AttentionInterface.register(_ATTENTION, _attention)
