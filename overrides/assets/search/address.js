// What the reader asks for, and the address that says it. The address is the only state, so that every view can be
// linked to: `?q=front+door&kind=Resolution&council=Bradford&time=Overdue&time=Due&sort=due&page=2`. A record so large that
// its search has several volumes knows `volume=barnet` besides.

/**
 * The orders that can be asked for, by their name in the address; each compares two results. The name of a hit's file
 * tells its days, "20240618a1b2c-20240930": see hooks/scrutiny/search/canonical.py. What has no last day comes last.
 */
export const ORDERS = {
  new: (one, other) => compared(other.id.slice(0, 8), one.id.slice(0, 8)),
  due: (one, other) => compared(one.id.split("-")[1] ?? "9", other.id.split("-")[1] ?? "9"),
};

function compared(one, other) {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/**
 * A view: the words, the chosen values of each facet (key to list, facets without a choice left out), the volumes asked
 * for, the order ("" for the usual one) and the page. Values that the index does not have are kept: the reader can take them away.
 */
export function viewOf(query, keys) {
  const asked = new URLSearchParams(query);
  const chosen = {};
  for (const key of keys) {
    const values = new Set(asked.getAll(key).map((value) => value.trim()).filter(Boolean));
    if (values.size > 0) chosen[key] = [...values];
  }
  const sort = asked.get("sort");
  return {
    words: (asked.get("q") ?? "").trim(),
    chosen,
    volumes: [...new Set(asked.getAll("volume"))],
    sort: Object.hasOwn(ORDERS, sort) ? sort : "",
    page: Math.max(1, Number.parseInt(asked.get("page"), 10) || 1),
  };
}

/** The address of a view, relative to the search page; page 1 and the usual order go without saying. */
export function addressOf({ words, chosen, volumes, sort, page }) {
  const asked = new URLSearchParams();
  if (words) asked.set("q", words);
  for (const [key, values] of Object.entries(chosen)) for (const value of values) asked.append(key, value);
  for (const volume of volumes) asked.append("volume", volume);
  if (sort) asked.set("sort", sort);
  if (page > 1) asked.set("page", page);
  return `?${asked}`;
}

/** The view with one value chosen or, if it was, no longer chosen; from its first page. */
export function toggled(view, key, value) {
  const values = view.chosen[key] ?? [];
  const kept = values.includes(value) ? values.filter((other) => other !== value) : [...values, value];
  const { [key]: _, ...others } = view.chosen;
  return { ...view, chosen: kept.length > 0 ? { ...others, [key]: kept } : others, page: 1 };
}

/** Every choice as [key, value]. */
export function choices(view) {
  return Object.entries(view.chosen).flatMap(([key, values]) => values.map((value) => [key, value]));
}

/** Whether anything is asked for; an order alone is no search. */
export function asksForSomething(view) {
  return view.words !== "" || choices(view).length > 0;
}
