"""What the office tests look at: the outputs of this checkout's seeds and of small made-up documents."""

import shutil
from pathlib import Path

import pytest

from briefgen.builder import BuildRequest, build
from projects import CHARTED, CHECKOUT, ROADS, WATER, Project


@pytest.fixture(scope="session")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Every .pptx and .docx of a build, with all slots of the cover filled in one of them."""
    project = Project(tmp_path_factory.mktemp("office"))
    shutil.copytree(CHECKOUT / "seeds", project.folder / "seeds")
    project.put("seeds/water.txt", WATER)
    project.put(
        "seeds/water.toml", 'unit = "水务局"\npresenter = "张某"\nmeeting = "例会"\nclassification = "内部资料"\n'
    )
    project.put("seeds/roads.md", f"# {ROADS}")
    project.put("seeds/charted.md", CHARTED)
    for case in (CHECKOUT / "tests" / "cases").glob("*.md"):
        project.put(f"seeds/cases/{case.name}", case.read_bytes())
    report = build(BuildRequest(project=project.folder))
    assert [document.error for document in report.documents if document.error] == []
    return sorted(project.output / output.path for document in report.documents for output in document.outputs)
