"""Pages: text without furniture, its layout kept as blocks, what the page says of itself as facts."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from zufolge.model import Article, Origin
from zufolge.read.html import read_html

BODY = "Die Musterwerk AG schließt ihr Werk am Fluss im Sommer, sagte eine Sprecherin am Montag in der Stadt."
PAGE = f"""<!DOCTYPE html><html lang="de"><head><title>Werk schließt im Sommer | Musterblatt</title>
<link rel="canonical" href="https://musterblatt.example/werk">
<script type="application/ld+json">{{"@context": "https://schema.org", "@graph": [{{"@type": "NewsArticle",
"headline": "Werk schließt im Sommer", "datePublished": "2024-03-05T10:00:00+01:00",
"publisher": {{"@type": "Organization", "name": "Musterblatt"}}, "author": [{{"name": "dpa"}}]}}]}}</script></head>
<body><nav><ul><li><a href="/">Startseite</a></li><li><a href="/w">Wirtschaft</a></li></ul></nav>
<article><h1>Werk schließt im Sommer</h1>
<figure><img src="a.jpg"><figcaption>Das Werk am Fluss. Foto: A. Muster</figcaption></figure>
<p>Bern (dpa) - {BODY} {BODY}</p><p>{BODY} Der Betriebs\u00adrat&nbsp;bedauert das sehr.</p>
<aside><a href="/x">Mehr zum Thema: Andere Werke, die im letzten Jahr schlossen</a></aside>
<h2>Was wird aus dem Gelände?</h2><p>{BODY} Das steht noch nicht fest, sagte der Bürgermeister.</p>
</article>
<footer><p>Impressum</p></footer></body></html>"""


def page() -> Article:
    """The article of the page above."""
    article = read_html(PAGE, "werk", "werk.html")
    assert article is not None
    return article


def test_blocks() -> None:
    """Headline, caption, paragraphs, teaser and subhead come apart, in the order of the page."""
    article = page()
    assert [(b.kind, b.span.of(article.text)[:24]) for b in article.given_blocks] == [
        ("headline", "Werk schließt im Sommer"),
        ("caption", "Das Werk am Fluss. Foto:"),
        ("paragraph", "Bern (dpa) - Die Musterw"),
        ("paragraph", "Die Musterwerk AG schlie"),
        ("teaser", "Mehr zum Thema: Andere W"),
        ("subhead", "Was wird aus dem Gelände"),
        ("paragraph", "Die Musterwerk AG schlie"),
    ]


def test_clean_text() -> None:
    """Soft hyphens and special spaces are gone, and no furniture is in the text."""
    article = page()
    assert "Der Betriebsrat bedauert das sehr." in article.text
    assert [words for words in ("Impressum", "Startseite") if words in article.text] == []


def test_facts() -> None:
    """Date, title, address, publisher and an agency as author come from the page's metadata."""
    a = page()
    assert (a.published, a.published_from, a.title, a.url, a.publisher, a.given_origins) == (
        *("2024-03-05T10:00", "metadata", "Werk schließt im Sommer", "https://musterblatt.example/werk", "Musterblatt"),
        (Origin("dpa", "dpa", None),),
    )


def test_no_article() -> None:
    """A page without text holds no article."""
    assert read_html("<html><body><div></div></body></html>", "x", None) is None


def test_broken_page() -> None:
    """Unclosed tags and broken JSON-LD do not keep the text from being read."""
    broken = f'<html><script type="application/ld+json">{{"@type": </script><body><article><p>{BODY}<p>{BODY} Ende.'
    article = read_html(broken, "x", None)
    assert article is not None
    assert "Ende." in article.text


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200), st.text(max_size=60))
def test_any_page(body: str, script: str) -> None:
    """No page breaks the reader, and its blocks lie inside its text."""
    head = f'<script type="application/ld+json">{script}</script>'
    article = read_html(f"<html>{head}<body><article><p>{body}</p></article></body></html>", "x", None)
    assert article is None or all(0 <= b.span.start < b.span.end <= len(article.text) for b in article.given_blocks)
