"""The words from which the search page suggests one for a word that it does not find."""

import json
from string import ascii_lowercase

from conftest import BuiltSite
from scrutiny.search import SearchDocument
from scrutiny.search.spelling import word_files


def document(number: int, *text: str, title: str = "", owner: str = "") -> SearchDocument:
    """Return a search document that has these texts."""
    url = f"northwick/items/2024-hub/#point-{number}"
    return SearchDocument(
        url=url, title=title, text=text, kind="Point", where="Northwick, point 1", page="", owner=owner
    )


def words_of(*documents: SearchDocument) -> dict[str, dict[str, int]]:
    """Return the words of some documents, by the name of their file."""
    files = word_files(documents)
    return {name.removeprefix("words/").removesuffix(".json"): json.loads(text) for name, text in files.items()}


def every(read: dict[str, dict[str, int]]) -> dict[str, int]:
    """Return the words of all files together."""
    return {word: count for words in read.values() for word, count in words.items()}


def test_a_word_counts_the_documents_that_have_it() -> None:
    """A word said three times in one entry and once in another is a word of two entries, wherever it stands."""
    read = words_of(document(1, "Audit, audit.", title="Audit"), document(2, owner="Head of AUDIT"))

    assert read["a"] == {"audit": 2}
    assert read["n"] == {"northwick": 2}
    assert read["h"] == {"head": 1}


def test_the_most_frequent_word_comes_first() -> None:
    """Words stand by the number of entries that have them, and those of one number by their letters."""
    read = words_of(document(1, "neglect needs news"), document(2, "news neglect notes"))

    assert list(read["n"].items()) == [("neglect", 2), ("news", 2), ("northwick", 2), ("needs", 1), ("notes", 1)]


def test_what_counts_as_a_word() -> None:
    """Apostrophes stay inside, hyphened words count whole and in parts, and what begins with a figure is no word."""
    text = "The children’s follow-up of s47 and covid19 2ndary_x, 'quoted' well-being—an A&E i-o-u " + "x" * 41
    read = every(words_of(document(1, text)))

    assert set(read) == {
        *("the", "children's", "follow-up", "follow", "and", "quoted", "well-being", "well", "being", "i-o-u", "covid"),
        *("northwick", "point"),
    }


def test_letters_with_accents_stand_under_their_plain_letter() -> None:
    """A word begins with the letter that a reader types for it; those of other scripts share a file."""
    read = words_of(document(1, "Ŵyl Éire łódź дети"))

    assert read["w"] == {"ŵyl": 1}
    assert read["e"] == {"éire": 1}
    assert read["other"] == {"łódź": 1, "дети": 1}


def test_every_letter_has_its_file() -> None:
    """The search page asks for no file in vain: a letter without a word has a file that says so."""
    read = words_of(document(1))

    assert set(read) == {*ascii_lowercase, "other"}
    assert read["z"] == {}


def test_equal_documents_give_equal_bytes_in_any_order() -> None:
    """The files depend on what the documents say, not on their order; they are compact."""
    documents = [document(1, "plain words"), document(2, "other plain words"), document(3, "words")]

    assert word_files(documents) == word_files(reversed(documents))
    assert word_files(documents)["words/p.json"] == b'{"point":3,"plain":2}'


def test_the_site_has_the_words_of_its_record(seeds: BuiltSite) -> None:
    """A built site offers the words of its papers beside the index, and few enough bytes of them for one letter."""
    folder = seeds.folder / "pagefind" / "words"
    words = json.loads((folder / "m.json").read_text("utf-8"))

    assert words["mash"] > 1
    assert next(iter(words)) == max(words, key=lambda word: words[word])
    assert max(file.stat().st_size for file in folder.iterdir()) < 20_000
