"""Templates with what they include in its place: it is compiled with them, and needs no context of its own.

Only that is put in place of which every page stays the same; the rest Jinja brings in when a page is rendered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

if TYPE_CHECKING:
    import jinja2

# What a template is made of that may stand in another: statements that are the same anywhere, and names that are.
_ANYWHERE = {nodes.Output, nodes.If, nodes.For, nodes.Include, nodes.Assign}
_OF_THE_PLACE = {"self", "super", "loop", "caller"}
# What one may be made of in which others stand: nothing gives names to what comes before it, which those might see.
_NAMELESS = {nodes.Output, nodes.If, nodes.For, nodes.Include, nodes.Block, nodes.Extends}


class Includer(NodeTransformer):
    """Puts templates of `environment` in the place where others include them; `within` are those being put in."""

    def __init__(self, environment: jinja2.Environment, within: tuple[str, ...] = ()) -> None:
        self._environment, self._within = environment, within

    def visit_Template(self, tree: nodes.Template) -> nodes.Template:  # noqa: N802  # Jinja's way
        """Return `tree` with what it includes in its place, as far as that changes no page.

        Raises what Jinja does where another template is not there, or is none.
        """
        if tree.find(nodes.Include) and all(type(node) in _NAMELESS for node in tree.find_all(nodes.Stmt)):
            # Beside the blocks of what extends another, Jinja shows what is included there, and no other text.
            blocks = [node for node in tree.body if isinstance(node, nodes.Block)]
            for part in blocks if tree.find(nodes.Extends) else [tree]:
                self.generic_visit(part)
        return tree

    def visit_Include(self, node: nodes.Include) -> nodes.Node:  # noqa: N802
        """Return what stands in the place of `node`."""
        name = node.template.value if type(node.template) is nodes.Const else None
        if type(name) is not str or node.ignore_missing or name in self._within:
            return node
        if not node.with_context:
            return nodes.Output([nodes.TemplateData(str(self._environment.get_template(name).module))])
        tree = self._read(name)
        if not self._may_stand_anywhere(tree):
            return node
        return nodes.Scope(Includer(self._environment, (*self._within, name)).visit(tree).body)

    def _read(self, name: str) -> nodes.Template:
        assert self._environment.loader  # noqa: S101  # what was loaded brings this in
        source, filename, _ = self._environment.loader.get_source(self._environment, name)
        return self._environment.parse(source, name, filename)

    def _may_stand_anywhere(self, tree: nodes.Template) -> bool:
        found = list(tree.find_all(nodes.Node))
        asked = [self._environment.filters.get(node.name) for node in found if type(node) is nodes.Filter]
        asked += [self._environment.tests.get(node.name) for node in found if type(node) is nodes.Test]
        return (
            all(type(node) in _ANYWHERE for node in found if isinstance(node, nodes.Stmt))
            and not any(type(node) is nodes.Name and node.name in _OF_THE_PLACE for node in found)
            and not any(map(_asks_for_context, asked))
        )


def _asks_for_context(function: object) -> bool:
    """Tell whether a filter or a test is given the context: that of what includes a template lacks that one's names."""
    return getattr(getattr(function, "jinja_pass_arg", None), "name", "") == "context"
