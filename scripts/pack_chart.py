"""The deck's native charts: one for bars, one for columns over years, each with a workbook of sample data.

The data are placeholders that a build replaces; the formatting (colours, gaps, labels) is what counts.
"""

from pack_design import ACCENT, INK, INK3, MUTE, REST, WHITE
from pack_package import Package
from pack_shapes import Style, fill_xml, stroke_xml

CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NAMESPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
DOUGHNUT, LINE = "Doughnut", "Line"
SAMPLE = (("A", 5), ("B", 4), ("C", 3), ("D", 2))
SERIES = "Series"
LABEL, VALUE = Style(18, 25, INK), Style(28, 32, INK)


def chart_xml(kind: str, label: Style = LABEL, value: Style = VALUE) -> str:
    """A chart part: kind is `Bars` (horizontal, first category on top), `Columns`, `Line` or `Doughnut`."""
    if kind == DOUGHNUT:
        return _chart_space(_doughnut(), label)
    if kind == LINE:
        return _chart_space(_line(Style(14, 19, label.color), Style(14, 19, value.color, bold=value.bold)), label)
    bars = kind == "Bars"
    emphasis = 0 if bars else len(SAMPLE) - 1
    series = (
        f'{_series_head()}<c:spPr>{fill_xml(MUTE)}</c:spPr><c:invertIfNegative val="0"/>'
        f'<c:dPt><c:idx val="{emphasis}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>'
        f"<c:spPr>{fill_xml(ACCENT)}</c:spPr></c:dPt>{_data_labels(value)}{_categories(SAMPLE)}{_values(SAMPLE)}</c:ser>"
    )
    direction, gap = ("bar", 79) if bars else ("col", 100)
    plot = (
        f'<c:barChart><c:barDir val="{direction}"/><c:grouping val="clustered"/><c:varyColors val="0"/>{series}'
        f'<c:gapWidth val="{gap}"/><c:axId val="111111111"/><c:axId val="222222222"/></c:barChart>'
        f"{_category_axis(bars, label)}{_value_axis(bars)}"
    )
    return _chart_space(f"{_layout(bars)}{plot}", label)


def _doughnut() -> str:
    """A ring of the part, from the top on, and the rest; white borders, no labels."""
    points = "".join(
        f'<c:dPt><c:idx val="{at}"/><c:bubble3D val="0"/>'
        f"<c:spPr>{fill_xml(color)}{stroke_xml(WHITE, 2)}</c:spPr></c:dPt>"
        for at, color in enumerate((ACCENT, REST))
    )
    return (
        f"<c:layout/><c:doughnutChart><c:varyColors val='0'/>{_series_head()}"
        f"{points}{_categories(SAMPLE[:2])}{_values(SAMPLE[:2])}</c:ser>"
        '<c:firstSliceAng val="0"/><c:holeSize val="70"/></c:doughnutChart>'
    )


def _line(label: Style, value: Style) -> str:
    """A line over more points in time than columns can show, each with a dot and its value above."""
    dot = f"<c:spPr>{fill_xml(ACCENT)}{stroke_xml(WHITE, 1)}</c:spPr>"
    return (
        f'{_layout(bars=False)}<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{_series_head()}'
        f"<c:spPr>{stroke_xml(ACCENT, 2.25)}</c:spPr>"
        f'<c:marker><c:symbol val="circle"/><c:size val="7"/>{dot}</c:marker>'
        f'{_data_labels(value, "t")}{_categories(SAMPLE)}{_values(SAMPLE)}<c:smooth val="0"/></c:ser>'
        '<c:marker val="1"/><c:axId val="111111111"/><c:axId val="222222222"/></c:lineChart>'
        f"{_category_axis(False, label)}{_value_axis(False)}"
    )


def _series_head() -> str:
    return (
        '<c:ser><c:idx val="0"/><c:order val="0"/><c:tx><c:strRef><c:f>Sheet1!$B$1</c:f><c:strCache>'
        f'<c:ptCount val="1"/><c:pt idx="0"><c:v>{SERIES}</c:v></c:pt></c:strCache></c:strRef></c:tx>'
    )


