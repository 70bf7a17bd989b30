// Runs before the page is painted, unlike the modules: where the address asks for something, room is kept for the answer.
if (location.search.length > 1) document.getElementById("search").classList.add("awaited");
