"""Templates to Python as it would be written by hand: attributes and calls are Python's own.

A template of nothing but text, values, conditions and loops becomes one function, `fill`, which is given the variables
and returns the page's HTML in pieces of UTF-8. Any other becomes what Jinja makes of it.

What has no such attribute, which Jinja shows as nothing, raises here; so does whatever else is wrong. Who renders with
this renders again with Jinja's own code then.
"""

from __future__ import annotations

from keyword import iskeyword
from typing import TYPE_CHECKING, Any

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, optimizeconst
from jinja2.idtracking import VAR_LOAD_RESOLVE
from jinja2.runtime import exported
from jinja2.utils import concat

from khabarnama.editions.inlining import Inliner, asks_for, every, statements

if TYPE_CHECKING:
    from collections.abc import Iterable

_HEAD = f"""from jinja2.runtime import {", ".join(exported)}
from khabarnama.editions.encoded import Encoded, Given, encode_any, encoded
undefined, cond_expr_undefined = environment.undefined, Undefined
name, blocks, debug_info = {{name!r}}, {{blocks}}, ''
def root(context):
    yield b"".join(fill(Given(context.get_all()))).decode()"""
_STATEMENTS = {nodes.Output, nodes.If, nodes.For, nodes.Scope, nodes.Assign}
_OF_THE_CONTEXT = (
    nodes.MarkSafeIfAutoescape,
    nodes.ContextReference,
    nodes.DerivedContextReference,
    nodes.ExtensionAttribute,
    nodes.ImportedName,
    nodes.InternalName,
)


class Generator(CodeGenerator):
    """Writes the Python of a template, with all that it brings in."""

    _fills = False

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802  # Jinja's way
        """Write a whole template."""
        extends = every(node)[nodes.Extends]
        try:
            tree = Inliner(self.environment).put_in(node)
        except jinja2.TemplateNotFound:  # which a loader takes to be about this one: it looks for another of its name
            tree = node
        inner = Frame(nodes.EvalContext(self.environment, self.name))
        inner.symbols.analyze_node(tree)
        if self._may_fill(tree) and not inner.symbols.stores:  # which others may import
            self._write_fill(tree, inner, None if extends else {})
        else:
            super().visit_Template(node, frame)  # with its blocks, which others may extend

    def _may_fill(self, tree: nodes.Template) -> bool:
        """Tell whether nothing in `tree` needs Jinja's context or its generators."""
        found = every(tree)
        return (
            self.environment.autoescape is True
            and self.environment.finalize is None
            and self.environment.undefined is jinja2.Undefined
            and statements(found) <= _STATEMENTS
            and not any(found[kind] for kind in _OF_THE_CONTEXT)
            and not any(loop.recursive for loop in found[nodes.For])
            and not any(name.name in {"self", "super"} for name in found[nodes.Name])
            and all(map(_is_pythons, found[nodes.Call]))
            and not asks_for(found, self.environment, "context", "eval_context")
        )

    def _write_fill(self, tree: nodes.Template, frame: Frame, blocks: dict[str, object] | None) -> None:
        """Write the function that fills a page. Where its `blocks` are not known any more, nothing can extend it."""
        self._fills = True
        self.writeline(_HEAD.format(name=self.name, blocks=blocks))
        found = every(tree)
        self.pull_dependencies(found[nodes.Filter] + found[nodes.Test])
        frame.buffer = "pieces"
        self.writeline("def fill(given):")
        self.indent()
        self.writeline("pieces = []")
        self.enter_frame(frame)
        self.blockvisit(tree.body, frame)
        self.writeline("return pieces")
        self.outdent()

    def get_resolve_func(self) -> str:
        """Return what gives the value of a name."""
        return "given.__getitem__" if self._fills else super().get_resolve_func()

    def visit_Name(self, node: nodes.Name, frame: Frame) -> None:  # noqa: N802
        """Write a name: each that is given has a value, Jinja's `Undefined` if no other."""
        ref = frame.symbols.ref(node.name)
        if self._fills and (frame.symbols.find_load(ref) or ("",))[0] == VAR_LOAD_RESOLVE:
            self.write(ref)
        else:
            super().visit_Name(node, frame)

    @optimizeconst
    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """Write an attribute."""
        if not self._fills or iskeyword(node.attr) or not node.attr.isascii():  # Python joins some letters in names
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    @optimizeconst
    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802, FBT001, FBT002
        """Write a call."""
        if not self._fills:  # what is called may be given the context
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for given in (*node.args, *node.kwargs):
            self.visit(given, frame)
            self.write(", ")
        self.write(")")

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802
        """Write texts that are put together; constant ones as Jinja does before: as plain text, whatever they are."""
        try:
            text = None if frame.eval_ctx.volatile else node.as_const(frame.eval_ctx)
        except nodes.Impossible:
            text = None
        if text is None:
            super().visit_Concat(node, frame)
        else:
            self.write(repr(text))

    def _output_const_repr(self, group: Iterable[Any]) -> str:
        return repr(concat(group).encode()) if self._fills else super()._output_const_repr(group)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if self._fills:
            self.write("(encoded(shown) if type(shown := (")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if self._fills:
            self.write(")) is str else shown.data if type(shown) is Encoded else encode_any(shown))")
        else:
            super()._output_child_post(node, frame, finalize)


def _is_pythons(node: nodes.Call) -> bool:
    """Tell whether a call can be written as Python has it."""
    return not (node.dyn_args or node.dyn_kwargs or any(iskeyword(given.key) for given in node.kwargs))