def _chart_space(plot: str, label: Style) -> str:
    return (
        f'<c:chartSpace {NAMESPACES}><c:date1904 val="0"/><c:roundedCorners val="0"/><c:chart>'
        f'<c:autoTitleDeleted val="1"/><c:plotArea>{plot}<c:spPr><a:noFill/></c:spPr></c:plotArea>'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        f'{_text(label)}<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _layout(bars: bool) -> str:
    x, y, w, h = (0.24, 0.0, 0.62, 1.0) if bars else (0.0, 0.14, 1.0, 0.72)
    return (
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{x}"/><c:y val="{y}"/><c:w val="{w}"/><c:h val="{h}"/></c:manualLayout></c:layout>'
    )


def _text(style: Style) -> str:
    faces = '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/>'
    run = f'<a:defRPr sz="{round(style.size * 100)}" b="{int(style.bold)}">{fill_xml(style.color)}{faces}</a:defRPr>'
    return (
        f'<c:txPr><a:bodyPr wrap="none"/><a:lstStyle/><a:p><a:pPr>{run}</a:pPr>'
        '<a:endParaRPr lang="zh-CN" altLang="en-US"/></a:p></c:txPr>'
    )


def _data_labels(value: Style, place: str = "outEnd") -> str:
    shows = "".join(
        f'<c:{name} val="{int(name == "showVal")}"/>'
        for name in ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize")
    )
    return (
        '<c:dLbls><c:numFmt formatCode="General" sourceLinked="0"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>'
        f'{_text(value)}<c:dLblPos val="{place}"/>{shows}</c:dLbls>'
    )


def _categories(sample: tuple[tuple[str, int], ...]) -> str:
    points = "".join(f'<c:pt idx="{index}"><c:v>{name}</c:v></c:pt>' for index, (name, _) in enumerate(sample))
    return (
        f"<c:cat><c:strRef><c:f>Sheet1!$A$2:$A${len(sample) + 1}</c:f><c:strCache>"
        f'<c:ptCount val="{len(sample)}"/>{points}</c:strCache></c:strRef></c:cat>'
    )


def _values(sample: tuple[tuple[str, int], ...]) -> str:
    points = "".join(f'<c:pt idx="{index}"><c:v>{value}</c:v></c:pt>' for index, (_, value) in enumerate(sample))
    return (
        f"<c:val><c:numRef><c:f>Sheet1!$B$2:$B${len(sample) + 1}</c:f><c:numCache><c:formatCode>General</c:formatCode>"
        f'<c:ptCount val="{len(sample)}"/>{points}</c:numCache></c:numRef></c:val>'
    )


def _category_axis(bars: bool, label: Style) -> str:
    orientation = "maxMin" if bars else "minMax"
    every = '<c:tickLblSkip val="1"/>' if bars else ""  # no bar without its name
    return (
        f'<c:catAx><c:axId val="111111111"/><c:scaling><c:orientation val="{orientation}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{"l" if bars else "b"}"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        f'<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f"<c:spPr>{stroke_xml(INK3, 0.75)}</c:spPr>{_text(label)}"
        '<c:crossAx val="222222222"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        f'<c:lblOffset val="100"/>{every}<c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _value_axis(bars: bool) -> str:
    return (
        '<c:valAx><c:axId val="222222222"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling>'
        f'<c:delete val="1"/><c:axPos val="{"t" if bars else "l"}"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="none"/>'
        '<c:crossAx val="111111111"/><c:crosses val="autoZero"/><c:crossBetween val="between"/></c:valAx>'
    )


def workbook_bytes() -> bytes:
    """The smallest workbook that holds the sample data."""
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    package = Package()
    relations = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    package.add(
        "xl/workbook.xml",
        f"{kind}.sheet.main+xml",
        f'<workbook {main} {relations}><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>',
    )
    rows = [("", SERIES), *SAMPLE]
    cells = "".join(
        f'<row r="{number}">{_cell(f"A{number}", name)}{_cell(f"B{number}", value)}</row>'
        for number, (name, value) in enumerate(rows, start=1)
    )
    package.add(
        "xl/worksheets/sheet1.xml",
        f"{kind}.worksheet+xml",
        f"<worksheet {main}><sheetData>{cells}</sheetData></worksheet>",
    )
    package.link("", "xl/workbook.xml", "officeDocument")
    package.link("xl/workbook.xml", "xl/worksheets/sheet1.xml", "worksheet")
    return package.to_bytes()


def _cell(reference: str, value: str | int) -> str:
    if isinstance(value, int):
        return f'<c r="{reference}"><v>{value}</v></c>'
    return f'<c r="{reference}" t="inlineStr"><is><t>{value}</t></is></c>'
