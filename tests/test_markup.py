"""What anybody wrote stays text in the HTML that pages are made of."""

import ast

import pytest
from markupsafe import Markup, escape

from conftest import ROOT
from scrutiny.language import html

SCRIPT = "<script>alert(\"1\")</script> & 'more'"
DEAD = "&lt;script&gt;alert(&#34;1&#34;)&lt;/script&gt; &amp; &#39;more&#39;"


def test_text_between_tags_and_in_attributes_is_dead() -> None:
    """A title with a script in it is shown as it was typed, in words and in an attribute."""
    assert html('<a href="{}">{}</a>', SCRIPT, SCRIPT) == f'<a href="{DEAD}">{DEAD}</a>'
    assert html("<b>{title}</b>", title=SCRIPT) == f"<b>{DEAD}</b>"


@pytest.mark.parametrize("value", [SCRIPT, Markup("<i>known</i>"), "{} {title}", 3, None, ""])
def test_every_value_is_filled_in_as_markup_does_it(value: object) -> None:
    """Text, HTML, signs that look like places, numbers and nothing come out as from ``Markup.format``."""
    made = html("<b>{}</b> {title}", value, title=value)
    assert made == Markup("<b>{}</b> {title}").format(value, title=value)
    assert type(made) is Markup


def test_a_text_that_equals_html_is_still_escaped() -> None:
    """The same signs are escaped as text and kept as HTML, whichever came first."""
    for value in (Markup("<i>a</i>"), "<i>a</i>", Markup("<i>a</i>")):
        assert html("{}", value) == escape(value)


def test_html_that_is_filled_is_written_out_in_the_code() -> None:
    """No text of a record is ever taken for the HTML around it."""
    calls = [
        (file.name, node)
        for file in sorted((ROOT / "hooks" / "scrutiny").rglob("*.py"))
        if file.parent.name != "language"
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "html"
    ]
    assert len(calls) > 100
    assert [(name, node.lineno) for name, node in calls if not isinstance(node.args[0], ast.Constant)] == []
