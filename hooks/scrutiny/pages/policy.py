"""What a browser may do with our pages: one definition for the pages themselves and for the web server.

Each page carries its own content security policy in a ``<meta>``, so that a copy on any host, or on a disk, keeps it.
The server sends one policy for the whole site, as wide as the search page needs; where both are there, a browser
obeys both, so every other page keeps its narrower one. What a ``<meta>`` cannot carry stands in the header alone.
Terms: https://www.w3.org/TR/CSP3/.
"""

from __future__ import annotations

EVERY_PAGE = {
    "default-src": "'none'",
    "style-src": "'self'",
    "img-src": "'self' data:",  # our sheet draws the shapes of statuses with "data:" pictures
    "connect-src": "'self'",  # programs that judge a page, such as Lighthouse, read robots.txt from inside it
    "form-action": "'self'",
    "base-uri": "'none'",
}
"""What every page needs: its sheets, its pictures, and the search form that it sends to the search page. No script."""

SEARCH_PAGE = {
    "script-src": "'self' 'wasm-unsafe-eval'",  # Pagefind is WebAssembly; this permits that, and no eval()
    "worker-src": "'self'",
}
"""What the search page needs besides: its script, which fetches the index, and the worker that reads it."""

HEADER_ONLY = {"frame-ancestors": "'none'"}
"""What browsers take from the header alone: no other site may show a page of ours inside its own."""

REFERRER = "no-referrer"
"""No other site learns which page of ours a reader came from (https://www.w3.org/TR/referrer-policy/)."""


def page_policy(*, searches: bool = False) -> str:
    """Return the policy that a page carries itself; ``searches`` is for the search page."""
    return _written(EVERY_PAGE | (SEARCH_PAGE if searches else {}))


def site_policy() -> str:
    """Return the policy that a web server sends with everything on the site."""
    return _written(EVERY_PAGE | SEARCH_PAGE | HEADER_ONLY)


def _written(directives: dict[str, str]) -> str:
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())


HEADERS: tuple[tuple[str, str, str], ...] = (
    (
        "Content-Security-Policy",
        site_policy(),
        "Nothing from another site is loaded, nothing inline runs, and no other site can show a page inside its own.",
    ),
    ("Referrer-Policy", REFERRER, "No other site learns which page a reader came from."),
    ("X-Content-Type-Options", "nosniff", "A file is only ever what the server says it is."),
    (
        "Permissions-Policy",
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "No page may ask for the camera, the place, the microphone, a payment or a device.",
    ),
    ("Cross-Origin-Opener-Policy", "same-origin", "A page that another site opens stays apart from that site."),
    (
        "Strict-Transport-Security",
        "max-age=31536000",
        "Browsers use HTTPS alone for a year. Send it over HTTPS only, and only once HTTPS is there to stay.",
    ),
)
"""The headers that the web server should send with everything: name, value, and what it does, in plain words."""


def page_policies() -> dict[str, str]:
    """Return what the frame of a page writes into its head."""
    return {"page": page_policy(), "search": page_policy(searches=True), "referrer": REFERRER}
