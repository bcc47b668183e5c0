"""What changed between two content models: figures, points and sections.

It works on the models as plain data (`content.to_dict()`, `content.schema.json`), so that one may come from a file.
Knows nothing of files, slides or pages.
"""

from briefgen.comparison.changes import ChangeKind, Comparison, FigureChange, PointChange, SectionChange
from briefgen.comparison.figures import compare_figures
from briefgen.comparison.models import Model
from briefgen.comparison.points import compare_points
from briefgen.comparison.sections import compare_sections

__all__ = ["ChangeKind", "Comparison", "FigureChange", "Model", "PointChange", "SectionChange", "compare"]


def compare(before: Model, now: Model) -> Comparison:
    """What is different in `now`, each list in the order of `now`, with what is gone after it."""
    return Comparison(
        figures=compare_figures(before, now),
        points=compare_points(before, now),
        sections=compare_sections(before, now),
    )
