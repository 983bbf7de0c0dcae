"""From bytes to text: encodings, line ends, and marks that no reader sees. Not file formats."""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\x00"))
_SPACES = dict.fromkeys(map(ord, "\u00a0\u2007\u202f\u2002\u2003\u2009\u200a"), " ")
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def decode(content: bytes, declares_itself: bool = False) -> str:
    """The text in `content`: by its byte order mark, by what it declares (pages), as UTF-8, else as Windows-1252.

    >>> decode("Mühle".encode("cp1252"))
    'Mühle'
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = _DECLARED.search(content[:4096]) if declares_itself else None
    return content.decode(_known(declared.group(1)) if declared else "cp1252", "replace")


def normalise(text: str) -> str:
    """`text` with plain spaces and line ends, without soft hyphens and other marks that no reader sees.

    >>> normalise("Kon\\u00adzern\\u00a0AG\\r\\n")
    'Konzern AG\\n'
    """
    return _LINE_ENDS.sub("\n", text).translate(_SPACES).translate(_INVISIBLE)


def is_binary(content: bytes) -> bool:
    """Whether `content` is no text in any encoding: it holds control bytes that texts do not have."""
    if content.startswith(tuple(mark for mark, _ in _BOMS)):
        return False
    sample = content[:8192]
    controls = sum(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in sample)
    return b"\x00" in sample or controls > len(sample) // 100


def _known(name: bytes) -> str:
    """The declared encoding; Latin-1 means Windows-1252 on the web, and what Python does not know is that, too."""
    label = name.decode("ascii", "replace").lower()
    if label in ("iso-8859-1", "latin-1", "latin1", "iso8859-1", "us-ascii", "ascii", "utf-8", "utf8"):
        return "cp1252"
    try:
        return codecs.lookup(label).name
    except LookupError:
        return "cp1252"
