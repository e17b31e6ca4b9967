"""The reader's weights: what training added to the packaged encoder.

A safetensors file. Of every trained tensor it holds the difference to the
base: matrices as int8 with one scale a row (name + ".scale"), vectors
as float32. Word embeddings are not trained. The metadata names the base.
"""

import hashlib
from pathlib import Path

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor
from transformers import AutoTokenizer, BertModel
from transformers.utils import logging

from index import ModelError, e5
from qa.errors import QAError
from qa.reader.network import JOINT_FROM, ReaderNetwork
from qa.reader.windows import Tokens

WEIGHTS = Path(__file__).with_name("weights.safetensors")
SHA256 = "2a892b32aef1c2cf412b3fe853bb74487c6ffd648c8c961bfb4ebdf987f6b345"
"""Of the weights in the repository."""
_FROZEN = "embeddings.word_embeddings.weight"
_HEAD = ("ends.weight", "ends.bias")
_SCALE = ".scale"


class WeightsError(QAError):
    """The reader's weights are missing, damaged or made for another base."""


def base_network(joint_from: int = JOINT_FROM) -> ReaderNetwork:
    """The packaged encoder as a network with an untrained last layer.

    Raises:
        ModelError: as ``e5.model_folder``.
    """
    logging.disable_progress_bar()
    bert = BertModel.from_pretrained(e5.model_folder(), dtype=torch.float32)
    return ReaderNetwork(bert, joint_from)


def load_tokens() -> Tokens:
    """The packaged model's tokenizer.

    Raises:
        QAError: the packaged model cannot be used.
    """
    try:
        return Tokens(AutoTokenizer.from_pretrained(e5.model_folder()))
    except ModelError as error:
        raise QAError(str(error)) from error


def save_weights(network: ReaderNetwork, path: Path) -> str:
    """Write what training changed; returns the file's SHA-256.

    Raises:
        ModelError: as ``e5.model_folder``.
        OSError: the file cannot be written.
    """
    base = base_network(network.joint_from).state_dict()
    stored: dict[str, Tensor] = {}
    for name, value in network.state_dict().items():
        if name in _HEAD:
            stored[name] = value.detach().cpu().float().contiguous()
        elif name != _FROZEN:
            stored |= _packed(name, value.detach().cpu().float() - base[name])
    metadata = {"base": e5.SHA256, "joint_from": str(network.joint_from)}
    save_file(stored, path, metadata)
    return file_hash(path)


def file_hash(path: Path) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def load_network(path: Path = WEIGHTS, sha256: str | None = None) -> ReaderNetwork:
    """The trained network, ready to read.

    Args:
        sha256: what the file must hash to; None for the repository's own
            weights is ``SHA256``, and for others is not checked.

    Raises:
        WeightsError: the file is missing, damaged, or of another base.
    """
    expected = SHA256 if sha256 is None and path == WEIGHTS else sha256
    remedy = "restore it with git checkout or install again" if path == WEIGHTS else "train it again"
    try:
        digest = file_hash(path)
    except OSError as error:
        raise WeightsError(f"The reader's weights {path} cannot be read ({error.strerror}); {remedy}.") from error
    if expected is not None and digest != expected:
        raise WeightsError(f"The reader's weights {path} are damaged or of another version; {remedy}.")
    try:
        with safe_open(path, framework="pt") as file:
            metadata = file.metadata() or {}
            stored = {name: file.get_tensor(name) for name in file.keys()}
    except (SafetensorError, OSError, ValueError) as error:
        raise WeightsError(f"The reader's weights {path} are damaged; {remedy}.") from error
    if metadata.get("base") != e5.SHA256:
        raise WeightsError(f"The reader's weights {path} were made for another base model; {remedy}.")
    try:
        return _merged(stored, int(metadata["joint_from"]))
    except (KeyError, ValueError, RuntimeError) as error:
        raise WeightsError(f"The reader's weights {path} do not fit the base model; {remedy}.") from error
    except ModelError as error:
        raise QAError(str(error)) from error


def _packed(name: str, delta: Tensor) -> dict[str, Tensor]:
    if delta.dim() < 2:
        return {name: delta.contiguous()}
    scale = (delta.abs().amax(dim=1) / 127).clamp(min=1e-12)
    return {name: torch.round(delta / scale[:, None]).to(torch.int8), name + _SCALE: scale}


def _merged(stored: dict[str, Tensor], joint_from: int) -> ReaderNetwork:
    network = base_network(joint_from)
    state = network.state_dict()
    names = {name for name in stored if not name.endswith(_SCALE)}
    if names != set(state) - {_FROZEN}:
        raise ValueError("other tensors")
    for name in names:
        value = stored[name].float()
        if name + _SCALE in stored:
            value = value * stored[name + _SCALE][:, None]
        state[name] = value if name in _HEAD else state[name] + value
    network.load_state_dict(state)
    return network.eval().requires_grad_(False)
