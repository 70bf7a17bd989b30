"""The site in object storage, taken there by rclone as the handbook says: headers, order, and what is gone.

Run with `pytest -m server -n 0`; it needs Debian's package `rclone`.
"""

import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest

from bucket import Bucket, Change, running
from recipes import blocks, run_recipe

pytestmark = pytest.mark.server

RECIPES = blocks("object-storage.md", "sh")
FRESH = "public, max-age=0, s-maxage=60, must-revalidate"
LASTING = "public, max-age=86400, immutable"


def page(*leads_to: str) -> str:
    """Return a page that leads to files of the site."""
    return "<!doctype html>" + "".join(f'<a href="/{each}">{each}</a>' for each in leads_to)


COMMON = {
    "404.html": page("assets/scrutiny.css"),
    "assets/scrutiny.css": "body{}",
    "assets/search.js": "//",
    "pagefind/pagefind.js": "//",
    "pagefind/pagefind-worker.js": "//",
    "bradford/calendar.ics": "BEGIN:VCALENDAR",
    "bradford/items/2019-a/index.html": page("assets/scrutiny.css"),
    "data/v1/index.json": "{}",
    "data/v1/tables/csv/items.csv": "id",
    "data/v1/tables/scrutiny.sqlite": "SQLite",
    "data/v1/tables/parquet/items.parquet": "PAR1",
    "data/v1/bradford/tables.zip": "PK",
    "data/v1/catalogue.jsonld": "{}",
    "robots.txt": "User-agent: *",
}
FIRST = COMMON | {
    "index.html": page("bradford/index.html", "search/index.html"),
    "sitemap.xml": page("bradford/items/2019-a/index.html", "bradford/items/2019-gone/index.html"),
    "search/index.html": page("assets/search.js", "pagefind/pagefind-entry.json"),
    "pagefind/pagefind-entry.json": page("pagefind/pagefind.en_1.pf_meta"),
    "pagefind/pagefind.en_1.pf_meta": page("pagefind/index/en_1.pf_index", "pagefind/fragment/en_1.pf_fragment"),
    "pagefind/index/en_1.pf_index": "1",
    "pagefind/fragment/en_1.pf_fragment": "1",
    "bradford/index.html": page("bradford/items/2019-a/index.html", "bradford/items/2019-gone/index.html"),
    "bradford/feed.xml": page("bradford/items/2019-a/index.html"),
    "feeds/all.xml": page("bradford/items/2019-a/index.html"),
    "browse/year/2019/index.html": page("bradford/items/2019-gone/index.html"),
    "bradford/items/2019-gone/index.html": page("assets/scrutiny.css"),
    "addresses.jsonl": "1",
}
SECOND = COMMON | {
    "index.html": page("bradford/index.html", "search/index.html", "haringey/index.html"),
    "sitemap.xml": page("bradford/items/2019-a/index.html", "haringey/inspections/2017-new/index.html"),
    "search/index.html": page("assets/search.js", "pagefind/pagefind-entry.json"),
    "pagefind/pagefind-entry.json": page("pagefind/pagefind.en_2.pf_meta"),
    "pagefind/pagefind.en_2.pf_meta": page("pagefind/index/en_2.pf_index", "pagefind/fragment/en_2.pf_fragment"),
    "pagefind/index/en_2.pf_index": "2",
    "pagefind/fragment/en_2.pf_fragment": "2",
    "bradford/index.html": page("bradford/items/2019-a/index.html"),
    "bradford/feed.xml": page("bradford/items/2019-a/index.html"),
    "feeds/all.xml": page("bradford/items/2019-a/index.html", "haringey/inspections/2017-new/index.html"),
    "haringey/inspections/2017-new/feed.xml": page("haringey/inspections/2017-new/index.html"),
    "browse/year/2017/index.html": page("haringey/inspections/2017-new/index.html"),
    "haringey/index.html": page("haringey/inspections/2017-new/index.html", "assets/haringey.svg"),
    "haringey/inspections/2017-new/index.html": page("assets/scrutiny.css", "assets/haringey.svg"),
    "assets/haringey.svg": "<svg/>",
    "addresses.jsonl": "12",
}


@pytest.fixture
def bucket(tmp_path: Path) -> Iterator[Bucket]:
    """An empty bucket."""
    with running(tmp_path) as made:
        yield made


