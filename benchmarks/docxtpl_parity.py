"""Render docxtpl's own public test templates with both engines, and compare texts and structure.

    python benchmarks/docxtpl_parity.py FOLDER     # the folder tests/ of a checkout of docxtpl, with docxtpl installed

Its test scripts are run with saving switched off, to learn which data each template gets. Templates that need Python
objects (RichText, InlineImage, sub-documents, functions) are counted and passed over. Nothing of them is kept here.
"""

import html
import io
import os
import re
import runpy
import sys
import zipfile
from pathlib import Path
from typing import Any
from unittest import mock

import docxtpl
from lxml import etree

from briefgen.config import Options, PackSettings
from briefgen.content import Content
from briefgen.document import Document, Language
from briefgen.errors import TemplateError
from briefgen.renderers import docx as renderer
from briefgen.templating import compose_document
from briefgen.templating.state import Rendering

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PLAIN = (str, int, float, bool, type(None))
OWN_NAMES = Rendering.names


def collect(folder: Path) -> dict[str, tuple[dict[str, Any], bool]]:
    """Template names with the data that their scripts render them with, and whether these are plain data."""
    found: dict[str, tuple[dict[str, Any], bool]] = {}

    def render(self: Any, context: dict[str, Any] | None = None, jinja_env: Any = None, **_: Any) -> None:
        name = Path(str(self.template_file)).name
        found.setdefault(name, (context or {}, jinja_env is None and is_plain(context or {})))

    names = ("save", "replace_pic", "replace_media", "replace_embedded", "replace_zipname")
    silent = dict.fromkeys(names, mock.DEFAULT)
    os.chdir(folder)
    with mock.patch.object(docxtpl.DocxTemplate, "render", render), mock.patch.multiple(docxtpl.DocxTemplate, **silent):
        for script in sorted(folder.glob("*.py")):
            if script.name in ("runtests.py", "__init__.py"):
                continue
            try:
                with mock.patch("builtins.print"), mock.patch("os.system"):
                    runpy.run_path(str(script))
            except BaseException as error:
                sys.stderr.write(f"{script.name}: {type(error).__name__}: {error}\n")
    return found


def is_plain(value: Any) -> bool:
    if isinstance(value, dict):
        return all(map(is_plain, value.values()))
    if isinstance(value, list | tuple):
        return all(map(is_plain, value))
    return isinstance(value, PLAIN)


def flattened(value: Any) -> Any:
    """The same data with formatted texts as plain ones, so that their templates can be compared too."""
    if isinstance(value, dict):
        return {key: flattened(item) for key, item in value.items()}
    if isinstance(value, list):
        return [flattened(item) for item in value]
    if isinstance(value, docxtpl.RichText):
        written = value.xml.replace("<w:tab/>", "\t").replace("<w:br/>", "\n")
        return html.unescape(re.sub(r"<[^>]+>", "", written))
    return value


def theirs(template: Path, context: dict[str, Any]) -> bytes:
    document = docxtpl.DocxTemplate(str(template))
    document.render(context, autoescape=True)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def ours(template: Path, context: dict[str, Any]) -> bytes:
    source = Document(id="d", path="d.txt", language=Language.ENGLISH, text="", blocks=())
    content = Content(document=source, sections=(), message=None, introduction=None, outlook=None)
    with mock.patch.object(Rendering, "names", lambda self: {**OWN_NAMES(self), **context}):
        story = compose_document(
            template.read_bytes(),
            content=content,
            options=Options(language="en"),
            pack=PackSettings(name="parity"),
            report=lambda _: None,
            name=template.name,
        )
    return renderer.render(story)


def described(package: bytes) -> dict[str, list[str]]:
    """What a file says, by part: texts of paragraphs, and tables with their merges and fills."""
    found: dict[str, list[str]] = {}
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        for name in archive.namelist():
            if name.startswith("word/") and name.endswith(".xml") and name.count("/") == 1:
                root = etree.fromstring(archive.read(name))
                if root.tag in (f"{W}document", f"{W}hdr", f"{W}ftr", f"{W}footnotes"):
                    found[name] = [*texts(root), *tables(root)]
    return found


def texts(root: Any) -> list[str]:
    signs = {f"{W}tab": "\t", f"{W}br": "\n"}
    lines = []
    for paragraph in root.iter(f"{W}p"):
        line = "".join(
            (node.text or "") if node.tag == f"{W}t" else signs.get(node.tag, "")
            for node in paragraph.iter()
            if node.getparent() is not None and node.getparent().tag != f"{W}tabs"
        )
        lines.append(line.strip())
    return [line for line in lines if line]


def tables(root: Any) -> list[str]:
    rows = []
    for row in root.iter(f"{W}tr"):
        cells = []
        for cell in row.iterchildren(f"{W}tc"):
            marks = [
                f"{name}={node.get(f'{W}{attribute}', 'continue')}"
                for name, attribute in (("gridSpan", "val"), ("vMerge", "val"), ("shd", "fill"))
                if (node := cell.find(f"{W}tcPr/{W}{name}")) is not None
            ]
            marks = [mark for mark in marks if mark not in ("gridSpan=1", "shd=auto")]
            cells.append("".join(cell.itertext()).strip() + "".join(f"[{mark}]" for mark in marks))
        rows.append("row: " + " | ".join(cells))
    return rows


def main() -> None:
    folder = Path(sys.argv[1]).resolve()
    same = different = passed_over = 0
    for name, (context, plain) in sorted(collect(folder).items()):
        template = folder / "templates" / name
        if not template.exists():
            continue
        simple = context if plain else flattened(context)
        if not is_plain(simple):
            passed_over += 1
            continue
        results = {}
        for engine, render in (("docxtpl", theirs), ("briefgen", ours)):
            try:
                results[engine] = described(render(template, context if engine == "docxtpl" else simple))
            except TemplateError as error:
                results[engine] = {"error": [str(error), error.remedy]}
            except Exception as error:
                results[engine] = {"error": [f"{type(error).__name__}: {error}"[:200]]}
        if results["docxtpl"] == results["briefgen"]:
            same += 1
            print(f"same       {name}")
            continue
        different += 1
        print(f"different  {name}")
        for part in sorted({*results["docxtpl"], *results["briefgen"]}):
            one, other = results["docxtpl"].get(part, []), results["briefgen"].get(part, [])
            if one != other:
                print(f"  {part}")
                print(f"    docxtpl   {[line for line in one if line not in other][:6]}")
                print(f"    briefgen  {[line for line in other if line not in one][:6]}")
    print(f"{same} same, {different} different, {passed_over} need Python objects")


if __name__ == "__main__":
    main()
