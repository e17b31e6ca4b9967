import pytest

from qa.intents import SMALL_TALK
from qa.replies import reply


@pytest.mark.parametrize("intent", SMALL_TALK)
def test_every_small_talk_gets_a_reply_in_the_language_of_the_question(intent):
    said = {language: reply(intent, language) for language in ("fr", "en", "es", "de", "it", "pt", "nl")}
    assert all(said.values())
    assert len(set(said.values())) >= 6  # «De nada» is both Spanish and Portuguese
    assert reply(intent, "xx") == said["en"]
