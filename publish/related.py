"""What a paper is to others, in words: what it supersedes or corrects, and which papers are worded much like it."""

from __future__ import annotations

from dataclasses import dataclass

from publish.archive import PublicDatabase
from publish.wording import title_of

RELATED = """
select r.relation, r.similarity, r.evidence, r.document_id = :id as own, d.id, d.title, d.symbol, d.date
from relations r join documents d on d.id = case r.document_id when :id then r.other_document_id else r.document_id end
where :id in (r.document_id, r.other_document_id) order by r.relation desc, r.similarity desc, d.id
"""
SAID = {  # what this paper is to the other, and the other way round; languages and formats are listed as versions
    "supersedes": ("This paper supersedes", "Superseded by"),
    "corrects": ("This paper corrects", "Corrected by"),
    "same_text": ("The same text as", "The same text as"),
    "near_copy": ("Worded much like", "Worded much like"),
}


@dataclass(frozen=True, slots=True)
class Related:
    """Another paper: what this one is to it in words, its id and title, and why. `similarity` is in per cent."""

    said: str
    id: str
    title: str
    date: str | None
    similarity: int | None
    evidence: str


async def related(database: PublicDatabase, document_id: str) -> list[Related]:
    """The papers that a paper belongs with."""
    rows = await database.read(RELATED, {"id": document_id})
    return [
        Related(
            SAID[row["relation"]][not row["own"]],
            row["id"],
            title_of(row),
            row["date"],
            None if row["similarity"] is None else round(100 * row["similarity"]),
            row["evidence"],
        )
        for row in rows
        if row["relation"] in SAID
    ]
