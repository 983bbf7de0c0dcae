"""Makes the pictures of the documents: the pages of `zufolge serve` with the shipped examples, in headless Chromium.

    python docs/pictures.py

Needs the `serve` and `dev` extras and a Chromium (`apt-get install chromium`, or $ZUFOLGE_CHROMIUM).
"""

from __future__ import annotations

import io
import os
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import uvicorn
from PIL import Image
from playwright.sync_api import sync_playwright

import zufolge
from zufolge.read import ReadOptions, Unreadable, read_path
from zufolge.serve.app import create_app
from zufolge.serve.settings import Settings

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs" / "pictures"
MOST_BYTES: Final = 150_000
SIZE: Final = (1200, 720)
COLOURS: Final = 96
PAGES: Final[Mapping[str, tuple[str, str]]] = {
    "reader": ("/articles/5-dementi-reuters?lang=en", "light"),
    "reader-dark": ("/articles/1-geruecht-handelsbote?lang=en", "dark"),
    "search": ("/?lang=en&text=Umsatz", "light"),
    "review": ("/review?lang=en&type=talks", "light"),
    "deal": ("/deals?lang=en&entity=Quarzberg&type=acquisition", "light"),
    "relations": ("/relations?lang=en&entity=Halvern+Robotik", "light"),
    "entity": ("/entities/Halvern%20Robotik?lang=en", "light"),
}


def make_pictures(address: str, chromium: str) -> None:
    """One picture a page, in colours that compress well."""
    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--hide-scrollbars"])
        for name, (path, scheme) in PAGES.items():
            look: Any = {"viewport": {"width": SIZE[0], "height": SIZE[1]}, "color_scheme": scheme}
            page = browser.new_page(**look, reduced_motion="reduce")
            page.goto(address + path)
            if name.startswith("reader"):
                page.locator("[data-claim]").first.hover()
            if name == "deal":
                page.locator(".deal-list a").first.click()
            file = PICTURES / f"{name}.png"
            shot = Image.open(io.BytesIO(page.screenshot()))
            page.close()
            shot.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)
            if file.stat().st_size > MOST_BYTES:
                sys.exit(f"{file} has {file.stat().st_size} bytes; a picture may have {MOST_BYTES}.")
        browser.close()


def main() -> None:
    """Read the examples, serve them, and look at them."""
    chromium = os.environ.get("ZUFOLGE_CHROMIUM") or shutil.which("chromium")
    if chromium is None:
        sys.exit("No Chromium is installed: apt-get install chromium, or name one in $ZUFOLGE_CHROMIUM.")
    with tempfile.TemporaryDirectory() as folder:
        ledger = Path(folder) / "examples.db"
        with zufolge.Ledger(ledger) as kept:
            for article in read_path(str(ROOT / "examples" / "articles"), ReadOptions()):
                if not isinstance(article, Unreadable):
                    kept.add(zufolge.read(article))
        config = uvicorn.Config(create_app(Settings(ledger=str(ledger))), port=0, log_level="warning")
        socket = config.bind_socket()
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([socket],), daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.05)
        make_pictures(f"http://127.0.0.1:{socket.getsockname()[1]}", chromium)
        server.should_exit = True
        thread.join(10)


if __name__ == "__main__":
    main()
