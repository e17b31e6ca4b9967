"""Every text of the page, in French and in English."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Strings:
    """The page's texts in one language; ``{…}`` are filled in where they are shown."""

    language: str
    page_title: str
    tagline: str
    question_label: str
    question_placeholder: str
    ask: str
    article: str
    scope: str
    all_articles: str
    conversation: str
    to_conversation: str
    opening: str
    invitation: str
    invitation_detail: str
    searching: str
    you: str
    refusal_one: str
    refusal_many: str
    nearest: str
    paragraph: str
    paragraph_quote: str
    show_passage: str
    was_right: str
    was_wrong: str
    what_was_right: str
    send: str
    thanks_for_feedback: str
    quotation: str
    new_conversation: str
    download: str
    download_name: str
    other_language: str
    change_theme: str
    sure: str
    likely: str
    to_check: str
    probability: str
    probability_meaning: str
    percent: str
    under: str
    over: str
    blank_question: str
    long_question: str
    cannot_ask: str
    no_article: str
    article_changed: str
    article_gone: str
    unexpected: str
    who_wrote: str
    when_published: str
    when_updated: str
    who_says: str
    what_about: str


def french_spaces(text: str) -> str:
    """French puts a space that must not break inside « » and before : ; ? ! %."""
    text = re.sub(" (?=[?!;%])", "\u202f", text)
    return re.sub("(?<=«) | (?=[»:])", "\u00a0", text)


def _french(**texts: str) -> Strings:
    return Strings(**{name: french_spaces(text) for name, text in texts.items()})


FRENCH = _french(
    language="fr",
    page_title="Questions à l’article",
    tagline="Les mots exacts de l’article, et l’endroit où ils se trouvent.",
    question_label="Votre question",
    question_placeholder="Posez une question…",
    ask="Demander",
    article="Article",
    scope="Articles interrogés",
    all_articles="Tous les articles",
    conversation="Conversation",
    to_conversation="Retour à la conversation",
    opening="Préparation des articles…",
    invitation="Que voulez-vous savoir ?",
    invitation_detail="Chaque réponse cite l’article mot pour mot. Si l’article ne répond pas, c’est dit.",
    searching="Recherche dans l’article…",
    you="Vous",
    refusal_one="L’article ne répond pas à cette question.",
    refusal_many="Les articles ne répondent pas à cette question.",
    nearest="Passages les plus proches",
    paragraph="Paragraphe {number}",
    paragraph_quote="Paragraphe {number} : « {quote} »",
    show_passage="Montrer dans l’article",
    was_right="Juste",
    was_wrong="Faux",
    what_was_right="La bonne réponse, si vous la connaissez",
    send="Envoyer",
    thanks_for_feedback="C’est noté, sur cette machine seulement.",
    quotation="« {quote} »",
    new_conversation="Nouvelle conversation",
    download="Télécharger la conversation",
    download_name="conversation.md",
    other_language="English",
    change_theme="Clair ou sombre",
    sure="sûr",
    likely="probable",
    to_check="à vérifier",
    probability="Probabilité : {percent}",
    probability_meaning="Probabilité que cette réponse soit juste",
    percent="{value} %",
    under="moins de {percent}",
    over="plus de {percent}",
    blank_question="Écrivez d’abord une question.",
    long_question="La question compte {length} caractères ; {longest} au plus, s’il vous plaît.",
    cannot_ask="Les articles ne peuvent pas être interrogés. Détail : {detail}",
    no_article="Aucun article à montrer.",
    article_changed="L’article a changé depuis cette réponse ; posez la question de nouveau.",
    article_gone="Cet article n’est plus là.",
    unexpected="Une erreur inattendue s’est produite. Vous pouvez continuer, ou reformuler la question.",
    who_wrote="Qui a écrit cet article ?",
    when_published="Quand l’article a-t-il été publié ?",
    when_updated="Quand l’article a-t-il été mis à jour ?",
    who_says="Qui dit : « {quote} » ?",
    what_about="Que dit l’article sur « {topic} » ?",
)

ENGLISH = Strings(
    language="en",
    page_title="Ask the article",
    tagline="The article’s exact words, and where they stand.",
    question_label="Your question",
    question_placeholder="Ask a question…",
    ask="Ask",
    article="Article",
    scope="Articles to ask",
    all_articles="All articles",
    conversation="Conversation",
    to_conversation="Back to the conversation",
    opening="Preparing the articles…",
    invitation="What would you like to know?",
    invitation_detail="Every answer quotes the article word for word. If the article does not answer, you are told so.",
    searching="Searching the article…",
    you="You",
    refusal_one="The article does not answer this question.",
    refusal_many="The articles do not answer this question.",
    nearest="Nearest passages",
    paragraph="Paragraph {number}",
    paragraph_quote="Paragraph {number}: “{quote}”",
    show_passage="Show in the article",
    was_right="Right",
    was_wrong="Wrong",
    what_was_right="The right answer, if you know it",
    send="Send",
    thanks_for_feedback="Noted, on this machine only.",
    quotation="“{quote}”",
    new_conversation="New conversation",
    download="Download the conversation",
    download_name="conversation.md",
    other_language="Français",
    change_theme="Light or dark",
    sure="sure",
    likely="likely",
    to_check="to be checked",
    probability="Probability: {percent}",
    probability_meaning="Probability that this answer is right",
    percent="{value}%",
    under="under {percent}",
    over="over {percent}",
    blank_question="Write a question first.",
    long_question="The question has {length} characters; please ask in at most {longest}.",
    cannot_ask="The articles cannot be asked. Detail: {detail}",
    no_article="No article to show.",
    article_changed="The article has changed since this answer; please ask again.",
    article_gone="This article is no longer there.",
    unexpected="Something unexpected went wrong. You can go on, or put the question differently.",
    who_wrote="Who wrote this article?",
    when_published="When was the article published?",
    when_updated="When was the article updated?",
    who_says="Who says: “{quote}”?",
    what_about="What does the article say about “{topic}”?",
)


LANGUAGE_COOKIE = "qa-language"
"""Remembers the language that a reader has chosen."""

_LANGUAGES = {strings.language: strings for strings in (FRENCH, ENGLISH)}


def strings_for(accept_language: str | None, chosen: str | None = None) -> Strings:
    """The language that was chosen, else French, unless the browser's Accept-Language prefers English."""
    if chosen in _LANGUAGES:
        return _LANGUAGES[chosen]
    wanted = {"fr": 0.0, "en": 0.0}
    for item in (accept_language or "").lower().split(","):
        tag, _, parameter = item.partition(";")
        primary = tag.strip().partition("-")[0]
        if primary in wanted:
            wanted[primary] = max(wanted[primary], _quality(parameter))
    return ENGLISH if wanted["en"] > wanted["fr"] else FRENCH


def _quality(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    if not name:
        return 1.0
    try:
        return min(max(float(value), 0.0), 1.0)
    except ValueError:
        return 0.0
