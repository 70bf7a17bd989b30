"""Rules on what inspectors judged: grades, scales and domains."""

from __future__ import annotations

from scrutiny.rules.rule import rule

FAMILY = "Judgements"

RULES = (
    rule(
        FAMILY,
        "grade-or-reason",
        means="A judgement has both a grade and a reason why there is none, or neither.",
        why="An empty place could mean that no grade was given or that somebody forgot it, and a reader would guess.",
        mend="Give ``grade``, or say ``no_grade: not stated``.",
        wrong="""
            # content/northport/inspections/2026-housing.yml
            judgements:
              - domain: repairs
        """,
        right="""
            # content/northport/inspections/2026-housing.yml
            judgements:
              - domain: repairs
                no_grade: not stated
        """,
    ),
    rule(
        FAMILY,
        "grade-without-scale",
        means="The framework gives no grades, or no scale is known for this one.",
        why="A word such as “good” means something only on its scale; joint targeted area inspections, for example, "
        "give no grade by design.",
        mend="Write ``no_grade: not graded by design``; or add ``scale``, if the papers do give a grade.",
        wrong="""
            # content/northport/inspections/2026-housing.yml
            framework: not stated
            judgements:
              - grade: good
        """,
        right="""
            # content/northport/inspections/2026-housing.yml
            framework: not stated
            judgements:
              - grade: good
                scale: four-words
        """,
    ),
    rule(
        FAMILY,
        "unknown-grade",
        means="The word is not on the scale.",
        why="A grade is compared only with words of its own scale, and those are a closed list of the inspectorate.",
        mend="Use a word of the scale in ``content/shared/frameworks.yml``, as the message lists them.",
        wrong="""
            # content/northport/inspections/2026-housing.yml
            judgements:
              - domain: repairs
                grade: adequate
        """,
        right="""
            # content/northport/inspections/2026-housing.yml
            judgements:
              - domain: repairs
                grade: good
        """,
    ),
    rule(
        FAMILY,
        "unknown-scale",
        means="There is no such scale.",
        why="Without its list of words nobody can tell how good a grade is.",
        mend="Use one that is in ``content/shared/frameworks.yml``, or add it there.",
        wrong="""
            # content/northport/inspections/2026-housing.yml
            judgements:
              - domain: repairs
                grade: good
                scale: five-words
        """,
        right="""
            # content/northport/inspections/2026-housing.yml
            judgements:
              - domain: repairs
                grade: good
                scale: four-words
        """,
    ),
    rule(
        FAMILY,
        "unknown-domain",
        means="The framework does not judge such a domain.",
        why="Judgements on one domain are shown beside each other over the years, so each has one name.",
        mend="Use one of the domains that the message lists, or add it in ``content/shared/frameworks.yml``.",
        wrong="""
            # content/northport/inspections/2026-housing.yml
            judgements:
              - domain: repair-work
                grade: good
        """,
        right="""
            # content/northport/inspections/2026-housing.yml
            judgements:
              - domain: repairs
                grade: good
        """,
    ),
)
