"""How a text in a slide is set: sizes, faces, spacing and boxes, resolved through the places that PowerPoint looks.

A run's own properties win over its paragraph's, the shape's list style, the placeholder in the layout, the one in the
master, the master's text styles and the presentation's defaults, in this order (ECMA-376 part 1, 19.3.1 and 21.1.2).
Lengths are EMU unless a name says points. Knows no tags and no content.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import lru_cache

from briefgen.package import DRAWING, PRESENTATION, Element, Relationship, parse_xml, read_relationships

EMU = 12_700
"""EMU in a point."""

A = f"{{{DRAWING}}}"
P = f"{{{PRESENTATION}}}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """Paragraph and run settings of one outline level; None where nothing is said.

    `size` and `..._points` in points; `..._ratio` is a multiple of the line or size.
    """

    size: float | None = None
    bold: bool | None = None
    latin: str | None = None
    east_asian: str | None = None
    margin: int | None = None
    indent: int | None = None
    align: str | None = None
    line_points: float | None = None
    line_ratio: float | None = None
    before_points: float | None = None
    before_ratio: float | None = None
    after_points: float | None = None
    after_ratio: float | None = None

    def over(self, other: "Level") -> "Level":
        """This level where it says something, else the other."""
        return _over(self, other)


@lru_cache(maxsize=2048)
def _over(mine: Level, other: Level) -> Level:
    values = {}
    for item in fields(mine):
        value = getattr(mine, item.name)
        values[item.name] = value if value is not None else getattr(other, item.name)
    for points, ratio in (
        ("line_points", "line_ratio"),
        ("before_points", "before_ratio"),
        ("after_points", "after_ratio"),
    ):
        if getattr(mine, points) is not None:
            values[ratio] = None
        elif getattr(mine, ratio) is not None:
            values[points] = None
    return Level(**values)


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A place on a slide in EMU."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The text box inside a shape: insets in EMU, whether text wraps, whether the shape grows with its text."""

    left: int = 91_440
    top: int = 45_720
    right: int = 91_440
    bottom: int = 45_720
    wraps: bool = True
    grows: bool = False
    upright: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class TextStyle:
    """All that is inherited by the text of one shape or cell."""

    levels: "Levels"
    body: Body = field(default_factory=Body)
    rectangle: Rectangle | None = None
    placeholder: str | None = None
    fonts: Mapping[str, str] = field(default_factory=dict)

    def face(self, name: str | None) -> str:
        """The font that a name such as `+mn-ea` means."""
        return self.fonts.get(name or "", name or "")


@dataclass(frozen=True, slots=True)
class _Chain:
    """A slide's layout and master, their theme's fonts, and the text styles below them."""

    layout: Element | None
    master: Element | None
    fonts: Mapping[str, str]


class Levels:
    """The nine outline levels that some list styles give, the first style winning; each resolved when asked for."""

    def __init__(self, lists: Sequence[Element] = ()) -> None:
        self._lists = tuple(lists)
        self._known: dict[int, Level] = {}

    def __getitem__(self, depth: int) -> Level:
        """The level at a depth from 0; deeper ones than nine are the ninth."""
        depth = min(depth, 8)
        if depth not in self._known:
            self._known[depth] = _merge(self._lists, depth + 1)
        return self._known[depth]


