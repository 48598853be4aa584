"""What can be wrong with a received file, said in one sentence with what to do."""

from __future__ import annotations


class Unreadable(ValueError):
    """A file that cannot be read; `reason` is a short word for counting, the message one sentence with what to do."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason
