"""Thousands of damaged records: none may raise, hang, or kill the interpreter; every answer has a place and a cure.

    python tests/bench/fuzz.py --inputs 2000000       # a night

Records of `content/` and of the sample are damaged byte by byte and line by line, the same way for the same seed.
The records are read and checked in a process of its own, which says before each input which one comes next: an
interpreter that crashes or hangs is named with the input that did it. Inputs are counted, not timed.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "hooks"), str(ROOT / "tests")]

from corpus import BASE, ITEM, cases, raw_of  # noqa: E402  the path comes first
from scrutiny.check import check_content  # noqa: E402
from scrutiny.load.content import load_content  # noqa: E402
from scrutiny.load.names import ALIASES  # noqa: E402
from scrutiny.load.reader import read_document  # noqa: E402
from scrutiny.load.shape import validate  # noqa: E402
from scrutiny.model import Inspection, Item  # noqa: E402
from scrutiny.problem import Problem, report  # noqa: E402

#: One in so many inputs goes through the checks of a whole folder as well.
EVERY_FOLDER = 20
#: Processor time of one input, in seconds for each megabyte and at the least; a loaded machine does not count.
SLOWEST_MEGABYTE, SLOWEST = 4.0, 1.0
#: Seconds without a sign of life after which a process is taken to hang.
HANGS = 120.0
#: Rules whose first half says what to do.
SAYS_IT_ALL = frozenset(("not-a-list", "not-a-group"))
#: Signs that break a line, turn the reading order or steer a terminal.
_STEERS = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
#: What an editor, a paste or a merge puts somewhere.
PIECES = (
    *(
        ": ",
        ":",
        "- ",
        "-",
        " ",
        "  ",
        "\t",
        "\n",
        "\r",
        "\r\n",
        "#",
        " #",
        '"',
        "'",
        "[",
        "]",
        "{",
        "}",
        ",",
        "|",
        ">",
    ),
    *("&a ", "*a", "!", "!!str ", "%", "@", "`", "? ", "<<: ", "---\n", "...\n", "~", "null", "\\", '"\\x00"', "|-\n"),
    *("\u00a0", "\u200b", "\u2028", "\ufeff", "\x00", "\x85", "“", "”", "’", "–", "•", "ﬁ", "â€™", "：", "\U0001f600"),
    *(
        "<<<<<<< HEAD\n",
        "=======\n",
        ">>>>>>> x\n",
        "2025-02-30",
        "02/03/2025",
        "45797",
        "1,000",
        "=A1",
        "#N/A",
        "9" * 400,
    ),
)
#: What ends up before a line.
BEFORE = (b" ", b"  ", b"\t", b"   ", b"- ", b"# ", b"> ", b"+", "\u00a0".encode())
BYTES = (b"\xff", b"\xfe", b"\x92", b"\xc3", b"\xe2\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\x00", b"\x1b[31m")


class UnfitAnswerError(Exception):
    """An answer that an officer could not use, or that came too late."""


def inputs(seed: int, count: int, first: int = 0) -> Iterator[tuple[int, bytes]]:
    """Yield damaged records with their numbers; one number gives the same bytes in every run."""
    good = [
        path.read_bytes()
        for folder in (ROOT / "content", ROOT / "tests/sample/content", BASE)
        for path in sorted(folder.rglob("*.yml"))
    ]
    bad = [raw for _, case in cases() if len(raw := raw_of(case)) < 20_000]
    for number in range(first, first + count):
        chance = random.Random(f"{seed}/{number}")  # noqa: S311  the same damage in every run
        raw = chance.choice(bad if chance.random() < 0.2 else good)
        for _ in range(chance.choice((1, 1, 1, 2, 3, 8, 30))):
            raw = _damaged(raw, chance, good)
        yield number, raw


def _damaged(raw: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    """Do to a file one thing that happens to files."""
    at = chance.randrange(len(raw) + 1)
    kind = chance.randrange(9)
    if kind <= 1:
        return raw[:at] + chance.choice(PIECES).encode("utf-8") + raw[at:]
    if kind == 2:
        return raw[:at] + chance.choice(BYTES) + raw[at + chance.randrange(2) :]
    if kind == 3:
        return raw[:at] + raw[at + chance.choice((1, 2, 5, 80)) :]
    if kind == 4:
        return raw[:at]
    lines = raw.split(b"\n")
    line = chance.randrange(len(lines))
    if kind == 5:
        lines[line : line + chance.randrange(3)] = []
    elif kind == 6:
        lines[line] = chance.choice(BEFORE) + lines[line]
    elif kind == 7:
        colon = chance.choice((b":", b" = ", b"\t", b" :"))
        lines[line] = lines[line].lstrip() if chance.random() < 0.5 else lines[line].replace(b": ", colon)
    else:
        other = chance.choice(others).split(b"\n")
        lines[line:line] = other[: chance.randrange(1, 4)] if chance.random() < 0.5 else lines[line : line + 3]
    return b"\n".join(lines)


def answer(raw: bytes) -> list[Problem]:
    """Read one input as an item and as an inspection, and try that every answer can be used."""
    document = read_document(raw, "content/northport/items/2025-hub.yml")
    found = list(document.problems)
    for model in (Item, Inspection):
        record, problems = validate(model, document, ALIASES)
        if record is not None and (problems or document.problems):
            raise UnfitAnswerError("a record came with problems")
        if record is None and not problems and not document.problems:
            raise UnfitAnswerError("neither a record nor a problem")
        found.extend(problems)
    for problem in found:
        must_be_usable(problem, raw)
    return found


def answer_of_folder(raw: bytes, content: Path) -> list[Problem]:
    """Check a folder of which one record is the input."""
    (content / ITEM).write_bytes(raw)
    found = check_content(load_content(content))
    for problem in found:
        if problem.place.file.endswith(ITEM):
            must_be_usable(problem, raw)
    report(found)
    return found


def must_be_usable(problem: Problem, raw: bytes) -> None:
    """Refuse an answer without a place in the file, without a cure, or with a sign that steers a terminal."""
    said = f"{problem.field} {problem.what} {problem.cure} {problem.excerpt.replace(chr(10), ' ')}"
    if _STEERS.search(said):
        raise UnfitAnswerError(f"a sign that nobody sees: {problem!r}")
    if not problem.what or not (problem.cure or problem.rule in SAYS_IT_ALL):
        raise UnfitAnswerError(f"no cure: {problem!r}")
    if problem.rule == "not-readable" or not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", problem.rule):
        raise UnfitAnswerError(f"not in our words: {problem!r}")
    line, column = problem.place.line, problem.place.column
    if line is None or column is None:
        return
    # Where a file is no UTF-8, its places are counted up to the first such byte.
    lines = re.split("\r\n|\r|\n", raw.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace"))
    if not (1 <= line <= len(lines) and 1 <= column <= len(lines[line - 1]) + 1):
        raise UnfitAnswerError(f"outside the file: {problem!r}")


def must_be_in_time(raw: bytes, took: float) -> None:
    """Refuse an answer that took too long for the size of its input."""
    if took > max(SLOWEST, SLOWEST_MEGABYTE * len(raw) / 1e6):
        raise UnfitAnswerError(f"took {took:.1f} s")


def work(seed: int, first: int, count: int) -> None:
    """Answer inputs one after the other, saying each number before it is read."""
    rules = Counter[str]()
    slowest = 0.0
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder) / "content"
        content.mkdir()
        for path in BASE.rglob("*.yml"):
            (content / path.relative_to(BASE)).parent.mkdir(parents=True, exist_ok=True)
            (content / path.relative_to(BASE)).write_bytes(path.read_bytes())
        for number, raw in inputs(seed, count, first):
            sys.stdout.write(f"{number}\n")
            sys.stdout.flush()
            began = time.process_time()
            try:
                found = answer(raw)
                if number % EVERY_FOLDER == 0:
                    answer_of_folder(raw, content)
                must_be_in_time(raw, time.process_time() - began)
            except Exception as error:
                sys.stdout.write(f"FAILED {type(error).__name__}: {error}\n")
                raise
            slowest = max(slowest, time.process_time() - began)
            rules.update({problem.rule for problem in found})
    sys.stdout.write(f"slowest {slowest:.2f}\n" + "".join(f"rule {rule} {times}\n" for rule, times in rules.items()))


def run(seed: int, count: int, first: int = 0, keep: Path | None = None) -> tuple[Counter[str], float]:
    """Answer inputs in processes of their own; raise with the input that killed, hung or failed one."""
    started = subprocess.Popen(
        [sys.executable, __file__, "--seed", str(seed), "--first", str(first), "--inputs", str(count), "--here"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
    )
    try:
        printed, trace = started.communicate(timeout=HANGS + count / 20)
    except subprocess.TimeoutExpired:
        started.kill()
        printed, trace = started.communicate()
    lines = printed.splitlines()
    if started.returncode == 0:
        rules = Counter({line.split()[1]: int(line.split()[2]) for line in lines if line.startswith("rule ")})
        return rules, float(next(line for line in lines if line.startswith("slowest ")).split()[1])
    last = max((int(line) for line in lines if line.isdigit()), default=first)
    _, raw = next(inputs(seed, 1, last))
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
        (keep / f"{seed}-{last}.yml").write_bytes(raw)
    said = next((line for line in lines if line.startswith("FAILED")), f"ended with {started.returncode}")
    raise AssertionError(f"input {last} of seed {seed}: {said}\n{raw[:3000]!r}\n{trace[-2000:]}")


def main() -> None:
    """Run from the command line; inputs that failed are kept, and the run goes on after them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=int, default=100_000, help="how many inputs")
    parser.add_argument("--seed", type=int, default=1, help="another seed damages otherwise")
    parser.add_argument("--first", type=int, default=0, help="the number of the first input")
    parser.add_argument("--keep", type=Path, default=Path("fuzzed"), help="folder for the inputs that failed")
    parser.add_argument("--here", action="store_true", help="in this process (used by the others)")
    asked = parser.parse_args()
    if asked.here:
        work(asked.seed, asked.first, asked.inputs)
        return
    rules, slowest, failed = Counter[str](), 0.0, 0
    batch = 1000
    for first in range(asked.first, asked.first + asked.inputs, batch):
        try:
            seen, took = run(asked.seed, min(batch, asked.first + asked.inputs - first), first, asked.keep)
        except AssertionError as error:
            failed += 1
            sys.stdout.write(f"{error}\n")
            continue
        rules.update(seen)
        slowest = max(slowest, took)
    sys.stdout.write(f"{asked.inputs:,} inputs, {failed} batches failed, slowest {slowest:.2f} s; rules:\n")
    for rule, times in rules.most_common():
        sys.stdout.write(f"{times:8,}  {rule}\n")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
