"""The last look at a merged file: nothing that a person wrote may be missing, and the package must hold together."""

from collections.abc import Iterator

from briefgen.merge import word_text
from briefgen.merge.bodies import normal
from briefgen.merge.carrier import Package
from briefgen.merge.changes import CannotMerge
from briefgen.merge.drawing import A, paragraph_text
from briefgen.merge.marks import Marks
from briefgen.merge.word_text import W
from briefgen.package import read_relationships


def check_merged(base: Package, mine: Package, merged: bytes, marks: Marks) -> None:
    """Raises CannotMerge where a text that a person wrote is missing or a relationship leads nowhere."""
    result = Package(merged, "merged")
    known = set(_texts(base, marks))
    written = set(_texts(result, marks))
    for text in _texts(mine, marks):
        if text and text not in known and text not in written:
            raise CannotMerge(f"a text written by hand would be lost: '{text[:40]}'")
    for part in ("", *result.parts):
        if part.endswith(".rels"):
            continue
        for item in read_relationships(result.parts, part):
            if not item.external and item.target not in result.parts and item.target in mine.parts:
                raise CannotMerge(f"the part {item.target} would be lost")
        if part and part != "[Content_Types].xml" and not result.types.of(part):
            raise CannotMerge(f"the part {part} would have no type")


def _texts(package: Package, marks: Marks) -> Iterator[str]:
    for part in sorted(package.parts):
        if part.startswith(("ppt/slides/slide", "ppt/notesSlides/notes")) and part.endswith(".xml"):
            for paragraph in package.tree(part).iter(f"{A}p"):
                yield _plain(paragraph_text(paragraph), marks)
        elif part.startswith(("word/document", "word/header", "word/footer")) and part.endswith(".xml"):
            for paragraph in package.tree(part).iter(f"{W}p"):
                yield _plain(word_text.paragraph_text(paragraph), marks)


def _plain(text: str, marks: Marks) -> str:
    (plain,) = normal((text,))
    plain = marks.root(marks.plain(plain))
    return "" if plain.isdecimal() else plain
