"""Older formats (.doc, .wps, .rtf, .xls, .et, .ppt, .dps): a LibreOffice on this machine converts them first.

It runs without a window, with a profile of its own that forbids macros and updates of links, without a way to the
network, in a folder that goes afterwards, and is stopped when it takes too long. Nothing else here reads these files.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from briefgen.document import Document, Language
from briefgen.errors import ReadError
from briefgen.readers import docx, presentation, spreadsheet
from briefgen.readers.recognition import recognize

LONGEST = 60
"""Seconds for one conversion; a first start takes about five."""
LARGEST_RESULT = 300_000_000
_READERS = {".docx": docx.read, ".pptx": presentation.read, ".xlsx": spreadsheet.read}
_TARGETS = {".doc": ".docx", ".rtf": ".docx", ".xls": ".xlsx", ".ppt": ".pptx"}
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.com",
    "/opt/libreoffice/program/soffice",
)
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution"
 oor:op="fuse"><value>true</value></prop><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse">
<value>2</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link" oor:op="fuse">
<value>1</value></prop></item>
</oor:items>
"""
_NOWHERE = "http://127.0.0.1:9"  # the port that discards: what asks for the network gets no answer


def read(data: bytes, *, path: str, language: Language | None = None) -> Document:
    """The document that LibreOffice makes of the file; ReadError without LibreOffice or when it fails."""
    suffix = recognize(data, path=path)
    target = _TARGETS.get(suffix or "")
    if suffix is None or target is None:
        raise ReadError(
            "the file is not what its name says",
            where=path,
            remedy="give it the suffix of its format, or open it and save it as .docx",
        )
    program = find_program()
    if program is None:
        raise ReadError(
            f"files of the type '{suffix}' need LibreOffice, which is not on this machine",
            where=path,
            remedy=f"open it in Word or WPS and save it as {target}",
        )
    reader = _READERS[target]
    return reader(convert(program, data, suffix, target, path), path=path, language=language)


def find_program() -> str | None:
    """LibreOffice on the search path or where its installers put it."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in _PLACES if Path(place).exists()), None)


def convert(program: str, data: bytes, suffix: str, target: str, path: str) -> bytes:
    """The file in the format `target`."""
    with tempfile.TemporaryDirectory(prefix="briefgen-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        settings = folder / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_SETTINGS, encoding="utf-8")
        source = folder / f"source{suffix}"
        source.write_bytes(data)
        _run(_command(program, folder, source, target), folder, path)
        result = folder / "result" / f"source{target}"
        if not result.is_file() or result.stat().st_size > LARGEST_RESULT:
            raise _failed(path, target)
        return result.read_bytes()


def _command(program: str, folder: Path, source: Path, target: str) -> list[str]:
    return [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--nodefault",
        "--nologo",
        "--convert-to",
        target[1:],
        "--outdir",
        str(folder / "result"),
        str(source),
    ]


def _run(command: list[str], folder: Path, path: str) -> None:
    """Run LibreOffice in a group of its own, so that the processes which it starts end with it."""
    environment = {key: value for key, value in os.environ.items() if not key.lower().endswith("_proxy")}
    environment |= {"http_proxy": _NOWHERE, "https_proxy": _NOWHERE, "TMPDIR": str(folder)}
    try:
        with subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        ) as process:
            try:
                process.wait(LONGEST)
            except BaseException:
                _stop(process)
                raise
    except subprocess.TimeoutExpired as error:
        raise ReadError(
            f"LibreOffice took more than {LONGEST} seconds to convert the file",
            where=path,
            remedy="open it in Word or WPS and save it as .docx",
        ) from error
    except OSError as error:
        raise _failed(path, ".docx") from error


def _stop(process: "subprocess.Popen[bytes]") -> None:
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)


def _failed(path: str, target: str) -> ReadError:
    return ReadError(
        "LibreOffice can't convert the file",
        where=path,
        remedy=f"open it in Word or WPS and save it as {target}",
    )
