"""Signs of print beyond ASCII: what sets most texts apart from ASCII, and is no part of a word."""

from __future__ import annotations

import re

SIGNS = re.compile(  # quotes, dashes, bullets, arrows, blanks of all widths, and signs that only some fonts know
    "[\u00a0-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7\u2000-\u206f\u2190-\u23ff\u2500-\u2775\ue000-\uf8ff]+"
)


def plain(text: str) -> str:
    """The text in ASCII where only such signs keep it from that, each as a blank; any other text as it is.

    >>> plain("the Meeting’s “papers”"), plain("l’État")
    ('the Meeting s  papers ', 'l’État')
    """
    if text.isascii():
        return text
    without = SIGNS.sub(" ", text)
    return without if without.isascii() else text
