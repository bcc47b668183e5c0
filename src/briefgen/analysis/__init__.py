"""From a document to its content model: an ordered list of steps, each in a module of its own."""

from collections.abc import Sequence

from briefgen.content import Content
from briefgen.document import Document


def analyze(document: Document, *, protected: Sequence[str] = ()) -> Content:
    """The content model of a document; the steps are loaded at first use (see `analysis.steps`)."""
    from briefgen.analysis.steps import analyze as run_steps  # noqa: PLC0415  (start-up: commands that only list need no analysis)

    return run_steps(document, protected=protected)
