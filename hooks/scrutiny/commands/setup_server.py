"""``scrutiny setup-server``: everything that an ordinary server needs so that officers publish with ``git push``."""

from __future__ import annotations

import getpass
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import click

from scrutiny.commands.place import project_around
from scrutiny.commands.repository import without_git
from scrutiny.model.mailbox import office_mailbox
from scrutiny.pages.policy import HEADERS
from scrutiny.release.disk import OWN_MODE

TEMPLATES = Path(__file__).parent.parent / "server"
"""The files as they are before a server's own names are put into them."""

REPOSITORY, PUBLISHED = "repository.git", "published"
"""What officers push to, and the folder of releases, both in the folder of the server."""

HTTPS_ONLY = "Strict-Transport-Security"
"""The header that has to wait until the site has HTTPS."""

LARGEST_PUSH = "256m"
"""What a push may bring: many times the text of any council's record, and no film."""

PLAIN = re.compile(r"[\w./+-]+", re.ASCII)
"""Paths that need no quoting in a shell, in nginx or in systemd."""
HOST = re.compile(r"[a-z\d-]+(?:\.[a-z\d-]+)+")
BRANCH = re.compile(r"[A-Za-z\d][\w-]*(?:[./][\w-]+)*", re.ASCII)
HOUR = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")


@dataclass(frozen=True)
class Server:
    """What one server is to be."""

    folder: Path
    host: str
    branch: str
    corrections: str
    hours: tuple[str, ...]
    """The times of day in London at which the record is published anew."""

    @property
    def address(self) -> str:
        """The address of the site, as every page is told."""
        return f"https://{self.host}/"

    def words(self) -> Mapping[str, str]:
        """Return what stands in the files of the server for each name between ``@`` signs."""
        return {
            "ADDRESS": self.address,
            "HOST": self.host,
            "FOLDER": str(self.folder),
            "PUBLISHED": str(self.folder / PUBLISHED),
            "REPOSITORY": str(self.folder / REPOSITORY),
            "PROGRAM": own_path(),
            "ACCOUNT": getpass.getuser(),
            "HEADERS": "\n".join(header_lines()),
            "TIMES": "\n".join(f"OnCalendar=*-*-* {hour}:00 Europe/London" for hour in self.hours),
        }


@click.command(name="setup-server")
@click.option("--at", "folder", required=True, type=click.Path(path_type=Path), help="The folder to make it all in.")
@click.option("--address", required=True, help="The address of the site, such as https://scrutiny.northport.example/")
@click.option("--branch", default="main", show_default=True, help="The branch that is published.")
@click.option("--corrections", default="", help="The mailbox of an office that reports of mistakes go to.")
@click.option(
    "--rebuild-at",
    "hours",
    multiple=True,
    default=("00:10",),
    show_default=True,
    help="When to publish anew each day, in London; give it several times for several hours.",
)
def command(folder: Path, address: str, branch: str, corrections: str, hours: tuple[str, ...]) -> None:
    """Prepare a server that officers publish on with git push.

    Run it in the folder of the project, as the account that is to publish. It makes a new folder and changes nothing
    else; what is left to do as root, it prints.
    """
    server = _asked(folder, address, branch, corrections, hours)
    made = not server.folder.exists()
    try:
        commit = make(server)
    except BaseException:
        shutil.rmtree(server.folder)
        if not made:
            server.folder.mkdir()
        raise
    click.echo(_told(server, commit))


def _asked(folder: Path, address: str, branch: str, corrections: str, hours: tuple[str, ...]) -> Server:
    """Return the server that was asked for; raise a usage error for what it cannot be."""
    place = folder.resolve()
    for path in (str(place), own_path()):
        if not PLAIN.fullmatch(path):
            raise click.UsageError(
                f'"{path}" has spaces or signs that a server\'s files cannot hold. Use letters, digits, and . _ + -'
            )
    if place.exists() and (not place.is_dir() or any(place.iterdir())):
        raise click.ClickException(f"{place} is not empty. Nothing was changed; name a new folder.")
    parts = urlsplit(address)
    if parts.scheme != "https" or not HOST.fullmatch(parts.netloc) or parts.path.strip("/") or parts.query:
        raise click.UsageError(
            f"{address} is not an address for a site of its own. Write it like https://scrutiny.northport.example/"
        )
    if not BRANCH.fullmatch(branch):
        raise click.UsageError(f'"{branch}" is no name of a branch.')
    if wrong := [hour for hour in hours if not HOUR.fullmatch(hour)]:
        raise click.UsageError(f'"{wrong[0]}" is no time of day. Write it like 00:10')
    if corrections:
        try:
            office_mailbox(corrections)
        except ValueError as error:
            raise click.UsageError(f"--corrections: {error}") from error
    return Server(place, parts.netloc, branch, corrections, hours)


