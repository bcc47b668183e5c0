"""Which faces a template asks for, which of them are on this computer, and which come with the usual systems.

Reads the name tables of font files (OpenType 1.9, `name` and `ttcf`); starts no program.
"""

import struct
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from briefgen.package import WORD, parse_xml
from briefgen.templating.styles import A

W = f"{{{WORD}}}"
_FOLDERS = {
    "win32": ("C:/Windows/Fonts", "~/AppData/Local/Microsoft/Windows/Fonts"),
    "darwin": ("/System/Library/Fonts", "/Library/Fonts", "~/Library/Fonts"),
}
_UNIX = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")
_SLIDES = ("ppt/slides/", "ppt/slideLayouts/", "ppt/slideMasters/")
_THEMES = ("ppt/theme/", "word/theme/")
_TEXTS = ("word/document.xml", "word/styles.xml")
_SUFFIXES = frozenset({".ttf", ".otf", ".ttc", ".otc"})
_FAMILY = (1, 16)
_LARGEST_TABLE = 1_000_000


def faces_used(parts: Mapping[str, bytes]) -> tuple[str, ...]:
    """The faces that a deck or a Word file names in its texts, layouts, masters, styles and themes."""
    found: set[str] = set()
    for part, data in parts.items():
        if part.endswith(".xml") and part.startswith(_SLIDES):
            found.update(node.get("typeface", "") for node in parse_xml(data, where=part).iter(f"{A}latin", f"{A}ea"))
        elif part.endswith(".xml") and part.startswith(_THEMES):
            root = parse_xml(data, where=part)
            paths = (f".//{A}{name}/{A}{tag}" for name in ("majorFont", "minorFont") for tag in ("latin", "ea"))
            found.update(node.get("typeface", "") for path in paths for node in root.findall(path))
        elif part in _TEXTS:
            nodes = parse_xml(data, where=part).iter(f"{W}rFonts")
            found.update(node.get(f"{W}{name}", "") for node in nodes for name in ("ascii", "hAnsi", "eastAsia"))
    return tuple(sorted(face for face in found if face and not face.startswith("+")))


def systems_without(face: str) -> tuple[str, ...]:
    """The usual systems that don't come with a face."""
    known = _system_faces()
    titles = {"windows": "Windows", "macos": "macOS"}
    return tuple(title for name, title in titles.items() if face.lower() not in known[name])


@lru_cache(maxsize=1)
def _system_faces() -> Mapping[str, frozenset[str]]:
    text = Path(__file__).with_name("system_faces.toml").read_text(encoding="utf-8")
    return {name: frozenset(faces) for name, faces in tomllib.loads(text).items()}


def missing_here(faces: Iterable[str]) -> tuple[str, ...]:
    """Those of the faces that this computer has not."""
    installed = installed_faces()
    return tuple(face for face in faces if face.lower() not in installed)


@lru_cache(maxsize=1)
def installed_faces() -> Mapping[str, Path]:
    """The families on this computer in lower case, each with a file of it."""
    found: dict[str, Path] = {}
    for folder in _FOLDERS.get(sys.platform, _UNIX):
        root = Path(folder).expanduser()
        for path in sorted(root.rglob("*")) if root.is_dir() else ():
            if path.suffix.lower() in _SUFFIXES:
                for name in _families(path):
                    found.setdefault(name.lower(), path)
    return found


def _families(path: Path) -> set[str]:
    try:
        with path.open("rb") as file:
            starts = [0]
            head = file.read(12)
            if head[:4] == b"ttcf":
                count = min(struct.unpack(">L", head[8:12])[0], 64)
                starts = list(struct.unpack(f">{count}L", file.read(4 * count)))
            names: set[str] = set()
            for start in starts:
                file.seek(start)
                tables = struct.unpack(">H", file.read(12)[4:6])[0]
                for record in range(tables):
                    file.seek(start + 12 + 16 * record)
                    tag, _, offset, length = struct.unpack(">4sLLL", file.read(16))
                    if tag == b"name" and length <= _LARGEST_TABLE:
                        file.seek(offset)
                        names.update(_read_names(file.read(length)))
            return names
    except (OSError, struct.error):
        return set()


def _read_names(table: bytes) -> Iterator[str]:
    _, count, storage = struct.unpack(">HHH", table[:6])
    for record in range(count):
        platform, _, _, name, length, offset = struct.unpack(">6H", table[6 + 12 * record : 18 + 12 * record])
        data = table[storage + offset : storage + offset + length]
        if name in _FAMILY and platform in (0, 3):
            yield data.decode("utf-16-be", "ignore")
        elif name in _FAMILY and platform == 1:
            yield data.decode("mac-roman", "ignore")
