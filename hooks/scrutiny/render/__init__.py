"""Pages as HTML: the only user of Jinja."""

from scrutiny.render.acronyms import Acronyms
from scrutiny.render.bodies import Renderer, small_markdown

__all__ = ["Acronyms", "Renderer", "small_markdown"]
