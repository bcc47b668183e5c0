"""A made-up project on disk, for tests of whole builds."""

import shutil
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

CHECKOUT = Path(__file__).parents[1]

WATER = """清河县供水工作总结

一、主要工作
一是更新管网。去年更新供水管网42公里，漏损率降至9.3%，惠及群众1.2万户。
二是提升水质。全县建成水质监测点18个，水质合格率达到99.5%。
三是优化服务。推行网上办理，办理业务3600余件，群众满意度明显提高。

二、下一步打算
力争再更新供水管网50公里，着力解决偏远乡村用水问题。
持续完善应急供水预案，确保群众用上放心水。
"""
ROADS = """清河县道路建设情况

一、工作进展
全年新建农村公路120公里，改造危桥6座，完成投资2.4亿元。
建成客运站3个，通客车行政村达到215个。

二、存在问题
部分路段养护经费不足，管护力量较为薄弱。
"""
CHARTED = """# 清河县用水情况

## 用水户数

2021年、2022年、2023年用水户数分别为12300户、15600户、19800户。供水能力稳步提升。

## 分镇数据

| 乡镇 | 用水量（万立方米） |
|------|------|
| 东山镇 | 120 |
| 西河镇 | 96 |
| 南坪镇 | 75 |
"""


@dataclass(frozen=True)
class Project:
    """A project folder with `seeds/`."""

    folder: Path

    @property
    def output(self) -> Path:
        return self.folder / "build"

    def put(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def own_pack(self, name: str = "briefing") -> Path:
        """A copy of the shipped pack in the project, to be edited."""
        folder = self.folder / "templates" / name
        shutil.copytree(CHECKOUT / "templates" / "briefing", folder)
        return folder

    def outputs(self) -> dict[str, bytes]:
        """What stands in `build/` for people: everything but the state."""
        return {
            path.relative_to(self.output).as_posix(): path.read_bytes()
            for path in sorted(self.output.rglob("*"))
            if path.is_file() and ".briefgen" not in path.relative_to(self.output).parts
        }


def rewrite_package(path: Path, change: Callable[[str, bytes], bytes]) -> None:
    """Change parts of an Office file in place, as an editor would."""
    with zipfile.ZipFile(path) as archive:
        parts = [(name, change(name, archive.read(name))) for name in archive.namelist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts:
            archive.writestr(name, data)


def replace_in_package(path: Path, old: str, new: str) -> None:
    """Replace a text wherever it stands in one piece in the XML of an Office file; it must be there."""
    seen: list[str] = []

    def change(name: str, data: bytes) -> bytes:
        if old.encode() in data and name.endswith(".xml"):
            seen.append(name)
            return data.replace(old.encode(), new.encode())
        return data

    rewrite_package(path, change)
    assert seen, f"{old!r} does not stand in {path.name}"


def texts_of(package: Path) -> str:
    """All text of the slides, notes and body of an Office file, a line a paragraph."""
    lines = []
    with zipfile.ZipFile(package) as archive:
        for name in archive.namelist():
            if name.startswith(("ppt/slides/slide", "ppt/notesSlides/notes", "word/document")):
                for element in ElementTree.fromstring(archive.read(name)).iter():
                    if element.tag.endswith("}p"):
                        lines.append("".join(part.text or "" for part in element.iter() if part.tag.endswith("}t")))
    return "\n".join(lines)
