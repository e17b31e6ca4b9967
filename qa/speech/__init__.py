"""Speech: who says what in an article."""

from qa.speech.attribution import Speech, people_of, speaker_of, speeches
from qa.speech.interviews import interviewee
from qa.speech.people import Person, mentions
from qa.speech.voices import named_in, voice

__all__ = ["Person", "Speech", "interviewee", "mentions", "named_in", "people_of", "speaker_of", "speeches", "voice"]
