"""Rules on what was published before: no address is lost, and none is used again."""

from __future__ import annotations

from scrutiny.rules.rule import rule

FAMILY = "What was published before"

RUNBOOK = ("Taking something back", "handbook/redaction/")

RULES = (
    rule(
        FAMILY,
        "address-lost",
        means="A page that was published would be gone: its file is no longer there, or is no longer public.",
        why="An address that was printed in a newspaper or sent in a letter has to answer for ever: with the page, "
        "with the way to its new place, or with the reason why it went.",
        mend="If it was a slip, bring the file back. If the record no longer counts, write ``withdrawn:`` into it. If "
        "the file has a new name, write the old one under ``formerly:``. If the words have to go, write the record "
        "into ``removed.yml``.",
        wrong="``content/northport/items/2026-damp-homes.yml`` was published and is deleted.",
        right="``content/northport/items/2026-damp-housing.yml``, which the file is called now, has the line "
        "``formerly: [northport/items/2026-damp-homes]``.",
        in_words=True,
        see=RUNBOOK,
    ),
    rule(
        FAMILY,
        "address-reused",
        means="A record went from this address, or moved away from it, and now another record would stand there.",
        why="Whoever follows an old link would read something else than what was quoted, and could not know it.",
        mend="Give the new file another name. If it is the same record, public again on purpose, say ``public_again:`` "
        "in ``removed.yml``.",
        wrong="``items/2026-damp-homes`` stood in ``removed.yml``. Its entry is deleted, and a new file has that name.",
        right="The new file is called ``items/2026-damp-homes-again.yml``.",
        in_words=True,
        see=RUNBOOK,
    ),
    rule(
        FAMILY,
        "public-again",
        means="A record was published as withdrawn, and would count again without a word.",
        why="That it was withdrawn was public. That it counts again is a decision, of a day and of a post.",
        mend="Put ``withdrawn:`` back; or write the record into ``removed.yml`` with ``public_again:``.",
        wrong="The lines ``withdrawn:`` of ``items/2026-damp-homes`` are deleted, and nothing else says so.",
        right="They are deleted, and ``removed.yml`` has an entry for it with ``public_again:``.",
        in_words=True,
        see=RUNBOOK,
    ),
    rule(
        FAMILY,
        "removed-unknown",
        means="``removed.yml`` names a record that was never published.",
        why="A notice at its address would make public that there was such a record, and what it is called.",
        mend="Delete the entry. If the record was published, check how its name is spelt.",
        wrong="A draft that nobody saw was deleted, and ``removed.yml`` names it.",
        right="The draft is deleted, and nothing names it.",
        in_words=True,
    ),
    rule(
        FAMILY,
        "not-a-record-path",
        means="What stands behind ``record:`` is not the path of a record.",
        why="The notice stands at the address of the record, which is its path.",
        mend="Write the path in the folder of the authority, without ``.yml``.",
        wrong="""
            # content/northport/removed.yml
            removed:
              - record: Damp homes
                on: 2026-05-03
                reason: It named a family.
        """,
        right="""
            # content/northport/removed.yml
            removed:
              - record: items/2025-damp-homes
                on: 2026-05-03
                reason: It named a family.
        """,
    ),
    rule(
        FAMILY,
        "removed-elsewhere",
        means="``removed.yml`` names a record of another authority.",
        why="Whoever looks for the reason looks in the folder of the authority whose record it was.",
        mend="Write it into the ``removed.yml`` of that authority.",
        wrong="""
            # content/northport/removed.yml
            removed:
              - record: southport/items/2025-damp-homes
                on: 2026-05-03
                reason: It named a family.
        """,
        right="""
            # content/northport/removed.yml
            removed:
              - record: items/2025-damp-homes
                on: 2026-05-03
                reason: It named a family.
        """,
    ),
    rule(
        FAMILY,
        "removed-but-public",
        means="``removed.yml`` says that a record had to go, and its file is there and public.",
        why="One of the two is a mistake, and if it is the file, it publishes what had to go.",
        mend="Delete the file. If the record is published again on purpose, say ``public_again:``.",
        wrong="""
            # content/northport/removed.yml
            removed:
              - record: inspections/2026-housing
                on: 2026-05-03
                reason: It named a family.
        """,
        right="""
            # content/northport/removed.yml
            removed:
              - record: inspections/2026-housing
                on: 2026-05-03
                reason: It named a family.
                public_again:
                  on: 2026-05-10
                  released_by: Head of Democratic Services
        """,
        see=RUNBOOK,
    ),
    rule(
        FAMILY,
        "removed-twice",
        means="The same record had to go twice, without being public in between.",
        why="The page at its address gives one day and one reason.",
        mend="Keep the line that is true. If the record was public again in between, say so in the first with "
        "``public_again:``.",
        wrong="""
            # content/northport/removed.yml
            removed:
              - record: items/2025-damp-homes
                on: 2026-05-03
                reason: It named a family.
              - record: items/2025-damp-homes
                on: 2026-05-04
                reason: It named a child.
        """,
        right="""
            # content/northport/removed.yml
            removed:
              - record: items/2025-damp-homes
                on: 2026-05-03
                reason: It named a family.
        """,
    ),
    rule(
        FAMILY,
        "back-before-removal",
        means="A record is public again before the day on which it went.",
        why="One of the two days is wrong.",
        mend="Check both days.",
        wrong="""
            # content/northport/removed.yml
            removed:
              - record: items/2025-damp-homes
                on: 2026-05-03
                reason: It named a family.
                public_again:
                  on: 2026-05-01
                  released_by: Head of Democratic Services
        """,
        right="""
            # content/northport/removed.yml
            removed:
              - record: items/2025-damp-homes
                on: 2026-05-03
                reason: It named a family.
                public_again:
                  on: 2026-05-10
                  released_by: Head of Democratic Services
        """,
    ),
)
