"""What extraction yields: the identity of a paper, and records, each one value with its place."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import ClassVar, TypeVar

from ingest.document import Block, Cell


@dataclass(frozen=True, slots=True)
class Place:
    """Characters `start` to `end` of the text of the block with this seq; the quote is always that slice."""

    block: int
    start: int
    end: int

    @classmethod
    def of_block(cls, block: Block) -> Place:
        return cls(block.seq, 0, len(block.text))

    @classmethod
    def of_cell(cls, block: Block, cell: Cell) -> Place:
        return cls(block.seq, cell.start, cell.end)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a field of a paper's identity has its value: the rule, and where the evidence stands (None: the file's name)."""

    field: str
    value: str
    method: str
    confidence: float
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """The identity of a document. `convention` is None where it is about none that is known.

    Dates are ISO, states ISO 3166 alpha-3, languages ISO 639-1, periods years or ISO dates. `other_symbol` is the second
    of two symbols on one paper; `agenda_item` numbers the items ("8 (a)", "4, 5") that its masthead names.
    """

    kind: str = "other"
    convention: str | None = None
    symbol: str | None = None
    other_symbol: str | None = None
    job_number: str | None = None
    title: str | None = None
    language: str | None = None
    original_language: str | None = None
    version: str | None = None
    date: str | None = None
    period_start: str | None = None
    period_end: str | None = None
    meeting_id: str | None = None
    agenda_item: str | None = None
    group_id: str | None = None
    access: str = "internal"
    why: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """One value of a paper. `method` names the rule that found it, `confidence` (0 to 1) how far it is to be trusted."""

    table: ClassVar[str]
    place: Place
    method: str
    confidence: float


R = TypeVar("R", bound=Record)


def once(found: Iterable[R], key: Callable[[R], Hashable]) -> Iterator[R]:
    """The records without those whose key an earlier one had."""
    seen: set[Hashable] = set()
    for one in found:
        if key(one) not in seen:
            seen.add(key(one))
            yield one


@dataclass(frozen=True, slots=True)
class Coordinator(Record):
    """A State that a paper names as coordinator of a working group, with its term where the paper says it."""

    table: ClassVar[str] = "coordinators"
    group_id: str | None
    state_id: str
    period_start: str | None = None
    period_end: str | None = None


@dataclass(frozen=True, slots=True)
class WorkPlanItem(Record):
    """One item of a work plan's section: objective, activity, output, implementer or partner."""

    table: ClassVar[str] = "work_plan_items"
    section: str
    number: str | None
    text: str


@dataclass(frozen=True, slots=True)
class TimelineItem(Record):
    """What is due in a quarter (1 to 4) of a year; `starts` and `ends` bound that time as ISO dates."""

    table: ClassVar[str] = "timeline_items"
    year: int
    quarter: int | None
    starts: str | None
    ends: str | None
    text: str


@dataclass(frozen=True, slots=True)
class ActionPlanSection(Record):
    """A section of an action plan with the number of its actions; None where the paper gives none, which is not zero."""

    table: ClassVar[str] = "action_plan_sections"
    plan_id: str
    number: str | None
    title: str | None
    theme: str | None
    action_count: int | None
    embedded_under: str | None


@dataclass(frozen=True, slots=True)
class ActionItem(Record):
    """A lettered part of an action; its place is in the text of its own words."""

    table: ClassVar[str] = "action_items"
    letter: str
    text: str


