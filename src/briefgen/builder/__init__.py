"""The build: sources in, finished outputs in `build/`, and nothing that a person edited ever overwritten.

It reads sources, packs and the state of the last build, passes bytes on to the stages, and writes. It prints nothing.
"""

from briefgen.builder.batch import build
from briefgen.builder.building import BuildRequest
from briefgen.builder.report import BuildReport, DocumentResult, Orphan, OutputResult, OutputState

__all__ = ["BuildReport", "BuildRequest", "DocumentResult", "Orphan", "OutputResult", "OutputState", "build"]