def make(server: Server) -> str:
    """Make the folder of a server; return the commit of the project that it begins with, or an empty text.

    Raises click.ClickException where git cannot do its part.
    """
    os.umask(0o022)  # the web server runs as somebody else, and has to read what is published
    repository = server.folder / REPOSITORY
    (server.folder / PUBLISHED).mkdir(parents=True)
    _git("init", "--quiet", "--bare", "--template=", f"--initial-branch={server.branch}", str(repository))
    repository.chmod(OWN_MODE)  # it holds drafts and what is under embargo
    settings = {
        "core.hooksPath": str(repository / "hooks"),  # whatever the account has set for its own work
        "receive.fsckObjects": "true",
        "receive.maxInputSize": LARGEST_PUSH,
        "scrutiny.branch": server.branch,
        "scrutiny.to": str(server.folder / PUBLISHED),
        "scrutiny.address": server.address,
        "scrutiny.corrections": server.corrections,
    }
    for name, value in settings.items():
        _git("--git-dir", str(repository), "config", name, value)
    commit = _begin_with_the_project(repository, server.branch)
    (repository / "hooks").mkdir()
    for hook in ("pre-receive", "post-receive"):
        (repository / "hooks" / hook).write_text(filled(hook, server.words()), "utf-8")
        (repository / "hooks" / hook).chmod(0o755)
    for name in ("nginx.conf", "scrutiny-rebuild.service", "scrutiny-rebuild.timer"):
        (server.folder / name).write_text(filled(name, server.words()), "utf-8")
    return commit


def _begin_with_the_project(repository: Path, branch: str) -> str:
    """Put the last commit of the project around the present folder into a repository, as its branch.

    So the program that publishes is the one that the administrator has, and officers push on top of it.
    """
    project = project_around(Path.cwd())
    if project is None or not (project / ".git").exists():
        return ""
    _git("--git-dir", str(repository), "fetch", "--quiet", "--no-tags", str(project), f"HEAD:refs/heads/{branch}")
    return _git("--git-dir", str(repository), "rev-parse", f"refs/heads/{branch}")


def _git(*arguments: str) -> str:
    try:
        done = subprocess.run(["git", *arguments], env=without_git(), capture_output=True, text=True, check=False)  # noqa: S603, S607  no shell; git is where the PATH has it
    except FileNotFoundError as missing:
        raise click.ClickException("git is not installed. Nothing was changed.") from missing
    if done.returncode:
        raise click.ClickException(f"git said: {done.stderr.strip()}\nNothing was changed.")
    return done.stdout.strip()


def filled(name: str, words: Mapping[str, str]) -> str:
    """Return a file of the server with its ``@NAMES@`` filled in."""
    text = (TEMPLATES / name).read_text("utf-8")
    return re.sub(r"@([A-Z]+)@", lambda found: words[found[1]], text)


def header_lines() -> list[str]:
    """Return the headers of the site as nginx is told them; the one that needs HTTPS waits as a comment."""
    lines = []
    for name, value, _ in HEADERS:
        if name == HTTPS_ONLY:
            lines.append("    # Once HTTPS is there to stay:")
        lines.append(f'    {"# " if name == HTTPS_ONLY else ""}add_header {name} "{value}" always;')
    return lines


def own_path() -> str:
    """Return the path of this program, for the hooks and the timer."""
    started = Path(os.path.abspath(sys.argv[0]))  # noqa: PTH100  a link is named itself
    if started.stem == "scrutiny":
        return str(started)
    return str(Path(sys.executable).parent / "scrutiny")


def _told(server: Server, commit: str) -> str:
    folder = server.folder
    begins = f"it begins with commit {commit[:12]} of this project" if commit else "it is still empty"
    first = (
        "systemctl start scrutiny-rebuild.service    # publishes for the first time"
        if commit
        else f"git --git-dir {folder / REPOSITORY} config scrutiny.program allowed    # for one push"
    )
    return f"""Made in {folder}:
  {REPOSITORY}    what officers push to; {begins}
  {PUBLISHED}         the releases; the web server shows {PUBLISHED}/live/site
  nginx.conf, scrutiny-rebuild.service, scrutiny-rebuild.timer
Left to do, as root:
  cp {folder}/nginx.conf /etc/nginx/conf.d/{server.host}.conf
  nginx -t && systemctl reload nginx
  cp {folder}/scrutiny-rebuild.* /etc/systemd/system/
  systemctl daemon-reload && systemctl enable --now scrutiny-rebuild.timer
  {first}
Give every officer, whose key the account {getpass.getuser()} must know:
  git clone {getpass.getuser()}@{server.host}:{folder / REPOSITORY} record
  git push    # in the folder "record", after each commit"""
