"""The reader: a network that finds the spans that answer a question."""

from qa.reader.reading import SpanReader

__all__ = ["SpanReader"]
