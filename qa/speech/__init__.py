"""Speech: who says what in an article."""

from qa.speech.attribution import Speech, people_of, speaker_of, speeches
from qa.speech.people import Person, mentions

__all__ = ["Person", "Speech", "mentions", "people_of", "speaker_of", "speeches"]