class StyleBook:
    """Resolves the styles of a presentation; what slides share is read once."""

    def __init__(self, parts: Mapping[str, bytes], presentation: Element) -> None:
        self._parts = parts
        self._defaults = presentation.find(f"{P}defaultTextStyle")
        self._trees: dict[str, Element] = {}
        self._layouts: dict[str, str] = {}
        self._chains: dict[str, _Chain] = {}
        self._fonts: dict[str, Mapping[str, str]] = {}
        self._levels: dict[tuple[Element, ...], Levels] = {}

    def of_shape(self, shape: Element, slide: str) -> TextStyle:
        """The style of a shape's text on the slide of that part name."""
        chain = self._chain(slide)
        mark = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
        above: list[Element] = []
        kind = None
        if mark is not None:
            kind = mark.get("type", "body" if mark.get("idx") else "obj")
            above = [found for found in self._placeholders(mark, chain) if found is not None]
        chained = [shape, *above]
        lists = [found for item in chained if (found := item.find(f"{P}txBody/{A}lstStyle")) is not None]
        if chain.master is not None and kind is not None:
            lists += self._master_style(chain.master, kind)
        elif chain.master is not None:
            lists += self._defaults_only(chain.master)
        bodies = [found for item in chained if (found := item.find(f"{P}txBody/{A}bodyPr")) is not None]
        return TextStyle(
            levels=self._resolve(lists),
            body=_read_body(bodies),
            rectangle=next((place for item in chained if (place := rectangle_of(item)) is not None), None),
            placeholder=kind,
            fonts=chain.fonts,
        )

    def of_cell(self, cell: Element, slide: str) -> TextStyle:
        """The style of a table cell's text; its insets are the cell's margins."""
        chain = self._chain(slide)
        properties = cell.find(f"{A}tcPr")
        get = properties.get if properties is not None else (lambda _name, default: default)
        body = Body(
            left=int(get("marL", "91440") or 0), top=int(get("marT", "45720") or 0),
            right=int(get("marR", "91440") or 0), bottom=int(get("marB", "45720") or 0),
        )  # fmt: skip
        own = cell.find(f"{A}txBody/{A}lstStyle")
        lists = ([own] if own is not None else []) + ([self._defaults] if self._defaults is not None else [])
        return TextStyle(levels=self._resolve(lists), body=body, fonts=chain.fonts)

    def layout_name(self, slide: str) -> str:
        """The name of a slide's layout, empty when it has none."""
        chain = self._chain(slide)
        common = chain.layout.find(f"{P}cSld") if chain.layout is not None else None
        return common.get("name", "") if common is not None else ""

    def _resolve(self, lists: list[Element]) -> Levels:
        key = tuple(lists)
        if key not in self._levels:
            self._levels[key] = Levels(lists)
        return self._levels[key]

    def _tree(self, part: str) -> Element | None:
        if part not in self._trees and part in self._parts:
            self._trees[part] = parse_xml(self._parts[part], where=part)
        return self._trees.get(part)

    def _related(self, part: str, tail: str) -> str:
        found: Iterator[Relationship] = (item for item in read_relationships(self._parts, part) if item.tail == tail)
        return next((item.target for item in found), "")

    def _chain(self, slide: str) -> _Chain:
        if slide not in self._layouts:
            self._layouts[slide] = self._related(slide, "slideLayout")
        layout = self._layouts[slide]
        if layout not in self._chains:
            master = self._related(layout, "slideMaster") if layout else ""
            theme = self._related(master, "theme") if master else ""
            if theme not in self._fonts:
                tree = self._tree(theme) if theme else None
                self._fonts[theme] = _theme_fonts(tree)
            self._chains[layout] = _Chain(
                self._tree(layout) if layout else None, self._tree(master) if master else None, self._fonts[theme]
            )
        return self._chains[layout]

    def _placeholders(self, mark: Element, chain: _Chain) -> Iterator[Element | None]:
        kind, index = mark.get("type"), mark.get("idx")
        in_layout = _find_placeholder(chain.layout, kind, index) if chain.layout is not None else None
        yield in_layout
        if in_layout is not None:
            kind = in_layout.find(f"{P}nvSpPr/{P}nvPr/{P}ph").get("type", kind)  # type: ignore[union-attr]
        of_master = {"ctrTitle": "title", "subTitle": "body", None: "body", "obj": "body"}.get(kind, kind)
        yield _find_placeholder(chain.master, of_master, None) if chain.master is not None else None

    def _master_style(self, master: Element, kind: str) -> list[Element]:
        name = {"title": "titleStyle", "ctrTitle": "titleStyle", "dt": "otherStyle", "ftr": "otherStyle",
                "sldNum": "otherStyle"}.get(kind, "bodyStyle")  # fmt: skip
        found = master.find(f"{P}txStyles/{P}{name}")
        return ([found] if found is not None else []) + ([self._defaults] if self._defaults is not None else [])

    def _defaults_only(self, master: Element) -> list[Element]:
        other = master.find(f"{P}txStyles/{P}otherStyle")
        return [item for item in (self._defaults, other) if item is not None]


def _find_placeholder(tree: Element | None, kind: str | None, index: str | None) -> Element | None:
    if tree is None:
        return None
    marks = list(tree.iter(f"{P}ph"))
    chosen = None
    if index is not None:
        chosen = next((mark for mark in marks if mark.get("idx") == index), None)
    if chosen is None:
        same = {"title": ("title", "ctrTitle"), "ctrTitle": ("ctrTitle", "title")}.get(kind or "", (kind,))
        chosen = next((mark for wanted in same for mark in marks if mark.get("type") == wanted), None)
    return next((node for node in chosen.iterancestors() if node.tag == f"{P}sp"), None) if chosen is not None else None


