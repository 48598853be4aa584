"""Whose an article or a meeting is: "article 5 of the Mine Ban Convention", "APMBC article 5", "article 6 of the Charter"."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

import regex
from spacy.tokens import Doc

from corpus.vocabulary import Vocabulary
from extract.recognise.marks import after_blanks
from extract.tokens import text_of

REACH = 80  # characters in which the name of an unknown treaty must end
LEAD = 5  # characters between a joint and a name: a quotation mark, an article
POSSESSIVE = regex.compile(r"(?:['’]s?)?[^\S\n]*")
SUBJECT_REACH = 200  # characters before "its" in which the convention is named
POSSESSED = regex.compile(r"(?<!\p{L})(?:dont\s)?\p{L}{2,5}\s$")  # the word before a meeting
CLOSED = regex.compile(r"[.;!?]\s|\n\n")
UNKNOWN = "?"


class Treaty:
    """Tells the other treaty that the words around an article's number, or a meeting, name."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.own = vocabulary.convention.id
        self.joint = vocabulary.cue("of_treaty")
        self.possessive = vocabulary.cue("possessive")
        self.unnamed = vocabulary.cue("subject.convention")
        self.others = [vocabulary.cue("other_treaty"), vocabulary.cue("other_law")]

    def around(self, doc: Doc, start: int, end: int) -> str:
        """Id of the other treaty, "?" where it is an unknown one, empty for this convention or where none is named."""
        named = self.after(doc, end) or convention_before(doc, start) or self.title_before(text_of(doc), start)
        named = named or self.possessor(doc, start)
        return "" if named in (None, self.own) else str(named)

    def after(self, doc: Doc, end: int) -> str | None:
        text, begin = text_of(doc), after_blanks(text_of(doc), end)
        joint = self.joint.match(text, begin)
        if joint is None:
            return convention_at(doc, end, lead=1)
        begin = after_blanks(text, joint.end())
        unknown = any(one.match(text, begin, begin + REACH) for one in self.others)
        return convention_at(doc, begin) or (UNKNOWN if unknown else None)

    def possessor(self, doc: Doc, start: int) -> str | None:
        """Id of the convention that the sentence names last before "its": "the MBC has done so since its Fourth …"."""
        text = text_of(doc)
        begin = max(0, start - SUBJECT_REACH)
        lead = POSSESSED.search(text, begin, start)
        if lead is None or not self.possessive.fullmatch(lead[0].strip()):
            return None
        named = [one for one in doc.spans["conventions"] if begin <= one.start_char and one.end_char <= lead.start()]
        told = named and CLOSED.search(text, named[-1].end_char, start) is None
        return str(named[-1].kb_id_) if told else None

    def title_before(self, text: str, offset: int) -> str | None:
        """Whether a title in Chinese quotation marks stands right before, of a text that is no convention known here.

        《公约》 alone is "the Convention", whichever the paper is about.
        """
        if text[max(0, offset - 1) : offset] != "》":
            return None
        title = text[max(0, text.rfind("《", 0, offset)) : offset]
        return None if self.unnamed.fullmatch(title) else UNKNOWN


def convention_at(doc: Doc, offset: int, lead: int = LEAD) -> str | None:
    """Id of the convention whose name begins at an offset or at most `lead` characters later."""
    group = doc.spans["conventions"]
    index = bisect_left(group, offset, key=lambda span: span.start_char)
    return str(group[index].kb_id_) if index < len(group) and group[index].start_char <= offset + lead else None


def convention_before(doc: Doc, offset: int) -> str | None:
    """Id of the convention whose name ends right before: "the Mine Ban Convention's article 5", "APMBC article 5"."""
    group = doc.spans["conventions"]
    index = bisect_right(group, offset, key=lambda span: span.end_char) - 1
    named = index >= 0 and POSSESSIVE.fullmatch(text_of(doc), group[index].end_char, offset)
    return str(group[index].kb_id_) if named else None
