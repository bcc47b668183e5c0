"""Styles, settings, fonts and theme of the Word summary: the look of pack A, and nothing of a library's defaults."""

from dataclasses import dataclass
from html import escape

from pack_design import EAST_ASIAN, LATIN, THEME_COLORS
from pack_words import NAMESPACES

INK, INK2, INK3 = THEME_COLORS["dk1"], THEME_COLORS["dk2"], THEME_COLORS["accent5"]
ACCENT, RULE, PANEL = THEME_COLORS["accent1"], THEME_COLORS["accent6"], THEME_COLORS["lt2"]

FACES = f'<w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:eastAsia="{EAST_ASIAN}" w:cs="{LATIN}"/>'


@dataclass(frozen=True)
class Look:
    """A paragraph style: size and line in points (exact), space before and after, colour, and what follows it."""

    id: str
    name: str
    size: float
    line: float
    color: str = INK
    bold: bool = False
    before: float = 0
    after: float = 0
    align: str = "left"
    keep_next: bool = False
    outline: int | None = None
    next: str = ""
    extra: str = ""
    based_on: str = "Normal"


HAIRLINE_BELOW = f'<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="4" w:color="{RULE}"/></w:pBdr>'
RIGHT_TAB = '<w:tabs><w:tab w:val="right" w:pos="8957"/></w:tabs>'

LOOKS = (
    Look("Title", "Title", 24, 33, bold=True, after=4, keep_next=True, next="Subtitle"),
    Look("Subtitle", "Subtitle", 13, 20, INK2, after=4, keep_next=True, next="Scope"),
    Look("Scope", "briefgen Scope", 9.5, 14, INK3, before=2, after=6),
    Look("Classification", "briefgen Classification", 10.5, 16, INK2, align="right"),
    Look(
        "SummaryHead", "briefgen Summary Head", 11, 18, ACCENT, bold=True, after=4, keep_next=True, next="SummaryText"
    ),
    Look("SummaryText", "briefgen Summary Text", 10.5, 18, before=3, after=2, align="both"),
    Look("Heading1", "heading 1", 15, 22, bold=True, before=18, after=3, keep_next=True, outline=0, next="Body"),
    Look("Heading2", "heading 2", 11, 20, bold=True, before=7, keep_next=True, outline=1, next="Body"),
    Look("Heading3", "heading 3", 11, 20, INK2, bold=True, before=5, keep_next=True, outline=2, next="Body"),
    Look("Body", "Body Text", 11, 20, before=5, align="both"),
    Look("Caption", "caption", 10.5, 16, INK2, before=14, after=5, keep_next=True, next="Body"),
    Look("TableHead", "briefgen Table Head", 10.5, 16, INK2, bold=True, before=3, after=3, keep_next=True),
    Look("TableUnit", "briefgen Table Unit", 9.5, 14, INK2, after=3, align="right", keep_next=True),
    Look("TableText", "briefgen Table Text", 10.5, 16, INK2, before=3, after=3),
    Look(
        "TableHeadRight",
        "briefgen Table Head Right",
        10.5,
        16,
        INK2,
        bold=True,
        before=3,
        after=3,
        align="right",
        keep_next=True,
    ),
    Look("TableTextRight", "briefgen Table Number", 10.5, 16, INK2, before=3, after=3, align="right"),
    Look("AppendixText", "briefgen Appendix Text", 9.5, 15, INK2, before=2, after=2),
    Look("Header", "header", 9, 13, INK3, extra=HAIRLINE_BELOW + RIGHT_TAB),
    Look("Footer", "footer", 9, 13, INK3, extra=RIGHT_TAB),
)

CHARACTER_LOOKS = (
    (
        "Mark",
        "briefgen Mark",
        f'<w:b w:val="0"/><w:bCs w:val="0"/><w:color w:val="{INK3}"/><w:vertAlign w:val="superscript"/>',
    ),
    ("Number", "briefgen Number", f'<w:color w:val="{INK}"/><w:sz w:val="28"/><w:szCs w:val="28"/>'),
    ("Unit", "briefgen Unit", f'<w:color w:val="{INK}"/><w:sz w:val="19"/><w:szCs w:val="19"/>'),
    ("SectionNumber", "briefgen Section Number", f'<w:color w:val="{ACCENT}"/>'),
    ("Strong", "Strong", f'<w:b/><w:bCs/><w:color w:val="{INK}"/>'),
)


