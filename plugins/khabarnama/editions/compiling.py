"""Templates to Python as it would be written by hand: attributes and calls are Python's own.

What has no such attribute, which Jinja shows as nothing, raises here; so does whatever else is wrong. Who renders with
this renders again with Jinja's own code then.
"""

from __future__ import annotations

import re
from keyword import iskeyword
from typing import TYPE_CHECKING, Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, optimizeconst

from khabarnama.editions.inlining import Includer

if TYPE_CHECKING:
    from jinja2.compiler import Frame

has_signs = re.compile("[&<>'\"]").search


class Generator(CodeGenerator):
    """Writes the Python of a template, with all that it brings in."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802  # Jinja's way
        """Write a whole template."""
        self.writeline(f"from {__name__} import has_signs")
        super().visit_Template(Includer(self.environment).visit(node), frame)

    @optimizeconst
    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """Write an attribute."""
        blocks = isinstance(node.node, nodes.Name) and node.node.name == "self"  # which are items of it
        if blocks or iskeyword(node.attr) or not node.attr.isascii():  # Python has one form of some letters in names
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    @optimizeconst
    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802, FBT001, FBT002
        """Write a call."""
        if forward_caller or node.dyn_args or node.dyn_kwargs or any(iskeyword(given.key) for given in node.kwargs):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for given in (*node.args, *node.kwargs):
            self.visit(given, frame)
            self.write(", ")
        self.write(")")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if self._is_plain(frame, finalize):
            self.write("(shown if type(shown := (")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if self._is_plain(frame, finalize):
            self.write(")) is Markup or type(shown) is str and not has_signs(shown) else escape(shown))")
        else:
            super()._output_child_post(node, frame, finalize)

    @staticmethod
    def _is_plain(frame: Frame, finalize: Any) -> bool:
        return bool(frame.eval_ctx.autoescape) and not frame.eval_ctx.volatile and finalize.src is None
