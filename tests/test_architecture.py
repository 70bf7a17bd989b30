"""The stages import in one direction, and each outside library, and the clock, is used in one place only."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from conftest import ROOT

# Leftmost first: a module may import what stands to its left, never to its right.
ORDER = (
    *("problem", "rules", "language", "vocabulary", "model", "address", "register", "load", "check"),
    *(
        "write",
        "scaffold",
        "mend",
        "minutes",
        "stage",
        "history",
        "ledger",
        "link",
        "deadline",
        "status",
        "compare",
        "formula",
    ),
    *("track", "sheet", "pages", "search", "open_data", "follow", "render", "frame", "splice", "site", "printing"),
    *("outputs", "extract", "stored", "ground", "council", "shelf", "councils", "former", "build", "clock", "preview"),
    *("sources", "leak", "verify", "release", "publish", "federation", "commands"),
)
# Names that are the right end in another spelling: `python -m scrutiny` is the command line.
SAME_AS = {"__main__": "commands"}
# Nothing imports the right end, so that the site and the commands stay apart.
IMPORTED_BY_NOTHING = {"publish", "commands"}
# Folders of files that are shipped but not Python.
DATA_FOLDERS = {"server"}

ONLY_IN = {
    "yaml": {"load"},
    "jinja2": {"render"},
    "mkdocs": {"site", "publish"},
    "material": {"site", "publish"},
    "click": {"commands"},
    "lxml": {"minutes"},
    "openpyxl": {"sheet"},
    "icalendar": {"follow"},
    "pyarrow": {"open_data"},
    "watchdog": {"preview"},
}
CLOCKS = {
    "datetime.date.today",
    "datetime.datetime.now",
    "datetime.datetime.today",
    "datetime.datetime.utcnow",
    *(f"time.{name}" for name in ("time", "time_ns", "ctime", "localtime", "gmtime")),
}
CLOCK_ONLY_IN = {"clock"}

# Import names that differ from the name of the dependency that brings them.
BROUGHT_BY = {
    "yaml": "pyyaml",
    "pydantic_core": "pydantic",
    "pagefind_bin": "pagefind",
    "material": "mkdocs-material",
}


def stage_of(file: Path, hooks: Path) -> str:
    """The stage a file of hooks/ belongs to: the name of the module, or of the package it is part of."""
    inside = file.relative_to(hooks).with_suffix("").parts
    name = inside[0] if inside[0] != "scrutiny" else inside[1]
    return SAME_AS.get(name, name)


def imported_names(tree: ast.AST, module: tuple[str, ...]) -> Iterator[tuple[ast.stmt, str, str]]:
    """Each import anywhere in a module as (statement, name it binds, full dotted name); `module` is its package."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                full = alias.name if alias.asname else alias.name.partition(".")[0]
                yield node, alias.asname or full, full
                if full != alias.name:
                    yield node, "", alias.name
        elif isinstance(node, ast.ImportFrom):
            package = module[: len(module) - node.level + 1] if node.level else ()
            base = ".".join([*package, *([node.module] if node.module else [])])
            for alias in node.names:
                yield node, alias.asname or alias.name, f"{base}.{alias.name}"


def dotted(node: ast.expr) -> list[str]:
    """The parts of an expression such as `datetime.date.today`; empty if it is anything else."""
    if isinstance(node, ast.Name):
        return [node.id]
    if isinstance(node, ast.Attribute) and (parts := dotted(node.value)):
        return [*parts, node.attr]
    return []


