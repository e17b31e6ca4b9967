"""The folder of articles: reading it, and adding and removing an article."""

import os
import re
import unicodedata
import uuid
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from index.articles import ArticleFile, decode, file_name, read_file
from index.documents import SUFFIXES
from index.errors import ArticleError, SeedsError
from index.printing import printable

_STEM_CHARACTERS = 100
_STEM_BYTES = 200
# Windows keeps these for devices, whatever the suffix.
_DEVICE = re.compile(r"(con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³])(\.|$)", re.IGNORECASE)


def scan(seeds: Path) -> tuple[ArticleFile, ...]:
    """Read every ``*.txt`` of the folder, in the order of their names.

    Raises:
        SeedsError: there is no such folder, it cannot be listed, or none of
            its files can be read.
    """
    files = _unique(read_file(path) for path in _listed(seeds))
    if not any(file.text is not None for file in files):
        reasons = " ".join(file.problem for file in files if file.problem)
        raise SeedsError(f"The folder {seeds} holds no article that can be read (*.txt, UTF-8). {reasons}".rstrip())
    return files


def seeds_state(seeds: Path) -> tuple:
    """Names, sizes and times of the files: equal states mean that nothing needs reading again."""
    try:
        return tuple(_file_state(path) for path in _candidates(seeds))
    except OSError:
        return ()


def add_article(seeds: Path, name: str, text: str) -> Path:
    """Write a new article into the folder; one that is there is never overwritten.

    Args:
        name: what a person or an uploaded file calls it; the file gets a
            safe, readable name made of its last path component.
        text: kept character by character; a byte order mark belongs to the
            encoding, as in ``decode``.

    Returns:
        The file written; its stem is the article's id.

    Raises:
        ArticleError: the text is no article.
        SeedsError: an article of this name is there already, or the file
            cannot be written.
    """
    stem = _safe_stem(name)
    data = _encoded(f"{stem}.txt", text)
    path = seeds / f"{stem}.txt"
    for other in _listed(seeds):
        # Some disks hold "Port.txt" and "port.txt" to be one file.
        if _id(other).casefold() == stem.casefold():
            raise _taken(_id(other))
    try:
        _write_new(path, data)
    except FileExistsError:
        raise _taken(stem) from None
    except OSError as error:
        raise SeedsError(f"The article {stem} cannot be written to {seeds} ({error.strerror}).") from error
    return path


def remove_article(seeds: Path, article_id: str) -> None:
    """Delete an article's file; of two files of one name, the one that is the article.

    Raises:
        SeedsError: there is no such article, it is the last that can be read,
            or its file cannot be deleted.
    """
    article_id = unicodedata.normalize("NFC", article_id)
    shown = printable(article_id)
    paths = [path for path in _listed(seeds) if _id(path) == article_id]
    if not paths:
        raise SeedsError(f"There is no article named {shown} in {seeds}.")
    if {file.id for file in scan(seeds) if file.text is not None} == {article_id}:
        raise SeedsError(f"The article {shown} is the last that can be read; add another before removing it.")
    try:
        paths[0].unlink()
    except OSError as error:
        raise SeedsError(f"The article {shown} cannot be removed from {seeds} ({error.strerror}).") from error


def _listed(seeds: Path) -> list[Path]:
    if not seeds.is_dir():
        raise SeedsError(f"There is no folder of articles at {seeds}.")
    try:
        return _candidates(seeds)
    except OSError as error:
        raise SeedsError(f"The folder of articles {seeds} cannot be listed ({error.strerror}).") from error


def _candidates(seeds: Path) -> list[Path]:
    return sorted(path for path in seeds.iterdir() if path.suffix.lower() == ".txt" and not path.name.startswith("."))


def _id(path: Path) -> str:
    return Path(file_name(path)).stem


def _file_state(path: Path) -> tuple:
    try:
        stat = path.stat()
    except OSError:
        return (path.name,)
    return path.name, stat.st_size, stat.st_mtime_ns


def _unique(files: Iterable[ArticleFile]) -> tuple[ArticleFile, ...]:
    """The second of two files that would have the same id is a problem."""
    taken: dict[str, str] = {}
    checked = []
    for file in files:
        first = taken.setdefault(file.id, file.name)
        if file.text is not None and first != file.name:
            file = replace(file, text=None, problem=f"{file.name}: {first} has the same name; rename one.")
        checked.append(file)
    return tuple(checked)


def _safe_stem(name: str) -> str:
    """A file stem that every system accepts, as near to the name as can be."""
    last = unicodedata.normalize("NFC", re.split(r"[/\\]", name)[-1]).replace("’", "'")
    for suffix in SUFFIXES:
        if last.lower().endswith(suffix):
            last = last[: -len(suffix)]
            break
    kept = "".join(_safe_character(character) for character in last)
    kept = re.sub(r" +", " ", re.sub(r"\0+", "-", kept)).strip(" .-")
    if _DEVICE.match(kept):
        kept = f"_{kept}"
    return kept[:_STEM_CHARACTERS].encode()[:_STEM_BYTES].decode(errors="ignore").rstrip(" .-") or "article"


def _safe_character(character: str) -> str:
    if character.isspace():
        return " "
    is_kept = character.isalnum() or character in "-_.'" or unicodedata.category(character).startswith("M")
    return character if is_kept else "\0"


def _encoded(name: str, text: str) -> bytes:
    try:
        data = text.encode()
    except UnicodeEncodeError as error:
        raise ArticleError(f"{name}: the character at position {error.start} cannot be written as UTF-8.") from None
    decode(name, data)
    return data


def _taken(stem: str) -> SeedsError:
    return SeedsError(f"There is an article named {stem} already; choose another name or remove that article first.")


def _write_new(path: Path, data: bytes) -> None:
    """Write a file that is not there yet, so that no reader sees a part of it.

    Raises:
        FileExistsError: it is there.
    """
    unfinished = path.with_name(f".{uuid.uuid4().hex}")  # a dot file is no candidate
    try:
        unfinished.write_bytes(data)
        _publish(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)


def _publish(unfinished: Path, path: Path) -> None:
    try:
        os.link(unfinished, path)
    except FileExistsError:
        raise
    except OSError:
        # A disk without hard links: the empty file takes the name, then the article its place.
        path.open("x").close()
        unfinished.replace(path)
