"""Replies to small talk: what the system says for itself, in the language of the question.

They quote nothing and are never an answer; each says what can be asked.
"""

_HELP = {
    "fr": "Posez une question sur l’article : qui, quoi, quand, où, pourquoi, qui dit quoi. "
    "Demandez aussi un résumé, une liste, l’auteur ou la date. Chaque réponse cite les mots exacts de l’article.",
    "en": "Ask a question about the article: who, what, when, where, why, who says what. "
    "You can also ask for a summary, a list, the author or the date. Every answer quotes the article’s exact words.",
    "es": "Haga una pregunta sobre el artículo: quién, qué, cuándo, dónde, por qué, quién dice qué. También puede "
    "pedir un resumen, una lista, el autor o la fecha. Cada respuesta cita las palabras exactas del artículo.",
    "de": "Stellen Sie eine Frage zum Artikel: wer, was, wann, wo, warum, wer sagt was. Auch eine Zusammenfassung, "
    "eine Liste, der Autor oder das Datum sind möglich. Jede Antwort zitiert den Artikel wörtlich.",
    "it": "Faccia una domanda sull’articolo: chi, che cosa, quando, dove, perché, chi dice che cosa. Può chiedere "
    "anche un riassunto, un elenco, l’autore o la data. Ogni risposta cita le parole esatte dell’articolo.",
    "pt": "Faça uma pergunta sobre o artigo: quem, o quê, quando, onde, porquê, quem diz o quê. Também pode pedir um "
    "resumo, uma lista, o autor ou a data. Cada resposta cita as palavras exatas do artigo.",
    "nl": "Stel een vraag over het artikel: wie, wat, wanneer, waar, waarom, wie zegt wat. U kunt ook om een "
    "samenvatting, een lijst, de auteur of de datum vragen. Elk antwoord citeert het artikel woordelijk.",
}
_SYSTEM = {
    "fr": "Je suis un programme qui cherche la réponse dans l’article et la cite mot pour mot, avec sa probabilité ; "
    "je n’écris rien moi-même et le dis quand l’article ne répond pas. Tout reste sur cette machine.",
    "en": "I am a program that looks for the answer in the article and quotes it word for word, with its probability; "
    "I write nothing myself, and say so when the article does not answer. Everything stays on this machine.",
    "es": "Soy un programa que busca la respuesta en el artículo y la cita palabra por palabra, con su probabilidad; "
    "no escribo nada por mi cuenta y lo digo cuando el artículo no responde. Todo se queda en esta máquina.",
    "de": "Ich bin ein Programm, das die Antwort im Artikel sucht und wörtlich zitiert, mit ihrer Wahrscheinlichkeit; "
    "ich schreibe nichts selbst und sage es, wenn der Artikel nicht antwortet. Alles bleibt auf diesem Rechner.",
    "it": "Sono un programma che cerca la risposta nell’articolo e la cita parola per parola, con la sua probabilità; "
    "non scrivo nulla di mio e lo dico quando l’articolo non risponde. Tutto resta su questo computer.",
    "pt": "Sou um programa que procura a resposta no artigo e a cita palavra por palavra, com a sua probabilidade; "
    "não escrevo nada por mim e digo quando o artigo não responde. Tudo fica nesta máquina.",
    "nl": "Ik ben een programma dat het antwoord in het artikel zoekt en woordelijk citeert, met zijn kans; "
    "ik schrijf zelf niets en zeg het als het artikel niet antwoordt. Alles blijft op deze computer.",
}
_OPENING = {
    "greeting": {
        "fr": "Bonjour !", "en": "Hello!", "es": "¡Hola!", "de": "Hallo!", "it": "Buongiorno!",
        "pt": "Olá!", "nl": "Hallo!"
    },
    "thanks": {
        "fr": "Avec plaisir.", "en": "You’re welcome.", "es": "De nada.", "de": "Gern geschehen.", "it": "Prego.",
        "pt": "De nada.", "nl": "Graag gedaan.",
    },
    "goodbye": {
        "fr": "Au revoir !", "en": "Goodbye!", "es": "¡Hasta luego!", "de": "Auf Wiedersehen!", "it": "Arrivederci!",
        "pt": "Até logo!", "nl": "Tot ziens!",
    },
}  # fmt: skip
_FALLBACK = "en"


def reply(intent: str, language: str) -> str:
    """What to say to one of ``qa.intents.SMALL_TALK``; in English where the language (ISO 639-1) is not spoken."""
    language = language if language in _HELP else _FALLBACK
    if intent == "system":
        return _SYSTEM[language]
    if intent == "goodbye":
        return _OPENING[intent][language]
    opening = _OPENING.get(intent, {}).get(language)
    return f"{opening} {_HELP[language]}" if opening else _HELP[language]
