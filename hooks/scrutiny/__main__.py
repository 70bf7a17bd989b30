"""``python -m scrutiny`` is the command line."""

from scrutiny.commands.main import main

main()
