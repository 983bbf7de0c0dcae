"""The shapes of what the API takes and gives, for its OpenAPI document. The only place that uses pydantic."""

from __future__ import annotations

from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field

MOST_TEXT: Final = 200_000


class Problem(BaseModel):
    """RFC 9457: what is wrong, and what to do about it."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str


class Open(BaseModel):
    """An object whose further keys the documents of the project describe."""

    model_config = ConfigDict(extra="allow")


class Text(BaseModel):
    """An article as text; offsets in the answer count code points of `text`."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, Field(min_length=1, max_length=MOST_TEXT, pattern=r"[^\s\x1c-\x1f\x85]")]
    published: Annotated[
        str | None,
        Field(max_length=40, description="An ISO date; a time may follow.", json_schema_extra={"format": "date"}),
    ] = None
    title: Annotated[str | None, Field(max_length=1000)] = None
    url: Annotated[str | None, Field(max_length=2000)] = None
    publisher: Annotated[str | None, Field(max_length=200)] = None


class TextWithId(Text):
    """An article to keep; without an id it gets one from its text."""

    id: Annotated[str | None, Field(max_length=200)] = None


class Evidence(BaseModel):
    """A stretch of the article, in code points."""

    start: int
    end: int
    text: str


class Claim(Open):
    """One claim, as `zufolge claims --json` prints it."""

    id: str
    article: str
    path: str | None
    type: str
    roles: dict[str, list[dict[str, Any]]]
    status: str | None
    polarity: str
    attribution: list[dict[str, Any]]
    time: dict[str, Any] | None
    evidence: Evidence
    confidence: float
    by: str
    about: list[str]
    judgement: dict[str, Any] | None = None


class ArticleHead(Open):
    """An article without its text."""

    id: str
    title: str | None
    published: str | None
    publisher: str | None
    url: str | None
    claims: int


class Article(Open):
    """An article with everything that was found in it, as `zufolge annotate` prints it."""

    id: str
    text: str
    claims: list[Claim]


class Reading(Open):
    """What zufolge finds in a text, as `zufolge annotate` prints it."""

    id: str
    text: str
    blocks: list[dict[str, Any]]
    mentions: list[dict[str, Any]]
    times: list[dict[str, Any]]
    quantities: list[dict[str, Any]]
    attributions: list[dict[str, Any]]
    claims: list[dict[str, Any]]
    notes: list[dict[str, Any]]


class Claims(BaseModel):
    """A page of claims; `next` is the cursor of the page behind it, null at the end."""

    claims: list[Claim]
    next: str | None


class Articles(BaseModel):
    """A page of articles."""

    articles: list[ArticleHead]
    next: str | None


class Counted(BaseModel):
    """How many claims fit and how they spread; where `is_more`, only the newest are counted."""

    total: int
    is_more: bool
    facets: dict[str, dict[str, int]]


class Added(BaseModel):
    """What became of an article: new, new_version or known."""

    id: str
    added: str
    claims: int


class Verdict(BaseModel):
    """A judgement to record; `line` is the corrected claim as one line of the notation."""

    model_config = ConfigDict(extra="forbid")

    verdict: Annotated[str, Field(pattern="^(accept|correct|reject)$")]
    author: Annotated[str, Field(min_length=1, max_length=80, pattern=r"[^\s\x1c-\x1f\x85]")]
    reason: Annotated[str, Field(max_length=1000)] = ""
    line: Annotated[str | None, Field(max_length=2000)] = None


class Judgement(BaseModel):
    """A judgement as it was recorded."""

    id: str
    subject: str
    verdict: str
    author: str
    judged: str
    reason: str
    correction: str | None


class Judgements(BaseModel):
    """Judgements in the order in which they were made."""

    judgements: list[Judgement]


class Branch(BaseModel):
    """An origin, and the articles that lead back to it."""

    origin: str
    kind: str
    articles: list[str]
    reason: str


class Origins(BaseModel):
    """How many articles and independent origins there are, and the tree that explains it."""

    articles: int
    independent: int
    tree: list[Branch]
    unknown: list[str]


class Deal(Open):
    """One deal, as `zufolge deals --json` prints it."""

    id: str
    type: str
    parties: list[dict[str, str]]
    stage: str | None
    history: list[dict[str, Any]]
    claims: list[str]
    articles: list[str]
    origins: Origins
    figures: list[dict[str, Any]]


class Deals(BaseModel):
    """A page of deals."""

    deals: list[Deal]
    next: str | None


class Timeline(Open):
    """One measure of one entity in one unit."""

    entity: str
    measure: str
    unit: str | None
    points: list[dict[str, Any]]


class Timelines(BaseModel):
    """All measures of an entity, the longest first."""

    timelines: list[Timeline]


class Contradiction(Open):
    """Two sides that cannot both be right, or a correction."""

    about: str
    type: str
    kind: str
    claims: list[str]
    articles: list[str]
    values: list[str]
    reason: str


class Contradictions(BaseModel):
    """Contradictions, weightiest first."""

    contradictions: list[Contradiction]


class About(Open):
    """Everything about an entity, as `zufolge about --json` prints it."""

    entities: list[str]
    names: list[str]
    articles: int
    claims: int
    deals: list[Deal]
    figures: list[Timeline]
    contradictions: list[Contradiction]


class Relation(BaseModel):
    """Two who take part in the same claims."""

    one: str
    other: str
    types: list[str]
    certainty: str
    claims: list[str]


class Relations(BaseModel):
    """Relations, the strongest first; `kinds` says what each name is."""

    relations: list[Relation]
    kinds: dict[str, str]
    looked_at: int


class Stats(Open):
    """How much the ledger holds, as `zufolge stats --json` prints it."""

    articles: int
    claims: int


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """What a route may answer besides its own shape; every one is a Problem."""
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    named = {
        400: "What is asked for makes no sense.",
        401: "The token is missing.",
        403: "Not allowed here.",
        404: "There is no such thing in the ledger.",
        409: "What is said does not fit the article.",
        413: "Too large.",
        422: "A parameter is wrong.",
        429: "Too many requests.",
        503: "The ledger cannot be used now.",
    }
    return {status: {"description": named[status], "content": content} for status in (*statuses, 401, 422, 429, 503)}
