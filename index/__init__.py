"""The write side: articles, passages, vectors, and the index on disk."""

from index.articles import Article, ArticleFile, Paragraph, Span
from index.building import Build, build_index, check_current
from index.documents import LARGEST_DOCUMENT, extract_text
from index.encoder import Encoder
from index.errors import (
    ArticleError,
    ArticleIndexError,
    IndexDamaged,
    IndexMissing,
    IndexOutdated,
    IndexUnusable,
    ModelError,
    SeedsError,
)
from index.passages import Passage
from index.seeds import add_article, remove_article, scan, seeds_state
from index.settings import Settings
from index.store import Index, Manifest, current_generation, open_index
from index.structure import parse_article

__all__ = [
    "Article",
    "ArticleError",
    "ArticleFile",
    "ArticleIndexError",
    "Build",
    "Encoder",
    "Index",
    "IndexDamaged",
    "IndexMissing",
    "IndexOutdated",
    "IndexUnusable",
    "LARGEST_DOCUMENT",
    "Manifest",
    "ModelError",
    "Paragraph",
    "Passage",
    "SeedsError",
    "Settings",
    "Span",
    "add_article",
    "build_index",
    "check_current",
    "current_generation",
    "extract_text",
    "open_index",
    "parse_article",
    "remove_article",
    "scan",
    "seeds_state",
]
