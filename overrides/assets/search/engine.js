// The index, read with Pagefind from the folder pagefind/ at the site's root, or from folders below it. Nothing is fetched
// before it is asked for.

import { ORDERS } from "./address.js";
import { lacking } from "./spelling.js";
import { isPhrase } from "./words.js";

const HITS_ON_A_PAGE = 10;
const MOST_WORDS = 5; // Words of a query that are looked for by themselves.

// What a hit says counts for more than its owner and its date, which many hits share. A "name" is the title of a hit that
// gathers others, and stands behind them; see hooks/scrutiny/search/document.py.
const WEIGHTS = { title: 5, name: 0.2, where: 3, status: 1, owner: 0.5, subject: 0.5, due: 0.2, date: 0.2 };

// Words that say nothing of what is looked for. Pagefind wants every word, so "voice of the child" would find nothing.
const LITTLE = new Set("a an and are as at be been by for from has have in into is it its of on or that the their to was were what which who with".split(" "));

/** The words as Pagefind wants them: a phrase in straight quotation marks, which phones curl; otherwise no little words. */
function queryOf(words) {
  if (isPhrase(words)) return words.replace(/[“”„]/g, '"');
  return tellingWords(words).join(" ") || words;
}

function tellingWords(words) {
  return words.split(/\s+/).filter((word) => !LITTLE.has(word.toLowerCase()));
}

// What a search finds that has a word which the record has not.
const NOTHING = { results: [], unfilteredResultCount: 0, filters: {}, totalFilters: {} };

/**
 * The index in some folders, the volumes to be searched. Pagefind searches the first and merges the others into it. Make a
 * new one after a failure, because Pagefind remembers what it could not load. `closed` is when that of before is.
 */
export function openIndex(folders, closed) {
  const loading = load(folders, closed);
  let everything = null; // A promise of all facets with the number of hits of each value, in the whole index.

  /** One search; `without` lifts the choices of one facet. */
  async function search(view, without) {
    const { search: run } = await loading;
    const chosen = Object.entries(view.chosen).filter(([key]) => key !== without);
    // Pagefind takes a list to mean all of its values; with "any" it is one of them, and all of the facets.
    const filters = Object.fromEntries(chosen.map(([key, values]) => [key, { any: values }]));
    // Without words there is no best match: what is newest comes first.
    const order = ORDERS[view.sort] ?? (view.words ? null : ORDERS.new);
    // Both at once, so that the lists of words keep no reader waiting.
    const [found, absent] = await Promise.all([run(view.words ? queryOf(view.words) : null, { filters }), absentFrom(view.words)]);
    if (absent.length > 0) return NOTHING;
    if (order) found.results.sort(order);
    return found;
  }

  /** The words of a query that the record has not; a phrase is looked for as it stands. */
  async function absentFrom(words) {
    return words && !isPhrase(words) ? lacking(tellingWords(words), folders) : [];
  }

  return {
    /** Let go of what Pagefind holds. */
    async close() {
      await (await loading).destroy();
    },

    /** The number of hits, that without any choice, and the hits of one page; a page beyond the last is the last. */
    async find(view) {
      const { results, unfilteredResultCount } = await search(view);
      const pages = Math.max(1, Math.ceil(results.length / HITS_ON_A_PAGE));
      const page = Math.min(view.page, pages);
      const first = (page - 1) * HITS_ON_A_PAGE;
      const found = await Promise.all(results.slice(first, first + HITS_ON_A_PAGE).map((result) => result.data()));
      return { count: results.length, all: unfilteredResultCount, page, pages, first, found };
    },

    /** The words of a query that find something by themselves, with their number of hits; none for a single word. */
    async findEach(words) {
      const telling = [...new Set(tellingWords(words))];
      if (telling.length < 2) return [];
      const [{ search: run }, absent] = await Promise.all([loading, absentFrom(words)]);
      const held = telling.filter((word) => !absent.includes(word)).slice(0, MOST_WORDS);
      const found = await Promise.all(held.map(async (word) => [word, (await run(word)).results.length]));
      return found.filter(([, count]) => count > 0);
    },

    /**
     * For each facet its values with the number of hits that ticking them would show: the facet's own choices lifted,
     * all others kept. `standing` are the numbers without any choice; they stay while the reader ticks, so that lists
     * sorted by them do not jump. Loads the lists of all facets, which the hits themselves do not need.
     */
    async count(view) {
      everything ??= loading.then((pagefind) => pagefind.filters());
      const index = await everything;
      const keys = Object.keys(view.chosen);
      if (!view.words && keys.length === 0) return { standing: index, counts: index };
      const { filters, totalFilters } = await search(view);
      const standing = view.words ? totalFilters : index;
      const counts = { ...filters };
      for (const key of keys) {
        // With choices in one facet only, lifting them leaves none: the numbers are known already.
        counts[key] = keys.length === 1 ? standing[key] : (await search(view, key)).filters[key];
      }
      return { standing, counts };
    },
  };
}

async function load([first, ...others], closed) {
  const pagefind = await import(new URL("pagefind.js", first));
  await closed;
  await pagefind.destroy(); // It holds on to what was merged, also after a failure.
  const ranking = { metaWeights: WEIGHTS };
  await pagefind.options({ ranking });
  await Promise.all(others.map((folder) => pagefind.mergeIndex(folder.href, { ranking })));
  return pagefind;
}
