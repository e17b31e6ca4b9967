"""The index on disk: written whole, switched in one step, checked when opened.

A folder holds generations, and a file that names the current one:

    CURRENT                         the name of a generation
    g-<sha256 of its manifest>/     manifest.json and the files it lists

A generation is never changed once it is named. Writing makes a new one,
flushes it to the disk, then replaces ``CURRENT`` (an atomic rename), so that
a reader sees the old index or the new one.
"""

import hashlib
import json
import os
import re
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import faiss
import numpy as np

from index.articles import Article
from index.errors import IndexDamaged, IndexMissing, IndexOutdated
from index.passages import Passage
from index.structure import parse_article

FORMAT = 1
"""Changes whenever an older index must not be read any more."""

_POINTER = "CURRENT"
_GENERATION = re.compile(r"g-[0-9a-f]{16}")
_SCRATCH = ".writing-index"
_MANIFEST = "manifest.json"
_REMEDY = "run python -m index build"


@dataclass(frozen=True)
class IndexedArticle:
    """What an index knows of an article's file."""

    id: str
    file: str
    sha256: str


@dataclass(frozen=True)
class SkippedFile:
    """A file of the seeds folder that could not be indexed, and why."""

    file: str
    sha256: str
    reason: str


@dataclass(frozen=True)
class Manifest:
    """What an index was built from.

    Attributes:
        built: time of building, ISO 8601, UTC.
        model: the model as the settings named it.
        model_identity: SHA-256 of the model.
        cutting: how articles were cut; see ``index.passages``.
        articles: the indexed files.
        skipped: the files that could not be indexed.
    """

    built: str
    model: str
    model_identity: str
    cutting: str
    articles: tuple[IndexedArticle, ...]
    skipped: tuple[SkippedFile, ...] = ()


@dataclass(frozen=True)
class Index:
    """An index in memory.

    Row i of ``passage_vectors`` belongs to ``passages[i]``, and likewise for
    sentences; vectors have unit length, so that the inner product is the cosine.
    """

    manifest: Manifest
    articles: Mapping[str, Article]
    passages: tuple[Passage, ...]
    sentences: tuple[Passage, ...]
    passage_vectors: faiss.IndexFlatIP
    sentence_vectors: faiss.IndexFlatIP


def vector_index(vectors: np.ndarray) -> faiss.IndexFlatIP:
    """An exact inner-product index over (n, dimension) float32 vectors."""
    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(np.ascontiguousarray(vectors, dtype=np.float32))
    return index


def save_index(index: Index, folder: Path) -> str:
    """Write an index and make it the current one; older generations are deleted.

    One writer at a time: ``index.building`` holds the lock.

    Returns:
        The name of the new generation.

    Raises:
        OSError: the folder cannot be written; the current index stays as it is.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files = _serialise(index)
    manifest = json.dumps(
        {
            "format": FORMAT,
            **asdict(index.manifest),
            "files": {name: {"bytes": len(data), "sha256": _sha256(data)} for name, data in files.items()},
        },
        ensure_ascii=False,
        indent=1,
    ).encode()
    generation = _generation(manifest)
    scratch = folder / _SCRATCH
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir()
    for name, data in {**files, _MANIFEST: manifest}.items():
        _write(scratch / name, data)
    _flush_folder(scratch)
    scratch.rename(folder / generation)
    _write(folder / f".{_POINTER}", generation.encode())
    os.replace(folder / f".{_POINTER}", folder / _POINTER)
    _flush_folder(folder)
    for old in folder.iterdir():
        if _GENERATION.fullmatch(old.name) and old.name != generation:
            shutil.rmtree(old, ignore_errors=True)
    return generation


def current_generation(folder: Path) -> str | None:
    """The name of the current generation, which changes with every build; None without one."""
    try:
        return (folder / _POINTER).read_text().strip()
    except (OSError, UnicodeDecodeError):
        return None


def open_index(folder: Path) -> Index:
    """Open the current index and check every file against the manifest.

    Raises:
        IndexMissing: nothing was built in this folder.
        IndexDamaged: a file is missing, truncated or changed; the message names it.
        IndexOutdated: it was written in another format.
    """
    while True:
        generation = current_generation(folder)
        if not generation:
            raise IndexMissing(f"There is no index in {folder}; {_REMEDY}.")
        try:
            if not _GENERATION.fullmatch(generation):
                raise _damaged(folder / _POINTER, "names no index")
            return _open_generation(folder / generation)
        except IndexDamaged:
            # A build may have replaced it, and deleted it, while it was read.
            if current_generation(folder) == generation:
                raise


def _open_generation(folder: Path) -> Index:
    manifest = _read_manifest(folder)
    try:
        return _open_files(folder, manifest)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _damaged(folder, f"is not what this version writes ({error!r})") from error


def _open_files(folder: Path, manifest: dict) -> Index:
    files = {}
    for name, expected in manifest.pop("files").items():
        files[name] = _read(folder / name)
        if len(files[name]) != expected["bytes"] or _sha256(files[name]) != expected["sha256"]:
            raise _damaged(folder / name, "was changed or cut short")
    manifest.pop("format")
    for key, kind in (("articles", IndexedArticle), ("skipped", SkippedFile)):
        manifest[key] = tuple(kind(**entry) for entry in manifest[key])
    return _deserialise(Manifest(**manifest), files)


def _read_manifest(folder: Path) -> dict:
    path = folder / _MANIFEST
    data = _read(path)
    if _generation(data) != folder.name:
        raise _damaged(path, "was changed or cut short")
    try:
        manifest = json.loads(data)
        written = manifest["format"]
    except (KeyError, TypeError, ValueError) as error:
        raise _damaged(path, "is no manifest") from error
    if written != FORMAT:
        raise IndexOutdated(f"The index was written in format {written}, and this version reads {FORMAT}; {_REMEDY}.")
    return manifest


def _serialise(index: Index) -> dict[str, bytes]:
    articles = [{"id": article.id, "text": article.text} for article in index.articles.values()]
    return {
        "articles.jsonl": _lines(articles),
        "passages.jsonl": _lines([asdict(passage) for passage in index.passages]),
        "sentences.jsonl": _lines([asdict(sentence) for sentence in index.sentences]),
        "passages.faiss": faiss.serialize_index(index.passage_vectors).tobytes(),
        "sentences.faiss": faiss.serialize_index(index.sentence_vectors).tobytes(),
    }


def _deserialise(manifest: Manifest, files: dict[str, bytes]) -> Index:
    articles = (parse_article(entry["id"], entry["text"]) for entry in _entries(files["articles.jsonl"]))
    return Index(
        manifest,
        {article.id: article for article in articles},
        tuple(Passage(**entry) for entry in _entries(files["passages.jsonl"])),
        tuple(Passage(**entry) for entry in _entries(files["sentences.jsonl"])),
        *(
            faiss.deserialize_index(np.frombuffer(files[name], dtype=np.uint8))
            for name in ("passages.faiss", "sentences.faiss")
        ),
    )


def _lines(entries: list[dict]) -> bytes:
    return "".join(json.dumps(entry, ensure_ascii=False) + "\n" for entry in entries).encode()


def _entries(data: bytes) -> list[dict]:
    return [json.loads(line) for line in data.split(b"\n") if line]


def _generation(manifest: bytes) -> str:
    return f"g-{_sha256(manifest)[:16]}"


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _damaged(path, f"cannot be read ({error.strerror})") from error


def _damaged(path: Path, how: str) -> IndexDamaged:
    return IndexDamaged(f"The index is damaged: {path} {how}; {_REMEDY}.")


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
