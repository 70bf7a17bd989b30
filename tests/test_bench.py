import json
import random
import subprocess
import sys
from pathlib import Path
from statistics import mean

import pytest

from bench import hugo, material
from bench.compare import growth, ratio
from bench.edit import differences, edit
from bench.generate import files, write_content, written
from bench.measured import Cost, run
from bench.prose import Prose
from bench.written import sorts
from conftest import ROOT, Build
from scrutiny.check import check_content
from scrutiny.load.content import load_content


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its relative path."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_equal_seeds_give_equal_bytes(tmp_path: Path) -> None:
    """The generated record depends on its size and seed alone."""
    for name, seed in (("one", 1), ("again", 1), ("other", 2)):
        write_content(tmp_path / name, 30, seed)
    assert contents(tmp_path / "one") == contents(tmp_path / "again")
    assert contents(tmp_path / "one") != contents(tmp_path / "other")


def test_the_generated_record_builds(tmp_path: Path, build: Build) -> None:
    """Thirty generated records of every kind pass all checks and become a site, in a strict build."""
    files = write_content(tmp_path, 30, 1)
    records = list(tmp_path.glob("council-*/*/*.yml"))
    assert len(records) == 30
    assert files == 30 + 2 + 4  # two councils, four files for all
    assert {file.parent.name for file in records} == {"inspections", "items", "plans", "responses", "meetings"}
    site = build(tmp_path)
    assert site.returncode == 0, site.output
    assert all(site.file(f"{file.relative_to(tmp_path).with_suffix('').as_posix()}/").is_file() for file in records)


def test_the_generated_record_has_no_problem_at_any_size(tmp_path: Path) -> None:
    """A record of several hundred passes every check, and is as large as asked."""
    write_content(tmp_path, 300, 2)
    loaded = load_content(tmp_path)
    assert check_content(loaded) == []
    assert len([id_ for id_ in loaded.register.records if "/" in id_]) == 300


def test_parts_are_as_many_as_in_real_records() -> None:
    """Inspections have eight findings and items four resolutions on average, not all the same, and never none."""
    made = [content for _, content in files(1600, 1)]
    findings = [len(content["findings"]) for content in made if "findings" in content]
    resolutions = [len(content["resolutions"]["list"]) for content in made if "resolutions" in content]
    assert 7.6 < mean(findings) < 8.4
    assert 3.8 < mean(resolutions) < 4.2
    assert min(findings) >= 1 <= min(resolutions)
    assert max(findings) >= 12
    assert max(resolutions) >= 7


def test_records_are_as_long_as_real_ones() -> None:
    """Files of generated inspections and items are as long as those in `content/`, within a third."""
    for kind in ("inspections", "items"):
        real = mean(file.stat().st_size for file in (ROOT / "content").glob(f"*/{kind}/*.yml"))
        ours = mean(len(written(content).encode()) for path, content in files(300, 1) if f"/{kind}/" in path)
        assert 2 / 3 < ours / real < 4 / 3, kind


def test_a_folder_that_holds_something_is_refused(tmp_path: Path) -> None:
    """Generating into a folder that is not empty is refused, so that no older record is mixed in."""
    (tmp_path / "left.yml").write_text("title: Old\n", encoding="utf-8")
    with pytest.raises(FileExistsError, match="is not empty"):
        write_content(tmp_path, 30, 1)


def test_values_are_written_as_an_officer_would() -> None:
    """Texts stand plain, a text that YAML would misread in quotation marks, and an empty list not at all."""
    assert written({"title": "A: b", "day": "2019-05-01", "list": ["x", {"y": "#1", "z": []}]}) == (
        '\ntitle: "A: b"\nday: 2019-05-01\nlist:\n  - x\n  - y: "#1"'
    )


def test_a_line_fits_the_model() -> None:
    """No generated line is longer than a record allows, and texts are about as long as asked."""
    prose = Prose(random.Random(1))  # noqa: S311  no secret
    assert max(len(prose.line(45)) for _ in range(300)) <= 400
    lengths = [len(prose.text(80).split()) for _ in range(300)]
    assert 70 < sum(lengths) / 300 < 110


# The comparison


def test_ours_and_the_floor_are_compared(tmp_path: Path) -> None:
    """The command builds a small record in every way asked for, and prints and keeps what each wrote and cost."""
    command = [sys.executable, "-m", "tests.bench.compare", str(tmp_path), "--records", "10", "40", "--runs", "1"]
    command += ["--only", "pages", "ours", "floor"]
    told = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in told.splitlines() if line.startswith("|")]
    names = ["ours, pages alone", "ours", "empty Material", "same files again"]
    found = [row for row in rows if row[0] in names and len(row) == 11]
    assert [row[0] for row in found] == names * 2
    for small in (found[:4], found[4:]):
        pages, megabytes = ({row[0]: row[column] for row in small} for column in (2, 3))
        assert pages["ours"] == pages["ours, pages alone"]
        assert pages["empty Material"] == "5"  # with that for a wrong address
        assert float(megabytes["ours"]) > float(megabytes["ours, pages alone"])  # a page of data
        assert (pages["same files again"], megabytes["same files again"]) in {
            (pages[name], megabytes[name]) for name in ("ours", "ours, pages alone")
        }
        assert all(float(row[6]) > 0 and int(row[8]) > 0 for row in small)
    assert not list(tmp_path.glob("c40-site-ours-no-search/pagefind"))
    assert list(tmp_path.glob("c40-site-ours/pagefind"))
    kept = json.loads((tmp_path / "compare.json").read_text("utf-8"))
    assert kept.keys() == {"10", "40"}
    assert [each.keys() for each in kept["40"]["ours"]] == [{"cpu", "wall", "memory"}]
    assert "growth exponent" in told


