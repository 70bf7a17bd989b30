"""Reading the public record: bytes to text, text to a tree, a tree to a model.

The only package that parses YAML. `read_document` never fails on any input: it
answers with a document and the problems in it; `validate` adds what the model says.
"""

from scrutiny.load.document import Document, Mark, Path, Tree, dotted
from scrutiny.load.reader import read_document
from scrutiny.load.shape import validate

__all__ = ["Document", "Mark", "Path", "Tree", "dotted", "read_document", "validate"]
