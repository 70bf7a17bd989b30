"""Views of the SQLite file: the questions that people ask most, each answered in one table of words.

What was withdrawn is in none of them. They need nothing but SQL, so that the same text serves other engines.
"""

from __future__ import annotations

from typing import NamedTuple


class View(NamedTuple):
    """One question, and the query that answers it."""

    name: str
    meaning: str
    """The question, and what a row of the answer is."""
    query: str


_ACTIONS = """
SELECT authorities.short_name AS council, actions.text AS what, actions.owner, actions.due,
       actions.derived_last_day AS last_day, actions.derived_timeliness_label AS in_time, actions.derived_days AS days,
       actions.derived_delivery AS delivery, actions.derived_latest_news AS latest_news, actions.url
FROM actions JOIN authorities ON authorities.id = actions.authority
"""
"""What is to be done, in the columns that every view of actions has."""

VIEWS = (
    View(
        "open_actions",
        "What is still to be done? Each action that is neither done nor ended, the nearest last day first.",
        _ACTIONS + "WHERE actions.derived_is_open ORDER BY last_day IS NULL, last_day, council, actions.id",
    ),
    View(
        "overdue_actions",
        "What is overdue? Each action whose last day has passed and which a paper shows unfinished, the longest first.",
        _ACTIONS + "WHERE actions.derived_timeliness = 'overdue' ORDER BY days DESC, council, actions.id",
    ),
    View(
        "actions_without_progress",
        "Of what is nothing heard? Each action whose last day has passed and of which no paper held here says more; "
        "it may well have been done.",
        _ACTIONS + "WHERE actions.derived_timeliness = 'deadline passed, no progress recorded' "
        "ORDER BY days DESC, council, actions.id",
    ),
    View(
        "actions_by_owner",
        "Who has how much to do? Each role, body or committee with its actions: all, open and overdue.",
        """
SELECT authorities.short_name AS council, owners.title AS owner, count(*) AS actions,
       sum(actions.derived_is_open) AS open, sum(actions.derived_timeliness = 'overdue') AS overdue, owners.url
FROM action_owners
JOIN owners ON owners.id = action_owners.owner
JOIN actions ON actions.id = action_owners.action
JOIN authorities ON authorities.id = owners.authority
GROUP BY owners.id, authorities.short_name, owners.title, owners.url
ORDER BY open DESC, council, owner, owners.id
""",
    ),
    View(
        "resolutions_on_findings",
        "What was resolved on what inspectors found? Each finding with each resolution that answers it.",
        """
SELECT authorities.short_name AS council, findings.kind_label AS kind, findings.text AS finding,
       resolutions.text AS resolution, resolutions.derived_verb_label AS verb, findings.url AS finding_url,
       resolutions.url AS resolution_url
FROM links
JOIN findings ON findings.id = links.leads_to
JOIN resolutions ON resolutions.id = links.part
JOIN authorities ON authorities.id = findings.authority
WHERE links.relation = 'responds_to' AND NOT findings.withdrawn AND NOT resolutions.withdrawn
ORDER BY council, findings.id, resolutions.id
""",
    ),
    View(
        "findings_without_resolution",
        "What was found and answered by no resolution held here? A strength, context and what was not judged ask for "
        "none.",
        """
SELECT authorities.short_name AS council, findings.kind_label AS kind, findings.text AS finding,
       inspections.title AS inspection, findings.url
FROM findings
JOIN inspections ON inspections.id = findings.inspection
JOIN authorities ON authorities.id = findings.authority
WHERE findings.derived_answered = 'By no resolution held here' AND NOT findings.withdrawn
ORDER BY council, inspection, findings.id
""",
    ),
    View(
        "findings_raised_again",
        "What was found more than once? Each finding that says so, with the earlier one.",
        """
SELECT authorities.short_name AS council, later.text AS finding, later_inspection.title AS inspection,
       earlier.text AS earlier_finding, earlier_inspection.title AS earlier_inspection, later.url
FROM links
JOIN findings AS later ON later.id = links.part
JOIN findings AS earlier ON earlier.id = links.leads_to
JOIN inspections AS later_inspection ON later_inspection.id = later.inspection
JOIN inspections AS earlier_inspection ON earlier_inspection.id = earlier.inspection
JOIN authorities ON authorities.id = later.authority
WHERE links.relation = 'repeats' AND NOT later.withdrawn AND NOT earlier.withdrawn
ORDER BY council, later.id, earlier.id
""",
    ),
    View(
        "changed_resolutions",
        "Where did a committee decide otherwise than was recommended? Each resolution changed in substance.",
        """
SELECT authorities.short_name AS council, resolutions.text AS resolution, recommendations.text AS recommendation,
       resolutions.meaning, resolutions.url
FROM resolutions
JOIN authorities ON authorities.id = resolutions.authority
LEFT JOIN recommendations ON recommendations.id = resolutions.recommended
WHERE resolutions.change = 'material' AND NOT resolutions.withdrawn
ORDER BY council, resolutions.id
""",
    ),
    View(
        "grades_given",
        "How was each area judged, and before? Each judgement; words of two scales are never compared.",
        """
SELECT authorities.short_name AS council, inspections.title AS inspection, inspections.derived_on_site_last AS last_day,
       coalesce(judgements.derived_domain_label, 'Overall') AS area,
       coalesce(judgements.derived_grade_label, judgements.no_grade_label) AS judgement, scales.title AS scale,
       judgements.derived_earlier_label AS earlier, earlier_scales.title AS earlier_scale, inspections.url
FROM judgements
JOIN inspections ON inspections.id = judgements.inspection
JOIN authorities ON authorities.id = inspections.authority
LEFT JOIN scales ON scales.name = judgements.derived_scale AND judgements.grade IS NOT NULL
LEFT JOIN scales AS earlier_scales ON earlier_scales.name = judgements.derived_earlier_scale
WHERE NOT inspections.withdrawn
ORDER BY council, inspections.id, judgements.number
""",
    ),
    View(
        "follow_ups_and_meetings",
        "What was a committee to look at again, and did it? Each promised look with the meeting that it names.",
        """
SELECT authorities.short_name AS council, follow_ups.expects, follow_ups.date, follow_ups.state_label AS state,
       meetings.title AS meeting, meetings.state_label AS meeting_state, actions.derived_delivery AS delivery,
       follow_ups.url
FROM follow_ups
JOIN authorities ON authorities.id = follow_ups.authority
LEFT JOIN meetings ON meetings.id = follow_ups.derived_meeting
LEFT JOIN actions ON actions.id = follow_ups.derived_action
WHERE NOT follow_ups.withdrawn
ORDER BY council, follow_ups.part
""",
    ),
    View(
        "where_papers_disagree",
        "Where do papers contradict each other? Each claim of each contradiction.",
        """
SELECT authorities.short_name AS council, discrepancies.title, claims.says, claims.at,
       discrepancies.state_label AS state, parts.url
FROM claims
JOIN discrepancies ON discrepancies.record = claims.record AND discrepancies.number = claims.discrepancy_number
JOIN authorities ON authorities.id = discrepancies.authority
LEFT JOIN parts ON parts.id = discrepancies.about
WHERE NOT discrepancies.withdrawn
ORDER BY council, discrepancies.record, discrepancies.number, claims.number
""",
    ),
    View(
        "subjects",
        "How much is held on each subject? Each subject of each council with what stands under it; facts for context "
        "and thanks are not counted, as on the pages.",
        """
SELECT themes.label AS subject, authorities.short_name AS council,
       sum(parts.kind = 'finding') AS findings, sum(parts.kind = 'resolution') AS resolutions,
       sum(parts.kind = 'point') AS points, sum(parts.kind = 'question') AS questions
FROM part_themes
JOIN themes ON themes.name = part_themes.theme
JOIN parts ON parts.id = part_themes.part
JOIN authorities ON authorities.id = parts.authority
LEFT JOIN findings ON findings.id = parts.id
LEFT JOIN points ON points.id = parts.id
WHERE NOT parts.withdrawn AND coalesce(findings.kind, '') <> 'context' AND coalesce(points.kind, '') <> 'thanks'
GROUP BY themes.name, themes.label, authorities.id, authorities.short_name
ORDER BY subject, council, authorities.id
""",
    ),
    View(
        "councils",
        "What is held of each council? Each council with its inspections, findings, items, resolutions and actions.",
        """
SELECT authorities.short_name AS council,
       (SELECT count(*) FROM inspections WHERE authority = authorities.id AND NOT withdrawn) AS inspections,
       (SELECT count(*) FROM findings WHERE authority = authorities.id AND NOT withdrawn) AS findings,
       (SELECT count(*) FROM items WHERE authority = authorities.id AND NOT withdrawn) AS items,
       (SELECT count(*) FROM resolutions WHERE authority = authorities.id AND NOT withdrawn) AS resolutions,
       (SELECT count(*) FROM actions WHERE authority = authorities.id) AS actions,
       (SELECT count(*) FROM actions WHERE authority = authorities.id AND derived_is_open) AS open,
       (SELECT count(*) FROM actions WHERE authority = authorities.id AND derived_timeliness = 'overdue') AS overdue,
       authorities.url
FROM authorities
ORDER BY council, authorities.id
""",
    ),
)
"""Every view, in the order in which they are shown."""
