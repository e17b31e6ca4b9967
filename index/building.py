"""Building: from the folder of articles to the index on disk.

Only what changed is embedded: a passage whose text the current index already
holds, made by the same model, keeps its vector.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from filelock import FileLock

from index.articles import Article, ArticleFile
from index.encoder import Encoder, Progress
from index.errors import ArticleIndexError, IndexOutdated, IndexUnusable
from index.passages import CUTTING, Passage, cut
from index.seeds import scan
from index.settings import Settings
from index.store import (
    Index,
    IndexedArticle,
    Manifest,
    SkippedFile,
    current_generation,
    open_index,
    save_index,
    vector_index,
)
from index.structure import parse_article


@dataclass(frozen=True)
class Build:
    """What a build did.

    Attributes:
        index: the current index.
        generation: its name on the disk; see ``current_generation``.
        changed: whether a new index was written.
        embedded: texts that went through the model.
    """

    index: Index
    generation: str
    changed: bool
    embedded: int


def build_index(settings: Settings, encoder: Encoder, progress: Progress | None = None) -> Build:
    """Bring the index up to date with the folder of articles; writes nothing when it is.

    A damaged or outdated index is replaced; the articles are its source, so
    nothing is lost. Two builds of one folder wait for each other.

    Args:
        progress: called with the number of embedded texts and their total.

    Raises:
        ArticleIndexError: no readable article, no usable model, or the
            folder of the index cannot be written.
    """
    files = scan(settings.seeds)
    current = _reusable(settings.index)
    if current and _is_current(current.index, files, encoder):
        return current  # without the lock: the folder may be one that cannot be written
    try:
        settings.index.mkdir(parents=True, exist_ok=True)
        with FileLock(settings.index / ".lock"):
            return _build(settings, encoder, progress)
    except OSError as error:
        raise ArticleIndexError(f"The index cannot be written to {settings.index}: {error.strerror}.") from error


def check_current(index: Index, files: Sequence[ArticleFile], encoder: Encoder) -> None:
    """Check that an index was made from these files by this model with these settings.

    Raises:
        IndexOutdated: it was not; the message says what differs.
    """
    manifest = index.manifest
    if manifest.model_identity != encoder.identity:
        raise IndexOutdated(
            f"The index was built by the model {manifest.model}, not by {encoder.name} as it is now; "
            "run python -m index build."
        )
    if manifest.cutting != CUTTING:
        raise IndexOutdated("The index was cut by another version of the segmenter; run python -m index build.")
    indexed = {entry.file: entry.sha256 for entry in (*manifest.articles, *manifest.skipped)}
    changed = sorted(indexed.items() ^ {file.name: file.sha256 for file in files}.items())
    if changed:
        names = ", ".join(dict.fromkeys(name for name, _ in changed))
        raise IndexOutdated(f"Articles changed since the index was built ({names}); run python -m index build.")


def _build(settings: Settings, encoder: Encoder, progress: Progress | None) -> Build:
    files = scan(settings.seeds)
    old = _reusable(settings.index)
    # Another build may have done the work while this one waited for the lock.
    if old and _is_current(old.index, files, encoder):
        return old
    known = _vectors_by_text(old.index) if old and old.index.manifest.model_identity == encoder.identity else {}
    articles = {file.id: parse_article(file.id, file.text) for file in files if file.text is not None}
    index, embedded = _embed(articles, _manifest(files, encoder), encoder, known, progress)
    return Build(index, save_index(index, settings.index), changed=True, embedded=embedded)


def _reusable(folder: Path) -> Build | None:
    generation = current_generation(folder)
    try:
        return Build(open_index(folder), generation, changed=False, embedded=0)
    except IndexUnusable:
        return None


def _is_current(index: Index, files: Sequence[ArticleFile], encoder: Encoder) -> bool:
    try:
        check_current(index, files, encoder)
    except IndexOutdated:
        return False
    return True


def _manifest(files: Sequence[ArticleFile], encoder: Encoder) -> Manifest:
    return Manifest(
        built=datetime.now(UTC).isoformat(),
        model=encoder.name,
        model_identity=encoder.identity,
        cutting=CUTTING,
        articles=tuple(IndexedArticle(file.id, file.name, file.sha256) for file in files if file.text is not None),
        skipped=tuple(SkippedFile(file.name, file.sha256, file.problem) for file in files if file.problem),
    )


def _vectors_by_text(index: Index) -> dict[str, np.ndarray]:
    known = {}
    for passages, vectors in (
        (index.passages, index.passage_vectors),
        (index.sentences, index.sentence_vectors),
    ):
        rows = vectors.reconstruct_n(0, vectors.ntotal)
        known.update(zip(_texts(index.articles, passages), rows, strict=True))
    return known


def _texts(articles: dict[str, Article], passages: Sequence[Passage]) -> list[str]:
    return [articles[passage.article].text[passage.start : passage.end] for passage in passages]


def _embed(
    articles: dict[str, Article],
    manifest: Manifest,
    encoder: Encoder,
    known: dict[str, np.ndarray],
    progress: Progress | None,
) -> tuple[Index, int]:
    cuts = [cut(article) for article in articles.values()]
    passages = tuple(passage for passages, _ in cuts for passage in passages)
    sentences = tuple(sentence for _, sentences in cuts for sentence in sentences)
    texts = _texts(articles, passages), _texts(articles, sentences)
    new = sorted({text for text in (*texts[0], *texts[1]) if text not in known})
    if new:
        known = {**known, **dict(zip(new, encoder.encode_passages(new, progress), strict=True))}
    indexes = (vector_index(np.stack([known[text] for text in group])) for group in texts)
    return Index(manifest, articles, passages, sentences, *indexes), len(new)
