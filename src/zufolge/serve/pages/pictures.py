"""Pictures on their own: the same SVG as in the pages, to keep."""

from __future__ import annotations

from typing import Any

from fastapi import Request, Response

from zufolge.serve.desk import desk_of, words_of


def answer_picture(request: Request, template: str, **values: Any) -> Response:
    """The picture as a file of its own; its colours stand in it, so that it looks alike everywhere."""
    words = words_of(request)
    drawn = (
        desk_of(request).templates.get_template(template).render(words=words, name=words.name, is_alone=True, **values)
    )
    headers = {"Content-Disposition": "inline"}
    return Response(drawn.strip(), media_type="image/svg+xml", headers=headers)
