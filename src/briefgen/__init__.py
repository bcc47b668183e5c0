"""briefgen turns long documents into a PowerPoint briefing and a Word summary in which every line points to its source.

The names below are loaded when they are first used, so that importing the package costs nothing.
"""

from typing import TYPE_CHECKING, Any

from briefgen._version import __version__

if TYPE_CHECKING:
    from briefgen.api import analyze, build, read, read_text, summarize
    from briefgen.errors import BriefgenError, FaithfulnessError, OutputError, ReadError, TemplateError, UsageError

__all__ = [
    "BriefgenError",
    "FaithfulnessError",
    "OutputError",
    "ReadError",
    "TemplateError",
    "UsageError",
    "__version__",
    "analyze",
    "build",
    "read",
    "read_text",
    "summarize",
]


def __getattr__(name: str) -> Any:
    """Load a public name on first use (PEP 562)."""
    if name not in __all__:
        raise AttributeError(f"module 'briefgen' has no attribute '{name}'")
    from importlib import import_module  # noqa: PLC0415  (part of the lazy loading)

    home = "briefgen.errors" if name.endswith("Error") else "briefgen.api"
    return getattr(import_module(home), name)


def __dir__() -> list[str]:
    """The public names, loaded or not."""
    return sorted(__all__)