@dataclass(frozen=True, slots=True)
class Action(Record):
    """An action of an action plan, with its lettered parts; `modality` is the verb that binds (will, should, …)."""

    table: ClassVar[str] = "actions"
    plan_id: str | None
    number: str
    title: str | None
    text: str | None
    modality: str | None = None
    actor: str | None = None
    items: tuple[ActionItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Count(Record):
    """How many: `value`, out of `of` where the sentence says so. The quote is the whole sentence."""

    table: ClassVar[str] = "counts"
    value: float
    of: float | None
    subject: str | None
    article_id: str | None = None
    as_of: str | None = None
    period_start: str | None = None
    period_end: str | None = None


@dataclass(frozen=True, slots=True)
class Citation(Record):
    """A paper names an article, action, meeting, document, plan or convention; `target_to` ends a range."""

    table: ClassVar[str] = "citations"
    target_kind: str
    target: str
    target_to: str | None = None


@dataclass(frozen=True, slots=True)
class Mention(Record):
    """A paper names a State or an organisation."""

    table: ClassVar[str] = "mentions"
    entity_kind: str
    entity_id: str


@dataclass(frozen=True, slots=True)
class Decision(Record):
    """A sentence in which the meeting itself acts, with the number of its paragraph ("22", "22 (b)")."""

    table: ClassVar[str] = "decisions"
    meeting_id: str | None
    paragraph: str | None
    verb: str
    text: str


@dataclass(frozen=True, slots=True)
class AgendaItem(Record):
    """An item of an agenda or programme; a sub-item carries its parent's number: "8 (a)"."""

    table: ClassVar[str] = "agenda_items"
    meeting_id: str | None
    number: str | None
    title: str


@dataclass(frozen=True, slots=True)
class Deadline(Record):
    """The date by which a State is to fulfil an obligation under an article."""

    table: ClassVar[str] = "deadlines"
    state_id: str
    article_id: str | None
    date: str


@dataclass(frozen=True, slots=True)
class ExtensionRequest(Record):
    """A State asks for more time under an article; months asked for and granted."""

    table: ClassVar[str] = "extension_requests"
    state_id: str
    article_id: str | None
    requested_months: int | None
    granted_months: int | None = None
    new_deadline: str | None = None


@dataclass(frozen=True, slots=True)
class Quantity(Record):
    """An amount with its unit: areas in m2, km2, ha; munitions; money by ISO 4217 code."""

    table: ClassVar[str] = "quantities"
    value: float
    unit: str
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class MeetingDate(Record):
    """When and where a meeting is held."""

    table: ClassVar[str] = "meeting_dates"
    meeting_id: str | None
    starts: str
    ends: str | None
    place_name: str | None = field(default=None, metadata={"column": "place"})


@dataclass(frozen=True, slots=True)
class Dated(Record):
    """A date of the paper by its role: issue, adoption, meeting, or reporting_window, the time that it reports on."""

    table: ClassVar[str] = "dates"
    role: str
    starts: str
    ends: str


@dataclass(frozen=True, slots=True)
class Officer(Record):
    """Who holds an office at a meeting: role, name as printed, State."""

    table: ClassVar[str] = "officers"
    meeting_id: str | None
    role: str
    name: str | None
    state_id: str | None


@dataclass(frozen=True, slots=True)
class Participant(Record):
    """Who took part in a meeting, by class (state_party, signatory, observer, organisation)."""

    table: ClassVar[str] = "participants"
    meeting_id: str | None
    entity_class: str = field(metadata={"column": "class"})
    entity: str | None
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Submitter(Record):
    """Who submits a paper: a State, an organisation, or an office (president, coordinator, secretariat)."""

    table: ClassVar[str] = "submitters"
    state_id: str | None
    organisation_id: str | None
    role: str | None


@dataclass(frozen=True, slots=True)
class Task(Record):
    """Something somebody is to do; `due` is an ISO date."""

    table: ClassVar[str] = "tasks"
    owner: str | None
    due: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Mandate(Record):
    """A task that a body has been given."""

    table: ClassVar[str] = "mandates"
    organisation_id: str | None
    number: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Contact(Record):
    """How to reach a body or a person: kind is phone, fax, email, website or address; a person's is internal."""

    table: ClassVar[str] = "contacts"
    kind: str
    value: str
    access: str = "internal"


RECORDS: tuple[type[Record], ...] = (
    Coordinator,
    WorkPlanItem,
    TimelineItem,
    ActionPlanSection,
    Action,
    ActionItem,
    Count,
    Citation,
    Mention,
    Decision,
    AgendaItem,
    Deadline,
    ExtensionRequest,
    Quantity,
    MeetingDate,
    Dated,
    Officer,
    Participant,
    Submitter,
    Task,
    Mandate,
    Contact,
)


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was found in one document; `signature` is that of its wording (`extract.signature`), None where it is short."""

    paper: Paper
    records: tuple[Record, ...]
    signature: str | None = None
