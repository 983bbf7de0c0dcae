"""The formats, one file each: every module here with a `FORMAT` is one. Adding a format is adding a file."""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module

from zufolge.export.format import FileFormat, FolderFormat, Format


@cache
def load_formats() -> Mapping[str, Format]:
    """All formats by name, in the order of their names.

    >>> [*load_formats()]
    ['csv', 'followthemoney', 'graphml', 'jsonl', 'jsonld', 'label-studio', 'ntriples', 'parquet']
    """
    modules = (import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__))
    formats = [module.FORMAT for module in modules]
    assert all(isinstance(one, FileFormat | FolderFormat) for one in formats)
    return {one.name: one for one in sorted(formats, key=lambda one: str(one.name))}
