"""Keeps what documents show true: runs the commands they print, and writes down what the stages find.

    python docs/refresh.py            rewrite the documents
    python docs/refresh.py --check    only say which are out of date; ends with 1 if any is

In `console` blocks every line that begins with `$ zufolge` is run, in a folder with the shipped examples and a fresh
ledger of them; the lines behind it become what it prints. A block behind `<!-- after: STAGE -->` becomes what the
reading holds of the sentence of the way once that stage has run.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from zufolge.claim_types import RoleDeclaration, load_claim_types
from zufolge.export.tables import TABLES
from zufolge.model import Reading, Span
from zufolge.notation import write_chain, write_claim
from zufolge.pipeline import STAGES
from zufolge.read import Unreadable, read_path
from zufolge.read.kinds import ReadOptions

ROOT = Path(__file__).parent.parent
DOCUMENTS = tuple(
    ROOT / name for name in ("README.md", "docs/way-of-a-sentence.md", "docs/claim-types.md", "docs/exports.md")
)
WIDTH = 100

WAY_ARTICLE = ROOT / "examples" / "articles" / "8-stellenabbau-morgenlicht.html"
WAY_SENTENCE = "Der Solarkonzern Morgenlicht Energie baut"

_CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)
_TYPES = re.compile(r"(<!-- claim types -->\n).*?(<!-- end -->)", re.DOTALL)
_TABLES = re.compile(r"(<!-- tables -->\n).*?(<!-- end -->)", re.DOTALL)
_AFTER = re.compile(r"<!-- after: (\w+) -->\n```text\n(.*?)```", re.DOTALL)


def refresh(document: str) -> str:
    """The document with everything that it shows brought up to date."""
    document = _TYPES.sub(lambda found: f"{found[1]}{''.join(list_claim_types())}{found[2]}", document)
    document = _TABLES.sub(lambda found: f"{found[1]}{''.join(list_tables())}{found[2]}", document)
    if "```console" in document:
        document = _refresh_sessions(document)
    if "<!-- after: " in document:
        shown = dict(follow_sentence())
        document = _AFTER.sub(lambda found: f"<!-- after: {found[1]} -->\n```text\n{shown[found[1]]}```", document)
    return document


def _refresh_sessions(document: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "examples").symlink_to(ROOT / "examples")
        _run("zufolge read examples/articles", folder)
        return _CONSOLE.sub(lambda found: f"```console\n{_session(found[1], folder)}```", document)


def _session(block: str, folder: str) -> str:
    commands = [line[2:] for line in block.splitlines() if line.startswith("$ ")]
    if not all(command.startswith("zufolge ") for command in commands):
        return block
    return "\n".join(f"$ {command}\n{_run(command, folder)}" for command in commands)


def _run(command: str, folder: str) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "COLUMNS": str(WIDTH), "NO_COLOR": "1"}
    environment.pop("ZUFOLGE_LEDGER", None)
    ended = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], cwd=folder, env=environment, capture_output=True, encoding="utf-8"
    )
    if ended.returncode:
        sys.exit(f"`{command}` ended with {ended.returncode}: {ended.stderr}")
    return "".join(f"{line.rstrip()}\n" for line in ended.stdout.splitlines())


def list_claim_types() -> Iterator[str]:
    """The claim types as tables, a family each: what they mean, and their roles."""
    family = ""
    for declared in load_claim_types().values():
        if declared.family != family:
            family = declared.family
            yield f"\n## {family}\n\n| type | means | roles |\n| --- | --- | --- |\n"
        roles = ", ".join(_describe_role(role) for role in declared.roles)
        yield f"| {declared.name} | {declared.means} | {roles} |\n"
    yield "\n"


def list_tables() -> Iterator[str]:
    """The tables of the exports with their columns, as tables of Markdown."""
    for name, columns in TABLES.items():
        yield f"\n**{name}**\n\n| column | type | is |\n| --- | --- | --- |\n"
        yield from (f"| `{column.name}` | {column.type} | {column.means} |\n" for column in columns)
    yield "\n"


def _describe_role(role: RoleDeclaration) -> str:
    marks = ("*" if role.is_many else "") + ("?" if role.is_optional else "")
    values = f" ({' / '.join(role.values)})" if role.values else ""
    return f"`{role.name}{marks}`{values}"


def follow_sentence() -> Iterator[tuple[str, str]]:
    """The name of each stage, and what the reading then holds of the sentence of the way."""
    article = next(read_path(str(WAY_ARTICLE), ReadOptions()))
    assert not isinstance(article, Unreadable)
    start = article.text.index(WAY_SENTENCE)
    reading, before = Reading(article), ""
    for stage in STAGES:
        reading = stage(reading)
        sentence = next((s.span for s in reading.sentences if s.span.start <= start < s.span.end), Span(0, 0))
        now = "".join(view.show(reading, sentence) for view in VIEWS)
        new = [line for line in now.splitlines(True) if line not in before.splitlines(True)]
        yield stage.__name__, "".join(map(_wrap, new)) or "(nothing new)\n"
        before = now


def _wrap(line: str) -> str:
    return textwrap.fill(line, WIDTH, subsequent_indent=" " * 13, break_long_words=False, break_on_hyphens=False) + "\n"


@dataclass(frozen=True)
class View:
    """How one kind of thing found in the sentence is shown: a heading, and a line for each."""

    heading: str
    lines: Callable[[Reading, Span], list[str]]

    def show(self, reading: Reading, sentence: Span) -> str:
        """The lines, each with the heading before it."""
        return "".join(f"{self.heading:<12} {line}\n" for line in self.lines(reading, sentence))


def _tokens(reading: Reading, sentence: Span) -> list[str]:
    tokens = [token for token in reading.tokens if sentence.covers(token.span)]
    if not any(token.pos for token in tokens):
        return [" · ".join(token.text for token in tokens)]
    words = [f"{t.text}/{t.pos}" + (f"←{reading.tokens[t.head].text}" if t.head is not None else "") for t in tokens]
    return [" ".join(words)]


def _entities(reading: Reading, sentence: Span) -> list[str]:
    found = [mention for mention in reading.mentions if sentence.covers(mention.span)]
    return [f"{m.text} [{m.kind}, {m.form}]" + (f" → {m.entity}" if m.entity else "") for m in found]


def _attributions(reading: Reading, sentence: Span) -> list[str]:
    return [
        f"{write_chain(attribution.chain)}: “{' … '.join(span.of(reading.text) for span in attribution.content)}”"
        for attribution in reading.attributions
        if any(sentence.overlaps(span) for span in attribution.content)
    ]


VIEWS = (
    View("sentence", lambda r, s: [f"{s.start}-{s.end} “{s.of(r.text)}”"] if len(s) else []),
    View("tokens", _tokens),
    View("time", lambda r, s: [f"{t.text} = {t.value}" for t in r.times if s.covers(t.span)]),
    View(
        "quantity",
        lambda r, s: [
            f"{q.text} = {f'{q.approx} ' if q.approx else ''}{q.value:_} {q.unit or ''}".rstrip()
            for q in r.quantities
            if s.covers(q.span)
        ],
    ),
    View("mention", _entities),
    View("origin", lambda r, s: [f"{o.text} → {o.entity}" for o in r.origins]),
    View("attribution", _attributions),
    View("claim", lambda r, s: [f"{write_claim(c)}    found by {c.by}" for c in r.claims if s.overlaps(c.evidence)]),
)


def main() -> int:
    """Refresh every document, or with --check only compare."""
    stale = 0
    for path in DOCUMENTS:
        old = path.read_text(encoding="utf-8")
        new = refresh(old)
        if new != old and "--check" in sys.argv:
            print(f"{path.relative_to(ROOT)} is out of date; run `make docs`.")
            stale = 1
        elif new != old:
            path.write_text(new, encoding="utf-8")
            print(f"{path.relative_to(ROOT)} refreshed.")
    return stale


if __name__ == "__main__":
    sys.exit(main())