def clock_reads(tree: ast.AST, bound: dict[str, str]) -> Iterator[tuple[int, str]]:
    """Each mention of a clock, called or not (`default_factory=date.today` reads it too), as (line, its full name)."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name | ast.Attribute) and (parts := dotted(node)) and parts[0] in bound:
            full = ".".join([bound[parts[0]], *parts[1:]])
            if full in CLOCKS:
                yield node.lineno, full


def module_faults(file: Path, hooks: Path) -> Iterator[tuple[int, str]]:
    """Everything in one file of hooks/ that breaks the rules, as (line, what is wrong)."""
    package = file.relative_to(hooks).parent.parts
    tree = ast.parse(file.read_text("utf-8"), str(file))
    is_map = file == hooks / "scrutiny" / "__init__.py"
    stage = "scrutiny" if is_map else stage_of(file, hooks)
    if not is_map and stage not in ORDER:
        yield 1, f"{stage} has no place in the order of the stages"
        return
    bound = {}
    for node, name, full in imported_names(tree, package):
        if name:
            bound[name] = full
        top, *rest = full.split(".")
        if stage not in ONLY_IN.get(top, {stage}):
            yield node.lineno, f"{stage} imports {top}; only {' and '.join(sorted(ONLY_IN[top]))} may"
        target = rest[0] if top == "scrutiny" and rest else top if top == "publish" else None
        target = SAME_AS.get(target, target) if target else None
        if target not in ORDER or target == stage:
            continue
        if is_map:
            yield node.lineno, f"the package's own file imports {target}; it only explains the stages"
        elif target in IMPORTED_BY_NOTHING:
            yield node.lineno, f"{stage} imports {target}, which nothing may import"
        elif ORDER.index(target) > ORDER.index(stage):
            yield node.lineno, f"{stage} imports {target}, which stands to its right"
    if stage not in CLOCK_ONLY_IN:
        for line, clock in clock_reads(tree, bound):
            yield line, f"{stage} reads the clock ({clock}); only {' and '.join(CLOCK_ONLY_IN)} may"


def faults(hooks: Path) -> list[str]:
    """Everything under a hooks/ folder that breaks the rules, as `path:line: what is wrong`."""
    return [
        f"{file.relative_to(hooks.parent).as_posix()}:{line}: {what}"
        for file in sorted(hooks.rglob("*.py"))
        if not DATA_FOLDERS.intersection(file.relative_to(hooks).parts)
        for line, what in dict.fromkeys(module_faults(file, hooks))
    ]


def test_the_stages_keep_the_order() -> None:
    """No module imports to its right, uses a library elsewhere than in its place or reads the clock."""
    assert faults(ROOT / "hooks") == []


def test_the_order_is_the_one_that_the_package_explains() -> None:
    """The map at the head of the package names the stages in the order that is kept here."""
    head = ast.get_docstring(ast.parse((ROOT / "hooks/scrutiny/__init__.py").read_text("utf-8"))) or ""
    drawn = re.search(r"problem\s*<-.*?publish", head, re.DOTALL)

    assert drawn
    explained = re.findall(r"\w+", drawn[0])
    assert explained == [stage for stage in ORDER if stage in explained]


def test_every_library_used_is_declared() -> None:
    """What hooks/ imports from outside Python is a dependency of ours, or of an extra one, not merely of another."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = {name: lines for name, lines in project["optional-dependencies"].items() if name != "test"}
    lines = chain(project["dependencies"], *extras.values())
    declared = {re.split(r"[^\w.-]", line)[0].lower() for line in lines}
    used = {
        full.partition(".")[0]
        for file in (ROOT / "hooks").rglob("*.py")
        for _, _, full in imported_names(
            ast.parse(file.read_text("utf-8")), file.relative_to(ROOT / "hooks").parent.parts
        )
    }

    outside = {name for name in used if name not in sys.stdlib_module_names | {"scrutiny"}}
    assert {BROUGHT_BY.get(name, name) for name in outside} - declared == set()


