// What the search found, as elements of the page. Text from the index is only ever set as text.

import { ORDERS, addressOf, choices, toggled } from "./address.js";
import { MOST } from "./volumes.js";
import { ORDER_WORDS, choiceWords, countWords, isPhrase, nothingWords, number, quoted } from "./words.js";

// Values that a hit shows and no query finds; see SHOWN_ONLY in hooks/scrutiny/search/document.py.
const SHOWN_ONLY = "shown-only.";
// What a resolution says that only takes note; see Effect.NOTE in hooks/scrutiny/vocabulary/item.py.
const NOTES = "Notes";

const LISTED = 8; // Volumes that are offered by name below the results.

/** An element with attributes and children. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** A link past the search, for when it has nothing to offer. */
export function browseLink() {
  return element("a", { href: "#search-browse" }, "look without searching");
}

/** The heading that says how much was found, and what belongs to it. */
export function heading(words, ...sentence) {
  const parts = [element("h2", { id: "search-count", tabindex: "-1" }, words)];
  if (sentence.length > 0) parts.push(element("p", {}, ...sentence));
  return parts;
}

/** The heading for an answer, found in some volumes. */
export function outcomeHeading(view, answer, volumes) {
  if (answer.count > 0) return heading(countWords(view, answer, volumes));
  const said = nothingWords(view, answer.all, volumes);
  if (answer.all > 0) {
    const all = `Show ${answer.all === 1 ? "the 1 result" : `all ${number(answer.all)} results`} for ${quoted(view.words)}`;
    const href = addressOf({ ...view, chosen: {}, page: 1 });
    return heading(said, element("a", { href, class: "search-step" }, all), ", or ", browseLink(), ".");
  }
  if (!view.words) return heading(said, "Take one of your choices away, or ", browseLink(), ".");
  const advice = isPhrase(view.words) ? "Try without the quotation marks" : "Try fewer words";
  return heading(said, `${advice}, or `, browseLink(), ".");
}

/** The sentence that offers another spelling. */
export function spellingOffer(view, words) {
  const href = addressOf({ ...view, words, page: 1 });
  return element("p", { class: "search-spelling" }, "Did you mean ", element("a", { href, class: "search-step" }, quoted(words)), "?");
}

/** The sentence that offers each word by itself; `single` are words with their number of results. */
export function wordsOffer(view, single) {
  const links = single.flatMap(([word, count], place) => {
    const href = addressOf({ ...view, words: word, chosen: {}, page: 1 });
    return [place > 0 ? ", " : " ", element("a", { href, class: "search-step" }, quoted(word)), ` (${number(count)})`];
  });
  return element("p", { class: "search-words" }, "Each word by itself:", ...links, ".");
}

/** Which volumes were searched, and the way to each of the others; null where there is but one. */
export function volumesLine(view, { searched, others }) {
  if (searched.length === 0) return null;
  const names = searched.map(({ label }) => label).join("; ");
  if (others.length === 0) return element("p", { class: "search-searched" }, `Searched: ${names}. No other volume can hold more of this.`);
  const way = (words, volumes) =>
    element("a", { href: addressOf({ ...view, volumes: volumes.map(({ folder }) => folder), page: 1 }), class: "search-step" }, words);
  // Those that come after the volumes searched, from the first again behind the last.
  const after = others.filter(({ place }) => place > searched.at(-1).place);
  const next = [...after, ...others.filter((volume) => !after.includes(volume))];
  const each = next.slice(0, LISTED).map((volume) => element("li", {}, way(volume.label, [volume])));
  if (next.length > LISTED) each.push(element("li", {}, `and ${number(next.length - LISTED)} more`));
  const parts = [element("p", {}, `Searched: ${names}. Not searched:`), element("ul", {}, ...each)];
  if (next.length > 1) parts.push(element("p", {}, way(`Search the next ${Math.min(next.length, MOST)} volumes together`, next.slice(0, MOST))));
  return element("div", { class: "search-searched" }, ...parts);
}

/** The chosen values, each a link that takes it away, and one that takes all away; null without a choice. */
export function chosenLine(view, labels) {
  const chosen = choices(view);
  if (chosen.length === 0) return null;
  const links = chosen.map(([key, value]) =>
    element(
      "a",
      { href: addressOf(toggled(view, key, value)), class: "search-step" },
      element("span", { class: "visually-hidden" }, "Remove "),
      choiceWords(labels.get(key), value),
      element("span", { "aria-hidden": "true" }, " ×"),
    ),
  );
  const none = element("a", { href: addressOf({ ...view, chosen: {}, page: 1 }), class: "search-step clear" }, "Clear all");
  return element("p", { class: "chosen" }, "Showing only ", ...links.flatMap((link) => [link, " "]), none);
}

