"""Small content models made by hand, and template files made on the fly, for tests of templates and renderers."""

import io
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

import docx
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.text import MSO_AUTO_SIZE
from pptx.util import Inches, Pt

from briefgen.config import Options, PackSettings
from briefgen.content import (
    Content,
    HeadlineFigure,
    KeyPoint,
    Line,
    Quantity,
    Relation,
    RelationKind,
    Row,
    Section,
    Series,
    Tabulation,
)
from briefgen.document import Block, BlockKind, Document, Language, Span

LABELS = {
    "zh": {"agenda": "目录", "figures": "主要数字", "sources": "附录"},
    "en": {"agenda": "Contents", "figures": "Key figures", "sources": "Sources"},
}


def pack(**changes: Any) -> PackSettings:
    settings: dict[str, Any] = {
        "name": "test",
        "languages": ("zh", "en"),
        "labels": LABELS,
        "marks": {"zh": "〔{}〕", "en": "[{}]"},
        "continued": {"zh": ("（续）", "（续{}）"), "en": (" (continued)", " (continued {})")},
        "fonts": {},
    }
    return PackSettings(**{**settings, **changes})


def options(**given: Any) -> Options:
    return Options(**given)


class Draft:
    """Writes a document line by line and finds the spans of its words again."""

    def __init__(self, language: Language = Language.CHINESE) -> None:
        self.language = language
        self.text = ""
        self.blocks: list[Block] = []
        self.points = 0
        self.figures = 0

    def paragraph(self, text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Span:
        span = Span(len(self.text), len(self.text) + len(text))
        self.text += text + "\n"
        self.blocks.append(Block(kind=kind, span=span))
        return span

    def find(self, words: str, start: int = 0) -> Span:
        at = self.text.index(words, start)
        return Span(at, at + len(words))

    def line(self, *fragments: str, start: int = 0) -> Line:
        spans = []
        for fragment in fragments:
            spans.append(self.find(fragment, start))
            start = spans[-1].end
        document = self.finish()
        return Line(text="".join(fragments), evidence=tuple(document.evidence(span) for span in spans))

    def finish(self, title: str = "") -> Document:
        return Document(
            id="d1",
            path="report.txt",
            text=self.text,
            language=self.language,
            blocks=tuple(self.blocks),
            title=self.find(title) if title else None,
        )

    def point(
        self, *wordings: str, lead: str = "", plain: str = "", figures: Iterable[HeadlineFigure] = ()
    ) -> KeyPoint:
        """A key point whose longest wording is a sentence of its own, written into the document."""
        self.points += 1
        span = self.paragraph(wordings[0] if not lead else f"{lead}。{wordings[0]}")
        lines = tuple(self.line(wording, start=span.start) for wording in wordings)
        return KeyPoint(
            id=f"p{self.points}",
            lead=self.line(lead, start=span.start) if lead else None,
            text=lines[0],
            wordings=lines,
            plain=self.line(plain, start=span.start) if plain else None,
            detail=lines[0],
            figures=tuple(figure.id for figure in figures),
            sentences=(span,),
        )

    def figure(self, number: str, unit: str, what: str, time: str = "", **changes: Any) -> HeadlineFigure:
        """A figure in a sentence of its own: time, what, number, unit."""
        self.figures += 1
        sentence = self.paragraph(f"{time}{what}{number}{unit}")
        digits = self.find(number, sentence.start + len(time) + len(what))
        surface = Span(digits.start, digits.end + len(unit))
        document = self.finish()
        return HeadlineFigure(
            id=f"f{self.figures}",
            quantity=Quantity(
                value=Decimal(number), surface=number + unit, unit=unit, span=surface, number=digits, rule="test"
            ),
            number=self.line(number, start=digits.start),
            unit_text=self.line(unit, start=digits.end),
            subject=None,
            action=None,
            what=self.line(what, start=sentence.start),
            time_scope=self.line(time, start=sentence.start) if time else None,
            salience=changes.pop("salience", 100.0 - self.figures),
            sentence=sentence,
            evidence=(document.evidence(sentence),),
            **changes,
        )

    def pair(self, first: HeadlineFigure, second: HeadlineFigure, clause: Line) -> Relation:
        return Relation(kind=RelationKind.PART_OF_WHOLE, figures=(first.id, second.id), line=clause)

    def series(self, title: str, unit: str, values: dict[str, str], *, over_time: bool = False) -> Series:
        span = self.paragraph(title + "，".join(f"{name}{value}{unit}" for name, value in values.items()))
        return Series(
            id="series1",
            title=self.line(title, start=span.start),
            measure=self.line(title, start=span.start),
            unit=self.line(unit, start=span.start),
            categories=tuple(self.line(name, start=span.start) for name in values),
            values=tuple(self.line(value, start=span.start) for value in values.values()),
            numbers=tuple(Decimal(value) for value in values.values()),
            over_time=over_time,
        )

    def table(self, header: tuple[str, ...], *rows: tuple[str, ...]) -> Tabulation:
        span = self.paragraph("\t".join(cell for row in (header, *rows) for cell in row), BlockKind.TABLE)
        return Tabulation(
            id="t1",
            header=tuple(self.line(cell, start=span.start) for cell in header),
            rows=tuple(Row(cells=tuple(self.line(cell, start=span.start) for cell in row)) for row in rows),
        )

    def content(self, *sections: Section, title: str = "", **more: Any) -> Content:
        document = self.finish(title)
        return Content(document=document, message=None, introduction=None, sections=sections, outlook=None, **more)


def section(draft: Draft, name: str, title: str, fill: Callable[[Draft], dict[str, Any]] = lambda _: {}) -> Section:
    """A section whose heading is written into the document before what `fill` writes."""
    heading = draft.paragraph(title, BlockKind.HEADING)
    parts = fill(draft)
    line = draft.line(title, start=heading.start)
    return Section(id=name, title=line, span=Span(heading.start, len(draft.text)), **parts)


def two_sections() -> Content:
    """Two sections with two key points each."""
    draft = Draft()
    draft.paragraph("某市工作报告")

    def first(text: Draft) -> dict[str, Any]:
        return {"key_points": (text.point("建成学校三十所", lead="教育"), text.point("新开公交线路五条", lead="交通"))}

    def second(text: Draft) -> dict[str, Any]:
        return {"key_points": (text.point("办理群众来信", lead="信访"), text.point("发布信息", lead="公开"))}

    return draft.content(
        section(draft, "s1", "民生改善", first), section(draft, "s2", "政务服务", second), title="某市工作报告"
    )


def many_points(
    count: int, text: str = "推动基层治理提质增效，持续改善群众生活", *, language: Language = Language.CHINESE
) -> Content:
    """One section with that many key points, each in two wordings."""
    draft = Draft(language)

    def fill(written: Draft) -> dict[str, Any]:
        return {"key_points": tuple(written.point(f"{text}", text[: len(text) // 2]) for _ in range(count))}

    return draft.content(section(draft, "s1", "重点工作", fill))


class Deck:
    """A template made with python-pptx: slides with text boxes, groups, tables and charts, all with tags."""

    def __init__(self) -> None:
        self.presentation = Presentation()
        self.presentation.slide_width, self.presentation.slide_height = Inches(13.333), Inches(7.5)

    def slide(self, title: str = "", notes: Iterable[str] = (), name: str = "") -> "Slide":
        slide = self.presentation.slides.add_slide(self.presentation.slide_layouts[5])
        slide.shapes.title.text_frame.text = title
        if name:
            slide._element.cSld.set("name", name)
        lines = list(notes)
        if lines:
            slide.notes_slide.notes_text_frame.text = "\n".join(lines)
        return Slide(slide)

    def save(self) -> bytes:
        stream = io.BytesIO()
        self.presentation.save(stream)
        return stream.getvalue()


class Slide:
    """One slide of a template in the making; lengths in inches."""

    def __init__(self, slide: Any) -> None:
        self.slide = slide

    def text(
        self, name: str, *paragraphs: str, box: tuple[float, float, float, float] = (1, 2, 8, 1), size: float = 18,
        descr: str = "", parent: Any = None,
    ) -> Any:  # fmt: skip
        shapes = (parent or self.slide).shapes
        shape = shapes.add_textbox(*(Inches(value) for value in box))
        shape.name = name
        frame = shape.text_frame
        frame.word_wrap = True
        frame.auto_size = MSO_AUTO_SIZE.NONE
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        frame.text = "\n".join(paragraphs)
        for paragraph in frame.paragraphs:
            for run in paragraph.runs:
                run.font.size = Pt(size)
        describe(shape, descr)
        return shape

    def area(self, name: str, box: tuple[float, float, float, float], parent: Any = None) -> Any:
        return self.text(f"{name}-area", box=box, parent=parent)

    def group(self, name: str, descr: str = "", parent: Any = None) -> Any:
        group = (parent or self.slide).shapes.add_group_shape()
        group.name = name
        describe(group, descr)
        return group

    def table(self, name: str, rows: list[list[str]], box: tuple[float, float, float, float] = (1, 2, 10, 1)) -> Any:
        frame = self.slide.shapes.add_table(len(rows), len(rows[0]), *(Inches(value) for value in box))
        frame.name = name
        for row, texts in zip(frame.table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text_frame.text = text
        return frame

    def chart(self, name: str, descr: str) -> Any:
        data = CategoryChartData()
        data.categories = ["甲", "乙"]
        data.add_series("样例", (1, 2))
        frame = self.slide.shapes.add_chart(
            XL_CHART_TYPE.BAR_CLUSTERED, Inches(1), Inches(2), Inches(8), Inches(4), data
        )
        frame.name = name
        describe(frame, descr)
        return frame


def describe(shape: Any, text: str) -> None:
    shape._element[0].find("{*}cNvPr").set("descr", text)


def word(*paragraphs: str | list[list[str]], header: str = "") -> bytes:
    """A .docx made with python-docx: a string is a paragraph (`# ` makes it a heading), a list of rows a table."""
    file = docx.Document()
    for item in paragraphs:
        if isinstance(item, str):
            style = "Heading 1" if item.startswith("# ") else None
            file.add_paragraph(item.removeprefix("# "), style=style)
            continue
        table = file.add_table(rows=len(item), cols=len(item[0]))
        for row, texts in zip(table.rows, item, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    if header:
        file.sections[0].header.paragraphs[0].text = header
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()
