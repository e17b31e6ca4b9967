"""What can go wrong on the write side, each said in one sentence to the user."""


class ArticleIndexError(Exception):
    """Base of every error that ``index`` raises on purpose."""


class ArticleError(ArticleIndexError):
    """An article file cannot be read; the message names the file and the reason."""


class SeedsError(ArticleIndexError):
    """The folder of articles is missing or holds no readable article."""


class ModelError(ArticleIndexError):
    """The embedding model cannot be loaded or built."""


class IndexUnusable(ArticleIndexError):
    """The stored index cannot serve; building it again is the remedy."""


class IndexMissing(IndexUnusable):
    """No index has been built yet."""


class IndexDamaged(IndexUnusable):
    """A stored file is missing, truncated or not what the manifest says."""


class IndexOutdated(IndexUnusable):
    """The index was built by another version, model or settings, or from other articles."""
