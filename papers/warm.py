"""Importing this makes a process ready to work at once: libraries loaded, vocabulary read, patterns compiled.

The server from which workers are forked imports it, so that the seconds it takes are paid once and not by each worker.
"""

from __future__ import annotations

import contextlib

from corpus.vocabulary import CCM, load
from extract.pipeline import extract
from ingest.read import read

TEXT = b"Agenda\n\n1. Opening of the meeting\n2. Adoption of the agenda\n"

with contextlib.suppress(Exception):  # a fault is for the worker to report, with the file that it is about
    extract(read(TEXT, "warm.txt"), load(CCM))