/** The present order, and links to the others. Without words nothing is a better match than anything else. */
export function orderLine(view) {
  const orders = [...(view.words ? [""] : []), ...Object.keys(ORDERS)];
  const present = orders.includes(view.sort) ? view.sort : orders[0];
  const others = orders.filter((sort) => sort !== present).map((sort) => {
    const href = addressOf({ ...view, sort: sort === orders[0] ? "" : sort, page: 1 });
    return element("a", { href, class: "search-step" }, ORDER_WORDS[sort]);
  });
  return element("p", { class: "search-order" }, `${ORDER_WORDS[present]}. `, ...others.flatMap((link) => [link, " "]));
}

/** The hits of one page, numbered on from the pages before. */
export function hitList({ words }, { first, found }, root) {
  return element("ol", { class: "results", start: first + 1 }, ...found.map((hit) => hitEntry(hit, words, root)));
}

/** One hit: where it is, what it says, the words found, where it stands, and the page it is on. */
function hitEntry({ meta: said, filters, excerpt, raw_url: path }, words, root) {
  const meta = { ...said, title: said.title || said.name };
  const shown = (name) => filters[`${SHOWN_ONLY}${name}`]?.[0] ?? "";
  const address = new URL(path.slice(1), root);
  const pieces = excerptNodes(excerpt);
  // A finding is titled by its whole text: then the words found are marked there, and the text is not said twice.
  const saysMore = bare(pieces.map((piece) => piece.textContent ?? piece).join("")) !== bare(meta.title);
  const parts = [
    element("p", { class: "result-where" }, meta.where),
    element("h3", {}, element("a", { href: address.href }, ...(saysMore ? [meta.title] : withoutStop(pieces, meta.title)))),
  ];
  if (saysMore) parts.push(element("p", { class: "result-excerpt" }, ...pieces));
  const standing = [];
  if (meta.status) {
    const tone = shown("tone");
    const classes = `status ${shown("shape")}${tone ? ` tone-${tone}` : ""}`.trim();
    standing.push(element("span", { class: classes }, meta.status), ". ");
  }
  // Else a reader would look in vain for what became of it.
  if (!meta.status && filters.says?.includes(NOTES)) standing.push("It sets no action. ");
  if (meta.owner) standing.push(`Owner: ${meta.owner}. `);
  if (meta.due) standing.push(`Due: ${meta.due}.`);
  // Else a reader would wonder why an entry without the words was found.
  if (words && meta.subject && !excerpt.includes("<mark>")) standing.push(` Subject: ${meta.subject}.`);
  if (standing.length > 0) parts.push(element("p", { class: "result-meta" }, ...standing));
  const place = placeOf(meta, shown("page"), address);
  if (place.length > 0) parts.push(element("p", { class: "result-meta" }, ...place));
  return element("li", { class: "result" }, ...parts);
}

/** The page a hit is on, unless it is that page, and its date. */
function placeOf(meta, title, address) {
  if (!title || title === meta.title) return meta.date ? [meta.date[0].toUpperCase() + meta.date.slice(1)] : [];
  const page = new URL(address);
  page.hash = "";
  return [element("a", { href: page.href }, title), ...(meta.date ? [`, ${meta.date}`] : [])];
}

/** A text without the full stop that Pagefind sets behind every paragraph. */
function bare(text) {
  return text.trim().replace(/\.$/, "");
}

/** The pieces of a title, ending as the title does. */
function withoutStop(pieces, title) {
  const last = pieces.at(-1);
  if (title.endsWith(".") || typeof last !== "string") return pieces;
  return [...pieces.slice(0, -1), last.replace(/\.\s*$/, "")];
}

/**
 * The text and marks of an excerpt. Pagefind writes < and > of the text as &lt; and &gt;, puts <mark> round the words
 * it found and changes nothing else, so this is no HTML to parse: every second piece is marked, and all of it is text.
 */
function excerptNodes(excerpt) {
  const pieces = excerpt.split(/<\/?mark>/).map((piece) => piece.replaceAll("&lt;", "<").replaceAll("&gt;", ">"));
  const nodes = pieces.flatMap((piece, place) => {
    if (place % 2 === 0) return [piece];
    // Pagefind marks a word with the signs that follow it.
    const [, word, signs] = /^(.*?)([^\p{L}\p{N}]*)$/su.exec(piece);
    return [element("mark", {}, word), signs];
  });
  return nodes.filter((node) => node !== "");
}

/** Links to the page before and the page after; null where there is one page only. */
export function pager(view, { page, pages }) {
  if (pages === 1) return null;
  const link = (to, rel, words) => element("a", { href: addressOf({ ...view, page: to }), rel, class: "search-step" }, words);
  const links = [];
  if (page > 1) links.push(link(page - 1, "prev", "Previous page"));
  if (page < pages) links.push(link(page + 1, "next", "Next page"));
  return element("nav", { class: "search-pages", "aria-label": "Pages of results" }, ...links);
}
