"""Many documents: seconds, documents per second and memory, in one process (a plain loop), and in one and two others.

python benchmarks/many.py [10 100 …]
"""

import resource
import sys
import tempfile
import time
from pathlib import Path

from briefgen.builder import BuildRequest, build

SAMPLE = Path(__file__).parents[1] / "seeds" / "guizhou-organization-work.txt"
KINDS = {"plain loop": 0, "1 job": 1, "2 jobs": 2}


def make_project(folder: Path, documents: int) -> None:
    """Shortened copies of the sample, no two the same."""
    paragraphs = SAMPLE.read_text(encoding="utf-8").split("\n")
    (folder / "seeds").mkdir()
    for number in range(documents):
        text = "\n".join([*paragraphs[: 8 + number % 7], f"全年办结事项{1000 + number}件。"])
        (folder / "seeds" / f"{number:05}.txt").write_text(text, encoding="utf-8")


def measure(documents: int, jobs: int) -> tuple[float, float]:
    """Seconds of a build into an empty folder, and of one that finds all up to date."""
    with tempfile.TemporaryDirectory() as name:
        make_project(Path(name), documents)
        times = []
        for _ in range(2):
            start = time.perf_counter()
            report = build(BuildRequest(project=Path(name), jobs=jobs))
            times.append(time.perf_counter() - start)
            assert not any(document.error for document in report.documents)
    return times[0], times[1]


def main() -> None:
    """Print a table; memory is the most that one process ever had, so the largest project decides it."""
    sizes = [int(word) for word in sys.argv[1:]] or [10, 100]
    print(
        f"{'documents':>9}  {'how':10} {'seconds':>8} {'per second':>10} {'again, s':>8} {'own MB':>7} {'other MB':>8}"
    )
    for documents in sizes:
        for kind, jobs in KINDS.items():
            first, again = measure(documents, jobs)
            own, other = (
                resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
            )
            print(
                f"{documents:9}  {kind:10} {first:8.1f} {documents / first:10.1f} {again:8.2f} {own:7.0f} {other:8.0f}"
            )


if __name__ == "__main__":
    main()
