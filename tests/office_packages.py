"""Small .pptx-like packages for tests of what happens to files, where their contents do not matter."""

import io
import zipfile


def make_package(edition: str, text: str = "") -> bytes:
    """A package that names an edition as an output of ours does."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        core = f"<cp:coreProperties><dc:identifier>briefgen:{edition}</dc:identifier></cp:coreProperties>"
        archive.writestr(zipfile.ZipInfo("docProps/core.xml"), core)
        archive.writestr(zipfile.ZipInfo("ppt/slides/slide1.xml"), f"<sld><p><t>{text}</t></p></sld>")
    return buffer.getvalue()
