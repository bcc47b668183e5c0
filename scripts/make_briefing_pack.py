"""Write the two office files of the pack `briefing` into templates/briefing/: the same bytes on every run.

Run it after a change to the pack_*.py modules here: `python scripts/make_briefing_pack.py`. The files are templates
like any other: they may as well be edited in an office program, and then this script is no longer needed.
"""

from pathlib import Path

from pack_deck import build_deck
from pack_document import build_document

PACK = Path(__file__).resolve().parent.parent / "templates" / "briefing"


def main() -> None:
    """Write both files."""
    (PACK / "briefing.pptx").write_bytes(build_deck())
    (PACK / "summary.docx").write_bytes(build_document())


if __name__ == "__main__":
    main()