def publish(folder: Path, name: str, files: Mapping[str, str]) -> None:
    """Write a release and make it live, as `scrutiny publish` does."""
    for path, text in files.items():
        file = folder / "published" / "releases" / name / "site" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    live = folder / "published" / "live"
    live.unlink(missing_ok=True)
    live.symlink_to(f"releases/{name}")
    (folder / "program").mkdir(exist_ok=True)


def run(recipe: str, bucket: Bucket, folder: Path, path: str = "") -> subprocess.CompletedProcess[str]:
    """Run a recipe of the handbook in the folder of the program."""
    given = dict(bucket.given) | {"HOME": str(folder)}
    return run_recipe(RECIPES[recipe], folder / "program", given | {"PATH": path + given["PATH"]})


def upload(bucket: Bucket, folder: Path, path: str = "") -> subprocess.CompletedProcess[str]:
    """Take the live release to the bucket."""
    return run("upload", bucket, folder, path)


def missing(held: Mapping[str, str], begin: Iterable[str]) -> list[str]:
    """Return what is not in a bucket, and where a reader is led to it who begins at some files of it."""
    seen = dict.fromkeys(key for key in begin if key in held)
    lost = []
    for key in (walked := list(seen)):
        for to in re.findall(r'href="/([^"]+)"', held[key]):
            if to not in held:
                lost.append(f"{key} -> {to}")
            elif to not in seen:
                seen[to] = None
                walked.append(to)
    return lost


def each_moment(before: Mapping[str, str], after: Mapping[str, str], changes: list[Change]) -> Iterator[dict[str, str]]:
    """Yield what the bucket held after each change."""
    held = dict(before)
    for method, key in changes:
        if method == "PUT":
            held[key] = after[key]
        else:
            del held[key]
        yield dict(held)


def test_every_file_arrives_with_its_kind_and_its_time(bucket: Bucket, tmp_path: Path) -> None:
    """Each file is in the bucket as it is in the release; programs are told what it is, caches how long it lasts."""
    publish(tmp_path, "0001-aaaaaaaa", FIRST)

    done = upload(bucket, tmp_path)

    assert done.returncode == 0, done.stderr
    assert bucket.contents() == {key: text.encode() for key, text in FIRST.items()}
    told = {key: bucket.get(key) for key in FIRST}
    lasting = {key for key, each in told.items() if each.cached == LASTING}
    assert lasting == {"pagefind/index/en_1.pf_index", "pagefind/fragment/en_1.pf_fragment"}
    assert {each.cached for each in told.values()} == {FRESH, LASTING}
    assert {
        key: told[key].kind for key in told if not key.endswith((".html", ".pf_index", ".pf_fragment", ".pf_meta"))
    } == {
        "assets/scrutiny.css": "text/css; charset=utf-8",
        "assets/search.js": "text/javascript; charset=utf-8",
        "pagefind/pagefind.js": "text/javascript; charset=utf-8",
        "pagefind/pagefind-worker.js": "text/javascript; charset=utf-8",
        "pagefind/pagefind-entry.json": "application/json",
        "bradford/calendar.ics": "text/calendar; charset=utf-8",
        "bradford/feed.xml": "application/atom+xml; charset=utf-8",
        "feeds/all.xml": "application/atom+xml; charset=utf-8",
        "sitemap.xml": "text/xml; charset=utf-8",
        "data/v1/index.json": "application/json",
        "data/v1/tables/csv/items.csv": "text/csv; charset=utf-8",
        "data/v1/tables/scrutiny.sqlite": "application/vnd.sqlite3",
        "data/v1/tables/parquet/items.parquet": "application/vnd.apache.parquet",
        "data/v1/bradford/tables.zip": "application/zip",
        "data/v1/catalogue.jsonld": "application/ld+json",
        "addresses.jsonl": "application/x-ndjson",
        "robots.txt": "text/plain; charset=utf-8",
    }
    assert {each.kind for key, each in told.items() if key.endswith(".html")} == {"text/html; charset=utf-8"}


def test_the_first_time_nothing_leads_nowhere(bucket: Bucket, tmp_path: Path) -> None:
    """While the first release arrives, no file that is there leads to one that is not."""
    publish(tmp_path, "0001-aaaaaaaa", FIRST)
    assert upload(bucket, tmp_path).returncode == 0

    changes = bucket.changes()

    assert len(changes) == len(FIRST)
    assert [lost for held in each_moment({}, FIRST, changes) if (lost := missing(held, FIRST))] == []


