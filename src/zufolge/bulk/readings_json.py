"""A reading as one line of JSON and back, exactly: what `zufolge load` reads. Tokens and vectors are left out.

The shape is that of the values in `model`, field by field; fields that hold their default are not written.
"""

from __future__ import annotations

import dataclasses
import json
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from zufolge.model import Reading, ZufolgeError

_LEFT_OUT = ("tokens", "states")
_AS_THEY_ARE = (str, int, float, bool, type(None))


def write_reading(reading: Reading) -> str:
    """`reading` as one line of JSON.

    >>> from zufolge.model import Article
    >>> write_reading(Reading(Article("a1", "Nordfalk wächst.")))
    '{"article":{"id":"a1","text":"Nordfalk wächst."}}'
    """
    line = json.dumps(_fields(reading, _LEFT_OUT), ensure_ascii=False, separators=(",", ":"))
    return line.encode("utf-8", "replace").decode("utf-8")


def read_reading(line: str) -> Reading:
    """The reading that `write_reading` wrote. Raises ZufolgeError where the line is none."""
    try:
        reading = _value(json.loads(line), Reading)
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise ZufolgeError(f"This is no reading that `zufolge bulk` wrote ({error}).") from error
    assert isinstance(reading, Reading)
    return reading


def _plain(value: Any) -> Any:
    kind = type(value)
    if kind in _AS_THEY_ARE:
        return value
    if kind is tuple:
        return [_plain(part) for part in value]
    return _fields(value, ()) if dataclasses.is_dataclass(kind) else value


def _fields(value: Any, left_out: tuple[str, ...]) -> dict[str, Any]:
    return {
        name: _plain(part)
        for name, default in _shape(value.__class__)
        if name not in left_out and ((part := getattr(value, name)) != default or type(part) is bool)
    }


@cache
def _shape(kind: type) -> tuple[tuple[str, Any], ...]:
    """The names of the fields of a dataclass, each with its default."""
    return tuple((field.name, field.default) for field in dataclasses.fields(kind))


def _value(given: Any, hint: Any) -> Any:
    """`given` as a value of the type `hint`."""
    if dataclasses.is_dataclass(hint):
        assert isinstance(hint, type)
        hints = _hints(hint)
        return hint(**{name: _value(part, hints[name]) for name, part in given.items()})
    if get_origin(hint) is tuple:
        return tuple(_value(part, get_args(hint)[0]) for part in given)
    if get_origin(hint) in (Union, UnionType) and isinstance(given, dict):
        return _value(given, next(kind for kind in get_args(hint) if dataclasses.is_dataclass(kind)))
    return given


@cache
def _hints(kind: type) -> dict[str, Any]:
    import numpy
    import numpy.typing

    return get_type_hints(kind, localns={"np": numpy, "npt": numpy.typing})
