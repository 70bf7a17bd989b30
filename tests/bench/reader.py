"""A reader who comes for the first time, over a slow line: how long a search takes, and how much is sent."""

from __future__ import annotations

import json
from statistics import median
from typing import NamedTuple

from playwright.sync_api import Browser, CDPSession


class Line(NamedTuple):
    """A reader's line and device."""

    name: str
    megabits: float
    """Megabits a second; 0 for as fast as the machine is."""
    delay: int
    """Milliseconds from a request to the first byte of its answer."""
    slower: int
    """How many times slower the processor is."""


LINES = (Line("no limit", 0, 0, 1), Line("4G", 9, 170, 1), Line("3G, slow phone", 1.6, 300, 4))
FIRST_HIT = """
const seen = () => document.querySelector(SELECTOR) && (window.firstHit ??= performance.now());
new MutationObserver(seen).observe(document, {childList: true, subtree: true});
"""
NO_WORKERS = "delete window.Worker; delete window.SharedWorker;"


class Visit(NamedTuple):
    """One search by a reader who comes for the first time."""

    seconds: float
    """Until the first hit is there."""
    kilobytes: float
    """Sent until then."""
    after: float
    """Kilobytes sent afterwards, until nothing more was asked for: lists of facets."""
    requests: int
    """Files asked for until the first hit."""


def visit(browser: Browser, address: str, selector: str, line: Line, *, workers: bool) -> Visit:
    """Follow a link to a search with an empty cache."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, bypass_csp=True)  # to ask the page the time
    page = context.new_page()
    page.set_default_timeout(300_000)
    page.add_init_script(("" if workers else NO_WORKERS) + FIRST_HIT.replace("SELECTOR", json.dumps(selector)))
    cdp: CDPSession = context.new_cdp_session(page)
    sent: list[float] = []
    cdp.on("Network.loadingFinished", lambda event: sent.append(event["encodedDataLength"] / 1000))
    cdp.send("Network.enable")
    throughput = line.megabits * 125_000 or -1
    cdp.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": line.delay, "downloadThroughput": throughput, "uploadThroughput": throughput},
    )
    cdp.send("Emulation.setCPUThrottlingRate", {"rate": line.slower})
    page.goto(address, wait_until="commit")
    page.wait_for_function("window.firstHit")
    now, requests = sum(sent), len(sent)
    seconds = page.evaluate("window.firstHit") / 1000
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1500 + 10 * line.delay)
    after = sum(sent) - now
    context.close()
    return Visit(seconds, now, after, requests)


def middle(visits: list[Visit]) -> Visit:
    """Give the median of each figure."""
    return Visit(*(median(each) for each in zip(*visits, strict=True)))
