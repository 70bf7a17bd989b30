// The volumes of the search, of which a large record has several: see hooks/scrutiny/search/volumes.py. The page lists
// them; most records have one, and the page then lists none.

export const MOST = 4; // Volumes searched at a time: each costs the reader some 200 KB.

/** Every volume of the page: its folder, its name, its councils, and the first and last year where it has not all. */
export function volumesOf(page) {
  const options = [...page.querySelectorAll("#search-council option[data-volumes]")];
  return [...page.querySelectorAll("#search-volumes [data-volume]")].map((entry, place) => ({
    place,
    folder: entry.dataset.volume,
    label: entry.firstElementChild.textContent,
    councils: options.filter((option) => option.dataset.volumes.split(" ").includes(entry.dataset.volume)).map((option) => option.value),
    years: entry.dataset.years?.split("/") ?? null,
  }));
}

/** The volumes in which a view is searched, and the others that may hold something of it. */
export function searchedIn(volumes, view) {
  const { council: councils, year: years } = view.chosen;
  const fitting = volumes.filter((volume) => {
    const [first, last] = volume.years ?? [];
    const ofCouncil = !councils || councils.some((council) => volume.councils.includes(council));
    const ofYear = !years || !first || years.some((year) => year >= first && year <= last);
    return ofCouncil && ofYear;
  });
  const all = fitting.length > 0 ? fitting : volumes;
  const asked = all.filter((volume) => view.volumes.includes(volume.folder));
  const searched = (asked.length > 0 ? asked : all).slice(0, MOST);
  return { searched, others: all.filter((volume) => !searched.includes(volume)) };
}
