"""Intents: what somebody wants who types into the chat."""

from qa.intents.model import FACTS, QUESTION, SMALL_TALK, SUMMARY, IntentModel, Understanding

__all__ = ["FACTS", "QUESTION", "SMALL_TALK", "SUMMARY", "IntentModel", "Understanding"]
