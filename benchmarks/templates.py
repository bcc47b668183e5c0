"""How fast templates are filled and written in a warm process: decks by their number of slides, Word beside docxtpl.

    python benchmarks/templates.py [RUNS]

The contents are made of a made-up report, analysed once; each run composes the storyboard and writes the package, with
what the process keeps between builds kept, but no text measured before (the memory of laid-out texts is cleared).
"""

import gc
import io
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

import docx

from briefgen import analyze
from briefgen.builder.pipeline import read_pack
from briefgen.config import Options, shipped_templates
from briefgen.readers import read_bytes
from briefgen.renderers import docx as docx_renderer
from briefgen.renderers import pptx as pptx_renderer
from briefgen.templating import breaking, compose_deck, compose_document, measuring

PACK = read_pack(shipped_templates() / "briefing")
ITEM = "是推进第{0}项工作。全年完成项目{0}个，投资{1}亿元，惠及群众{2}万人，群众满意度稳步提高，长效机制逐步健全。"
TABLE = "| 乡镇 | 用水量（万立方米） |\n|---|---|\n| 东山镇 | {0} |\n| 西河镇 | {1} |\n| 南坪镇 | {2} |"


def report(parts: int, charts: int) -> str:
    """A report of so many parts, the first of which have a series of values."""
    lines = ["# 清河县工作情况报告", ""]
    for number in range(1, parts + 1):
        lines += [f"## 第{number}片区建设情况", ""]
        if number <= charts:
            lines += [TABLE.format(number + 100, number + 120, number + 150), ""]
        lines += [f"{'一二三四五六'[at]}" + ITEM.format(number + at, number * 3 + at, at + 2) + "\n" for at in range(6)]
    return "\n".join(lines)


def deck(parts: int, charts: int) -> tuple[int, int, Callable[[], bytes]]:
    """The slides and charts of a deck, and what makes it."""
    content = analyze(read_bytes(report(parts, charts).encode(), path="report.md"))

    def make() -> bytes:
        return pptx_renderer.render(_compose(compose_deck, "briefing.pptx", content))

    story = _compose(compose_deck, "briefing.pptx", content)
    return len(story.frames), sum(len(frame.charts) for frame in story.frames), make


def word(parts: int) -> tuple[Callable[[], bytes], Callable[[], bytes] | None]:
    """The same table of texts filled by briefgen, and by docxtpl where it is installed."""
    content = analyze(read_bytes(report(parts, 0).encode(), path="report.md"))
    rows = [
        (section.title.text if section.title else "", [p.text.text for p in section.key_points])
        for section in content.sections
    ]
    template = _word_template()

    def ours() -> bytes:
        story = compose_document(
            template, content=content, options=Options(), pack=PACK.settings, report=lambda _: None
        )
        return docx_renderer.render(story)

    try:
        import docxtpl  # noqa: PLC0415  (measured against where it is there)
    except ImportError:
        return ours, None

    def theirs() -> bytes:
        document = docxtpl.DocxTemplate(io.BytesIO(template))
        names: dict[str, Any] = {
            "sections": [{"title": title, "key_points": [{"text": text} for text in texts]} for title, texts in rows]
        }
        document.render(names, autoescape=True)
        buffer = io.BytesIO()
        document.save(buffer)
        return buffer.getvalue()

    return ours, theirs


def _word_template() -> bytes:
    file = docx.Document()
    for text in ("{%p for section in sections %}", "{{ section.title }}", "{%p for point in section.key_points %}",
                 "{{ point.text }}", "{%p endfor %}", "{%p endfor %}"):  # fmt: skip
        file.add_paragraph(text)
    buffer = io.BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def _compose(compose: Any, name: str, content: Any) -> Any:
    return compose(PACK.files[name], content=content, options=Options(), pack=PACK.settings, report=lambda _: None)


def measure(make: Callable[[], bytes], runs: int) -> float:
    """The median seconds of a run, its first one left out."""
    make()
    times = []
    for _ in range(runs):
        breaking._lay_out.cache_clear()
        measuring.measure.cache_clear()
        gc.collect()
        start = time.process_time()
        make()
        times.append(time.process_time() - start)
    return statistics.median(times)


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    for parts, charts in ((5, 3), (14, 3), (28, 3), (60, 3)):
        slides, drawn, make = deck(parts, charts)
        seconds = measure(make, runs)
        print(f"{slides:>4} slides, {drawn} charts: {seconds:.3f} s, {1000 * seconds / slides:.1f} ms a slide")
    ours, theirs = word(20)
    own = measure(ours, runs)
    print(f"Word, 20 parts of 6 points: {own:.3f} s")
    if theirs is not None:
        other = measure(theirs, runs)
        print(f"the same with docxtpl: {other:.3f} s, ratio {own / other:.2f}")


if __name__ == "__main__":
    main()
