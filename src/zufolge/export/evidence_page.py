"""The evidence of a deal as one page of HTML that needs no network and no script. Every text is escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from urllib.parse import urlsplit

from zufolge.ask.evidence import Evidence, QuotedClaim
from zufolge.export.deal_words import describe_figures, describe_origins, describe_parties
from zufolge.export.plain_words import describe_chain, describe_roles, describe_status, mark_words
from zufolge.model import Span

_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem;border-bottom:1px solid #bbb}
table{border-collapse:collapse}td,th{text-align:left;vertical-align:top;padding:.2rem 1rem .2rem 0}
article{margin:1.5rem 0}blockquote{margin:.5rem 0;padding-left:1rem;border-left:4px solid #bbb}
mark{background:#ffe9a8}code,small{overflow-wrap:anywhere}
dl{display:grid;grid-template-columns:max-content 1fr;gap:0 1rem}
dt{color:#555}dd{margin:0}
"""


def write_page(evidence: Evidence, values: str) -> str:
    """The page; `values` is the same evidence as JSON, which the page carries along for programs."""
    deal = evidence.found.deal
    title = f"{deal.type}: {describe_parties(deal)}"
    parts = (
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>",
        f"<h1>{escape(title)}</h1>",
        f"<p>{escape(_summary(evidence))}</p>",
        *_history(evidence),
        *_origins(evidence),
        "<h2>Claims</h2>",
        *(_claim(one) for one in evidence.claims),
        "<h2>How to check this</h2>",
        "<p>Each claim names its article, the characters at which its sentence stands, and the SHA-256 of the ",
        "article's text in UTF-8. Who has the article can compare both.</p>",
        f'<script type="application/json" id="evidence">{_in_script(values)}</script>',
        "</body></html>",
    )
    return "\n".join(parts) + "\n"


def _in_script(values: str) -> str:
    """JSON that cannot end the element that holds it."""
    return values.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _summary(evidence: Evidence) -> str:
    deal = evidence.found.deal
    until = f"as of {evidence.as_of}" if evidence.as_of else ""
    stage = f"stage: {deal.stage}" if deal.stage else ""
    words = (f"deal {deal.id}", stage, describe_figures(deal), describe_origins(evidence.found.origins), until)
    return " · ".join(word for word in words if word)


def _history(evidence: Evidence) -> Iterable[str]:
    steps = evidence.found.deal.history
    if steps:
        yield "<h2>History</h2>"
        yield _table((step.date or "undated", step.stage, ", ".join(step.articles)) for step in steps)


def _origins(evidence: Evidence) -> Iterable[str]:
    origins = evidence.found.origins
    yield "<h2>Independent origins</h2>"
    rows: list[tuple[str, ...]] = [(b.origin, b.kind, b.reason, ", ".join(b.articles)) for b in origins.tree]
    if origins.unknown:
        rows.append(("unknown", "", "nobody can tell where these have it from", ", ".join(origins.unknown)))
    yield _table(rows)


def _table(rows: Iterable[Iterable[str]]) -> str:
    cells = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows)
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


def _claim(one: QuotedClaim) -> str:
    kept = one.kept
    rows = (
        ("according to", escape(describe_chain(kept.claim.attribution, one.origins))),
        ("in the deal because", escape(one.reason)),
        ("article", _place(one)),
        ("characters", f"{one.sentence.start} to {one.sentence.end} of {len(kept.article.text)}"),
        ("SHA-256", f"<code>{one.digest}</code>"),
        ("found by", escape(f"{kept.claim.by}, with confidence {kept.claim.confidence:.2f}")),
    )
    terms = "".join(f"<dt>{name}</dt><dd>{words}</dd>" for name, words in rows)
    head = f"{kept.claim.type} ({describe_status(kept.claim)}): {describe_roles(kept.claim)}"
    return (
        f'<article id="{escape(kept.id)}"><strong>{escape(head)}</strong> <small>{escape(kept.id)}</small>'
        f"<blockquote>{_quote(one)}</blockquote><dl>{terms}</dl></article>"
    )


def _quote(one: QuotedClaim) -> str:
    """The sentence with the words that the claim rests on marked."""
    claim = one.kept.claim
    spans: list[Span] = [filler.span for role in claim.roles for filler in role.fillers]
    spans += [source.span for link in claim.attribution for source in link.sources]
    spans += [span for link in claim.attribution if link.cue for span in link.cue.spans]
    spans.append(claim.trigger)
    pieces = mark_words(one.kept.article.text, one.sentence, spans)
    return "".join(f"<mark>{escape(words)}</mark>" if is_marked else escape(words) for words, is_marked in pieces)


def _place(one: QuotedClaim) -> str:
    """Title, paper and day of the article, with a link where its address is one of the web."""
    article = one.kept.article
    words = " · ".join(filter(None, (article.title, article.publisher, article.published, article.id)))
    is_web = article.url is not None and urlsplit(article.url).scheme in ("http", "https")
    link = f' <a href="{escape(article.url or "")}" rel="noreferrer">{escape(article.url or "")}</a>' if is_web else ""
    return escape(words) + link