def rectangle_of(shape: Element) -> Rectangle | None:
    """Where a shape says that it stands itself."""
    form = transform_of(shape)
    if form is None:
        return None
    offset, extent = form.find(f"{A}off"), form.find(f"{A}ext")
    if offset is None or extent is None:
        return None
    return Rectangle(
        int(offset.get("x", 0)), int(offset.get("y", 0)), int(extent.get("cx", 0)), int(extent.get("cy", 0))
    )


def transform_of(shape: Element) -> Element | None:
    """The element that holds a shape's offset and extent."""
    for path in (f"{P}spPr/{A}xfrm", f"{P}grpSpPr/{A}xfrm", f"{P}xfrm"):
        found = shape.find(path)
        if found is not None:
            return found
    return None


def _merge(lists: Sequence[Element], number: int) -> Level:
    level = Level()
    for style in lists:
        node = style.find(f"{A}lvl{number}pPr")
        if node is not None:
            level = level.over(read_level(node))
    return level


def read_level(node: Element | None) -> Level:
    """What an `a:pPr` or `a:lvlNpPr` says, with its default run properties."""
    if node is None:
        return Level()
    run = node.find(f"{A}defRPr")
    line, before, after = (_spacing(node.find(f"{A}{name}")) for name in ("lnSpc", "spcBef", "spcAft"))
    margin, indent = node.get("marL"), node.get("indent")
    paragraph = Level(
        margin=int(margin) if margin is not None else None,
        indent=int(indent) if indent is not None else None,
        align=node.get("algn"),
        line_points=line[0], line_ratio=line[1],
        before_points=before[0], before_ratio=before[1],
        after_points=after[0], after_ratio=after[1],
    )  # fmt: skip
    return read_run(run).over(paragraph) if run is not None else paragraph


def read_run(node: Element | None) -> Level:
    """What an `a:rPr` says."""
    if node is None:
        return Level()
    size, bold = node.get("sz"), node.get("b")
    latin, east_asian = node.find(f"{A}latin"), node.find(f"{A}ea")
    return Level(
        size=int(size) / 100 if size else None,
        bold=bold in ("1", "true") if bold is not None else None,
        latin=latin.get("typeface") if latin is not None else None,
        east_asian=east_asian.get("typeface") if east_asian is not None else None,
    )


def _spacing(node: Element | None) -> tuple[float | None, float | None]:
    if node is None:
        return None, None
    points, ratio = node.find(f"{A}spcPts"), node.find(f"{A}spcPct")
    if points is not None:
        return int(points.get("val", 0)) / 100, None
    if ratio is not None:
        value = ratio.get("val", "100000")
        return None, float(value.rstrip("%")) / (100 if value.endswith("%") else 100_000)
    return None, None


def _read_body(bodies: list[Element]) -> Body:
    def get(name: str, default: str) -> str:
        return next((found for body in bodies if (found := body.get(name)) is not None), default)

    grows = next((body for body in bodies if any(child.tag.endswith("utofit") or child.tag.endswith("utoFit")
                                                 for child in body if isinstance(child.tag, str))), None)  # fmt: skip
    return Body(
        left=int(get("lIns", "91440")), top=int(get("tIns", "45720")),
        right=int(get("rIns", "91440")), bottom=int(get("bIns", "45720")),
        wraps=get("wrap", "square") != "none",
        grows=grows is not None and grows.find(f"{A}spAutoFit") is not None,
        upright=get("vert", "horz") == "horz",
    )  # fmt: skip


def _theme_fonts(theme: Element | None) -> Mapping[str, str]:
    if theme is None:
        return {}
    fonts: dict[str, str] = {}
    for short, name in (("mj", "majorFont"), ("mn", "minorFont")):
        node = theme.find(f".//{A}{name}")
        if node is None:
            continue
        for part, tag in (("lt", "latin"), ("ea", "ea"), ("cs", "cs")):
            face = node.find(f"{A}{tag}")
            fonts[f"+{short}-{part}"] = face.get("typeface", "") if face is not None else ""
        if not fonts[f"+{short}-ea"]:
            script = next((item for item in node.findall(f"{A}font") if item.get("script") == "Hans"), None)
            fonts[f"+{short}-ea"] = script.get("typeface", "") if script is not None else ""
    return fonts
