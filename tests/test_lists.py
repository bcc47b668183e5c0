"""What becomes of the lists of a document: nested ones, and those of which each item has its heading."""

import pptx
import pytest

from briefgen.analysis import analyze
from briefgen.builder import BuildRequest, build
from briefgen.content import Section
from briefgen.readers import read
from projects import Project

PLAN = """\
# 乡村道路三年计划

## 主要任务

- 道路补短板
  - 新建改建乡村道路30公里，打通断头路4条
  - 改造危桥12座
- 管护更到位
  - 聘用护路员260名，每月巡查两次
  - 建立县乡村三级路长制

## 保障办法

1. **按时开工**。各标段4月1日开工。
2. **强化资金保障**。统筹各类资金8000万元，鼓励社会资本参与。
3. **严格督查考核**。纳入年度考核，对推进不力的约谈问责。
"""


def sections(text: str, tmp_path) -> tuple[Section, ...]:
    path = tmp_path / "plan.md"
    path.write_text(text, encoding="utf-8")
    return analyze(read(path)).sections


def told(section: Section) -> list[tuple[str | None, str]]:
    return [(point.lead and point.lead.text, point.text.text) for point in section.key_points]


def test_a_short_item_heads_the_items_below_it_once(tmp_path):
    assert told(sections(PLAN, tmp_path)[0]) == [
        ("道路补短板", "新建改建乡村道路30公里，打通断头路4条"),
        (None, "改造危桥12座"),
        ("管护更到位", "聘用护路员260名，每月巡查两次"),
        (None, "建立县乡村三级路长制"),
    ]


def test_items_that_have_headings_keep_them_and_none_speaks_for_the_others(tmp_path):
    section = sections(PLAN, tmp_path)[1]
    assert [lead for lead, _ in told(section)] == ["按时开工", "强化资金保障", "严格督查考核"]
    assert section.message is None


def test_an_item_that_says_a_sentence_heads_nothing(tmp_path):
    nested = "# 计划\n\n## 任务\n\n- 今年新建改建乡村道路30公里，打通断头路4条。\n  - 山区乡镇占其中的一半以上。\n"
    assert [lead for lead, _ in told(sections(nested, tmp_path)[0])] in ([None], [None, None])


def test_an_english_item_heads_the_items_below_it(tmp_path):
    nested = (
        "# Plan\n\n## Priorities\n\n- Safer streets\n  - The council will light all roads near schools by June\n"
        "- Better reporting\n  - Residents can report any incident by telephone at any hour\n"
    )
    assert [lead for lead, _ in told(sections(nested, tmp_path)[0])] == ["Safer streets", "Better reporting"]


@pytest.mark.parametrize("pack", ["briefing", "gongwen"])
def test_slides_of_a_text_without_headings_and_message_bear_its_title(pack, tmp_path):
    project = Project(tmp_path / "project")
    project.put("seeds/notice.md", PLAN.replace("## 主要任务\n", "").split("## 保障办法")[0])
    project.put("briefgen.toml", f'template = "{pack}"\n')
    build(BuildRequest(project=project.folder))
    deck = pptx.Presentation(str(project.output / "notice.pptx"))
    titles = [slide.shapes.title.text for slide in deck.slides]
    assert len(titles) > 1
    assert all(title.strip("（续）") for title in titles)
