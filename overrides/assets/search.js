// The search page. The address is the only state: every view can be linked to, and Back and Forward work.
// Results come first and the numbers beside the facets after them: a reader on a phone, where the panel of facets is
// closed, never pays for them.

import { addressOf, asksForSomething, choices, toggled, viewOf } from "./search/address.js";
import { openIndex } from "./search/engine.js";
import { facetPanel } from "./search/facets.js";
import * as made from "./search/show.js";
import { isRecorded, respelt } from "./search/spelling.js";
import { searchedIn, volumesOf } from "./search/volumes.js";
import { choiceWords, isPhrase, viewWords } from "./search/words.js";

const page = document.getElementById("search");
const outcome = document.getElementById("search-outcome");
const status = outcome.querySelector("[role=status]");
const narrowed = outcome.querySelector(".search-narrowed");
const hits = outcome.querySelector(".search-hits");
const input = document.getElementById("search-query");
const council = document.getElementById("search-council"); // Only where the search has several volumes.
const volumes = volumesOf(document);
const details = document.getElementById("search-filters");
const root = new URL(outcome.dataset.base || "./", document.baseURI);
const plainTitle = document.title;
const isWide = matchMedia("(min-width: 64em)");

const panel = facetPanel(details, (key, value) => go(addressOf({ ...toggled(view, key, value), words: input.value.trim() })));

let view = null; // What the address asks for.
let latest = 0; // Number of the newest search; an older one that ends later shows nothing.
let searched = null; // The query part of the address that is shown.
let counted = 0; // Number of the search whose numbers the panel shows.
let index = null; // The index, once something is asked of it, of the volumes that are searched.
let within = null; // Which these are, and which others there are.
let hasOpened = false; // Whether the panel has been opened for the reader, which is done once.

function show() {
  const turn = ++latest;
  searched = location.search;
  view = viewOf(location.search, panel.labels.keys());
  input.value = view.words;
  if (council) council.value = view.chosen.council?.length === 1 ? view.chosen.council[0] : "";
  panel.choose(view);
  const words = viewWords(view, choices(view).map(([key, value]) => choiceWords(panel.labels.get(key), value)));
  document.title = words ? `${words} – ${plainTitle}` : plainTitle;
  page.classList.toggle("awaited", asksForSomething(view));
  if (asksForSomething(view)) return search(turn);
  for (const part of [status, narrowed, hits]) part.replaceChildren();
  page.classList.remove("shown");
  outcome.removeAttribute("aria-busy");
  return showCounts(turn);
}

/** Search, show what was found, and only then count and look at the spelling. */
async function search(turn) {
  outcome.setAttribute("aria-busy", "true");
  if (!status.hasChildNodes()) status.replaceChildren(made.element("p", {}, "Searching…"));
  if (isWide.matches && !hasOpened) details.open = hasOpened = true;
  try {
    const answer = await indexFor(view).find(view);
    if (turn !== latest) return;
    if (answer.count === 0) await doubt(answer);
    if (turn !== latest) return;
    showAnswer(answer);
    if (answer.count === 0 || !isPhrase(view.words)) offerOthers(turn, answer);
    showCounts(turn);
  } catch (error) {
    if (turn === latest) showFailure(error);
  }
}

/** The index of the volumes in which a view is searched, opened when they are others than before. */
function indexFor(asked) {
  const wanted = searchedIn(volumes, asked);
  const folders = volumes.length > 0 ? wanted.searched.map(({ folder }) => `pagefind/${folder}/`) : ["pagefind/"];
  if (index?.folders.join() !== folders.join()) {
    const closed = index?.opened.close().catch(console.warn);
    index = { folders, opened: openIndex(folders.map((folder) => new URL(folder, root)), closed) };
  }
  within = wanted;
  return index.opened;
}

function foldersSearched() {
  return index.folders.map((folder) => new URL(folder, root));
}

/**
 * Pagefind answers "nothing" also where a part of the index did not arrive. Before the page says so, ask for the list
 * of words: that fails without a connection, and a word that is in it must be found.
 */
async function doubt({ all }) {
  const mustBeFound = await isRecorded(view.words || "a", foldersSearched());
  if (mustBeFound && view.words && all === 0) throw new Error(`The index is not whole: it has no “${view.words}”`);
}

function showAnswer(answer) {
  const several = answer.count > 1;
  status.replaceChildren(...made.outcomeHeading(view, answer, within));
  narrowed.replaceChildren(...[made.volumesLine(view, within), made.chosenLine(view, panel.labels), several && made.orderLine(view)].filter(Boolean));
  hits.replaceChildren(...[answer.count > 0 && made.hitList(view, answer, root), made.pager(view, answer)].filter(Boolean));
  page.classList.add("shown");
  outcome.removeAttribute("aria-busy");
}

function showFailure(error) {
  console.error(error);
  index = null;
  // A link to the same address loads the page afresh: a browser may remember a script that failed to load.
  const again = made.element("a", { href: location.pathname + location.search }, "Try again");
  status.replaceChildren(...made.heading("The search could not be loaded", again, ", or ", made.browseLink(), "."));
  narrowed.replaceChildren();
  hits.replaceChildren();
  page.classList.add("shown");
  outcome.removeAttribute("aria-busy");
}

/** Offer another spelling and, where words together found nothing, each by itself. A failure costs only the offer. */
async function offerOthers(turn, { all }) {
  try {
    const words = view.words && (await respelt(view.words, foldersSearched()));
    if (words && turn === latest) status.append(made.spellingOffer(view, words));
    const single = all === 0 && !isPhrase(view.words) ? await index.opened.findEach(view.words) : [];
    if (single.length > 0 && turn === latest) status.append(made.wordsOffer(view, single));
  } catch (error) {
    console.warn(error);
  }
}

/** Fill the panel of facets, if the reader has it open. */
async function showCounts(turn) {
  if (!details.open || counted === turn) return;
  counted = turn;
  try {
    const numbers = await indexFor(view).count(view);
    if (turn === latest) panel.show({ chosen: view.chosen, ...numbers });
  } catch (error) {
    if (turn !== latest) return; // The reader has gone on, perhaps to other volumes, and what was asked is let go of.
    console.error(error); // The results are there; the panel stays as it was and can be opened again.
    counted = 0;
  }
}

/** Go to another view without loading the page, and the index, again. */
function go(address) {
  history.pushState(null, "", address);
  return show();
}

input.form.addEventListener("submit", (event) => {
  event.preventDefault();
  go(addressOf({ ...view, words: input.value.trim(), chosen: withCouncil(view.chosen), page: 1 }));
});

/** The choices with the council of the form in place of those chosen before, if the form names another. */
function withCouncil(chosen) {
  const { council: before = [], ...others } = chosen;
  if (!council || (council.value === "" && before.length !== 1)) return chosen;
  return council.value ? { ...others, council: [council.value] } : others;
}

details.addEventListener("toggle", () => showCounts(latest));

// On a phone the results stand below the panel: this leads to them.
details.querySelector(".filters-done").addEventListener("click", () => {
  details.open = false;
  (document.getElementById("search-count") ?? input).focus();
});

outcome.addEventListener("click", async (event) => {
  const link = event.target.closest("a.search-step");
  if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  await go(link.getAttribute("href"));
  (document.getElementById("search-count") ?? input).focus();
});

addEventListener("popstate", () => {
  // Following an anchor on this page ("look without searching") ends here too, and changes no search.
  if (location.search !== searched) show();
});

show();
