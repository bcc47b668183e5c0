"""From a storyboard to the bytes of a .docx: rendered parts in the place of the template's, properties set anew.

Pure and byte-reproducible; decides nothing about content. Every other part is copied as it is.
"""

from briefgen.package import main_part, read_content_types, read_package, write_content_types, write_package
from briefgen.renderers.properties import drop_unreachable, replace_properties
from briefgen.storyboard import Storyboard

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def render(storyboard: Storyboard) -> bytes:
    """The package of the storyboard's parts."""
    parts = read_package(storyboard.template, name="template")
    types = read_content_types(parts)
    for frame in storyboard.frames:
        parts[frame.prototype] = frame.xml
    types.overrides[main_part(parts, name="template")] = _MAIN
    types.overrides.update(replace_properties(parts, storyboard.properties))
    drop_unreachable(parts)
    parts["[Content_Types].xml"] = write_content_types(types, parts)
    return write_package(parts)
