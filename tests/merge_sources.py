"""One source in several states, and its deck and Word file in each: what the proofs of the merge work on."""

import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from briefgen.builder import BuildRequest, build
from briefgen.merge import Conventions
from projects import Project

COUNTY = (Path(__file__).parent / "cases" / "county-report.md").read_text(encoding="utf-8")
CONVENTIONS = Conventions(marks=("〔{}〕", "[{}]"), continued=(("（续）", "（续{}）"),))

_RIVER = COUNTY.index("## 管好一江清水")
_RURAL = COUNTY.index("## 服务乡村振兴")
_END = COUNTY.index("面向未来，")
_DAMS = COUNTY.index("## 建好骨干工程")
_ADDED = """## 抓实节水改造，用好每一方水

全县把节水改造列为重点任务，分年推进。

更换管网，降低漏损。更换老旧管网68公里，漏损率降至8.7%。

推广灌溉新法。推广滴灌面积2.6万亩，亩均节水110立方米。

"""


def _replaced(*pairs: tuple[str, str]) -> str:
    text = COUNTY
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    return text


SOURCES = {
    "unchanged": COUNTY,
    "unrelated change": _replaced(("培训管水员4200人次", "培训管水员4500人次"), ("96.3%", "97.1%")),
    "same slot changed": _replaced(
        ("新建水库12座", "新建水库13座"),
        ("完成投资3.2亿元", "完成投资3.5亿元"),
        ("| 清溪河 | 7 |", "| 清溪河 | 8 |"),
        ("| 2023年 | 263 |", "| 2023年 | 275 |"),
        ("统筹推进骨干工程建设", "统筹抓好骨干工程建设"),
        ("突出重点，加快水库建设", "突出重点，抓紧水库建设"),
    ),
    "section added": COUNTY[:_RURAL] + _ADDED + COUNTY[_RURAL:],
    "section removed": COUNTY[:_RIVER] + COUNTY[_RURAL:],
    "own section removed": COUNTY[:_DAMS] + COUNTY[_RIVER:],
    "reordered": COUNTY[:_DAMS] + COUNTY[_RIVER:_RURAL] + COUNTY[_DAMS:_RIVER] + COUNTY[_RURAL:],
    "renamed": _replaced(("建好骨干工程，筑牢供水根基", "建强骨干工程，夯实供水基础")),
    "paragraph added": _replaced(
        (
            "抓好管护，落实巡查责任。",
            "疏浚河道，打通堵点。疏浚河道37公里，拆除违建21处。\n\n抓好管护，落实巡查责任。",
        )
    ),
}


@dataclass(frozen=True)
class Edition:
    """What one state of the source is built into."""

    deck: bytes
    document: bytes


@cache
def edition(name: str) -> Edition:
    """The outputs for a state of the source, as generated."""
    return build_edition(SOURCES[name])


def build_edition(text: str) -> Edition:
    """The outputs for a text."""
    with tempfile.TemporaryDirectory() as folder:
        project = Project(Path(folder))
        project.put("seeds/county.md", text)
        report = build(BuildRequest(project=project.folder))
        assert [document.error for document in report.documents if document.error] == []
        return Edition(
            deck=(project.output / "county.pptx").read_bytes(), document=(project.output / "county.docx").read_bytes()
        )
