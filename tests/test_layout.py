"""The shape of the code: imports run downhill only, and functions and modules stay small."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "src" / "zufolge"

LEVELS: tuple[tuple[str, ...], ...] = (
    ("model",),
    ("languages", "claim_types", "claim_identity", "notation_words"),
    ("notation_parser",),
    ("notation",),
    ("read",),
    ("segment",),
    ("recognise", "attribute", "ground", "extract"),
    ("pipeline",),
    ("reading", "batch"),
    ("ledger",),
    ("connect",),
    ("ask",),
    ("export",),
    ("api",),
    ("serve", "bulk"),
    ("cli",),
    ("__main__",),
)
"""From the ground up; a module imports from its own level or from those before it. The stages are one level:
each works on a Reading, and which comes first is the business of `pipeline`."""

MOST_LINES_IN_MODULE = 400
MOST_LINES_IN_FUNCTION = 45
MOST_PARAMETERS = 5

LONGER_FOR_A_REASON: Mapping[str, str] = {
    "ledger/migrations/versions/m0001_first_ledger.py:_create_claims": "a list of columns",
    "serve/mcp/tools.py:search_claims": "a tool has one parameter for each question that an assistant may ask",
    "cli/deals.py:deals": "a command takes as many options as it has",
    "cli/timeline.py:timeline": "a command takes as many options as it has",
    "cli/bulk.py:bulk": "a command takes as many options as it has",
    "api.py:claims": "one keyword for each question that a caller may ask",
    "cli/entities.py:entities": "a command takes as many options as it has",
    "cli/merge.py:merge": "a command takes as many options as it has",
    "cli/merge.py:split": "a command takes as many options as it has",
}


def modules() -> list[Path]:
    """Every module of the package."""
    return sorted(ROOT.rglob("*.py"))


def level_of(name: str) -> int | None:
    """The level of a module below `zufolge`, by the first part of its name."""
    return next((number for number, names in enumerate(LEVELS) if name in names), None)


def imports_of(source: str) -> Iterator[str]:
    """The first part below `zufolge` of everything the source imports; also inside functions."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "zufolge":
            assert node.module is not None
            parts = node.module.split(".")
            yield from parts[1:2] or (alias.name for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (name.name.split(".")[1] for name in node.names if name.name.startswith("zufolge."))


def uphill_imports(place: str, source: str) -> list[str]:
    """The imports of a module that lead to a level above its own."""
    own = place.split("/")[0].removesuffix(".py")
    own_level = level_of(own)
    if own_level is None:
        return [f"{place} stands on no level"]
    wrong = []
    for name in imports_of(source):
        level = level_of(name)
        if name != "__version__" and (level is None or level > own_level):
            wrong.append(f"{place} imports zufolge.{name}")
    return wrong


def oversized(place: str, source: str) -> list[str]:
    """What in a module is longer, or takes more, than agreed."""
    found = []
    if source.count("\n") > MOST_LINES_IN_MODULE:
        found.append(f"{place} has {source.count(chr(10))} lines")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef) and f"{place}:{node.name}" not in LONGER_FOR_A_REASON:
            first = node.body[0]
            is_documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
            start = first.end_lineno if is_documented else node.lineno
            lines = (node.end_lineno or 0) - (start or 0)
            arguments = [a for a in (*node.args.args, *node.args.kwonlyargs) if a.arg not in ("self", "cls")]
            if lines > MOST_LINES_IN_FUNCTION:
                found.append(f"{place}:{node.name} has {lines} lines")
            if len(arguments) > MOST_PARAMETERS:
                found.append(f"{place}:{node.name} takes {len(arguments)} parameters")
    return found


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_run_downhill_only(path: Path) -> None:
    """No module imports from a level above its own; the package's front door may import anything."""
    place = path.relative_to(ROOT).as_posix()
    if place != "__init__.py":
        assert uphill_imports(place, path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_functions_and_modules_stay_small(path: Path) -> None:
    """What outgrows the limits is split, or named above with its reason."""
    assert oversized(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")) == []


def test_the_exceptions_still_exist() -> None:
    """A reason outlives its function no longer than a test run."""
    for name in LONGER_FOR_A_REASON:
        place, function = name.split(":")
        assert f"def {function}(" in (ROOT / place).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("place", "source", "complaint"),
    [
        ("model/claim.py", "from zufolge.ledger import schema", "model/claim.py imports zufolge.ledger"),
        ("notation.py", "def f():\n    import zufolge.cli.app", "notation.py imports zufolge.cli"),
        ("ledger/x.py", "from zufolge import cli", "ledger/x.py imports zufolge.cli"),
        ("cli/x.py", "from zufolge.nowhere import x", "cli/x.py imports zufolge.nowhere"),
        ("helpers/x.py", "", "helpers/x.py stands on no level"),
    ],
)
def test_the_guard_of_the_imports_can_fail(place: str, source: str, complaint: str) -> None:
    """An import uphill, wherever it hides, is found."""
    assert uphill_imports(place, source) == [complaint]


def test_the_guard_of_the_sizes_can_fail() -> None:
    """A long module, a long function and a long list of parameters are found."""
    long = "def f(a, b, c, d, *, e, g):\n" + "    x = 1\n" * 500
    assert oversized("cli/x.py", long) == [
        "cli/x.py has 501 lines",
        "cli/x.py:f has 500 lines",
        "cli/x.py:f takes 6 parameters",
    ]
