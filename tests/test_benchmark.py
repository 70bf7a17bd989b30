import random
from pathlib import Path

import pytest

from benchmark.generate import write_content, written
from benchmark.prose import Prose
from conftest import Build


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
