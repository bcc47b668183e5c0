"""Styles, settings and fonts of the Word file of `gongwen`, after GB/T 9704-2012.

Sizes: 2号 22 pt, 3号 16 pt, 4号 14 pt, 小四 12 pt. Body lines are exactly 28 pt, so those styles leave the grid of the
page, which says 22 lines of 28 characters.
"""

from dataclasses import dataclass

from pack_words import NAMESPACES

LATIN = "Times New Roman"
SONG, TITLE, HEI, KAI, FANG = "宋体", "方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312"
TWO, THREE, FOUR, SMALL_FOUR = 22, 16, 14, 12
LINE = 28.0

# Other names under which the systems of an office know a face (the standard's own first, then 信创, then free ones).
FONTS = (
    (LATIN, "Liberation Serif", "00", "roman"),
    (FANG, "仿宋,FangSong,方正仿宋_GBK,Noto Serif CJK SC", "86", "modern"),
    (KAI, "楷体,KaiTi,方正楷体_GBK,Noto Serif CJK SC", "86", "modern"),
    (HEI, "SimHei,方正黑体_GBK,Noto Sans CJK SC", "86", "modern"),
    (TITLE, "方正小标宋_GBK,华文中宋,STZhongsong,Noto Serif CJK SC", "86", "script"),
    (SONG, "SimSun,方正书宋_GBK,Noto Serif CJK SC", "86", "auto"),
)


@dataclass(frozen=True)
class Look:
    """A paragraph style: Chinese face, size and line in points, space before and after, indents in characters.

    `exact` lines leave the page's grid; others are at least as high as said. A paragraph that `ends` the text takes
    its last lines along to the page of what follows.
    """

    id: str
    name: str
    face: str = FANG
    size: float = THREE
    line: float = LINE
    first: float = 0
    left: float = 0
    right: float = 0
    before: float = 0
    after: float = 0
    align: str = "both"
    exact: bool = True
    keep_next: bool = False
    ends: bool = False
    new_page: bool = False
    outline: int | None = None
    next: str = ""
    latin: str = LATIN


LOOKS = (
    Look("Classification", "briefgen Classification", HEI, align="left"),
    Look("Title", "Title", TITLE, TWO, 34, before=28, align="center", keep_next=True, next="Subtitle"),
    Look("Subtitle", "Subtitle", KAI, align="center", keep_next=True, next="Kind"),
    Look("Kind", "briefgen Kind", KAI, after=LINE, align="center", next="Body"),
    Look("Addressee", "briefgen Addressee", align="left", next="Body"),
    Look("Body", "Body Text", first=2),
    Look("BodyEnd", "briefgen Body End", first=2, ends=True),
    Look("Heading1", "heading 1", HEI, first=2, keep_next=True, outline=0, next="Body"),
    Look("Heading2", "heading 2", KAI, first=2, keep_next=True, outline=1, next="Body"),
    Look("Heading3", "heading 3", first=2, keep_next=True, outline=2, next="Body"),
    Look("Caption", "caption", HEI, SMALL_FOUR, 20, before=8, after=4, align="center", keep_next=True, next="Body"),
    Look("AnnexNote", "briefgen Annex Note", first=2, before=LINE, ends=True),
    Look("Signature", "Signature", left=13, before=2 * LINE, align="center", keep_next=True, next="Date"),
    Look("Date", "Date", right=4, align="right"),
    Look("Annex", "briefgen Annex", HEI, align="left", keep_next=True, new_page=True, next="AnnexTitle"),
    Look(
        "AnnexTitle",
        "briefgen Annex Title",
        TITLE,
        TWO,
        34,
        before=LINE,
        after=14,
        align="center",
        keep_next=True,
        outline=0,
    ),
    Look("TableHead", "briefgen Table Head", HEI, SMALL_FOUR, 20, 0, 0, 0, 3, 3, "center", exact=False, keep_next=True),
    Look(
        "TableHeadRight",
        "briefgen Table Head Right",
        HEI,
        SMALL_FOUR,
        20,
        0,
        0,
        0,
        3,
        3,
        "right",
        exact=False,
        keep_next=True,
    ),
    Look("TableCenterRight", "briefgen Table Number", FANG, SMALL_FOUR, 20, 0, 0, 0, 3, 3, "right", exact=False),
    Look("TableUnit", "briefgen Table Unit", FANG, SMALL_FOUR, 20, 0, 0, 0, 0, 3, "right", exact=False, keep_next=True),
    Look("TableText", "briefgen Table Text", FANG, SMALL_FOUR, 20, 0, 0, 0, 3, 3, "left", exact=False),
    Look("TableCenter", "briefgen Table Center", FANG, SMALL_FOUR, 20, 0, 0, 0, 3, 3, "center", exact=False),
    Look("TableNote", "briefgen Table Note", FANG, SMALL_FOUR, 20, before=6, exact=False),
    Look("PageOdd", "briefgen Page Odd", SONG, FOUR, 16, right=1, align="right", latin=SONG),
    Look("PageEven", "briefgen Page Even", SONG, FOUR, 16, left=1, align="left", latin=SONG),
)

