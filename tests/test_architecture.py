"""The import law: which part of the package may know which; imports inside functions and for types count too."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "briefgen"
STAGES = {"readers", "analysis", "templating", "renderers", "gate"}

# A part is a top-level module or package of briefgen. Nobody is named who may be imported by all (`errors`).
LAW: dict[str, set[str]] = {
    "errors": set(),
    "_version": set(),
    "document": set(),
    "content": {"document", "content_json"},
    "content_json": {"content", "document"},
    "summary": {"analysis", "content", "document"},
    "storyboard": {"document", "content"},
    "config": {"errors"},
    "edits": {"config", "errors"},
    "manifest": {"storyboard", "errors"},
    "package": {"errors"},
    "comparison": {"errors"},
    "processes": set(),
    "exporting": {"errors", "package"},
    "readers": {"document", "config", "processes", "errors"},
    "analysis": {"document", "content", "config", "edits", "errors"},
    "templating": {"comparison", "document", "content", "storyboard", "config", "errors", "package"},
    "renderers": {"storyboard", "config", "errors", "package"},
    "gate": {"analysis", "document", "content", "storyboard", "errors"},
    "merge": {"errors", "package"},
    "writer": {"document", "content", "analysis", "errors"},
    "builder": {
        "merge",
        *STAGES,
        "comparison",
        "_version",
        "document",
        "content",
        "storyboard",
        "manifest",
        "processes",
        "exporting",
        "config",
        "edits",
        "errors",
        "writer",
    },
    "api": {"processes", "readers", "analysis", "builder", "summary", "document", "content"},
    "packs": {"templating", "renderers", "readers", "config", "errors", "package"},
    "cli": {
        "processes",
        "api",
        "builder",
        "packs",
        "comparison",
        "content",
        "content_json",
        "config",
        "errors",
        "_version",
    },
    "__init__": {"api", "errors", "_version"},
    "__main__": {"cli"},
}

# What only some parts may load, because it is slow to import or reaches outside the process.
CONFINED: dict[str, set[str]] = {
    "click": {"cli"},
    "tomlkit": {"builder"},
    "pptx": {"renderers", "templating"},
    "docx": {"renderers", "templating"},
    "jinja2": {"templating"},
    "lxml": {"renderers", "templating", "package", "readers", "packs", "merge"},
    "rjieba": {"analysis"},
    "markdown_it": {"readers"},
    "pypdfium2": {"readers", "packs"},
    "datetime": {"builder", "config"},
    "time": set(),
    "random": set(),
    "socket": {"writer"},
    "urllib": {"writer"},
    "http": {"writer"},
    "subprocess": {"readers", "processes"},  # LibreOffice for old formats, and ourselves within limits
}


def parts() -> dict[str, list[Path]]:
    found: dict[str, list[Path]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        relative = path.relative_to(PACKAGE)
        name = relative.parts[0] if len(relative.parts) > 1 else relative.stem
        found.setdefault(name, []).append(path)
    return found


def imported_names(path: Path) -> Iterator[tuple[str, int]]:
    """Every module name that a file imports, with the line; `from briefgen import x` counts as `briefgen.x`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}:{node.lineno}: relative imports hide the law"
            module = node.module or ""
            if module == "briefgen":
                yield from ((f"briefgen.{alias.name}", node.lineno) for alias in node.names)
            else:
                yield module, node.lineno


def imported_parts(path: Path) -> Iterator[tuple[str, int]]:
    for name, line in imported_names(path):
        if name.startswith("briefgen."):
            yield name.split(".")[1], line


def test_every_part_stands_in_the_law():
    assert set(parts()) <= set(LAW)


@pytest.mark.parametrize("part", sorted(LAW))
def test_a_part_imports_only_what_the_law_allows(part: str):
    broken = [
        f"{path.relative_to(PACKAGE)}:{line} imports {other}"
        for path in parts().get(part, [])
        for other, line in imported_parts(path)
        if other not in LAW[part] | {part}
    ]
    assert not broken


@pytest.mark.parametrize("library", sorted(CONFINED))
def test_a_confined_library_is_imported_only_where_it_may_be(library: str):
    broken = [
        f"{path.relative_to(PACKAGE)}:{line}"
        for part, paths in parts().items()
        for path in paths
        for name, line in imported_names(path)
        if name.split(".")[0] == library and part not in CONFINED[library]
    ]
    assert not broken


def calls(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node.lineno


def test_the_command_line_alone_prints_and_exits():
    broken = [
        f"{path.relative_to(PACKAGE)}:{line} {name}"
        for part, paths in parts().items()
        for path in paths
        for name, line in calls(path)
        if name in ("print", "exit", "sys.exit", "input", "sys.stdout.write", "sys.stderr.write") and part != "cli"
    ]
    assert not broken


def test_every_text_file_is_opened_with_a_stated_encoding():
    broken = []
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            of_a_path = node.func.attr == "write_text" or (node.func.attr == "read_text" and not node.args)
            if of_a_path and "encoding" not in {keyword.arg for keyword in node.keywords}:
                broken.append(f"{path.relative_to(PACKAGE)}:{node.lineno}")
    assert not broken
