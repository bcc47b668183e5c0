"""Document properties of a merged file: what nobody touched follows the new edition, and its edition is the new one."""

from briefgen.merge.carrier import Carrier, Package
from briefgen.package import Element

_DUBLIN = "{http://purl.org/dc/elements/1.1/}"
_FOLLOWING = ("title", "subject", "creator", "language")
_KIND = "core-properties"


def merge_properties(base: Package, mine: Carrier, new: Package) -> None:
    """Change the core properties of the person's file in place."""
    part = mine.first("", _KIND)
    roots = [_core(package) for package in (base, new)]
    if part is None or roots[0] is None or roots[1] is None:
        return
    root = mine.touch(part)
    for name in _FOLLOWING:
        own, old, fresh = (tree.findtext(f"{_DUBLIN}{name}") or "" for tree in (root, *roots) if tree is not None)
        if own == old != fresh:
            _set(root, name, fresh)
    _set(root, "identifier", roots[1].findtext(f"{_DUBLIN}identifier") or "")


def language_of(package: Package) -> str:
    """`zh` or `en`, as the core properties say."""
    root = _core(package)
    stated = root.findtext(f"{_DUBLIN}language") if root is not None else ""
    return "en" if (stated or "").startswith("en") else "zh"


def _core(package: Package) -> Element | None:
    part = package.first("", _KIND)
    return package.tree(part) if part else None


def _set(root: Element, name: str, text: str) -> None:
    node = root.find(f"{_DUBLIN}{name}")
    if node is None:
        node = root.makeelement(f"{_DUBLIN}{name}")
        root.append(node)
    node.text = text