def test_at_no_moment_a_page_leads_nowhere(bucket: Bucket, tmp_path: Path) -> None:
    """While a second release takes the place of the first, every page leads to what is there; deletions are last."""
    publish(tmp_path, "0001-aaaaaaaa", FIRST)
    assert upload(bucket, tmp_path).returncode == 0
    bucket.changes()
    publish(tmp_path, "0002-bbbbbbbb", SECOND)

    assert upload(bucket, tmp_path).returncode == 0

    changes = bucket.changes()
    assert bucket.contents() == {key: text.encode() for key, text in SECOND.items()}
    assert [lost for held in each_moment(FIRST, SECOND, changes) if (lost := missing(held, SECOND))] == []
    methods = [change.method for change in changes]
    assert methods == sorted(methods, reverse=True)
    assert {change.key for change in changes if change.method == "DELETE"} == FIRST.keys() - SECOND.keys()


def test_only_what_changed_is_sent(bucket: Bucket, tmp_path: Path) -> None:
    """Of a second release only new and changed files are sent, though all have a new time; of the same, nothing."""
    publish(tmp_path, "0001-aaaaaaaa", FIRST)
    assert upload(bucket, tmp_path).returncode == 0
    bucket.changes()
    publish(tmp_path, "0002-bbbbbbbb", SECOND)
    assert upload(bucket, tmp_path).returncode == 0

    sent = [change.key for change in bucket.changes() if change.method == "PUT"]
    assert sorted(sent) == sorted(key for key, text in SECOND.items() if FIRST.get(key) != text)
    assert upload(bucket, tmp_path).returncode == 0
    assert bucket.changes() == []


@pytest.mark.parametrize("steps", [1, 3, 11])
def test_an_upload_that_is_cut_short_leaves_whole_pages(bucket: Bucket, tmp_path: Path, steps: int) -> None:
    """Where the upload ends after some steps, every page leads to what is there, and the next run finishes it."""
    publish(tmp_path, "0001-aaaaaaaa", FIRST)
    assert upload(bucket, tmp_path).returncode == 0
    publish(tmp_path, "0002-bbbbbbbb", SECOND)
    rclone = shutil.which("rclone")
    own = tmp_path / "own" / "rclone"
    own.parent.mkdir()
    count = tmp_path / "count"
    own.write_text(
        f'#!/bin/sh\necho >> "{count}"\n[ "$(wc -l < "{count}")" -le {steps} ] && exec "{rclone}" "$@"\nexit 9\n'
    )
    own.chmod(0o755)

    assert upload(bucket, tmp_path, f"{own.parent}:").returncode == 9

    held = {key: body.decode() for key, body in bucket.contents().items()}
    assert missing(held, held) == []
    assert upload(bucket, tmp_path).returncode == 0
    assert bucket.contents() == {key: text.encode() for key, text in SECOND.items()}


def test_a_release_of_its_own_is_whole_before_anybody_sees_it(bucket: Bucket, tmp_path: Path) -> None:
    """Each release has a folder in the bucket; what the one before has already is copied there and not sent again."""
    publish(tmp_path, "0001-aaaaaaaa", FIRST)
    first = run("release", bucket, tmp_path)
    publish(tmp_path, "0002-bbbbbbbb", SECOND)
    second = run("release", bucket, tmp_path)

    assert (first.returncode, second.returncode) == (0, 0), second.stderr
    told = {f"releases/0001-aaaaaaaa/{key}": text for key, text in FIRST.items()}
    told |= {f"releases/0002-bbbbbbbb/{key}": text for key, text in SECOND.items()}
    assert bucket.contents() == {key: text.encode() for key, text in told.items()}
    same = {key for key, text in SECOND.items() if FIRST.get(key) == text}
    copied = {
        line.split("INFO  : ")[1].partition(":")[0] for line in second.stderr.splitlines() if "server-side" in line
    }
    assert copied >= same
    assert bucket.get("releases/0002-bbbbbbbb/index.html").cached == FRESH
    assert bucket.get("releases/0002-bbbbbbbb/robots.txt").cached == FRESH
