"""The programs of the office tests."""

import os
import shutil
import subprocess
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
}


def find_tool(name: str) -> str:
    """The path of a program; a missing one is a failure, not a reason to skip."""
    path = shutil.which(name)
    if path is None:
        pytest.fail(f"{name} is not installed (see .ci/run)")
    return path


def draw(path: Path, work: Path) -> Path:
    """The file as PDF, drawn by LibreOffice with the stand-in fonts."""
    soffice = find_tool("soffice")
    (work / "fontconfig").mkdir()
    rules = "".join(RULE.format(name=name, face=face) for name, face in STAND_INS.items())
    (work / "fontconfig" / "fonts.conf").write_text(FONTS.format(cache=work / "cache", rules=rules), encoding="utf-8")
    profile = f"-env:UserInstallation=file://{work / 'profile'}"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(work), str(path)]
    environment = os.environ | {
        "XDG_CONFIG_HOME": str(work),
        "FONTCONFIG_FILE": str(work / "fontconfig" / "fonts.conf"),
    }
    subprocess.run(command, check=True, capture_output=True, timeout=300, env=environment)
    return path.with_suffix(".pdf")
