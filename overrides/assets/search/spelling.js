// Which words of a query the record has not, and "Did you mean": the nearest that it has. Lists of words by their first
// letter are in the folder words/ of an index (a.json … z.json, other.json): {"word": number of entries that have it}.

const MOST_LISTS = 6; // Lists fetched for one search: the longest words are the likeliest to be misspelt.
const SHORTEST = 3;
// Words that differ only by these are one word to the search, so neither is a slip of the other.
const ENDINGS = new Set(["", ..."e s es ed d ing ings er ers ion ions ly ment ments 's".split(" ")]);

// All that the search takes off a word before it compares, and what is often put on. Too many here costs little: a word
// is then looked for, as if there were no lists. One too few would hide what is there.
const FORMS = new Set(["", ..."e y i s es ed d ing ings er ers or ors ly 's ies ied ier iers iest est ying edly ingly ion ions ation ations ator ators ment ments al ally ial ials ical ically ic ics ive ives ively iveness ative ness ful fully fulness less ous ously ousness able ible ably ibly ability ibility ance ances ancy ence ences ency ant ants ent ents ate ates ated ating ise ises ised ising isation ize izes ized izing ization ism ist ists ity ities".split(" ")]);
const ROOT = 2; // Letters that two forms of one word share at least: "use", "using".

const lists = new Map();

/** A word without case and accents, as a reader may type it. */
function plain(word) {
  return word.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("’", "'").toLowerCase();
}

function listName(word) {
  const initial = plain(word)[0];
  return initial >= "a" && initial <= "z" ? initial : "other";
}

/** The words of one list, in all folders of the index together, most frequent first; null where there is no list. */
async function listOf(name, folders) {
  const found = (await Promise.all(folders.map((folder) => fetchedOnce(new URL(`words/${name}.json`, folder).href)))).filter(Boolean);
  if (found.length <= 1) return found.length === 1 ? Object.keys(found[0]) : null;
  const counts = new Map();
  for (const words of found) for (const [word, count] of Object.entries(words)) counts.set(word, (counts.get(word) ?? 0) + count);
  return [...counts.keys()].sort((one, other) => counts.get(other) - counts.get(one));
}

/** One list; null where there is none. A failed fetch is an error, and is tried again when it is next asked for. */
function fetchedOnce(address) {
  if (!lists.has(address)) {
    lists.set(address, fetch(address).then((reply) => (reply.ok ? reply.json() : null)));
    lists.get(address).catch(() => lists.delete(address));
  }
  return lists.get(address);
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

/** Whether the search may take two words for one: "families" and "family", "planned" and "plan". */
function mayBeOne(one, other) {
  let shared = 0;
  while (shared < one.length && one[shared] === other[shared]) shared += 1;
  const isForm = (word, cut) => {
    const rest = word.slice(cut);
    return FORMS.has(rest) || (rest[0] === word[cut - 1] && FORMS.has(rest.slice(1)));
  };
  for (let cut = shared; cut >= ROOT; cut -= 1) if (isForm(one, cut) && isForm(other, cut)) return true;
  return false;
}

/** Letters alone: the search passes over apostrophes and hyphens inside a word. */
function bare(word) {
  return plain(word).replace(/[^\p{L}]/gu, "");
}

/** Whether a word, one of its forms or one that it begins is in a list. */
function isListed(typed, list) {
  return list.some((known) => {
    const other = bare(known);
    return other.startsWith(typed) || mayBeOne(typed, other);
  });
}

/**
 * The words that the record has in no form, which nothing can hold. The search itself falls back on their first letters,
 * so that "safegaurding" would find "safe". Figures and what has fewer than three letters are not tested, nor is a word
 * whose list cannot be had.
 */
export async function lacking(words, folders) {
  const tested = words.filter((word) => !/\p{N}/u.test(word)).map((word) => [word, lettersOf(word).map(bare)]);
  const found = await listsOf(tested.flatMap(([, parts]) => parts), folders, () => null);
  const has = (part) => part.length < SHORTEST || !found.get(listName(part)) || isListed(part, found.get(listName(part)));
  return tested.filter(([, parts]) => parts.length > 0 && !parts.every(has) && !has(parts.join(""))).map(([word]) => word);
}

function lettersOf(query) {
  return query.match(/[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu) ?? [];
}

/** The lists that some words need, the longest words first, by their names; `lost` says what stands for one that fails. */
async function listsOf(words, folders, lost) {
  const asked = words.filter((word) => word.length >= SHORTEST).sort((one, other) => other.length - one.length);
  const names = [...new Set(asked.map(listName))].slice(0, MOST_LISTS);
  return new Map(await Promise.all(names.map(async (name) => [name, await listOf(name, folders).catch(lost)])));
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
export async function isRecorded(query, folders) {
  const list = await listOf(listName(query), folders);
  return list !== null && list.some((known) => plain(known) === plain(query));
}

/** The query with its misspelt words put right, or null. Throws where a list could not be fetched. */
export async function respelt(query, folders) {
  const words = [...new Set(lettersOf(query))].filter((word) => word.length >= SHORTEST);
  const found = await listsOf(words, folders);
  let right = query;
  for (const word of words) {
    const instead = nearest(word, found.get(listName(word)) ?? []);
    if (instead) right = right.replaceAll(new RegExp(`(?<!\\p{L})${word}(?!\\p{L})`, "gu"), instead);
  }
  return right === query ? null : right;
}
