"""Document properties without the edition's id and without names of persons and organisations."""

from collections.abc import Collection

from briefgen.exporting.parts import Copy, find_all, remove

_PERSONS = ("creator", "lastModifiedBy")
_OFFICES = ("Manager", "Company")
_TAGS = ("custom-properties", "customXml")


def strip(copy: Copy, keep: Collection[str]) -> None:
    """Take the traces out of what the package says of itself."""
    gone = [] if "ids" in keep else ["identifier"]
    gone += [] if "author" in keep else [*_PERSONS, *_OFFICES]
    for relation in copy.related(""):
        if relation.tail in ("core-properties", "extended-properties") and relation.target in copy.parts:
            for element in find_all(copy.tree(relation.target), *gone):
                remove(element)
    if "author" not in keep:
        copy.drop_related("", lambda relation: relation.tail in _TAGS)
