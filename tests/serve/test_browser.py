"""The pages in a real browser: reading, searching, reviewing, adding, deals, graph; and whether everybody can use them.

Headless Chromium, driven by Playwright; skipped, saying so, where either is not installed.
"""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from benchmarks.made_up_news import News

import zufolge
from zufolge.api import Ledger
from zufolge.ledger.connection import open_engine, writing
from zufolge.ledger.writer import add_reading
from zufolge.read import ReadOptions, Unreadable, read_path
from zufolge.serve.app import create_app
from zufolge.serve.settings import Settings

ROOT = Path(__file__).parent.parent.parent
CHROMIUM = os.environ.get("ZUFOLGE_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
AXE = ROOT / "build" / "axe" / "node_modules" / "axe-core" / "axe.min.js"

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: pip install playwright")
if CHROMIUM is None:
    pytest.skip("no Chromium is installed: apt-get install chromium", allow_module_level=True)

pytestmark = pytest.mark.slow
Page = Any
FIRST_PAGE_BYTES = 150_000


class Server:
    """The application on a port of its own, in a thread."""

    def __init__(self, ledger: Path) -> None:
        settings = Settings(ledger=str(ledger), requests_a_minute=10**6, readings_a_minute=10**6)
        config = uvicorn.Config(create_app(settings), port=0, log_level="warning", access_log=False)
        socket = config.bind_socket()
        self.address = f"http://127.0.0.1:{socket.getsockname()[1]}"
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, args=([socket],), daemon=True)
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)

    def stop(self) -> None:
        """End, and wait for it."""
        self._server.should_exit = True
        self._thread.join(10)


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server with the shipped examples."""
    path = tmp_path_factory.mktemp("examples") / "examples.db"
    with Ledger(path) as ledger:
        for article in read_path(str(ROOT / "examples" / "articles"), ReadOptions()):
            assert not isinstance(article, Unreadable)
            ledger.add(zufolge.read(article))
    server = Server(path)
    yield server.address
    server.stop()


@pytest.fixture(scope="module")
def thousand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server with a thousand made-up articles."""
    path = tmp_path_factory.mktemp("thousand") / "thousand.db"
    engine = open_engine(str(path))
    with writing(engine) as connection:
        for reading in News(1000).readings():
            add_reading(connection, reading)
    engine.dispose()
    with Ledger(path) as ledger:
        ledger.catch_up()
    server = Server(path)
    yield server.address
    server.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One browser for all tests."""
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Page]:
    """A fresh page in German; what its console complains of fails the test."""
    context = browser.new_context(locale="de-DE", viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.set_default_timeout(15_000)
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    yield page
    context.close()
    assert wrong == []


def test_reading_lights_what_a_claim_rests_on(page: Page, examples: str) -> None:
    """By pointing, by keyboard, and by address."""
    page.goto(f"{examples}/articles/5-dementi-reuters")
    card = page.locator("[data-claim]", has_text="Gespräche").first
    card.hover()
    lit = page.locator(".text .lit-cue").all_inner_texts()
    assert lit == ["sagte"]
    assert page.locator(".text .lit-role").count() >= 2
    page.mouse.move(5, 5)
    assert page.locator(".text .lit-cue").count() == 0
    page.keyboard.press("j")
    first = page.locator(".text .lit-evidence").count()
    page.keyboard.press("j")
    assert first > 0
    card.locator("h3 a").first.click()
    page.wait_for_url("**claim=*")
    assert page.locator(".card.is-lit").count() == 1


def test_searching_narrows_by_words_and_facets(page: Page, thousand: str) -> None:
    """Words, a facet, the next page, and back by the address."""
    page.goto(thousand)
    page.get_by_role("navigation", name="Seiten").get_by_role("link", name="Ältere").click()
    page.wait_for_url("**before=*")
    page.goto(thousand)
    facet = page.locator(".facets section").first.locator("a").first
    name = facet.locator("span").first.inner_text()
    facet.click()
    page.wait_for_url("**type=*")
    assert {text.strip() for text in page.locator(".results h3 > a").all_inner_texts()} == {name}
    word = page.locator(".results blockquote").first.inner_text().split()[0].strip("„“.,")
    page.get_by_label("Wörter in den Belegen").fill(word)
    page.get_by_role("button", name="Suchen").click()
    page.wait_for_url("**text=*")
    assert word.casefold() in page.locator(".results blockquote").first.inner_text().casefold()
    page.get_by_role("link", name="Artikel", exact=True).click()
    page.wait_for_url("**in=articles*")
    assert page.locator(".results .card").count() > 0


def test_reviewing_with_keys_alone(page: Page, thousand: str) -> None:
    """a accepts, x rejects, space skips, c corrects; the name is asked once."""
    page.goto(f"{thousand}/review")
    page.get_by_label("Ihr Name").fill("Eva Muster")
    page.locator("h1").click()
    page.keyboard.press("a")
    page.get_by_role("status").wait_for()
    assert "angenommen" in page.get_by_role("status").inner_text()
    assert page.get_by_label("Ihr Name").input_value() == "Eva Muster"
    page.keyboard.press("x")
    page.wait_for_url("**done=reject*")
    before = page.url
    page.keyboard.press(" ")
    page.wait_for_function("url => location.href !== url", arg=before)
    page.keyboard.press("c")
    line = page.get_by_label("So muss es heißen")
    assert line.is_visible()
    line.fill(line.input_value().replace(") asserted", ") planned").replace(") rumoured", ") planned"))
    page.get_by_role("button", name="Berichtigung speichern").click()
    page.wait_for_url("**done=correct*")
    page.goto(f"{thousand}/?judged=corrected")
    assert page.locator(".results .card").count() == 1
    page.goto(f"{thousand}/?judged=rejected")
    assert page.locator(".results .card.is-rejected").count() == 1


def test_adding_a_text_and_files(page: Page, examples: str, tmp_path: Path) -> None:
    """A pasted text is shown at once; files show their progress and where they are."""
    page.goto(f"{examples}/add")
    page.get_by_label("Text des Artikels").fill("Die Nordfalk AG übernimmt die Alpenwerk GmbH.")
    page.get_by_role("button", name="Lesen", exact=True).click()
    page.wait_for_url("**/articles/*")
    assert page.locator("[data-claim]", has_text="Übernahme").count() == 1
    files = []
    for number in range(3):
        files.append(tmp_path / f"datei{number}.txt")
        files[-1].write_text(f"Die Nordfalk AG hat {number + 2}00 Mitarbeiter.", encoding="utf-8")
    page.goto(f"{examples}/add")
    page.locator("#f-files").set_input_files(files)
    page.get_by_role("button", name="Einlesen").click()
    page.wait_for_url("**/add/*")
    page.locator("[data-job=finished]").wait_for()
    assert page.locator(".outcomes a").count() == 3


def test_a_deal_is_found_and_leads_to_its_sentences(page: Page, examples: str) -> None:
    """From the list to the life cycle, the tree, and an article."""
    page.goto(f"{examples}/deals?entity=Halvern")
    page.locator(".deal-list a", has_text="Übernahme").first.click()
    assert page.locator("svg.life-cycle a").count() >= 1
    page.locator("svg.tree a").first.click()
    page.wait_for_url("**/articles/*")
    page.go_back()
    page.locator("svg.life-cycle a").first.click()
    page.wait_for_url("**/claims/*")


def test_an_edge_of_the_graph_opens_its_sentences(page: Page, examples: str) -> None:
    """And a node leads to its page, with charts whose dots lead to sentences."""
    page.goto(f"{examples}/relations?entity=Halvern+Robotik")
    page.locator("svg.graph a[aria-label*='Quarzberg Optik']").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**one=*")
    assert page.locator("#sentences blockquote").count() > 0
    page.locator("svg.graph a[href^='/entities/Halvern'] circle").first.click()
    page.wait_for_url("**/entities/Halvern**")
    page.locator("svg.chart a").first.click()
    page.wait_for_url("**/articles/**")


PAGES = {
    "search": "/",
    "articles": "/?in=articles",
    "nothing": "/?text=Nirgendwo",
    "reader": "/articles/5-dementi-reuters",
    "reader with everything": "/articles/3-agentur-stadtblatt?show=names+times+quantities+claims+attributions&all=1",
    "reader with subheads": "/articles/1-geruecht-handelsbote?all=1",
    "deals": "/deals",
    "entity": "/entities/Halvern%20Robotik",
    "relations": "/relations",
    "an edge": "/relations?entity=Halvern+Robotik&one=Halvern+Robotik&other=Quarzberg+Optik",
    "review": "/review",
    "names": "/review/names",
    "add": "/add",
    "api": "/api",
    "error": "/nirgendwo",
}
LINKED = {
    "deal": ("/deals?entity=Quarzberg", ".deal-list a"),
    "claim": ("/articles/5-dementi-reuters", ".beside .where a"),
}
"""Pages whose addresses hold ids, and where their links stand."""


def addresses_of_pages(page: Page, examples: str) -> dict[str, str]:
    """Every page once; those that other pages lead to by their links."""
    found = dict(PAGES)
    for name, (address, link) in LINKED.items():
        page.goto(examples + address)
        found[name] = page.locator(link).first.get_attribute("href")
    return found


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed: npm install --prefix build/axe axe-core")
def test_nobody_is_shut_out(browser: Any, examples: str) -> None:
    """axe finds no fault of labels, landmarks or names at a desk, and none of contrast in light or dark."""
    faults = []
    context = browser.new_context(locale="de-DE", bypass_csp=True)
    page = context.new_page()
    axe = AXE.read_text(encoding="utf-8")
    for name, address in addresses_of_pages(page, examples).items():
        page.goto(examples + address)
        page.evaluate(axe)
        for scheme, rules in (("light", {}), ("dark", {"runOnly": ["color-contrast"]})):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            found = page.evaluate("rules => axe.run(rules)", rules)["violations"]
            faults += [
                f"{name}, {scheme}: {one['id']}: {one['nodes'][0]['html'][:120]}"
                for one in found
                if one["impact"] in ("serious", "critical", "moderate")
            ]
    context.close()
    assert faults == []


def test_pages_fit_every_screen(browser: Any, examples: str) -> None:
    """Nothing has to be scrolled sideways, from a narrow phone to a desk."""
    wide = []
    context = browser.new_context(locale="de-DE")
    page = context.new_page()
    for name, address in PAGES.items():
        page.goto(examples + address)
        for width in (320, 390, 820, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                wide.append(f"{name} at {width}")
    context.close()
    assert wide == []


def test_the_first_page_is_light(browser: Any, thousand: str) -> None:
    """Everything that a first visit loads, before anything is compressed."""
    context = browser.new_context(locale="de-DE")
    page = context.new_page()
    sizes: list[int] = []
    page.on("response", lambda response: sizes.append(len(response.body())))
    page.goto(thousand, wait_until="networkidle")
    context.close()
    assert sum(sizes) <= FIRST_PAGE_BYTES


def test_pages_work_without_scripts(browser: Any, examples: str) -> None:
    """Reading, searching and judging need no JavaScript."""
    context = browser.new_context(locale="de-DE", java_script_enabled=False)
    page = context.new_page()
    page.goto(examples)
    page.get_by_label("Wörter in den Belegen").fill("Umsatz")
    page.get_by_role("button", name="Suchen").click()
    page.locator(".results h3 > a").first.click()
    assert page.locator(".text .lit").count() > 0
    page.locator(".card.is-lit").get_by_role("link", name="Beurteilen").click()
    page.get_by_label("Ihr Name").fill("Eva Muster")
    page.get_by_role("button", name="Annehmen").click()
    assert "angenommen" in page.get_by_role("status").inner_text()
    context.close()
