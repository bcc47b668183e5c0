"""The promise that it fits: hundreds of documents through both packs, drawn with autofit off.

`pytest -m proof` draws all of them (half an hour); `BRIEFGEN_PROOF_PART=7` the seventh tenth, as CI does with a number
that goes on with each commit. `BRIEFGEN_PROOF_DOCUMENTS` names a folder of further documents. The last result of a
whole run stands in docs/measured.md.
"""

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from briefgen import readers, templating
from briefgen.analysis import analyze
from briefgen.config import Options, load_pack_settings
from briefgen.content import Content
from briefgen.renderers import pptx
from briefgen.storyboard import Storyboard
from office_tools import draw_all
from projects import CHECKOUT
from proof.documents import documents
from proof.drawn import compare, open_deck, read_pages

pytestmark = pytest.mark.proof

PACKS = ("briefing", "gongwen")
TALLER = 1.1
AGREEING = 0.99


@dataclass(slots=True)
class Result:
    """What was found in the decks of one pack."""

    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def add(self, kind: str, faults: list[str]) -> None:
        self.counts[kind] += len(faults)
        self.faults += [f"{kind}: {fault}" for fault in faults]


def sources(folder: Path) -> Iterator[Path]:
    """The documents of this run as files."""
    part = os.environ.get("BRIEFGEN_PROOF_PART")
    for made in documents(int(part) if part else None):
        path = folder / made.name
        path.write_text(made.text, encoding="utf-8")
        yield path
    yield from sorted((CHECKOUT / "seeds").glob("*.txt"))
    yield from sorted((CHECKOUT / "tests/cases").glob("*.md"))
    if more := os.environ.get("BRIEFGEN_PROOF_DOCUMENTS"):
        yield from sorted(path for path in Path(more).iterdir() if path.is_file())


def compose(content: Content, pack: str) -> Storyboard:
    folder = CHECKOUT / "templates" / pack
    return templating.compose_deck(
        (folder / "briefing.pptx").read_bytes(),
        content=content,
        options=Options(),
        pack=load_pack_settings((folder / "template.toml").read_bytes(), pack),
        report=lambda _: None,
    )


def missing_points(content: Content, story: Storyboard) -> list[str]:
    """The key points of which no wording stands on a slide and nothing is listed as left to the notes.

    A point that a timeline or a case tells stands there.
    """
    slots = [slot for frame in story.frames for slot in frame.slots if not slot.place.startswith("notes of")]
    said = "\n".join([*(slot.text for slot in slots), *story.left_out]).replace(" ", "")
    missing = []
    for section in content.all_sections():
        told = [(event.sentence, line) for event in section.timeline for line in event.wordings]
        told += [(sentence, case.text) for case in section.cases for sentence in case.sentences]
        for point in section.key_points:
            lines = [*point.wordings, point.text, *(line for sentence, line in told if sentence in point.sentences)]
            lines += [point.plain] if point.plain else []
            if not any(line.text.replace(" ", "") in said for line in lines):
                missing.append(point.id)
    return missing


@pytest.mark.parametrize("pack", PACKS)
def test_every_text_fits_its_box_and_every_point_is_shown(pack: str, tmp_path: Path):
    stories: dict[Path, Storyboard] = {}
    result = Result()
    for source in sources(tmp_path):
        content = analyze(readers.read(source))
        story = compose(content, pack)
        deck = tmp_path / f"{source.stem}.pptx"
        deck.write_bytes(pptx.render(story))
        stories[deck] = story
        result.add("point missing", [f"{source.name}: {name}" for name in missing_points(content, story)])
        result.counts["left to the notes"] += len(story.left_out)
    for deck, pdf in draw_all(list(stories), tmp_path):
        _check(deck, pdf, stories[deck], result)
    counts = result.counts
    agreement = 1 - counts["other lines"] / max(1, counts["paragraphs"])
    print(f"\n{pack}: {len(stories)} decks, {dict(counts)}, line agreement {agreement:.4f}")
    print("\n".join(result.faults))
    assert counts["overflow"] == counts["overflow, taller"] == counts["point missing"] == 0
    assert agreement >= AGREEING


def _check(deck: Path, pdf: Path, story: Storyboard, result: Result) -> None:
    frames = [frame for frame in story.frames if not frame.hidden]
    pages = read_pages(pdf)
    assert len(pages) == len(frames), deck.name
    for frame, slide, page in zip(frames, open_deck(deck), pages, strict=True):
        normal, taller = compare(frame, slide, page, 1.0), compare(frame, slide, page, TALLER)
        result.counts["slides"] += 1
        result.counts["paragraphs"] += normal.compared
        result.add("overflow", [f"{deck.stem}: {fault}" for fault in normal.overflows])
        result.add("overflow, taller", [f"{deck.stem}: {fault}" for fault in taller.overflows])
        result.add("other lines", [f"{deck.stem}: {fault}" for fault in normal.others])
        result.add("unseen", [f"{deck.stem}: {fault}" for fault in normal.unseen])
