"""References: whom a name, a pronoun or a description means, at a place of the article."""

import re
from collections.abc import Sequence

from index import Span
from qa.speech.nouns import is_body_noun, is_person_noun
from qa.speech.people import Mention, Person, acronyms, mentions, stems

_SINGULAR = re.compile(
    r"\s*(?:lui|elle|il|he|she|him|her|ses\s+yeux|son\s+(?:avis|décompte|analyse|calcul))\b", re.IGNORECASE
)
_SUBJECT_PRONOUN = re.compile(
    r"(?:^\s*|\b)(?:il|elle|he|she)\s(?:(?:n['’]|ne|y|lui|en|se|leur|l['’]|aussi|a|avait)\s?)*$", re.IGNORECASE
)
_OPENS_WITH_PRONOUN = re.compile(r"\s*(?:Il|Elle|He|She)\b")
_DESCRIPTION = re.compile(
    r"(?P<determiner>l['’]|(?:le|la|ce|cet|cette|son|sa|the|this)\s)\s*(?P<noun>[^\W\d_][\w’'-]*)(?P<rest>[^,.;:«»]*)",
    re.IGNORECASE,
)
_NOT_THE_SUBJECT = re.compile(
    r"(?:\b(?:de|du|des|à|au|aux|par|avec|contre|après|avant|sur|pour|que|qui|chez|dont|for|of|to|by)|\bd['’]|\bqu['’])"
    r"\s*(?:(?:M|Mme|Me|Dr)\.?\s+)?$",
    re.IGNORECASE,
)
"""What stands before a name that is not who speaks: «l’avocat de X», «reçu par X»."""
_RELATIVE = re.compile(r"\b(?:qui|que|dont|où|who|which|that)\b|\bqu['’]", re.IGNORECASE)
_SUBORDINATE = re.compile(
    r"\s*(?:alors|quand|lorsque|lorsqu|interrog\w+|tandis|après|avant|when|while|asked)\b", re.IGNORECASE
)
_PHRASE_END = re.compile(r"(?<!\bM)(?<!\bDr)(?<!\bMe)[.;:«»]\s|,\s|$")
_SOMEBODY = (
    r"(?:jeune\s+|vieil(?:le)?\s+|vieux\s+|young\s+|old\s+)?"
    r"(?:femme|homme|dame|fille|garçon|\w+g[ée]naire|trentenaire|woman|man)"
)
"""A noun that says of somebody no more than a pronoun does."""
_THAT_SOMEBODY = re.compile(rf"{_SOMEBODY}(?:\s+de\s+\d+\s+ans)?", re.IGNORECASE)
_A_STRANGER = re.compile(rf"\b(?:une?|an?)\s+{_SOMEBODY}\b", re.IGNORECASE)
_ADVERBS = 25
"""Characters of adverbs that may stand before a description: «prévient encore l’experte»."""
_NAME_BEHIND = 60
_OPENING = 12


