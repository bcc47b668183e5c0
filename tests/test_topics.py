import pytest

from briefgen import analyze, read_text, summarize
from briefgen.analysis.lines.topics import find_topics
from briefgen.analysis.text.sentences import split_clauses, split_sentences
from briefgen.document import Document, Language, Span

ABSTRACT = (
    "针对老旧管网漏损位置难以确定的问题,该文综合考虑了压力和流量信号,提出了一种基于声波相关的供水管网漏点定位算法."
    "该算法先滤去水泵的噪声,再比较两个测点的到达时间.试验结果表明,定位误差不超过1.5 m,计算时间缩短了40%."
)


def topics_of(text: str) -> list[str]:
    document = Document(id="d", path="d.txt", text=text, language=Language.CHINESE, blocks=())
    sentences = split_sentences(text, Span(0, len(text)), Language.CHINESE)
    clauses = [clause for sentence in sentences for clause in split_clauses(text, sentence, Language.CHINESE)]
    found = (topic for clause in clauses for topic in find_topics(document, clause))
    return ["".join(part.slice(text) for part in topic) for topic in found]


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("本文研究了北方水库冬季水温的变化规律。", ["北方水库冬季水温的变化规律"]),
        ("文中提出了一种基于声波的漏点定位方法。", ["基于声波的漏点定位方法"]),
        (
            "提出了一种基于声波相关的供水管网漏点定位算法。",
            ["基于声波相关的供水管网漏点定位算法", "供水管网漏点定位算法"],
        ),
        ("以三座水厂为研究对象,探讨小型水厂的节能运行方式。结果表明节电一成。", ["小型水厂的节能运行方式"]),
        ("利用水质模型分析了河口盐度的季节变化。本文共三部分。", ["河口盐度的季节变化"]),
        (
            "目的 评价低温等离子(LTP)净水装置的除菌效果。",
            ["低温等离子(LTP)净水装置的除菌效果", "低温等离子净水装置的除菌效果"],
        ),
        ("采用光学显微镜对水样中的藻类进行了研究。", ["水样中的藻类研究"]),
    ],
)
def test_the_topic_without_the_words_that_say_who_treated_it(text, topics):
    assert topics_of(text) == topics


@pytest.mark.parametrize(
    "text",
    [
        "全市建立了城市供水管网巡查制度。",  # a report: what was done is what it says
        "会议研究部署了防汛抗旱工作。",
        "本文认为应当提高水价。",
        "研究结果表明水温升高。",
    ],
)
def test_a_statement_is_no_topic(text):
    assert topics_of(text) == []


def test_a_long_report_names_no_topic_unless_it_speaks_of_itself():
    filler = "各县区按时完成了管网改造。" * 200
    assert topics_of("研究了城市供水的可持续模式。" + filler) == []
    assert topics_of("本文研究了城市供水的可持续模式。" + filler) == ["城市供水的可持续模式"]


def test_an_abstract_has_its_topic_where_a_title_stands():
    section = next(iter(analyze(read_text(ABSTRACT)).all_sections()))
    assert section.message.text.endswith("提出了一种基于声波相关的供水管网漏点定位算法")
    assert section.headline.text == "基于声波相关的供水管网漏点定位算法"


def test_a_news_piece_is_no_abstract():
    lines = ["会上，水务站站长向大家介绍了供水管网漏损治理的主要做法。"] * 8
    assert topics_of("\n".join(["本文来自水务报。", *lines])) == []


def test_a_short_summary_of_an_abstract_is_its_topic():
    assert summarize(read_text(ABSTRACT), limit=18) == ["基于声波相关的供水管网漏点定位算法"]
