"""From a document to its content model: an ordered list of steps, each in a module of its own."""

from briefgen.analysis.steps import analyze

__all__ = ["analyze"]
