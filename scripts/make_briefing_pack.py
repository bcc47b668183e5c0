"""Write the two office files of the pack `briefing` into templates/briefing/: the same bytes on every run.

Run it after a change to the pack_*.py modules here: `python scripts/make_briefing_pack.py`. The files are templates
like any other: they may as well be edited in an office program, and then this script is no longer needed.
"""

from pathlib import Path

from pack_chart import chart_xml
from pack_deck import Design, build_deck
from pack_design import BRIEFING, default_text_xml, layouts, master_xml
from pack_document import build_document
from pack_slides import slides
from pack_tables import table_styles_xml

PACK = Path(__file__).resolve().parent.parent / "templates" / "briefing"


def main() -> None:
    """Write both files."""
    design = Design(
        theme=BRIEFING,
        layouts=layouts(),
        slides=slides(),
        master=master_xml,
        chart=chart_xml,
        table_styles=table_styles_xml(),
        default_text=default_text_xml(),
    )
    (PACK / "briefing.pptx").write_bytes(build_deck(design))
    (PACK / "summary.docx").write_bytes(build_document())


if __name__ == "__main__":
    main()
