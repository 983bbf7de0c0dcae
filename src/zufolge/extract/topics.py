"""Which company each sentence may take for granted: the one that the sentences before speak of."""

from __future__ import annotations

from collections import Counter

from zufolge.extract.clause import Clauses

_MAX_SENTENCES_BACK = 3
_SHARE_OF_MAIN_COMPANY = 0.5
_SUBJECTS = ("nsubj", "nsubj:pass")


def find_topics(view: Clauses) -> list[int | None]:
    """For every sentence the token of the company it may speak of without naming it; None where that is open."""
    count = len(view.first)
    own = [_company_of(view, number) for number in range(count)]
    main = _main_company(view)
    topics: list[int | None] = []
    for number in range(count):
        before = [own[n] for n in range(number - 1, max(-1, number - 1 - _MAX_SENTENCES_BACK), -1)]
        topics.append(next((i for i in before if i is not None), main))
    return topics


def _companies(view: Clauses, number: int) -> list[int]:
    """The tokens at which resolved companies of the sentence end, in order."""
    return [
        i
        for i in range(view.first[number], view.last[number])
        if any(m.kind == "company" and m.entity and m.span.end <= view.spans[i].end for m in view.mentions[i])
        and not _is_front_of_compound(view, i)
    ]


def _is_front_of_compound(view: Clauses, i: int) -> bool:
    """Whether a hyphen ties word `i` to the next one ("E-Plus-Kaufpreis" does not speak of E-Plus itself)."""
    return (
        i + 1 < len(view.words) and view.words[i + 1] in "-–" and view.spans[i + 1].start == view.spans[i].end
    )


def _company_of(view: Clauses, number: int) -> int | None:
    """The company that a sentence is about: its subject, or else the only one it names."""
    companies = _companies(view, number)
    for i in companies:
        if view.relations[i] in _SUBJECTS:
            return i
    if len({_entity(view, i) for i in companies}) == 1:
        return companies[0]
    return None


def _entity(view: Clauses, i: int) -> str | None:
    return next((m.entity for m in view.mentions[i] if m.kind == "company"), None)


def _main_company(view: Clauses) -> int | None:
    """The first mention of the company that makes up most of what the article names."""
    named = [i for number in range(len(view.first)) for i in _companies(view, number)]
    counts = Counter(_entity(view, i) for i in named)
    if not counts:
        return None
    entity, most = counts.most_common(1)[0]
    if most < _SHARE_OF_MAIN_COMPANY * len(named):
        return None
    return next(i for i in named if _entity(view, i) == entity)
