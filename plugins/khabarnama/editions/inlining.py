"""Templates with what they extend and include in its place: it is compiled with them, and needs no context of its own.

Only that is put in place of which every page stays the same; the rest Jinja brings in when a page is rendered. No tree
is changed: what was parsed once may be put in many places.
"""

from __future__ import annotations

from collections import defaultdict
from copy import copy
from functools import lru_cache
from itertools import chain, groupby
from typing import TYPE_CHECKING, Any

from jinja2 import nodes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import jinja2

    Parts = defaultdict[type[nodes.Node], list[Any]]

# What a template is made of that may stand in another: statements that are the same anywhere, and names that are.
_ANYWHERE = {nodes.Output, nodes.If, nodes.For, nodes.Include, nodes.Assign}
_OF_THE_PLACE = {"self", "super", "caller", "loop"}
# What one may be made of in which others stand: nothing gives names to what comes before it, which those might see.
_NAMELESS = {nodes.Output, nodes.If, nodes.For, nodes.Include, nodes.Block, nodes.Extends}


class Inliner:
    """Puts templates of `environment` in the place where others ask for them; `within` are those being put in."""

    def __init__(self, environment: jinja2.Environment, within: tuple[str, ...] = ()) -> None:
        self._environment, self._within = environment, within
        self._blocks: dict[str, nodes.Block] = {}

    def put_in(self, tree: nodes.Template) -> nodes.Template:
        """Return `tree` with what it extends and includes in its place, as far as that changes no page.

        Raises what Jinja does where another template is not there, or is none.
        """
        if not statements(every(tree)) <= _NAMELESS:
            return tree
        whole = self._extend(tree)
        extends, made = every(whole)[nodes.Extends], copy(whole)
        # Beside the blocks of what extends another, Jinja shows what is included there, and no other text.
        put = [[node] if extends and not isinstance(node, nodes.Block) else self._put(node) for node in whole.body]
        made.body = _join(chain.from_iterable(put))
        return made

    def _put(self, node: nodes.Node) -> Sequence[nodes.Node]:
        """Return what stands in the place of `node`."""
        if isinstance(node, nodes.Include):
            return self._include(node)
        if isinstance(node, nodes.Block) and node.name in self._blocks:
            return self._put_all(self._blocks[node.name].body)
        if not isinstance(node, (nodes.If, nodes.For, nodes.Block)):
            return [node]
        made: Any = copy(node)
        for part in {"body", "elif_", "else_"}.intersection(node.fields):
            setattr(made, part, self._put_all(getattr(node, part)))
        return [made]

    def _put_all(self, body: Sequence[nodes.Node]) -> list[nodes.Node]:
        return _join(chain.from_iterable(map(self._put, body)))

    def _extend(self, tree: nodes.Template) -> nodes.Template:
        """Return what `tree` extends, and keep the blocks that stand in it; `tree` itself where Jinja must do that."""
        line, names = [tree], {""}
        while (name := _extended(line[-1])) not in names:
            names.add(name)
            line.append(self._read(name))
        parts = [every(one) for one in line]
        if len(line) == 1 or parts[-1][nodes.Extends] or not all(map(_may_be_put_together, parts)):
            return tree
        self._blocks = {block.name: block for found in reversed(parts) for block in found[nodes.Block]}
        return line[-1]

    def _include(self, node: nodes.Include) -> Sequence[nodes.Node]:
        name = node.template.value if type(node.template) is nodes.Const else None
        if type(name) is not str or node.ignore_missing or name in self._within:
            return [node]
        if not node.with_context:
            return [nodes.Output([nodes.TemplateData(str(self._environment.get_template(name).module))])]
        tree = self._read(name)
        if not self._may_stand_anywhere(tree):
            return [node]
        put = Inliner(self._environment, (*self._within, name)).put_in(tree).body
        return [nodes.Scope(put)] if every(tree)[nodes.Assign] else put

    def _read(self, name: str) -> nodes.Template:
        assert self._environment.loader  # noqa: S101  # what was loaded brings this in
        source, filename, _ = self._environment.loader.get_source(self._environment, name)
        return self._environment.parse(source, name, filename)

    def _may_stand_anywhere(self, tree: nodes.Template) -> bool:
        found = every(tree)
        return (
            statements(found) <= _ANYWHERE
            and not _names(found) & _OF_THE_PLACE
            and not asks_for(found, self._environment, "context")  # that of what includes a template lacks its names
        )


def _join(body: Iterable[nodes.Node]) -> list[nodes.Node]:
    """Return `body` with what it shows without a break shown at once."""
    joined: list[nodes.Node] = []
    for kind, found in groupby(body, key=type):
        some: list[Any] = list(found)
        if kind is nodes.Output and len(some) > 1:
            some = [nodes.Output([part for node in some for part in node.nodes], lineno=some[0].lineno)]
        joined += some
    return joined


@lru_cache(maxsize=64)  # what many templates extend or include is looked through once
def every(node: nodes.Node) -> Parts:
    """Return `node` and all that it is made of, by kind."""
    found: Parts = defaultdict(list)
    waiting: list[nodes.Node] = [node]
    while waiting:
        part = waiting.pop()
        found[type(part)].append(part)
        waiting += part.iter_child_nodes()
    return found


def statements(found: Parts) -> set[type[nodes.Node]]:
    """Return the kinds of statement that were `found`."""
    return {kind for kind, some in found.items() if some and issubclass(kind, nodes.Stmt)}


def asks_for(found: Parts, environment: jinja2.Environment, *what: str) -> bool:
    """Tell whether what was `found` calls what is given `what` of Jinja's: "context" or "eval_context"."""
    asked = [environment.filters.get(node.name) for node in found[nodes.Filter]]
    asked += [environment.tests.get(node.name) for node in found[nodes.Test]]
    named = [environment.globals.get(node.name) for node in found[nodes.Name]]
    asked += [*named, *(getattr(value, "__call__", None) for value in named)]  # noqa: B004  # Jinja looks at both
    return any(getattr(getattr(function, "jinja_pass_arg", None), "name", "") in what for function in asked)


def _names(found: Parts) -> set[str]:
    """Return the names that are asked for, without the `loop` of each loop that was found."""
    names = {node.name for node in found[nodes.Name]}
    if "loop" in names:
        bodies = (part for loop in found[nodes.For] for part in loop.body)
        own = {id(node) for part in bodies for node in every(part)[nodes.Name]}
        names = {node.name for node in found[nodes.Name] if id(node) not in own} | names - {"loop"}
    return names


def _extended(tree: nodes.Template) -> str:
    """Return the template that `tree` extends, "" where that is not one and the same for every page."""
    first, *others = tree.body or [tree]
    if not isinstance(first, nodes.Extends) or not isinstance(first.template, nodes.Const):
        return ""
    return str(first.template.value) if all(isinstance(node, (nodes.Block, nodes.Output)) for node in others) else ""


def _may_be_put_together(found: Parts) -> bool:
    """Tell whether the blocks of a template show the same whether Jinja asks for them or their text stands there."""
    blocks = found[nodes.Block]
    return (
        statements(found) <= _NAMELESS
        and len({block.name for block in blocks}) == len(blocks)  # else Jinja says so
        and not any(block.scoped or block.required for block in blocks)
        and not any(loop.find(nodes.Block) for loop in found[nodes.For])
        and not _names(found) & {"self", "super"}
    )
