"""Where the articles and the index lie, and which model embeds them."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

SETTINGS_HELP = (
    "Settings, from the environment: QA_SEEDS (folder of articles), QA_INDEX (folder of the index), "
    "QA_MODEL (a sentence-transformers model by path or name)."
)

_REPOSITORY = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Settings:
    """Settings of one engine; a process may hold several.

    Attributes:
        seeds: folder of articles (``*.txt``).
        index: folder of the built index.
        model: a sentence-transformers model by path or name; None is the
            packaged multilingual-e5-small.
    """

    seeds: Path = _REPOSITORY / "seeds"
    index: Path = _REPOSITORY / "index" / "built"
    model: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "seeds", Path(self.seeds))
        object.__setattr__(self, "index", Path(self.index))
        object.__setattr__(self, "model", str(self.model) if self.model else None)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """Read ``QA_SEEDS``, ``QA_INDEX`` and ``QA_MODEL``; unset or empty means the default."""
        return cls(
            seeds=Path(os.path.expanduser(environment.get("QA_SEEDS") or cls.seeds)),
            index=Path(os.path.expanduser(environment.get("QA_INDEX") or cls.index)),
            model=environment.get("QA_MODEL") or None,
        )
