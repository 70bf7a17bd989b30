// Every sentence of the search page that is made in the browser.

/** “MASH”; words that the reader has put in quotation marks keep just those. */
export function quoted(words) {
  return `“${words.replace(/^["“”„]+|["“”„]+$/g, "")}”`;
}

export function isPhrase(words) {
  return /["“”„]/.test(words);
}

/** Names one choice. What says little by itself goes with its facet: "Year: Not stated", "Done? Not recorded". */
export function choiceWords(label, value) {
  if (!/^(not|no|to be|closed|due)\b/i.test(value)) return value;
  return label.endsWith("?") ? `${label} ${value}` : `${label}: ${value}`;
}

/** What is asked for, for the title of the page: "“front door”, Resolution, Bradford, page 2". */
export function viewWords(view, chosenWords) {
  const parts = [...(view.words ? [quoted(view.words)] : []), ...chosenWords];
  if (view.page > 1) parts.push(`page ${view.page}`);
  return parts.join(", ");
}

/** "7 of 12 results for “MASH” in 4 of 8 volumes, page 1 of 2". */
export function countWords(view, { count, all, page, pages }, volumes) {
  const of = view.words && all > count ? ` of ${number(all)}` : "";
  const noun = count === 1 && !of ? "result" : "results";
  const what = view.words ? ` for ${quoted(view.words)}` : "";
  return `${number(count)}${of} ${noun}${what}${volumesWords(volumes)}${pages > 1 ? `, page ${page} of ${pages}` : ""}`;
}

/** " in 4 of 8 volumes", where not all of the record was searched. */
function volumesWords({ searched, others }) {
  return others.length > 0 ? ` in ${searched.length} of ${searched.length + others.length} volumes` : "";
}

/** What was not found. */
export function nothingWords(view, all, volumes) {
  return nothingOfIt(view, all) + volumesWords(volumes);
}

function nothingOfIt(view, all) {
  if (!view.words) return "Nothing on this record fits all that you have chosen";
  if (all > 0) return `No result for ${quoted(view.words)} fits all that you have chosen`;
  return `No result for ${quoted(view.words)}`;
}

export function number(count) {
  return count.toLocaleString("en-GB");
}

/** The name of the panel of facets, which says how much is chosen where the panel is closed. */
export function narrowWords(asked, chosen) {
  if (!asked) return "Narrow the search";
  return chosen > 0 ? `Narrow the results (${chosen} chosen)` : "Narrow the results";
}

/** The orders in words, by their name in the address; "" is the best match. */
export const ORDER_WORDS = { "": "Best match first", new: "Newest first", due: "Earliest due first" };
