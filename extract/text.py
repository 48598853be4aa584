"""The spaCy pipeline: a blank one with tokens of our own, into which the recognisers are hung by name."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate

from spacy.attrs import NORM
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from corpus.vocabulary import Vocabulary
from extract.reading import BLOCK_BREAK, Reading
from extract.recognise.actions import Actions
from extract.recognise.articles import Articles
from extract.recognise.dates import Dates
from extract.recognise.meetings import Meetings
from extract.recognise.names import Conventions, Groups, Organisations, Plans, States
from extract.recognise.numbers import Numbers
from extract.recognise.sentences import Sentences
from extract.recognise.symbols import Symbols
from extract.tokens import Tokens, folded
from ingest.document import Block, Document

Recogniser = Callable[[Doc], Doc]

RECOGNISERS: dict[str, Callable[[Vocab, Vocabulary], Recogniser]] = {
    "sentences": Sentences,
    "symbols": Symbols,
    "states": States,
    "organisations": Organisations,
    "conventions": Conventions,
    "plans": Plans,
    "groups": Groups,
    "meetings": Meetings,
    "articles": Articles,
    "actions": Actions,
    "dates": Dates,
    "numbers": Numbers,
}


class PaperLanguage(Language):  # type: ignore[no-untyped-call]
    """A blank spaCy language that knows the vocabulary of a convention."""

    lang = "xx"
    vocabulary: Vocabulary


def hang(name: str) -> None:
    """Make a recogniser known to spaCy under its name."""

    def create(nlp: PaperLanguage, name: str) -> Recogniser:
        return RECOGNISERS[name](nlp.vocab, nlp.vocabulary)

    PaperLanguage.factory(name, func=create)


for recogniser in RECOGNISERS:
    hang(recogniser)


PIPELINES: dict[str, PaperLanguage] = {}


def pipeline(vocabulary: Vocabulary) -> PaperLanguage:
    """The pipeline for a vocabulary, made once for each version of it."""
    if vocabulary.version not in PIPELINES:
        nlp = PaperLanguage(max_length=10**9)
        nlp.vocab.lex_attr_getters = {NORM: folded}  # type: ignore[attr-defined]  # shapes and flags nobody asks for
        nlp.tokenizer = Tokens(nlp.vocab)
        nlp.vocabulary = vocabulary
        for name in RECOGNISERS:
            nlp.add_pipe(name)
        PIPELINES[vocabulary.version] = nlp
    return PIPELINES[vocabulary.version]


def reading_of(document: Document, vocabulary: Vocabulary) -> Reading:
    """The document as one spaCy text in which all recognisers have marked what they know."""
    texts = [block.text for block in document.blocks]
    starts = [0, *accumulate(len(text) + len(BLOCK_BREAK) for text in texts)][: len(texts)]
    nlp = pipeline(vocabulary)
    doc = nlp.make_doc(BLOCK_BREAK.join(map(softened, document.blocks)))
    doc.user_data |= {"language": document.language, "printed": BLOCK_BREAK.join(texts)}
    nlp(doc)
    return Reading(document, vocabulary, doc, starts)


def softened(block: Block) -> str:
    """The block's text with blanks for the breaks of its lines, over which names run; those between cells stay."""
    if not block.cells:
        return block.text.replace("\n", " ")
    breaks = {cell.start + i for cell in block.cells for i, sign in enumerate(cell.text) if sign == "\n"}
    return "".join(" " if i in breaks else sign for i, sign in enumerate(block.text)) if breaks else block.text