def test_hugo_reads_the_same_files_in_our_frame(tmp_path: Path, build: Build) -> None:
    """Hugo's source holds the templates, our frame without the words of its page, and the very files of the record."""
    content, folder = tmp_path / "content", tmp_path / "hugo"
    write_content(content, 30, 1)
    site = build(content)
    file = min(site.folder.glob("council-*/items/*/index.html"))
    hugo.write_site(content, file.read_text("utf-8"), folder)
    layout = (folder / "layouts" / "baseof.html").read_text("utf-8")
    fixed = "".join(
        (folder / "layouts" / "_partials" / f"{name}.html").read_text("utf-8") for name in ("header", "footer")
    )
    assert layout.count("{{ .Title }}") >= 3
    assert layout.count("{{ .Permalink }}") >= 3
    assert '<nav class="menu"' in fixed
    assert "</html>" in fixed
    title = site.page(file.parent.relative_to(site.folder).as_posix() + "/").css_first("h1")
    assert title is not None
    assert title.text() not in layout + fixed
    assert "../" not in layout + fixed
    assert (folder / "content" / "_content.gotmpl").is_file()
    assert {each.name for each in (folder / "data").iterdir()} == {each.name for each in content.iterdir()}


def test_a_frame_is_cut_from_our_pages_only() -> None:
    """A page that is none of ours gives no frame, so that Hugo is never measured without one."""
    with pytest.raises(ValueError, match="not found"):
        hugo.frame_of("<html><body>Not found</body></html>")


def test_material_shows_what_a_record_holds() -> None:
    """The Markdown of a record has its title, its parts under headings, and a link to each record that it names."""
    page = material.page_of(
        {"title": "A", "summary": "B.", "about": ["items/x#resolution-1"], "findings": [{"number": 1, "text": "C."}]}
    )
    assert page.splitlines()[0] == "# A"
    assert "- [items/x#resolution-1](../items/x.md)" in page
    assert "Findings 1" in page
    assert "**text**: C." in page


def test_the_cost_of_all_children_counts(tmp_path: Path) -> None:
    """Processor time and memory are those of a program and of whatever it starts."""
    work = "held = b'x' * 60_000_000; sum(range(6_000_000)); import time; time.sleep(0.5)"
    command = [sys.executable, "-c", f"import subprocess, sys; subprocess.run([sys.executable, '-c', {work!r}])"]
    cost = run(command, tmp_path, {})
    assert cost.memory > 60_000_000
    assert cost.cpu > 0.05
    assert cost.wall > 0.5


def test_a_program_that_fails_is_not_measured(tmp_path: Path) -> None:
    """A build that ends with an error gives no figures, but what it said."""
    with pytest.raises(RuntimeError, match="ended with 3:\nno record"):
        run([sys.executable, "-c", "print('no record'); raise SystemExit(3)"], tmp_path, {})


def test_ratios_are_those_of_each_turn() -> None:
    """A ratio compares what ran side by side: the median of the turns, with the least and the most."""
    slow, fast = [Cost(4, 1, 1), Cost(6, 1, 1), Cost(9, 1, 1)], [Cost(2, 1, 1), Cost(2, 1, 1), Cost(3, 1, 1)]
    assert ratio(slow, fast, "cpu") == "3.00 (2.00 to 3.00)"


def test_growth_is_one_where_cost_follows_the_records() -> None:
    """The exponent is 1 for ten times the records at ten times the cost, and 2 at a hundred times."""
    told = "\n".join(
        growth({10: {"a": [Cost(1, 1, 1)], "b": [Cost(1, 1, 1)]}, 100: {"a": [Cost(10, 1, 1)], "b": [Cost(100, 1, 1)]}})
    )
    assert "| a | 10 to 100 | 1.00 |" in told
    assert "| b | 10 to 100 | 2.00 |" in told


def test_pages_are_counted_by_sort(tmp_path: Path) -> None:
    """Pages of one sort count together whatever a builder calls their folder, and files that are no pages do not."""
    for path in ("council-1/items/x/index.html", "browse/kind/item/index.html", "kind/item/index.html", "a.css"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("x" * 500, "utf-8")
    found = sorts(tmp_path)
    assert {sort: each.pages for sort, each in found.items()} == {"items": 1, "lists by facet": 2, "all": 3}
    assert found["all"].kilobytes_each == pytest.approx(0.5)


def test_an_edited_record_is_another_and_sites_are_compared_byte_by_byte(tmp_path: Path) -> None:
    """Each edit gives the record a title of its own, and a file that differs or is missing is named."""
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        folder.mkdir()
        (folder / "x.yml").write_text("title: A\nsummary: B\n", "utf-8")
    assert differences(one, other) == []
    edit(one / "x.yml", 1)
    (other / "y.yml").touch()
    assert (one / "x.yml").read_text("utf-8") == "title: Edited for the 1. time.\nsummary: B\n"
    assert differences(one, other) == ["x.yml", "y.yml"]
