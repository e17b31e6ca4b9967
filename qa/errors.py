"""The exceptions that ``ask`` raises; each message is one sentence for the user."""


class QAError(Exception):
    """Base of every exception of ``ask``: the articles or the index cannot serve."""


class QuestionError(QAError):
    """The question, its history or its choice of articles cannot be used."""
