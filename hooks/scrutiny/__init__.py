"""The public record of council scrutiny: everything that knows about scrutiny.

The stages, in the order in which a build runs them, are the file names here::

    problem <- rules <- language <- vocabulary <- model <- address <- register <- load, check
            <- write <- scaffold, mend, minutes <- stage <- history, ledger <- link <- deadline, status, compare
            <- track <- sheet <- pages, search <- open_data, follow <- render <- frame <- splice <- site, printing
            <- outputs, extract <- stored <- council <- shelf <- councils <- former <- build <- clock <- preview
            <- sources <- leak, verify <- release <- publish <- federation

The command line, ``commands``, stands at the right end beside ``publish`` and is imported by nothing.

A module imports only what stands to its left; ``tests/test_architecture.py`` keeps it so.
"""