@pytest.mark.parametrize(
    "path, source, what",
    [
        ("scrutiny/link.py", "from scrutiny import pages", "link imports pages, which stands to its right"),
        ("scrutiny/link.py", "from scrutiny.pages import x", "link imports pages, which stands to its right"),
        ("scrutiny/link.py", "import scrutiny.pages", "link imports pages, which stands to its right"),
        ("scrutiny/link.py", "from . import pages", "link imports pages, which stands to its right"),
        ("scrutiny/link.py", "from .pages import x", "link imports pages, which stands to its right"),
        ("scrutiny/model/when.py", "from ..link import x", "model imports link, which stands to its right"),
        (
            "scrutiny/model/when.py",
            "def f():\n    import scrutiny.link as l",
            "model imports link, which stands to its",
        ),
        ("scrutiny/render.py", "import publish", "render imports publish, which nothing may import"),
        ("scrutiny/site.py", "from scrutiny.commands import x", "site imports commands, which nothing may import"),
        ("scrutiny/site.py", "from scrutiny import __main__", "site imports commands, which nothing may import"),
        ("publish.py", "import scrutiny.commands", "publish imports commands, which nothing may import"),
        ("scrutiny/__init__.py", "from scrutiny.load import x", "the package's own file imports load"),
        ("scrutiny/check/dates.py", "import yaml", "check imports yaml; only load may"),
        ("scrutiny/site.py", "from jinja2 import Environment", "site imports jinja2; only render may"),
        ("scrutiny/pages.py", "import mkdocs.utils", "pages imports mkdocs; only publish and site may"),
        ("scrutiny/render.py", "from material.plugins import x", "render imports material; only publish and site may"),
        ("scrutiny/utils.py", "", "utils has no place in the order of the stages"),
        ("scrutiny/stage.py", "import datetime as dt\ndt.date.today()", "stage reads the clock (datetime.date.today)"),
        ("scrutiny/stage.py", "from datetime import datetime\nx = f(datetime.now)", "stage reads the clock"),
        ("scrutiny/stage.py", "from time import time\nx = time()", "stage reads the clock (time.time)"),
        ("scrutiny/commands/check.py", "import time\ntime.time_ns()", "commands reads the clock (time.time_ns)"),
        ("publish.py", "import datetime\ndatetime.datetime.now()", "publish reads the clock"),
        ("scrutiny/pages.py", "import click", "pages imports click; only commands may"),
    ],
)
def test_what_breaks_the_rules_is_found(tmp_path: Path, path: str, source: str, what: str) -> None:
    """Each way of importing to the right, using a library out of place or reading the clock is one named fault."""
    file = tmp_path / "hooks" / path
    file.parent.mkdir(parents=True)
    file.write_text(source, "utf-8")

    (fault,) = faults(tmp_path / "hooks")
    assert fault.startswith(f"hooks/{path}:")
    assert what in fault


@pytest.mark.parametrize(
    "path, source",
    [
        ("scrutiny/pages.py", "from scrutiny.link import x\nfrom .status import y\nimport scrutiny.model.when"),
        ("scrutiny/model/item.py", "from .when import x\nfrom scrutiny.model import when\nfrom ..vocabulary import y"),
        ("scrutiny/load.py", "import yaml"),
        ("scrutiny/render.py", "import jinja2"),
        ("scrutiny/site.py", "from mkdocs.structure.files import File\nfrom scrutiny.render import x"),
        ("scrutiny/__main__.py", "from scrutiny.commands import x"),
        ("scrutiny/clock.py", "from datetime import datetime\nfrom scrutiny import site\ndatetime.now()"),
        (
            "scrutiny/stage.py",
            "from datetime import datetime\ndatetime.fromisoformat(x)\nrecord.now\ntime = 1\nprint(time)",
        ),
        ("scrutiny/stage.py", "def f(time):\n    return time.time"),
        ("scrutiny/server/fetch.py", "import anything"),
    ],
)
def test_what_keeps_the_rules_is_no_fault(tmp_path: Path, path: str, source: str) -> None:
    """Imports to the left and within a stage, and libraries and the clock in their place, are allowed."""
    file = tmp_path / "hooks" / path
    file.parent.mkdir(parents=True)
    file.write_text(source, "utf-8")

    assert faults(tmp_path / "hooks") == []
