// The search page. The address is the only state: every view can be linked to, and Back and Forward work.
// `?q=MASH&page=2` is read, searched with Pagefind (the folder pagefind/ at the site's root) and shown.

const HITS_ON_A_PAGE = 10;
// Values that a hit shows and no query finds; see SHOWN_ONLY in hooks/scrutiny/search/document.py.
const SHOWN_ONLY = "shown-only.";
// What a hit says counts for more than the date of its page, which all hits of the page share.
const WEIGHTS = { title: 5, where: 3, status: 1, date: 0.2 };

const outcome = document.getElementById("search-outcome");
const status = outcome.querySelector("[role=status]");
const hits = outcome.querySelector(".search-hits");
const input = document.getElementById("search-query");
const root = new URL(outcome.dataset.base || "./", document.baseURI);
const plainTitle = document.title;

let latest = 0; // Number of the newest search; an older one that ends later shows nothing.
let searched = null; // The query part of the address that is shown.
let engine = null; // A promise of Pagefind.

// The address

/** What the reader asks for, as the address has it. Facets will be read and written here too. */
function asked() {
  const query = new URLSearchParams(location.search);
  return { words: (query.get("q") ?? "").trim(), page: Math.max(1, Number.parseInt(query.get("page"), 10) || 1) };
}

/** The address of a view, relative to this page. */
function addressOf({ words, page }) {
  const query = new URLSearchParams({ q: words });
  if (page > 1) query.set("page", page);
  return `?${query}`;
}

// The search

/** Pagefind, fetched at the first search and kept. */
async function loadEngine() {
  const pagefind = await import(new URL("pagefind/pagefind.js", root));
  await pagefind.options({ ranking: { metaWeights: WEIGHTS } });
  return pagefind;
}

/** The number of hits and those of one page; a page beyond the last is the last. */
async function find({ words, page }) {
  engine ??= loadEngine();
  const { search } = await engine;
  // Phones type curly quotation marks; Pagefind knows a phrase by straight ones.
  const { results } = await search(words.replace(/[“”„]/g, '"'));
  const pages = Math.max(1, Math.ceil(results.length / HITS_ON_A_PAGE));
  const shown = Math.min(page, pages);
  const first = (shown - 1) * HITS_ON_A_PAGE;
  const found = await Promise.all(results.slice(first, first + HITS_ON_A_PAGE).map((result) => result.data()));
  return { count: results.length, page: shown, pages, first, found };
}

// The page

/** An element with attributes and children; text is only ever text. */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/**
 * The text and marks of an excerpt. Pagefind writes < and > of the text as &lt; and &gt;, puts <mark> round the words
 * it found and changes nothing else, so this is no HTML to parse: every second piece is marked, and all of it is text.
 */
function excerptNodes(excerpt) {
  const pieces = excerpt.split(/<\/?mark>/).map((piece) => piece.replaceAll("&lt;", "<").replaceAll("&gt;", ">"));
  return pieces.map((piece, place) => (place % 2 === 1 ? element("mark", {}, piece) : piece));
}

/** One hit: where it is, what it says, the words found, and its status, page and date. */
function hit({ meta, filters, excerpt }) {
  const address = new URL(filters[`${SHOWN_ONLY}url`][0], root);
  const shape = filters[`${SHOWN_ONLY}shape`]?.[0] ?? "";
  const notes = [];
  if (meta.status) notes.push(element("span", { class: `status ${shape}`.trim() }, meta.status), ". ");
  const pageTitle = filters[`${SHOWN_ONLY}page`]?.[0] ?? "";
  if (pageTitle && pageTitle !== meta.title) {
    const page = new URL(address);
    page.hash = "";
    notes.push(element("a", { href: page.href }, pageTitle), meta.date ? ", " : "");
  }
  if (meta.date) notes.push(notes.length > 0 ? meta.date : meta.date[0].toUpperCase() + meta.date.slice(1));
  const parts = [
    element("p", { class: "result-where" }, meta.where),
    element("h3", {}, element("a", { href: address.href }, meta.title)),
    element("p", { class: "result-excerpt" }, ...excerptNodes(excerpt)),
  ];
  if (notes.length > 0) parts.push(element("p", { class: "result-meta" }, ...notes));
  return element("li", { class: "result" }, ...parts);
}

