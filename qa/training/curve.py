"""The learning curve, as a picture."""

import json
from pathlib import Path

from qa.training.loop import LOG


def draw_curve(folder: Path) -> Path:
    """Draw the losses of a training log to ``curve.png`` in the same folder."""
    from matplotlib.figure import Figure

    entries = [json.loads(line) for line in (folder / LOG).read_text(encoding="utf-8").splitlines()]
    figure = Figure(figsize=(7, 4), layout="constrained")
    axes = figure.subplots()
    axes.plot([entry["step"] for entry in entries], [entry["loss"] for entry in entries])
    axes.set(xlabel="step", ylabel="loss (start + end)", ylim=(0, None))
    path = folder / "curve.png"
    figure.savefig(path, dpi=120)
    return path
