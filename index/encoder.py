"""The encoder: text to unit vectors, by a sentence-transformers model."""

import hashlib
import unicodedata
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock

import numpy as np

from index import e5
from index.errors import ModelError

Progress = Callable[[int, int], None]
"""Called with (done, total)."""

PACKAGED = "multilingual-e5-small"
_CHUNK = 256
_BATCH = 16


class Encoder:
    """Embeds questions and passages; the model is loaded on first use.

    Text is composed (NFC) before it is embedded, so that an article saved
    with decomposed accents is found like any other.

    Args:
        model: a sentence-transformers model by path or name; None is the
            packaged one.
    """

    def __init__(self, model: str | None = None):
        self._name = model
        self._loading = Lock()

    @property
    def name(self) -> str:
        """The model as the settings name it."""
        return self._name or PACKAGED

    @cached_property
    def identity(self) -> str:
        """A SHA-256 of the model: of the packaged weights, or of all the files of its folder.

        Raises:
            ModelError: there is no such model on this machine.
        """
        if self._name is None:
            return e5.SHA256
        try:
            return _folder_hash(self._folder())
        except OSError as error:
            raise ModelError(f"The model {self.name} cannot be read ({error.strerror}).") from error

    @property
    def dimension(self) -> int:
        """Length of a vector. Raises ModelError like ``identity``."""
        return self._model.get_embedding_dimension()

    def encode_question(self, question: str) -> np.ndarray:
        """Embed a question with the model's query prompt: (dimension,) float32, unit length."""
        return self.encode_questions([question])[0]

    def encode_questions(self, questions: Sequence[str]) -> np.ndarray:
        """Embed questions with the model's query prompt: (len(questions), dimension) float32, unit length."""
        return self._encode_all(self._model.encode_query, questions)

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> np.ndarray:
        """Embed passages with the model's passage prompt: (len(texts), dimension) float32, unit length.

        What exceeds the model's window (512 tokens) does not count.
        """
        return self._encode_all(self._model.encode_document, texts, progress)

    def _encode_all(self, encode: Callable, texts: Sequence[str], progress: Progress | None = None) -> np.ndarray:
        # Like lengths together: less padding. One chunk at a time: progress.
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]), reverse=True)
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        for start in range(0, len(order), _CHUNK):
            rows = order[start : start + _CHUNK]
            vectors[rows] = self._encode(encode, [texts[row] for row in rows])
            if progress:
                progress(start + len(rows), len(order))
        return vectors

    def _encode(self, encode: Callable, texts: list[str]) -> np.ndarray:
        try:
            return encode(
                [unicodedata.normalize("NFC", text) for text in texts],
                batch_size=_BATCH,
                show_progress_bar=False,
                normalize_embeddings=True,
            )
        except (RuntimeError, IndexError, ValueError) as error:
            raise ModelError(f"The model {self.name} fails on this text ({_first_line(error)}).") from error

    @property
    def _model(self):
        with self._loading:
            return self._loaded

    @cached_property
    def _loaded(self):
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.disable_progress_bar()
        folder = self._folder()
        try:
            return SentenceTransformer(str(folder), device="cpu", local_files_only=True)
        except Exception as error:  # the libraries raise nearly anything for a bad model
            remedy = f"; delete {folder} and try again" if self._name is None else ""
            raise ModelError(f"The model {self.name} cannot be loaded{remedy} ({_first_line(error)}).") from error

    def _folder(self) -> Path:
        """The model's files; a name that is no folder is looked up among the downloaded models."""
        if self._name is None:
            return e5.model_folder()
        if Path(self._name).is_dir():
            return Path(self._name)
        from huggingface_hub import snapshot_download

        try:
            return Path(snapshot_download(self._name, local_files_only=True))
        except Exception as error:
            raise ModelError(
                f"There is no model {self.name} on this machine: "
                "it is neither a folder nor the name of a downloaded model."
            ) from error


def _folder_hash(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(str(path.relative_to(folder)).encode(errors="surrogateescape"))
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0].rstrip(".")