def styles_xml() -> str:
    """The styles part."""
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{FACES}<w:color w:val="{INK}"/><w:sz w:val="22"/><w:szCs w:val="22"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )
    bases = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        "<w:pPr><w:widowControl/><w:kinsoku/><w:overflowPunct/></w:pPr></w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
    )
    looks = "".join(map(_paragraph_style, LOOKS))
    characters = "".join(
        f'<w:style w:type="character"{_custom(name)} w:styleId="{style}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/><w:rPr>{properties}</w:rPr></w:style>'
        for style, name, properties in CHARACTER_LOOKS
    )
    return f"<w:styles {NAMESPACES}>{defaults}{bases}{looks}{characters}{_table_styles()}</w:styles>"


def _custom(name: str) -> str:
    return ' w:customStyle="1"' if name.startswith("briefgen") else ""


def _paragraph_style(look: Look) -> str:
    follows = f'<w:next w:val="{look.next}"/>' if look.next else ""
    keep = "<w:keepNext/><w:keepLines/>" if look.keep_next else ""
    borders, tabs = look.extra.partition("<w:tabs>")[0], "".join(look.extra.partition("<w:tabs>")[1:])
    outline = f'<w:outlineLvl w:val="{look.outline}"/>' if look.outline is not None else ""
    spacing = (
        f'<w:spacing w:before="{round(look.before * 20)}" w:after="{round(look.after * 20)}"'
        f' w:line="{round(look.line * 20)}" w:lineRule="exact"/>'
    )
    bold = "<w:b/><w:bCs/>" if look.bold else ""
    size = round(look.size * 2)
    return (
        f'<w:style w:type="paragraph"{_custom(look.name)} w:styleId="{look.id}"><w:name w:val="{look.name}"/>'
        f'<w:basedOn w:val="{look.based_on}"/>{follows}<w:qFormat/>'
        f'<w:pPr>{keep}{borders}{tabs}{spacing}<w:jc w:val="{look.align}"/>{outline}</w:pPr>'
        f'<w:rPr>{bold}<w:color w:val="{look.color}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
    )


def _table_styles() -> str:
    def edge(name: str, size: int, color: str) -> str:
        return f'<w:{name} w:val="single" w:sz="{size}" w:space="0" w:color="{color}"/>'

    plain = (
        '<w:style w:type="table" w:customStyle="1" w:styleId="Lines"><w:name w:val="briefgen Lines"/>'
        '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
        f"{edge('top', 12, INK)}{edge('bottom', 12, INK)}{edge('insideH', 6, RULE)}</w:tblBorders><w:tblCellMar>"
        '<w:left w:w="0" w:type="dxa"/><w:right w:w="140" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        '<w:tcPr><w:vAlign w:val="center"/></w:tcPr>'
        f'<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>{edge("bottom", 6, INK)}</w:tcBorders></w:tcPr>'
        "</w:tblStylePr></w:style>"
    )
    panel = (
        '<w:style w:type="table" w:customStyle="1" w:styleId="Panel"><w:name w:val="briefgen Panel"/>'
        '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
        f"{edge('left', 24, ACCENT)}</w:tblBorders><w:tblCellMar>"
        '<w:top w:w="220" w:type="dxa"/><w:left w:w="280" w:type="dxa"/><w:bottom w:w="220" w:type="dxa"/>'
        '<w:right w:w="280" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f'<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{PANEL}"/></w:tcPr></w:style>'
    )
    return plain + panel


# Word's own list for Chinese, and 〔: a source mark stays with the words before it.
NOT_AT_LINE_START = (
    "!%),.:;>?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～￠" + "〔"
)


def settings_xml() -> str:
    """The settings part: full-width marks squeezed, Chinese line rules on, no compatibility mode."""
    return (
        f"<w:settings {NAMESPACES}>"
        '<w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/>'
        f'<w:noLineBreaksBefore w:lang="zh-CN" w:val="{escape(NOT_AT_LINE_START)}"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
        ' w:val="15"/></w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>'
        '<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" w:accent1="accent1"'
        ' w:accent2="accent2" w:accent3="accent3" w:accent4="accent4" w:accent5="accent5" w:accent6="accent6"'
        ' w:hyperlink="hyperlink" w:followedHyperlink="followedHyperlink"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def fonts_xml() -> str:
    """The font table: what may stand in for the Chinese face."""
    return (
        f"<w:fonts {NAMESPACES}>"
        f'<w:font w:name="{LATIN}"><w:altName w:val="Liberation Sans"/><w:charset w:val="00"/>'
        '<w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font>'
        f'<w:font w:name="{EAST_ASIAN}"><w:altName w:val="Microsoft YaHei,方正黑体_GBK,Noto Sans CJK SC"/>'
        '<w:charset w:val="86"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
    )
