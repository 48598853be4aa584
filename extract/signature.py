"""The signature of a paper's wording: a MinHash of its shingles, by which papers that are worded alike are found.

It estimates what `extract.likeness.alike` says of two papers, from the forms of words by which names are looked up.
"""

from __future__ import annotations

import base64

import numpy as np
import numpy.typing as npt
from rensa import RMinHash
from spacy.strings import StringStore

from extract.likeness import LENGTH, PRIME, RUNNING, SIZE
from extract.reading import Reading
from extract.tokens import is_number, is_word, tokens_of

FEWEST = 30  # shingles; a text with fewer is like many others by chance
SEED = 1  # with which the numbers of a signature are drawn
NUMBER = np.uint64(StringStore().add("0"))
SPREAD = np.uint64(PRIME)


def signature(reading: Reading) -> str | None:
    """The signature of a paper's wording, in base 64; None where there is too little of it."""
    found = np.unique(hashed(reading))
    if len(found) < FEWEST:
        return None
    drawn = RMinHash.digest_matrix_from_flat_token_hashes(found, [0, len(found)], SIZE, SEED)
    return base64.b64encode(np.asarray(drawn.to_rows(), "<u4").tobytes()).decode()


def hashed(reading: Reading) -> npt.NDArray[np.uint64]:
    """A number for every shingle of a paper, made of those of its words."""
    tokens, starts = tokens_of(reading.doc), [*reading.starts, len(reading.text)]
    running = ((starts[one.seq], starts[one.seq + 1]) for one in reading.blocks if one.kind in RUNNING)
    forms = np.where(tokens.are(is_number), NUMBER, tokens.forms)[tokens.are(is_word) & ~tokens.between(running)]
    first, second, third = (forms[at : len(forms) - LENGTH + 1 + at] for at in range(LENGTH))
    return (first * SPREAD ^ second) * SPREAD ^ third
