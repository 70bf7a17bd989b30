"""The public record of council scrutiny: everything that knows about scrutiny.

The stages, in the order in which a build runs them, are the file names here::

    problem <- language <- vocabulary <- model <- address <- register <- load, check <- stage
            <- link <- deadline, status, compare <- pages, search <- render <- site <- publish

A module imports only what stands to its left; ``tests/test_architecture.py`` keeps it so.
"""
