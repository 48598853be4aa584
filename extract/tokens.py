"""Tokens: runs of letters, runs of digits and single signs, each with a form by which names are looked up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import regex
import snowballstemmer
from spacy.attrs import IDX, NORM, ORTH
from spacy.tokens import Doc
from spacy.vocab import Vocab

from corpus.alternatives import WITHOUT_BLANKS, letters_of, plain

TOKEN = regex.compile(
    r"(?:\p{Han}|[[\p{L}\p{M}]--\p{Han}]++|\p{N}++|\s++|.) ?", regex.DOTALL | regex.VERSION1
)  # with the blank after it
Key = TypeVar("Key", str, int)
CYRILLIC = regex.compile(r"\p{Cyrillic}{4,}")
SAME_SIGN = {0x2019: "'", 0x2010: "-", 0x2011: "-", 0x2013: "-"}


@cache
def russian() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("russian")


def folded(text: str) -> str:
    """A word without case and accents, with one kind of apostrophe and hyphen; Russian words without their endings.

    >>> folded("Côte"), folded("Франции")
    ('cote', 'франц')
    """
    bare = plain(text)
    if bare.isascii():
        return bare
    told = bare.translate(SAME_SIGN)
    return str(russian().stemWord(told)) if CYRILLIC.fullmatch(told) else told


def words_of(text: str) -> list[str]:
    """The tokens of a text, without the blanks between them.

    >>> words_of("Q4 of 2024")
    ['Q', '4', 'of', '2024']
    """
    return [one.removesuffix(" ") or one for one in TOKEN.findall(text)]


class Tokens:
    """Cuts a text into tokens, so that every span of words begins and ends at the edge of one."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        found = TOKEN.findall(text)
        spaces = [len(one) > 1 and one[-1] == " " for one in found]
        words = [one[:-1] if space else one for one, space in zip(found, spaces, strict=True)]
        doc = Doc(self.vocab, words=words, spaces=spaces)
        doc.user_data["text"] = text  # Doc.text is joined anew each time
        return doc


@dataclass(frozen=True)
class Row:
    """The tokens of a text one after another: which of its different `words` each is, its form by which names are looked
    up (as spaCy's hash) and the offset at which it begins. What is asked of every token is asked once of each word."""

    words: list[str]
    which: npt.NDArray[np.int64]
    forms: npt.NDArray[np.uint64]
    starts: npt.NDArray[np.int64]

    @classmethod
    def of(cls, doc: Doc) -> Row:
        table: npt.NDArray[np.uint64] = doc.to_array([ORTH, NORM, IDX])  # type: ignore[assignment]
        different, which = np.unique(table[:, 0], return_inverse=True)
        strings = doc.vocab.strings
        return cls([strings[one] for one in different.tolist()], which, table[:, 1], table[:, 2].astype(np.int64))

    def are(self, kind: Callable[[str], bool]) -> npt.NDArray[np.bool_]:
        """Whether each token is a word of a kind."""
        return np.fromiter(map(kind, self.words), np.bool_, len(self.words))[self.which]

    def offsets(self, words: Sequence[int]) -> list[int]:
        """Where the tokens begin that are one of the words, which are told by their numbers."""
        if not words:
            return []
        chosen = np.zeros(len(self.words), np.bool_)
        chosen[words] = True
        offsets: list[int] = self.starts[chosen[self.which]].tolist()
        return offsets

    @cached_property
    def by_letters(self) -> dict[str, list[int]]:
        """The numbers of the words by their first letters (see `corpus.alternatives.letters_of`)."""
        return grouped(map(letters_of, self.words))

    @cached_property
    def has_unparted(self) -> bool:
        """Whether any word is of a writing that does not part words by blanks, or writes them onto each other."""
        return any(WITHOUT_BLANKS.match(word) for word in self.words if not word.isascii())

    @cached_property
    def by_form(self) -> dict[int, list[int]]:
        """The numbers of the words by the form by which names are looked up, as spaCy's hash."""
        one_of_each = np.zeros(len(self.words), np.uint64)
        one_of_each[self.which] = self.forms
        return grouped(one_of_each.tolist())

    def between(self, spans: Iterable[tuple[int, int]]) -> npt.NDArray[np.bool_]:
        """Whether each token begins in one of the spans of characters."""
        inside = np.zeros(len(self.which), np.bool_)
        for begin, end in spans:
            first, last = np.searchsorted(self.starts, (begin, end))
            inside[first:last] = True
        return inside


def grouped(keys: Iterable[Key]) -> dict[Key, list[int]]:
    """The positions of each key."""
    found: dict[Key, list[int]] = defaultdict(list)
    for position, key in enumerate(keys):
        found[key].append(position)
    return found


def text_of(doc: Doc) -> str:
    """The text of a Doc; its own attribute joins all tokens each time it is asked."""
    text: str = doc.user_data["text"]
    return text


def tokens_of(doc: Doc) -> Row:
    """The tokens of a Doc in a row, made when they are first asked for: names that are looked for are Docs too."""
    row: Row | None = doc.user_data.get("tokens")
    if row is None:
        row = doc.user_data["tokens"] = Row.of(doc)
    return row


def is_number(token: str) -> bool:
    """Whether a token is a run of digits."""
    return token[0].isnumeric()


def is_word(token: str) -> bool:
    """Whether a token is a run of letters or of digits."""
    return token[0].isalnum()