class References:
    """Whom the phrases of one article mean, as it is read from its beginning.

    A pronoun, or a description that introduces nobody, is whoever was spoken
    of last: in the paragraph, else by speaking. ``None`` is always «not clear».
    """

    def __init__(self, text: str, known: Sequence[Person]):
        self._text = text
        self._known = known
        self._here: list[Person] = []
        self._last: Person | None = None
        self._before: Person | None = None
        self._begins = True
        self._stranger = False

    @property
    def last_speaker(self) -> Person | None:
        """Who spoke last."""
        return self._last

    @property
    def _only_one(self) -> Person | None:
        """Of whom alone the paragraph has spoken."""
        only = set(self._here)
        return only.pop() if len(only) == 1 else None

    def begin_paragraph(self) -> None:
        """From here on, pronouns look for somebody in a new paragraph."""
        if self._here:
            self._before = self._only_one or self._last
        self._here = []
        self._begins = True
        self._stranger = False

    def heard(self, speaker: Person) -> None:
        """Somebody has spoken."""
        self._last = speaker

    def read(self, sentence: Span, quoted: Sequence[Span]) -> None:
        """Take note of whom a sentence names outside quotations, else whom its opening describes."""
        named = [mention.person for mention in self._mentions(sentence, quoted)]
        if not named and not any(quotation.start == sentence.start for quotation in quoted):
            described = self._opening_description(sentence)
            named = [described] if described else []
        self._here += named
        self._begins = False
        self._stranger |= _A_STRANGER.search(self._text, sentence.start, sentence.end) is not None

    def phrase(self, start: int, end: int, sentence: Span, person_noun: bool = False) -> Person | None:
        """Whom the phrase that begins at ``start`` means.

        Args:
            person_noun: whether a description must begin with a noun for people.
        """
        text = self._text[start:end]
        if _SINGULAR.match(text):
            return self.pronoun(sentence, start)
        stop = start + _PHRASE_END.search(text).start()
        named = self._mentions(Span(start, stop))
        if named:
            between = self._text[start : named[0].span.start]
            return None if _NOT_THE_SUBJECT.search(between) or _RELATIVE.search(between) else named[0].person
        described = _DESCRIPTION.search(text, 0, stop - start)
        if not described or described.start() > _ADVERBS:
            return None
        behind = self._mentions(Span(stop, min(end, stop + _NAME_BEHIND)))
        if behind and not self._text[stop : behind[0].span.start].strip(" ,\u00a0"):
            return behind[0].person  # «son porte-parole, X»
        return self._described(described, person_noun)

    def subject(self, sentence: Span, verb: int) -> Person | None:
        """Whom the subject of the verb (or of the colon) at ``verb`` means."""
        clause = self._text[sentence.start : verb]
        if _SUBORDINATE.match(clause):
            return None
        if _SUBJECT_PRONOUN.search(clause):
            return self.pronoun(sentence, verb)
        mentioned = self._mentions(Span(sentence.start, verb))
        if mentioned:
            one = len({mention.person for mention in mentioned}) == 1
            before = self._text[sentence.start : mentioned[0].span.start]
            return mentioned[0].person if one and not _NOT_THE_SUBJECT.search(before) else None
        if _OPENS_WITH_PRONOUN.match(clause):
            return self.pronoun(sentence, verb)
        described = list(_DESCRIPTION.finditer(clause))
        candidates = (
            described[-1:] if not described or described[0].start() >= _OPENING else described[:1] + described[-1:]
        )
        return next(filter(None, map(self._described, candidates)), None)

    def pronoun(self, sentence: Span, place: int, quoted: Sequence[Span] = ()) -> Person | None:
        """Whom «il» or «elle» at ``place`` means."""
        named = list(dict.fromkeys(m.person for m in self._mentions(Span(sentence.start, place), quoted)))
        if len({*named, *self._here}) > 1:
            return None  # which of them is not clear
        if named:
            return named[0]
        described = self._opening_description(Span(sentence.start, place))
        return described or next(iter(self._recent()), None)

    def _opening_description(self, sentence: Span) -> Person | None:
        opening = _DESCRIPTION.match(self._text, sentence.start, sentence.end)
        return self._described(opening) if opening else None

    def _described(self, match: re.Match[str], person_noun: bool = False) -> Person | None:
        """Who was introduced by this noun; else, for «ce spécialiste», who was last spoken of."""
        noun, rest = match["noun"], match["rest"]
        if noun[:1].isupper() or is_body_noun(noun) or (person_noun and not is_person_noun(noun)):
            return None
        if _THAT_SOMEBODY.fullmatch((noun + rest).strip()):
            return None if self._stranger else self._only_one
        recent = self._recent()
        if match["determiner"].strip().lower() in ("ce", "cet", "cette", "this") and is_person_noun(noun):
            return recent[0] if recent else None
        return self._introduced_by(stems(f"{noun} {rest}"), stems(noun), acronyms(rest), recent)

    def _introduced_by(
        self, words: frozenset[str], noun: frozenset[str], names: frozenset[str], recent: Sequence[Person]
    ) -> Person | None:
        """The person whose introduction shares most words, the noun or an acronym among them."""
        shared = {person: len(words & person.stems) for person in self._known}
        most = max(shared.values(), default=0)
        fitting = [person for person, count in shared.items() if count == most > 0]
        if len(fitting) > 1:
            fitting = [person for person in recent if person in fitting][:1]
        return fitting[0] if fitting and (noun | names) & fitting[0].stems else None

    def _recent(self) -> list[Person]:
        """People by how recently they were spoken of; who spoke before counts where a paragraph begins."""
        if self._here or not self._begins:
            return list(dict.fromkeys(reversed(self._here)))
        before = self._before or self._last
        return [before] if before else []

    def _mentions(self, span: Span, quoted: Sequence[Span] = ()) -> list[Mention]:
        """The people named in a span, but for what is quoted."""
        found = mentions(self._text, span.start, span.end, self._known)
        return [m for m in found if not any(q.start <= m.span.start < q.end for q in quoted)]
