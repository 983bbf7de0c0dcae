"""How much one caller may have read: the length of a text, and how many in a minute."""

from __future__ import annotations

from fastapi import HTTPException, Request

from zufolge.serve.desk import Desk


def check_length(desk: Desk, text: str) -> None:
    """Refuse a text that is too long to be an article."""
    most = desk.settings.most_text
    if len(text) > most:
        raise HTTPException(413, f"The text has {len(text)} characters; an article may have {most}.")


def check_pace(desk: Desk, request: Request) -> None:
    """Refuse more readings a minute than agreed."""
    if not desk.readings.takes(request.client.host if request.client else ""):
        raise HTTPException(429, "Too many texts in one minute; wait a moment.", {"Retry-After": "10"})
