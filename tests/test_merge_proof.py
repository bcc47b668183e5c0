"""The proof of the merge: every kind of edit in every state of the source, as edited and after LibreOffice saved it.

`pytest -m proof tests/test_merge_proof.py -s` prints the table of docs/measured.md. With BRIEFGEN_PROOF_PART=n (0 to 9)
only every tenth kind of edit is taken.
"""

import os
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import merge_deck_edits
import merge_word_edits
from briefgen.merge import Merged
from briefgen.merge.deck import merge_deck
from briefgen.merge.word import merge_document
from merge_deck_edits import Edit, open_deck, save_deck
from merge_judging import deck_stale, findings, holds_in, word_stale
from merge_sources import CONVENTIONS, SOURCES, edition
from merge_word_edits import open_document, save_document
from office_tools import find_tool

PART = os.environ.get("BRIEFGEN_PROOF_PART", "")


@dataclass(frozen=True)
class Format:
    """One kind of output: how it is opened and merged, and who judges it."""

    name: str
    edits: Sequence[Edit]
    original: Callable[[str], bytes]
    read: Callable[[bytes], Any]
    save: Callable[[Any], bytes]
    merge: Callable[..., Merged]
    stale: Callable[[bytes, bytes, bytes, Merged], list[str]]


DECK = Format(
    "pptx", merge_deck_edits.EDITS, lambda name: edition(name).deck, open_deck, save_deck, merge_deck, deck_stale
)
WORD = Format(
    "docx",
    merge_word_edits.EDITS,
    lambda name: edition(name).document,
    open_document,
    save_document,
    merge_document,
    word_stale,
)


@dataclass
class Tally:
    """What was counted."""

    cells: int = 0
    dropped: list[str] = field(default_factory=list)
    conflicts: int = 0
    lost: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    unsound: list[str] = field(default_factory=list)

    def judge(self, edit: Edit, test: Any, mine: bytes, source: str, kind: Format) -> None:
        self.cells += 1
        base, new = kind.original("unchanged"), kind.original(source)
        merged = kind.merge(base, mine, new, CONVENTIONS)
        cell = f"{edit.name} x {source}"
        self.conflicts += bool(merged.conflicts)
        if edit.name not in self.dropped and not holds_in(kind.read, test, merged.data):
            gone = edit.looks_only and not _stands(edit.anchor, kind.read(new))
            if not gone:
                self.lost.append(cell)
        self.stale += [f"{cell}: {slot}" for slot in kind.stale(base, mine, new, merged)]
        self.unsound += [f"{cell}: {finding}" for finding in findings(merged.data)]


def _stands(anchor: str, opened: Any) -> bool:
    parts = [opened.element] if hasattr(opened, "paragraphs") else [slide.element for slide in opened.slides]
    return any(anchor in "".join(part.itertext()) for part in parts)


@pytest.mark.proof
@pytest.mark.parametrize("editor", ["python", "libreoffice"])
@pytest.mark.parametrize("kind", [DECK, WORD], ids=["pptx", "docx"])
def test_no_edit_is_lost_and_no_untouched_text_is_old(kind: Format, editor: str, tmp_path: Path):
    tests, files = {}, {}
    for number, edit in enumerate(kind.edits):
        if PART and number % 10 != int(PART):
            continue
        opened = kind.read(kind.original("unchanged"))
        tests[edit.name] = edit.make(opened)
        files[edit.name] = kind.save(opened)
    if editor == "libreoffice":
        files = through_libreoffice(files, kind.name, tmp_path)
    tally = Tally()
    for edit in kind.edits:
        if edit.name not in files:
            continue
        if not holds_in(kind.read, tests[edit.name], files[edit.name]):
            tally.dropped.append(edit.name)
        for source in SOURCES:
            tally.judge(edit, tests[edit.name], files[edit.name], source, kind)
    print(
        f"\n{kind.name} {editor}: {len(files)} edits, {tally.cells} cells, {tally.conflicts} with a conflict, "
        f"{len(tally.lost)} lost, {len(tally.stale)} stale, {len(tally.unsound)} unsound; "
        f"dropped by the editor itself: {', '.join(tally.dropped) or 'none'}"
    )
    assert (tally.lost, tally.stale, tally.unsound) == ([], [], [])


def through_libreoffice(files: dict[str, bytes], suffix: str, work: Path) -> dict[str, bytes]:
    """The files as LibreOffice saves them after opening."""
    (work / "in").mkdir()
    paths = {name: work / "in" / f"{number}.{suffix}" for number, name in enumerate(files)}
    for name, path in paths.items():
        path.write_bytes(files[name])
    command = [find_tool("soffice"), f"-env:UserInstallation=file://{work / 'profile'}", "--headless"]
    command += ["--convert-to", suffix, "--outdir", str(work / "out"), *map(str, paths.values())]
    subprocess.run(command, check=True, capture_output=True, timeout=1800)
    return {name: (work / "out" / path.name).read_bytes() for name, path in paths.items()}


def merge_at_random(kind: Format, names: Sequence[str], before: str, after: str) -> None:
    """Some edits one after another, on any state of the source, merged with any other."""
    opened = kind.read(kind.original(before))
    tests = []
    for name in names:
        edit = next(item for item in kind.edits if item.name == name)
        assume(_stands(edit.anchor, opened))
        try:
            tests.append((edit, edit.make(opened)))
        except (AttributeError, IndexError, KeyError, StopIteration, ValueError):
            assume(False)
    mine = kind.save(opened)
    new = kind.original(after)
    merged = kind.merge(kind.original(before), mine, new, CONVENTIONS)
    for edit, test in tests:
        if not edit.looks_only and holds_in(kind.read, test, mine):
            assert holds_in(kind.read, test, merged.data), edit.name
    assert kind.stale(kind.original(before), mine, new, merged) == []
    assert findings(merged.data) == []


def at_random(kind: Format) -> Any:
    names = st.lists(st.sampled_from([edit.name for edit in kind.edits]), min_size=1, max_size=3, unique=True)
    return given(names=names, before=st.sampled_from(list(SOURCES)), after=st.sampled_from(list(SOURCES)))


QUICK = settings(
    max_examples=8, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None
)
LONG = settings(QUICK, max_examples=400)


@QUICK
@at_random(DECK)
def test_random_edits_of_a_deck_stand(names: list[str], before: str, after: str):
    merge_at_random(DECK, names, before, after)


@QUICK
@at_random(WORD)
def test_random_edits_of_a_word_file_stand(names: list[str], before: str, after: str):
    merge_at_random(WORD, names, before, after)


@pytest.mark.proof
@LONG
@at_random(DECK)
def test_many_random_edits_of_a_deck_stand(names: list[str], before: str, after: str):
    merge_at_random(DECK, names, before, after)


@pytest.mark.proof
@LONG
@at_random(WORD)
def test_many_random_edits_of_a_word_file_stand(names: list[str], before: str, after: str):
    merge_at_random(WORD, names, before, after)
