"""Templates compiled to the Python that one would write by hand: an attribute is an attribute, and a call is a call.

Jinja keeps ways open that no template here goes: ``x.y`` may be an item of a dict, whatever is called may ask for the
context, a macro may look at all that it is given, and each value becomes ``Markup`` on its way to the page. Those ways
took a tenth of a build. So a template asks ``x.y`` only of what has it: it stops the build otherwise, and
``x.y is defined`` is no question any more.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from types import CodeType
from typing import Any

from jinja2 import Environment, Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup

from scrutiny.language import escaped


class DirectCode(CodeGenerator):
    """Writes the Python of a template."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802  Jinja's own name
        """Write ``x.y``."""
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:  # noqa: N802
        """Write ``x[y]``."""
        self.visit(node.node, frame)
        self.write("[")
        self.visit(node.arg, frame)
        self.write("]")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002, N802
        """Write ``x(y, name=z)``."""
        if node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for given in (*node.args, *node.kwargs):
            self.visit(given, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")


class DirectMacro(Macro):
    """A macro that hands on what it is given in the order of its arguments."""

    def __init__(self, *told: Any) -> None:
        """Take what Jinja tells of a macro."""
        super().__init__(*told)
        self._left_out = (missing,) * self._argument_count
        self._is_plain = not (self.caller or self.catch_kwargs or self.catch_varargs)

    def __call__(self, *args: Any, **kwargs: Any) -> str:
        """Return its HTML. Raises TypeError for arguments that it does not have."""
        if kwargs or not self._is_plain or len(args) > self._argument_count:
            return super().__call__(*args, **kwargs)
        html = self._func(*args, *self._left_out[len(args) :])
        return str.__new__(Markup, html)  # what Markup(html) returns once it has looked for __html__


class DirectTemplate(Template):
    """A template that prints its values with ``escaped``, and whose macros are direct."""

    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],  # noqa: A002  Jinja's own name
        uptodate: Callable[[], bool] | None = None,
    ) -> Template:
        """Return a compiled template. Its code asks ``escape`` for what it prints, and for nothing else."""
        template = super().from_code(environment, code, globals, uptodate)
        template.root_render_func.__globals__.update(escape=escaped, Macro=DirectMacro)
        return template

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        # Jinja would look with every import whether whoever imports has globals that this template has not.
        del ctx
        return self._module or super()._get_default_module()
