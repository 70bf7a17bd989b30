"""How values become the HTML of a page, and how acronyms are explained in it."""

from enum import StrEnum
from pathlib import Path

import pytest
from jinja2 import Environment, UndefinedError
from markupsafe import Markup

from scrutiny.model import Term
from scrutiny.pages import Page
from scrutiny.pages.page import Link
from scrutiny.render import Acronyms, Renderer
from scrutiny.render.direct import DirectTemplate

MASH = "Multi-Agency Safeguarding Hub"
ACRONYMS = Acronyms({"mash": Term(term="MASH", expansion=MASH), "lac": Term(term="LAC")})
LINK = '<a class="term" href="glossary/#mash">MASH</a>'


class Sign(StrEnum):
    """A closed list with a value that has to be escaped."""

    LESS = "<"


class Drawn:
    """A thing that knows itself how it looks in HTML."""

    def __html__(self) -> str:
        return "<svg></svg>"


@pytest.mark.parametrize(
    "value, shown",
    [
        ("plain — words", "plain — words"),
        ("<b> & \"c\" 'd'", "&lt;b&gt; &amp; &#34;c&#34; &#39;d&#39;"),
        (Markup("<b>&amp;</b>"), "<b>&amp;</b>"),
        (Sign.LESS, "&lt;"),
        (Drawn(), "<svg></svg>"),
        (7, "7"),
    ],
)
@pytest.mark.parametrize("template", ["{{ value }}", "{% macro m(v) %}{{ v }}{% endmacro %}{{ m(value) }}"])
def test_what_a_template_prints_is_escaped_once(value: object, shown: str, template: str, tmp_path: Path) -> None:
    """A value is escaped once, also on its way through a macro, and HTML is printed as it stands."""
    (tmp_path / "scrutiny" / "pages").mkdir(parents=True)
    (tmp_path / "scrutiny" / "pages" / "one.html").write_text(template, encoding="utf-8")
    page = Page("a/", "A", "one", {"value": value})
    assert Renderer(tmp_path, ACRONYMS).body(page) == shown


def test_a_plain_word_is_printed_as_it_is() -> None:
    """A word without a sign of HTML is not copied when it is printed, which would make a body a quarter slower."""
    word = "plain"
    environment = Environment(autoescape=True)
    environment.template_class = DirectTemplate
    assert next(environment.from_string("{{ value }}").generate(value=word)) is word


MACROS = """
{% macro cell(text, head="Text", last=false) %}[{{ head }}: {{ text }}{{ "." if last }}]{% endmacro %}
{% macro box(title) %}<b>{{ title }}</b>{{ caller() }}{% endmacro %}
{% macro all_of() %}{{ varargs|join("+") }}{{ kwargs['sign'] }}{% endmacro %}
"""


@pytest.mark.parametrize(
    "template, shown",
    [
        ("{{ cell('a') }}", "[Text: a]"),
        ("{{ cell('a', 'Head', true) }}", "[Head: a.]"),
        ("{{ cell('a', last=true) }}", "[Text: a.]"),
        ("{{ cell(text='<') }}", "[Text: &lt;]"),
        ("{% call box('T') %}{{ cell('<') }}{% endcall %}", "<b>T</b>[Text: &lt;]"),
        ("{{ all_of('a', 'b', sign='!') }}", "a+b!"),
        ("{{ cell(*['a', 'Head']) }}", "[Head: a]"),
        ("{{ value.here.base }}{{ value.crumbs[0].text }}{{ value.title[2] }}", "../&lt;b"),
        ("{{ value.title.upper() }}{{ value.here.href('b/') }}", "A BC../b/"),
        ("{% set kept = namespace(n=1) %}{% set kept.n = kept.n + 1 %}{{ kept.n }}", "2"),
        ("{{ cell('a') is string }}{{ cell('<')|upper }}", "True[TEXT: &LT;]"),
        ("{{ cell() }}", UndefinedError),
        ("{{ cell('a', 'b', true, 'more') }}", TypeError),
        ("{{ cell('a', wrong='b') }}", TypeError),
        ("{{ value.wrong }}", AttributeError),
        ("{% if value.wrong %}{% endif %}", AttributeError),
        ("{{ value.crumbs[7] }}", IndexError),
        ("{{ {'a': 1}['b'] }}", KeyError),
        ("{{ wrong }}", UndefinedError),
        ("{{ wrong.title }}", UndefinedError),
    ],
)
@pytest.mark.parametrize("imported", [False, True])
def test_templates_do_what_jinja_says(
    template: str, shown: str | type[Exception], tmp_path: Path, *, imported: bool
) -> None:
    """Macros take what they are given by place or by name, and whatever is not there stops the build."""
    for folder in ("pages", "parts"):
        (tmp_path / "scrutiny" / folder).mkdir(parents=True)
    (tmp_path / "scrutiny" / "parts" / "some.html").write_text(MACROS, encoding="utf-8")
    begin = '{% from "scrutiny/parts/some.html" import cell, box, all_of %}' if imported else MACROS.replace("\n", "")
    (tmp_path / "scrutiny" / "pages" / "one.html").write_text(begin + template, encoding="utf-8")
    page = Page("a/", "A", "one", {"value": Page("a/", "a bc", "one", crumbs=(Link("<", "b/"),))})
    renderer = Renderer(tmp_path, ACRONYMS)
    if isinstance(shown, str):
        assert renderer.body(page).strip() == shown
    else:
        with pytest.raises(shown):
            renderer.body(page)


@pytest.mark.parametrize(
    "html, explained",
    [
        ("<p>The MASH and MASH</p>", f'<p>The {LINK} <span class="expansion">({MASH})</span> and MASH</p>'),
        ("MASH", f'{LINK} <span class="expansion">({MASH})</span>'),
        ("<p>A hub (MASH)</p>", f"<p>A hub ({LINK})</p>"),
        (f"<p>The {MASH.lower()} (MASH)</p>", f"<p>The {MASH.lower()} (MASH)</p>"),
        (f"<p>MASH ({MASH})</p>", f"<p>MASH ({MASH})</p>"),
        ("<p>LAC</p>", '<p><a class="term" href="glossary/#lac">LAC</a></p>'),
    ],
)
def test_the_first_use_is_explained(html: str, explained: str) -> None:
    """The first use of an acronym leads to the glossary and says what it stands for, unless the page just did."""
    assert ACRONYMS.explain(html, lambda url: url) == explained


@pytest.mark.parametrize(
    "html",
    [
        "<h2>MASH</h2>",
        '<a href="x/">the <b>MASH</b></a>',
        '<a href="x/"><svg><title>MASH</title></svg> MASH</a>',
        '<p title="MASH">hub</p>',
        "<p>SMASH MASHED MASH-led pre-MASH</p>",
    ],
)
def test_elsewhere_nothing_is_explained(html: str) -> None:
    """In links, headings, attributes and longer words an acronym stays as it is, and the next one is explained."""
    assert ACRONYMS.explain(html, lambda url: url) == html
    assert ACRONYMS.explain(f"{html}<p>MASH</p>", lambda url: url).startswith(f"{html}<p>{LINK}")
