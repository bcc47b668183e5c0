"""Write the two office files of the pack `gongwen` into templates/gongwen/: the same bytes on every run.

Run it after a change to the gongwen_*.py or pack_*.py modules here: `python scripts/make_gongwen_pack.py`. The files
are templates like any other: they may as well be edited in an office program, and then this script is no longer needed.
"""

from functools import partial
from pathlib import Path

from gongwen_design import DETAIL, LINE, THEME, layouts, master_xml
from gongwen_document import build_document
from gongwen_slides import slides
from pack_chart import chart_xml
from pack_deck import Design, build_deck
from pack_design import ACCENT, INK, default_text_xml
from pack_shapes import Style
from pack_tables import table_styles_xml

PACK = Path(__file__).resolve().parent.parent / "templates" / "gongwen"


def main() -> None:
    """Write both files."""
    design = Design(
        theme=THEME,
        layouts=layouts(),
        slides=slides(),
        master=master_xml,
        chart=partial(chart_xml, label=Style(20, 28, INK), value=Style(28, 32, INK, bold=True)),
        table_styles=table_styles_xml("gongwen", ACCENT, topped=False),
        default_text=default_text_xml(LINE, DETAIL),
    )
    (PACK / "briefing.pptx").write_bytes(build_deck(design))
    (PACK / "summary.docx").write_bytes(build_document())


if __name__ == "__main__":
    main()
