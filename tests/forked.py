"""Commands of the project run in processes that have loaded the program already: forks of a server that runs nothing.

A build of a few records takes as long to load the program as to build. Where loading is not what a test is about, its
builds start from one process per worker of the tests which has imported the modules and has called none of them.
What a fork does is then what a new interpreter would do, with a folder, an environment and an output of its own; it can
be sent signals. Where Python has no fork server (Windows), or a variable is given that an interpreter reads when it
starts, a new interpreter runs.
"""

import importlib
import multiprocessing
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from multiprocessing import forkserver
from pathlib import Path
from typing import Protocol

import pytest

PRELOADED = ["mkdocs.__main__", "mkdocs.commands.build", "material", "scrutiny.commands.main", "publish"]
"""What the server imports: the command lines, and all that the hooks of the site import."""

HOOKS = Path(__file__).resolve().parent.parent / "hooks"
"""Where the program under test is."""

MAIN = {"mkdocs": ("mkdocs.__main__", "cli"), "scrutiny": ("scrutiny.commands.main", "main")}
"""What `python -m` calls for each of the two programs."""

READ_AT_THE_START = ("TZ", "LC_ALL", "LANG", "PYTHONHASHSEED", "PYTHONPATH", "PYTHONWARNINGS")
"""Variables that decide what an interpreter is, and so must be those of the server."""


class Running(Protocol):
    """A command that was started; `subprocess.Popen` is one too."""

    @property
    def pid(self) -> int:
        """The number of its process."""

    @property
    def returncode(self) -> int | None:
        """How it ended, or None if that was not waited for."""

    def send_signal(self, sig: int, /) -> None:
        """Send it a signal."""

    def communicate(self) -> tuple[str, str]:
        """Wait for its end; return what it printed, errors included, and nothing."""


class Fork:
    """A command that runs in a fork of the server."""

    def __init__(self, module: str, arguments: list[str], folder: Path, env: Mapping[str, str]) -> None:
        handle, name = tempfile.mkstemp(prefix="said-")
        os.close(handle)
        self._said = Path(name)
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(PRELOADED)
        # The program of this folder, whichever is installed.
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("PYTHONPATH", str(HOOKS))
            forkserver.ensure_running()
        self._process = context.Process(target=_be, args=(module, arguments, str(folder), dict(env), name))
        self._process.start()

    @property
    def pid(self) -> int:
        """The number of its process."""
        assert self._process.pid is not None
        return self._process.pid

    @property
    def returncode(self) -> int | None:
        """How it ended, or None if that was not waited for."""
        return self._process.exitcode

    def send_signal(self, sig: int, /) -> None:
        """Send it a signal."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, sig)

    def communicate(self) -> tuple[str, str]:
        """Wait for its end; return what it printed, errors included, and nothing."""
        self._process.join()
        said = self._said.read_text("utf-8")
        self._said.unlink()
        return said, ""


def start(module: str, *arguments: str | Path, folder: Path, env: Mapping[str, str]) -> Running:
    """Start `python -m MODULE ARGUMENTS` in a folder, in exactly this environment."""
    words = [str(each) for each in arguments]
    alike = all(env.get(name) == os.environ.get(name) for name in READ_AT_THE_START)
    if alike and "forkserver" in multiprocessing.get_all_start_methods():
        return Fork(module, words, folder, env)
    return subprocess.Popen(
        [sys.executable, "-m", module, *words],
        cwd=folder,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )


def _be(module: str, arguments: list[str], folder: str, env: dict[str, str], said: str) -> None:
    """Be that command, in the fork."""
    with Path(said).open("wb", buffering=0) as out:
        os.dup2(out.fileno(), 1)
        os.dup2(out.fileno(), 2)
    os.environ.clear()
    os.environ.update(env)
    os.chdir(folder)
    sys.argv = [module, *arguments]
    place, name = MAIN[module]
    assert Path(str(importlib.import_module("scrutiny").__file__)).is_relative_to(HOOKS)
    try:
        getattr(importlib.import_module(place), name)()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
