"""What all authorities share: frameworks and scales, themes, glossary terms, national bodies."""

from __future__ import annotations

from scrutiny.model.base import Line, Model, Slug, Text, WebAddress, example
from scrutiny.model.body import Body
from scrutiny.model.when import When


class Basis(Model):
    """Where a fact that is in no paper of the record comes from."""

    title: Line = example("SI 2015/1792, regulation 4")
    """The law, framework or page."""
    url: WebAddress | None = example("https://www.legislation.gov.uk/uksi/2015/1792", default=None)
    """Its address."""


class Domain(Model):
    """One of the areas a framework judges."""

    label: Line = example("Help and protection")
    """Its name."""
    part_of: Slug | None = example("overall", default=None)
    """The wider domain it is a part of."""
    question: Line | None = example("Does the service offered meet the assessed need?", default=None)
    """The question it answers."""


class Grade(Model):
    """One word of a scale."""

    label: Line = example("Requires improvement to be good")
    """The word."""
    note: Line | None = example("Until 2013 the third word was “adequate”.", default=None)
    """What a reader should know."""


class Scale(Model):
    """An ordered list of grades. Words of two scales are never compared, even when they are the same."""

    title: Line = example("Ofsted four-point scale, 2013 on")
    """What the scale is called here."""
    grades: dict[Slug, Grade] = example({"good": {"label": "Good"}})
    """Its words, best first."""
    basis: Basis | None = example({"title": "Ofsted, ILACS framework"}, default=None)
    """Where the list comes from."""


class Framework(Model):
    """The rules under which an inspection was carried out."""

    title: Line = example("Joint targeted area inspection")
    """Its name in full."""
    short: Line | None = example("JTAI", default=None)
    """The letters papers use."""
    inspectorates: tuple[Slug, ...] = example(["ofsted"], default=())
    """The bodies that inspect under it, from ``bodies.yml``."""
    valid_from: When | None = example("2018", default=None)
    """When it began."""
    valid_to: When | None = example("2017", default=None)
    """When it ended."""
    graded: bool = example("no", default=True)
    """False where inspections under it give no grade, by design."""
    scale: Slug | None = example("ofsted-four-point", default=None)
    """The scale of its judgements."""
    domains: dict[Slug, Domain] = example({"overall": {"label": "Overall effectiveness"}}, default={})
    """What it judges."""
    rules: tuple[Line, ...] = example(["One inspection every three years."], default=())
    """What readers should know of how it works."""
    basis: Basis | None = example({"title": "Ofsted, ILACS framework"}, default=None)
    """Where these facts come from."""
    verified: bool = example("no", default=True)
    """False where nobody has checked the entry against its source: then no rule and no clock rests on it."""


class Frameworks(Model):
    """``content/shared/frameworks.yml``."""

    scales: dict[Slug, Scale] = example(
        {"four": {"title": "Four words", "grades": {"good": {"label": "Good"}}}}, default={}
    )
    """Scales by name."""
    frameworks: dict[Slug, Framework] = example({"jtai": {"title": "Joint targeted area inspection"}}, default={})
    """Frameworks by name."""


class Theme(Model):
    """A subject under which findings, resolutions and questions are found."""

    label: Line = example("Front door and MASH")
    """Its name."""
    definition: Text = example("How concerns about a child first reach the council.")
    """What belongs under it."""
    broader: Slug | None = example("safeguarding", default=None)
    """The wider theme."""
    related: tuple[Slug, ...] = example(["early-help"], default=())
    """Other themes to look at."""


class Themes(Model):
    """``content/shared/themes.yml``; findings are grouped in the order of this file."""

    themes: dict[Slug, Theme] = example({"neglect": {"label": "Neglect", "definition": "…"}}, default={})
    """Themes by name."""


class Term(Model):
    """A word or acronym readers may not know."""

    term: Line = example("MASH")
    """The word as papers use it."""
    expansion: Line | None = example("Multi Agency Safeguarding Hub", default=None)
    """What the letters stand for. Left out where no paper and no cited source says."""
    definition: Text | None = example("A team of partner agencies.", default=None)
    """What it means, in plain words."""
    sources: tuple[Line, ...] = example(["Plymouth, minutes f"], default=())
    """The paper or cited source that gives the expansion or meaning."""
    theme: Slug | None = example("front-door", default=None)
    """The theme it belongs to."""


class Terms(Model):
    """``content/shared/terms.yml``."""

    terms: dict[Slug, Term] = example({"mash": {"term": "MASH"}}, default={})
    """Terms by name."""


class Bodies(Model):
    """``content/shared/bodies.yml``: inspectorates and other bodies that are no single authority's."""

    bodies: dict[Slug, Body] = example({"ofsted": {"name": "Ofsted", "kind": "inspectorate"}}, default={})
    """Bodies by name."""


class Office(Model):
    """An office that every council of a kind must have, whatever it calls the post."""

    title: Line = example("Director of Children's Services")
    """What the law calls it."""
    letters: Line | None = example("DCS", default=None)
    """The letters papers use."""
    basis: Basis = example({"title": "Children Act 2004, section 18"})
    """The rule that makes it an office."""


class Offices(Model):
    """``content/shared/offices.yml``."""

    offices: dict[Slug, Office] = example(
        {"director-of-childrens-services": {"title": "Director of Children's Services", "basis": {"title": "…"}}},
        default={},
    )
    """Offices by name."""