/** Links to the page before and the page after. */
function pager({ words, page, pages }) {
  const links = [];
  if (page > 1) links.push(element("a", { href: addressOf({ words, page: page - 1 }), rel: "prev" }, "Previous page"));
  if (page < pages) links.push(element("a", { href: addressOf({ words, page: page + 1 }), rel: "next" }, "Next page"));
  return element("nav", { class: "search-pages", "aria-label": "Pages of results" }, ...links);
}

/** A link past the search, for when it has nothing to offer. */
function browseLink() {
  return element("a", { href: "#search-browse" }, "look without searching");
}

/** Put a heading, and what belongs to it, where screen readers hear of it. */
function say(heading, ...sentence) {
  const parts = [element("h2", { id: "search-count", tabindex: "-1" }, heading)];
  if (sentence.length > 0) parts.push(element("p", {}, ...sentence));
  status.replaceChildren(...parts);
}

/** “MASH”; words that the reader has put in quotation marks keep just those. */
function quoted(words) {
  return `“${words.replace(/^["“”„]+|["“”„]+$/g, "")}”`;
}

/** ", page 2" after the first page. */
function pageWords({ page }) {
  return page > 1 ? `, page ${page}` : "";
}

function showFound(words, { count, page, pages, first, found }) {
  if (count === 0) {
    const fewer = /["“”„]/.test(words) ? "Try without the quotation marks" : "Try fewer words";
    say(`Nothing on this record mentions ${quoted(words)}`, `${fewer}, or `, browseLink(), ".");
    hits.replaceChildren();
    return;
  }
  const number = count === 1 ? "1 result" : `${count.toLocaleString("en-GB")} results`;
  say(`${number} for ${quoted(words)}${pages > 1 ? `, page ${page} of ${pages}` : ""}`);
  const list = element("ol", { class: "results", start: first + 1 }, ...found.map(hit));
  hits.replaceChildren(list, ...(pages > 1 ? [pager({ words, page, pages })] : []));
}

function showFailure(error) {
  console.error(error);
  engine = null;
  // A link to the same address loads the page afresh: a browser may remember a script that failed to load.
  const again = element("a", { href: location.pathname + location.search }, "Try again");
  say("The search could not be loaded", again, ", or ", browseLink(), ".");
  hits.replaceChildren();
}

/** Show what the address asks for. */
async function show() {
  const turn = ++latest;
  searched = location.search;
  const view = asked();
  input.value = view.words;
  document.title = view.words ? `${quoted(view.words)}${pageWords(view)} – ${plainTitle}` : plainTitle;
  if (!view.words) {
    status.replaceChildren();
    hits.replaceChildren();
    return;
  }
  outcome.setAttribute("aria-busy", "true");
  if (!status.hasChildNodes()) status.replaceChildren(element("p", {}, "Searching…"));
  try {
    const answer = await find(view);
    if (turn === latest) showFound(view.words, answer);
  } catch (error) {
    if (turn === latest) showFailure(error);
  }
  if (turn === latest) outcome.removeAttribute("aria-busy");
}

/** Go to another view without loading the page, and the index, again. */
function go(address) {
  history.pushState(null, "", address);
  return show();
}

input.form.addEventListener("submit", (event) => {
  event.preventDefault();
  go(addressOf({ words: input.value.trim(), page: 1 }));
});

hits.addEventListener("click", async (event) => {
  const link = event.target.closest(".search-pages a");
  if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  await go(link.getAttribute("href"));
  document.getElementById("search-count")?.focus();
});

addEventListener("popstate", () => {
  // Following an anchor on this page ("look without searching") ends here too, and changes no search.
  if (location.search !== searched) show();
});

show();