STRONG = (
    '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/>'
    '<w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/><w:rPr><w:b/><w:bCs/></w:rPr></w:style>'
)

TABLE_STYLES = (
    '<w:style w:type="table" w:customStyle="1" w:styleId="Grid"><w:name w:val="briefgen Grid"/>'
    '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
    + "".join(
        f'<w:{edge} w:val="single" w:sz="{size}" w:space="0" w:color="000000"/>'
        for edge, size in (("top", 12), ("left", 12), ("bottom", 12), ("right", 12), ("insideH", 4), ("insideV", 4))
    )
    + '</w:tblBorders><w:tblCellMar><w:left w:w="100" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar>'
    '</w:tblPr><w:tcPr><w:vAlign w:val="center"/></w:tcPr></w:style>'
)


def faces(east_asian: str, latin: str = LATIN) -> str:
    """The faces of a run in all four slots."""
    return f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{east_asian}" w:cs="{latin}"/>'


def styles_xml() -> str:
    """The styles part: body text by default, so that the page's grid counts its characters by 3号."""
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{faces(FANG)}<w:color w:val="000000"/><w:sz w:val="32"/>'
        '<w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )
    bases = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        '<w:pPr><w:widowControl/><w:kinsoku/><w:overflowPunct/><w:autoSpaceDE w:val="0"/>'
        '<w:autoSpaceDN w:val="0"/></w:pPr></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
    )
    return f"<w:styles {NAMESPACES}>{defaults}{bases}{''.join(map(_style, LOOKS))}{STRONG}{TABLE_STYLES}</w:styles>"


def _style(look: Look) -> str:
    custom = ' w:customStyle="1"' if look.name.startswith("briefgen") else ""
    follows = f'<w:next w:val="{look.next}"/>' if look.next else ""
    keep = "<w:keepNext/><w:keepLines/>" if look.keep_next else "<w:keepNext/>" if look.ends else ""
    page = "<w:pageBreakBefore/>" if look.new_page else ""
    rule = "exact" if look.exact else "atLeast"
    spacing = (
        f'<w:spacing w:before="{round(look.before * 20)}" w:after="{round(look.after * 20)}"'
        f' w:line="{round(look.line * 20)}" w:lineRule="{rule}"/>'
    )
    outline = f'<w:outlineLvl w:val="{look.outline}"/>' if look.outline is not None else ""
    size = round(look.size * 2)
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{look.id}"><w:name w:val="{look.name}"/>'
        f'<w:basedOn w:val="Normal"/>{follows}<w:qFormat/>'
        f'<w:pPr>{keep}{page}<w:snapToGrid w:val="0"/>{spacing}{_indents(look)}<w:jc w:val="{look.align}"/>{outline}'
        f"</w:pPr><w:rPr>{faces(look.face, look.latin)}"
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
    )


def _indents(look: Look) -> str:
    """Indents in characters, with their width in twentieths of a point for programs that count no characters."""
    said = "".join(
        f' w:{name}Chars="{round(count * 100)}" w:{name}="{round(count * look.size * 20)}"'
        for name, count in (("left", look.left), ("right", look.right), ("firstLine", look.first))
        if count
    )
    return f"<w:ind{said}/>" if said else ""


def settings_xml() -> str:
    """The settings part: odd and even pages differ, full-width marks squeezed, Chinese line rules on."""
    return (
        f"<w:settings {NAMESPACES}>"
        '<w:zoom w:percent="100"/><w:defaultTabStop w:val="640"/><w:evenAndOddHeaders/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
        ' w:val="15"/></w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>'
        '<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" w:accent1="accent1"'
        ' w:accent2="accent2" w:accent3="accent3" w:accent4="accent4" w:accent5="accent5" w:accent6="accent6"'
        ' w:hyperlink="hyperlink" w:followedHyperlink="followedHyperlink"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def fonts_xml() -> str:
    """The font table: what each face is called elsewhere."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="{charset}"/>'
        f'<w:family w:val="{family}"/><w:pitch w:val="variable"/></w:font>'
        for name, others, charset, family in FONTS
    )
    return f"<w:fonts {NAMESPACES}>{fonts}</w:fonts>"
