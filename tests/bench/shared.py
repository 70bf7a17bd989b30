"""What all invented councils share: frameworks, subjects and a glossary, and the names of committees and posts."""

from __future__ import annotations

from typing import Any

THEMES = {
    "front-door": "Front door",
    "thresholds": "Thresholds",
    "plans-for-children": "Plans for children",
    "neglect": "Neglect",
    "case-records": "Case records",
    "workforce": "Workforce",
    "voice-of-the-child": "Voice of the child",
    "care-leavers": "Care leavers",
    "fostering": "Fostering",
    "early-help": "Early help",
    "health-partners": "Health partners",
    "police-partners": "Police partners",
    "audits": "Audits and data",
    "leadership": "Leadership",
    "missing-children": "Missing children",
    "special-needs": "Special needs",
    "school-places": "School places",
    "housing": "Housing",
    "adult-care": "Adult care",
    "fire-prevention": "Preventing fires",
    "budgets": "Budgets",
    "partnership-working": "Partnership working",
    "mental-health": "Mental health",
    "transport": "Transport",
}
"""Subjects and their labels."""

FRAMEWORKS: dict[str, tuple[str, str]] = {
    "ilacs": ("Inspection of children's services (invented)", "IICS"),
    "joint": ("Joint inspection of an area (invented)", "IJI"),
    "fire": ("Inspection of a fire service (invented)", "IIFS"),
    "adults": ("Assessment of adult care (invented)", "IAAC"),
    "schools": ("Inspection of school support (invented)", "IISS"),
}
"""Frameworks, each with its title and its letters."""

DOMAINS = {"overall": "Overall", "help": "Help and protection", "care": "Care", "leaders": "Leaders"}
GRADES = {
    "outstanding": "Outstanding",
    "good": "Good",
    "requires-improvement": "Requires improvement",
    "inadequate": "Inadequate",
}

# The same in every council

COMMITTEES = {
    "children": ("Children's Scrutiny Committee", "scrutiny"),
    "health": ("Health Scrutiny Committee", "health scrutiny"),
    "adults": ("Adults and Housing Panel", "scrutiny"),
    "parenting": ("Corporate Parenting Board", "corporate parenting"),
    "cabinet": ("Cabinet", "cabinet"),
    "council": ("Council", "full council"),
}
ROLES = {
    **{
        f"director-{name}": f"Director of {title}"
        for name, title in {
            "children": "Children's Services",
            "adults": "Adult Services",
            "health": "Public Health",
            "housing": "Housing",
            "finance": "Finance",
        }.items()
    },
    **{
        f"head-{name}": f"Head of {title}"
        for name, title in {
            "quality": "Quality Assurance",
            "front-door": "the Front Door",
            "workforce": "Workforce",
            "fostering": "Fostering",
            "early-help": "Early Help",
            "data": "Data and Performance",
            "schools": "School Support",
            "care-leavers": "Care Leavers' Services",
        }.items()
    },
    "chief-executive": "Chief Executive",
    "monitoring-officer": "Monitoring Officer",
    "assistant-director": "Assistant Director, Social Care",
    "principal-social-worker": "Principal Social Worker",
    "member-children": "Cabinet Member for Children",
    "member-adults": "Cabinet Member for Adults",
    "partnership-chair": "Chair of the Safeguarding Partnership",
}
"""Twenty posts, any of which may own an action."""

# The files

_MADE_UP = "Made up for measuring"

SHARED: dict[str, Any] = {
    "shared/bodies.yml": {
        "bodies": {
            f"inspectorate-{name}": {"name": f"Inspectorate of {name.title()} (invented)", "kind": "inspectorate"}
            for name in ("children", "fires", "care")
        }
    },
    "shared/frameworks.yml": {
        "scales": {
            "four-words": {
                "title": "Four words (invented scale)",
                "grades": {name: {"label": label} for name, label in GRADES.items()},
                "basis": {"title": _MADE_UP},
            }
        },
        "frameworks": {
            name: {
                "title": title,
                "short": short,
                "inspectorates": ["inspectorate-children"],
                "valid_from": "2012",
                "scale": "four-words",
                "domains": {domain: {"label": label} for domain, label in DOMAINS.items()},
                "basis": {"title": _MADE_UP},
            }
            for name, (title, short) in FRAMEWORKS.items()
        },
    },
    "shared/themes.yml": {
        "themes": {
            name: {"label": label, "definition": f"What papers say of: {label}. Made up for measuring."}
            for name, label in THEMES.items()
        }
    },
    "shared/terms.yml": {
        "terms": {
            short.lower(): {
                "term": short,
                "expansion": title,
                "definition": "An inspection that never took place.",
                "sources": [_MADE_UP],
            }
            for title, short in FRAMEWORKS.values()
        }
    },
}
"""Path and content of the files in `shared/`."""
