"""What makes a training impossible, in one sentence."""


class TrainingError(Exception):
    """The data, the checkpoint or the settings cannot be used for training."""
