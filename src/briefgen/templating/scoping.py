"""What the engine writes into the syntax tree of a template: bounds, and the loop variables that Jinja hides.

Knows Jinja's syntax tree; knows nothing of files and slides but their numbers.
"""

from collections.abc import Sequence
from typing import Any

from jinja2 import nodes
from jinja2.nodes import Node
from jinja2.visitor import NodeTransformer

SCOPED = ("bg_frame", "bg_copy", "bg_block")
"""The engine's functions that are told the loop variables around their call."""


class Bounds(NodeTransformer):
    """Lets loops be counted, and texts that `~` joins be measured before they are."""

    def visit_For(self, node: nodes.For) -> Node:  # noqa: N802  (named by Jinja's visitor)
        """Count the rounds."""
        self.generic_visit(node)
        node.iter = nodes.Filter(node.iter, "bg_counted", [], [], None, None, lineno=node.lineno)
        return node

    def visit_Concat(self, node: nodes.Concat) -> Node:  # noqa: N802
        """Measure the parts."""
        self.generic_visit(node)
        called = nodes.Name("bg_joined", "load", lineno=node.lineno)
        return nodes.Call(called, node.nodes, [], None, None, lineno=node.lineno)


def pass_scope(node: Node, names: tuple[str, ...], slides: Sequence[int]) -> None:
    """Give the engine's functions and the fitting filters the loop variables around them, which Jinja hides.

    `slides` are the numbers of the slides that the lines of the source stand on, 0 for none.
    """
    if (isinstance(node, nodes.Filter) and node.name in ("fit", "fitting")) or _is_hook(node):
        assert isinstance(node, nodes.Filter | nodes.Call)
        values = [nodes.Name(name, "load") for name in names]
        # Names and values apart are a third of the nodes of a dict, and most nodes of a deck stand here.
        _add_keyword(node, "scope", nodes.Tuple([nodes.Const(names), nodes.Tuple(values, "load")], "load"))
        if isinstance(node, nodes.Filter):
            _add_keyword(node, "slide", nodes.Const(slides[node.lineno - 1]))
    if isinstance(node, nodes.For):
        pass_scope(node.iter, names, slides)
        inner = (*names, *(name for name in _targets(node.target) if name not in names))
        if node.test:
            pass_scope(node.test, inner, slides)
        for child in node.body:
            pass_scope(child, inner, slides)
            if isinstance(child, nodes.Assign):
                inner = (*inner, *(name for name in _targets(child.target) if name not in inner))
        for child in node.else_:
            pass_scope(child, names, slides)
        return
    if isinstance(node, nodes.Macro):
        names = (*names, *(name for argument in node.args for name in _targets(argument) if name not in names))
    for child in node.iter_child_nodes():
        pass_scope(child, names, slides)
        if isinstance(child, nodes.Assign) and not isinstance(node, nodes.For):
            names = (*names, *(name for name in _targets(child.target) if name not in names))


def _add_keyword(node: nodes.Filter | nodes.Call, name: str, value: nodes.Expr) -> None:
    keywords: list[Any] = node.kwargs
    keywords.append(nodes.Keyword(name, value))


def _is_hook(node: Node) -> bool:
    return isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in SCOPED


def _targets(target: Node) -> list[str]:
    if isinstance(target, nodes.Name):
        return [target.name]
    if isinstance(target, nodes.Tuple):
        return [name for item in target.items for name in _targets(item)]
    return []
