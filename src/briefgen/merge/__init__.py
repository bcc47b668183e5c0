"""Three-way merges of decks and Word files: what a person edited stays, what nobody touched follows the source.

Pure: bytes in, bytes and a record of the changes out. Knows Office packages and our names in them; knows nothing of
sources, templates, folders or the state of a build.
"""

from briefgen.merge.changes import CannotMerge, Change, Conflict, Conventions, Kind, Merged, Side

__all__ = ["CannotMerge", "Change", "Conflict", "Conventions", "Kind", "Merged", "Side"]
