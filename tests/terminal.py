"""A command at a real terminal: a pseudo-terminal, its keys pressed one answer at a time, its screen read back."""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

PATIENCE = 60
"""Seconds after which a command that neither prints nor ends is taken for stuck."""

AT_ITS_TERMINAL = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execvp(sys.argv[1], sys.argv[1:])
"""
"""Makes the terminal the one whose Ctrl-C the command hears, and becomes the command."""

_STEERING = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]|\r")


class Terminal:
    """One command, running at a terminal of its own."""

    def __init__(self, command: Sequence[str], at: Path, env: Mapping[str, str], columns: int = 100) -> None:
        self.wire, end = pty.openpty()
        fcntl.ioctl(end, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
        self.running = subprocess.Popen(
            [sys.executable, "-c", AT_ITS_TERMINAL, *command],
            cwd=at,
            env={**env, "TERM": "dumb"},
            stdin=end,
            stdout=end,
            stderr=end,
            start_new_session=True,
        )
        os.close(end)
        self.screen = ""
        """All that was shown, without what steers a terminal."""
        self._seen = 0

    def wait_for(self, words: str) -> None:
        """Wait until the words are shown, after all that was waited for before."""
        end = time.monotonic() + PATIENCE
        while words not in self.screen[self._seen :]:
            assert time.monotonic() < end, f"no “{words}” in:\n{self.screen}"
            assert self._read(), f"ended before “{words}”:\n{self.screen}"
        self._seen = self.screen.index(words, self._seen) + len(words)

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self.wire, keys.encode())

    def answer(self, question: str, answer: str) -> None:
        """Wait for a question and its prompt, and answer it."""
        self.wait_for(question)
        self.wait_for("> ")
        self.type(f"{answer}\n")

    def stop(self, key: str) -> int:
        """Press a key until the command ends, and return its code: one pressed as a prompt appears may go unheard."""
        for _ in range(PATIENCE):
            self.type(key)
            try:
                self.running.wait(1)
            except subprocess.TimeoutExpired:
                continue
            return self.end()
        raise AssertionError(f"{key!r} does not end:\n{self.screen}")

    def end(self) -> int:
        """Read on until the command ends, and return its code."""
        while self._read():
            pass
        os.close(self.wire)
        return self.running.wait(PATIENCE)

    def _read(self) -> bool:
        """Read what comes next; False at the end."""
        ready, _, _ = select.select([self.wire], [], [], PATIENCE)
        assert ready, f"nothing more after:\n{self.screen}"
        try:
            read = os.read(self.wire, 65536)
        except OSError:  # Linux says so when the other end is closed
            return False
        self.screen += _STEERING.sub("", read.decode("utf-8", "replace"))
        return bool(read)
