"""Every text of the page, in French and in English."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


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
    copy: str
    copied: str
    edit: str
    retry: str
    stop: str
    looked_for: str
    ask_instead: str
    shortcuts: str
    shortcut_ask: str
    shortcut_edit: str
    shortcut_back: str
    shortcut_help: str
    close: str
    show_pane: str
    source_paragraph: str
    what_says: str
    what_figure: str
    index: str
    index_articles: str
    index_facts: str
    index_current: str
    index_changed: str
    index_built: str
    index_skipped: str
    rebuild: str
    rebuilding: str
    remove: str
    remove_really: str
    add_article: str
    add_hint: str
    choose_file: str
    extracting: str
    article_name: str
    article_text: str
    add: str
    cancel: str
    cannot_edit: str
    too_large: str
    unreachable: str


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
    copy="Copier avec la source",
    copied="Copié.",
    edit="Modifier",
    retry="Redemander",
    stop="Arrêter",
    looked_for="Recherché : {words}",
    ask_instead="Vous pouvez demander",
    shortcuts="Raccourcis",
    shortcut_ask="Écrire une question",
    shortcut_edit="Modifier la dernière question (dans un champ vide)",
    shortcut_back="Arrêter la recherche ; revenir de l’article",
    shortcut_help="Ces raccourcis",
    close="Fermer",
    show_pane="Partie de la page",
    source_paragraph="§{number}",
    what_says="Que dit {name} ?",
    what_figure="Que dit l’article de « {figure} » ?",
    index="Index",
    index_articles="Articles",
    index_facts="{passages} passages et {sentences} phrases, modèle {model}",
    index_current="L’index est à jour.",
    index_changed="Le dossier des articles a changé depuis.",
    index_built="Construit le {date}",
    index_skipped="Laissé de côté",
    rebuild="Reconstruire",
    rebuilding="Construction : {done} textes sur {total}",
    remove="Retirer",
    remove_really="Retirer vraiment ?",
    add_article="Ajouter un article",
    add_hint="Un fichier .txt, .md, .html, .pdf ou .docx ; son texte est montré avant d’être ajouté.",
    choose_file="Fichier à ajouter",
    extracting="Lecture du fichier…",
    article_name="Nom de l’article",
    article_text="Texte, tel qu’il sera ajouté",
    add="Ajouter",
    cancel="Annuler",
    cannot_edit="Impossible. Détail : {detail}",
    too_large="Ce fichier est trop grand : {megabytes} Mo au plus.",
    unreachable="Le serveur ne répond pas.",
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
    copy="Copy with source",
    copied="Copied.",
    edit="Edit",
    retry="Ask again",
    stop="Stop",
    looked_for="Looked for: {words}",
    ask_instead="You can ask",
    shortcuts="Shortcuts",
    shortcut_ask="Write a question",
    shortcut_edit="Edit the last question (in an empty box)",
    shortcut_back="Stop searching; come back from the article",
    shortcut_help="These shortcuts",
    close="Close",
    show_pane="Part of the page",
    source_paragraph="§{number}",
    what_says="What does {name} say?",
    what_figure="What does the article say about “{figure}”?",
    index="Index",
    index_articles="Articles",
    index_facts="{passages} passages and {sentences} sentences, model {model}",
    index_current="The index is up to date.",
    index_changed="The folder of articles has changed since.",
    index_built="Built on {date}",
    index_skipped="Left out",
    rebuild="Rebuild",
    rebuilding="Building: {done} of {total} texts",
    remove="Remove",
    remove_really="Really remove?",
    add_article="Add an article",
    add_hint="A .txt, .md, .html, .pdf or .docx file; its text is shown before it is added.",
    choose_file="File to add",
    extracting="Reading the file…",
    article_name="Name of the article",
    article_text="Text, as it will be added",
    add="Add",
    cancel="Cancel",
    cannot_edit="Impossible. Detail: {detail}",
    too_large="This file is too large: {megabytes} MB at most.",
    unreachable="The server does not answer.",
)


LANGUAGE_COOKIE = "qa-language"
"""Remembers the language that a reader has chosen."""

_LANGUAGES = {strings.language: strings for strings in (FRENCH, ENGLISH)}


class _Request(Protocol):
    headers: Mapping[str, str]
    cookies: Mapping[str, str]


def strings_of(request: _Request) -> Strings:
    """The texts in the language of a request."""
    return strings_for(request.headers.get("accept-language"), request.cookies.get(LANGUAGE_COOKIE))


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
