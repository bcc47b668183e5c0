"""The programs of the office tests."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<dir>/usr/share/fonts</dir><cachedir>{cache}</cachedir>{rules}</fontconfig>"""
RULE = (
    '<match><test name="family"><string>{name}</string></test>'
    '<edit name="family" mode="assign" binding="strong"><string>{face}</string></edit></match>'
)
STAND_INS = {
    "Microsoft YaHei": "Noto Sans CJK SC",
    "微软雅黑": "Noto Sans CJK SC",
    "SimSun": "Noto Serif CJK SC",
    "Arial": "Liberation Sans",
    "Times New Roman": "Liberation Serif",
    "方正小标宋简体": "Noto Serif CJK SC",
}
BATCH = 20
"""Files that one start of LibreOffice draws."""


def find_tool(name: str) -> str:
    """The path of a program; a missing one is a failure, not a reason to skip."""
    path = shutil.which(name)
    if path is None:
        pytest.fail(f"{name} is not installed (see .ci/run)")
    return path


def draw(path: Path, work: Path) -> Path:
    """The file as PDF, drawn by LibreOffice with the stand-in fonts."""
    return next(pdf for _, pdf in draw_all([path], work))


def draw_all(paths: Sequence[Path], work: Path) -> Iterator[tuple[Path, Path]]:
    """Each file with its PDF; one start of LibreOffice draws a batch of them."""
    soffice = find_tool("soffice")
    settings = work / "fontconfig"
    settings.mkdir()
    rules = "".join(RULE.format(name=name, face=face) for name, face in STAND_INS.items())
    (settings / "fonts.conf").write_text(FONTS.format(cache=work / "cache", rules=rules), encoding="utf-8")
    profile = f"-env:UserInstallation=file://{work / 'profile'}"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(work)]
    environment = os.environ | {"XDG_CONFIG_HOME": str(work), "FONTCONFIG_FILE": str(settings / "fonts.conf")}
    for start in range(0, len(paths), BATCH):
        batch = paths[start : start + BATCH]
        subprocess.run([*command, *map(str, batch)], check=True, capture_output=True, timeout=600, env=environment)
        for path in batch:
            pdf = work / f"{path.stem}.pdf"
            yield path, pdf
