"""Pages as HTML: the only user of Jinja."""

from scrutiny.render.acronyms import Acronyms
from scrutiny.render.bodies import Renderer, small_markdown
from scrutiny.render.interface import frame_words

__all__ = ["Acronyms", "Renderer", "frame_words", "small_markdown"]
