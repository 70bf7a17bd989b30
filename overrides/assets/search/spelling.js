// "Did you mean": the nearest words that the record has, for the words that it has not. Lists of words by their first
// letter are in pagefind/words/ (a.json … z.json, other.json): {"word": number of entries that have it}, most first.

const MOST_LISTS = 2; // Lists fetched for one search: the longest words are the likeliest to be misspelt.
const SHORTEST = 3;
// Words that differ only by these are one word to the search, so neither is a slip of the other.
const ENDINGS = new Set(["", ..."e s es ed d ing ings er ers ion ions ly ment ments 's".split(" ")]);

const lists = new Map();

/** A word without case and accents, as a reader may type it. */
function plain(word) {
  return word.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("’", "'").toLowerCase();
}

function listName(word) {
  const initial = plain(word)[0];
  return initial >= "a" && initial <= "z" ? initial : "other";
}

/** The words of one list with how many entries have each; null where there is no list. A failed fetch is an error. */
function listOf(name, root) {
  if (!lists.has(name)) {
    const fetched = fetch(new URL(`pagefind/words/${name}.json`, root));
    lists.set(name, fetched.then(async (reply) => (reply.ok ? Object.keys(await reply.json()) : null)));
    lists.get(name).catch(() => lists.delete(name));
  }
  return lists.get(name);
}

/** How many letters have to be put in, left out, changed or swapped with their neighbour; anything over `limit` is more. */
function distance(from, to, limit) {
  if (Math.abs(from.length - to.length) > limit) return limit + 1;
  let before = [];
  let row = Array.from({ length: to.length + 1 }, (_, place) => place);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const same = from[i - 1] === to[j - 1] ? 0 : 1;
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + same);
      const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      if (swapped) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    if (Math.min(...next) > limit) return limit + 1;
    [before, row] = [row, next];
  }
  return row[to.length];
}

function differOnlyInEnding(one, other) {
  let shared = 0;
  while (shared < one.length && one[shared] === other[shared]) shared += 1;
  return shared >= SHORTEST && ENDINGS.has(one.slice(shared)) && ENDINGS.has(other.slice(shared));
}

/** The nearest word of a list, the more frequent of two as near; null for a word that is known or has none near it. */
export function nearest(word, list) {
  const typed = plain(word);
  const limit = typed.length <= 5 ? 1 : 2;
  let best = null;
  let least = limit + 1;
  for (const known of list) {
    const other = plain(known);
    if (other === typed || differOnlyInEnding(typed, other)) return null;
    const steps = distance(typed, other, limit);
    if (steps < least) [best, least] = [known, steps];
  }
  return best;
}

/** Whether the query is one word that the record has, so that it must find something. Throws without a connection. */
export async function isRecorded(query, root) {
  const list = await listOf(listName(query), root);
  return list !== null && list.some((known) => plain(known) === plain(query));
}

/** The query with its misspelt words put right, or null. Throws where a list could not be fetched. */
export async function respelt(query, root) {
  const words = [...new Set(query.match(/[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu) ?? [])];
  const asked = words.filter((word) => word.length >= SHORTEST).sort((one, other) => other.length - one.length);
  const names = [...new Set(asked.map(listName))].slice(0, MOST_LISTS);
  const found = new Map(await Promise.all(names.map(async (name) => [name, await listOf(name, root)])));
  let right = query;
  for (const word of asked) {
    const instead = nearest(word, found.get(listName(word)) ?? []);
    if (instead) right = right.replaceAll(new RegExp(`(?<!\\p{L})${word}(?!\\p{L})`, "gu"), instead);
  }
  return right === query ? null : right;
}
