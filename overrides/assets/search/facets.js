// The panel of facets: a fieldset each, its values as checkboxes with the number of hits that ticking them would show.

import { asksForSomething, choices } from "./address.js";
import { element } from "./show.js";
import { narrowWords, number } from "./words.js";

const NOT_STATED = "Not stated"; // See NOT_STATED in hooks/scrutiny/pages/facets.py.
const LONG = 8; // A longer list shows its first values, and the rest on request.

/** The panel; `ticked(key, value)` is called when the reader ticks or unticks a value. */
export function facetPanel(details, ticked) {
  const fieldsets = [...details.querySelectorAll("fieldset[data-facet]")];
  const opened = new Set(); // The long lists that the reader has asked to see whole.
  let latest = null; // What is shown, to show it again when a list is opened.

  details.addEventListener("change", (event) => {
    if (event.target.matches("input[type=checkbox]")) ticked(event.target.name, event.target.value);
  });
  details.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-more]");
    if (!button) return;
    const key = button.dataset.more;
    const first = opened.has(key) ? null : fieldsetOf(key).querySelector("label[hidden]:not([data-none])");
    if (!opened.delete(key)) opened.add(key);
    show(latest);
    // On to what has just appeared: the button now stands behind it.
    (first?.querySelector("input") ?? button).focus();
  });

  function fieldsetOf(key) {
    return fieldsets.find((fieldset) => fieldset.dataset.facet === key);
  }

  function show({ chosen, standing, counts }) {
    latest = { chosen, standing, counts };
    for (const fieldset of fieldsets) {
      const key = fieldset.dataset.facet;
      showFacet(fieldset, rowsOf(key, chosen[key] ?? [], standing[key] ?? {}, counts[key] ?? {}), opened.has(key));
    }
  }

  return {
    /** The name of each facet by its key. */
    labels: new Map(fieldsets.map((fieldset) => [fieldset.dataset.facet, fieldset.querySelector("legend").textContent])),
    /** Show the values of all facets, as `count` of the engine gives them. */
    show,
    /** Say on the closed panel how much is chosen, and tick just that. */
    choose(view) {
      details.querySelector("summary").textContent = narrowWords(asksForSomething(view), choices(view).length);
      for (const box of details.querySelectorAll("input")) box.checked = view.chosen[box.name]?.includes(box.value) ?? false;
    },
  };
}

/** The values of one facet: most first, years newest first, "Not stated" last. A chosen value is there in any case. */
function rowsOf(key, chosen, standing, counts) {
  const values = new Set(Object.keys(standing).filter((value) => standing[value] > 0 || counts[value] > 0));
  for (const value of chosen) values.add(value);
  const byName = (one, other) => one.localeCompare(other, "en-GB", { numeric: true });
  const byNumber = (one, other) => (standing[other] ?? 0) - (standing[one] ?? 0) || byName(one, other);
  const byYear = (one, other) => byName(other, one);
  const sorted = [...values].filter((value) => value !== NOT_STATED).sort(key === "year" ? byYear : byNumber);
  if (values.has(NOT_STATED)) sorted.push(NOT_STATED);
  return sorted.map((value) => ({ key, value, checked: chosen.includes(value), count: counts[value] ?? 0 }));
}

/** Show one facet. Boxes that are there stay the same elements, so that the one just ticked keeps the focus. */
function showFacet(fieldset, rows, whole) {
  const present = new Map([...fieldset.querySelectorAll("label")].map((label) => [label.firstChild.value, label]));
  const labels = rows.map((row) => present.get(row.value) ?? labelFor(row));
  if (labels.length !== present.size || labels.some((label, place) => label !== [...present.values()][place])) {
    const focused = document.activeElement;
    fieldset.replaceChildren(fieldset.querySelector("legend"), ...labels);
    if (focused !== document.activeElement && fieldset.contains(focused)) focused.focus();
  }
  let shown = 0;
  let left = 0;
  for (const [place, { checked, count }] of rows.entries()) {
    const label = labels[place];
    const wanted = checked || count > 0;
    label.firstChild.checked = checked;
    label.lastChild.textContent = number(count);
    label.toggleAttribute("data-none", !wanted);
    label.hidden = !wanted || (!whole && !checked && shown >= LONG);
    if (!label.hidden) shown += 1;
    else if (wanted) left += 1;
  }
  fieldset.hidden = shown === 0;
  showMore(fieldset, shown, left, whole);
}

/** The button of a long list: "Show all 23". */
function showMore(fieldset, shown, left, whole) {
  const key = fieldset.dataset.facet;
  const there = fieldset.querySelector("button");
  if (left === 0 && (!whole || shown <= LONG)) {
    there?.remove();
    return;
  }
  const button = there ?? element("button", { type: "button", "data-more": key });
  const about = element("span", { class: "visually-hidden" }, ` of ${fieldset.querySelector("legend").textContent}`);
  button.replaceChildren(whole ? "Show fewer" : `Show all ${number(shown + left)}`, about);
  button.setAttribute("aria-expanded", whole);
  if (!there || there !== fieldset.lastElementChild) fieldset.append(button);
}

/** One value: its box, its name, its number of hits. */
function labelFor({ key, value }) {
  const box = element("input", { type: "checkbox", name: key, value, autocomplete: "off" });
  return element("label", {}, box, element("span", {}, value), element("span", { class: "count" }));
}
