"""Three hundred made-up documents for the proof that everything fits: ten families, each document by its own seed.

The texts are put together from phrases of ours, so that their lengths and shapes, not their sense, are what is tested.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

PER_FAMILY = 30

WHO = [
    "全县各级单位",
    "市水务局",
    "各乡镇",
    "县教育部门",
    "沿河十二个村",
    "开发区管委会",
    "社区服务中心",
    "县人民医院",
    "农业技术推广站",
]
HOW = [
    "坚持问题导向",
    "紧扣年度目标",
    "认真落实“河长制”",
    "按照《清河县供水管理办法》要求",
    "着力补齐短板",
    "统筹城乡一体",
]
DONE = ["新建", "改造", "培训", "完成", "建成", "发放", "办理", "解决", "更新", "服务"]
THINGS = [
    "供水管网,公里",
    "农村公路,公里",
    "水质监测点,个",
    "技术人员,名",
    "惠民资金,万元",
    "便民服务站,个",
    "群众诉求,件",
    "老旧小区,个",
    "高标准农田,亩",
    "困难群众,人次",
]
THEN = [
    "群众满意度明显提高",
    "有效保障了夏季用水",
    "为全面推进乡村振兴打下坚实基础",
    "形成上下联动、齐抓共管的工作格局",
]
TOPICS = [
    "完善基础设施",
    "提升服务质量",
    "加强队伍建设",
    "推进数字转型",
    "守牢安全底线",
    "优化营商环境",
    "深化改革创新",
    "改善生态环境",
    "发展特色产业",
    "保障基本民生",
    "健全监督机制",
    "促进文化繁荣",
]
EN_WHO = [
    "The department",
    "Our regional offices",
    "Local schools",
    "The water authority",
    "Volunteers from twelve villages",
]
EN_DONE = ["repaired", "opened", "trained", "replaced", "inspected", "supported"]
EN_THINGS = [
    "kilometres of pipes",
    "road bridges",
    "technicians",
    "service centres",
    "young families",
    "monitoring stations",
]
EN_THEN = [
    "so that fewer households were without water in summer",
    "which residents had asked for since the flood",
    "although the budget was smaller than in the year before",
    "and the work will go on in the coming year",
]
EN_TOPICS = [
    "Roads and bridges",
    "Water supply",
    "People and skills",
    "Safety first",
    "Working with residents",
    "Money and procurement",
    "Digital services",
    "Public space",
    "Energy",
    "Culture and sport",
    "Health",
    "What we learned",
]


@dataclass(frozen=True, slots=True)
class Made:
    """A document: its file name and its Markdown."""

    name: str
    text: str


def sentence(dice: random.Random, *, figures: int = 1, digits: int = 0) -> str:
    """A Chinese sentence of a few clauses, with so many figures; `digits` sets the length of their numbers."""
    clauses = [dice.choice(WHO) + dice.choice(HOW)]
    for _ in range(figures):
        thing, unit = dice.choice(THINGS).split(",")
        length = digits or dice.randint(2, 5)
        number = dice.randint(10 ** (length - 1), 10**length - 1)
        clauses.append(f"{dice.choice(DONE)}{thing}{number}{unit}")
    clauses += dice.sample(THEN, dice.randint(0, 2))
    return "，".join(clauses) + "。"


def english(dice: random.Random, *, digits: int = 0) -> str:
    """An English sentence with one figure."""
    length = digits or dice.randint(2, 5)
    number = f"{dice.randint(10 ** (length - 1), 10**length - 1):,}"
    tail = f", {dice.choice(EN_THEN)}" if dice.random() < 0.6 else ""
    return f"{dice.choice(EN_WHO)} {dice.choice(EN_DONE)} {number} {dice.choice(EN_THINGS)} in 2024{tail}."


def paragraphs(dice: random.Random, count: int, say: Callable[[random.Random], str]) -> list[str]:
    """Paragraphs of one to three sentences."""
    joint = " " if say is english else ""
    return [joint.join(say(dice) for _ in range(dice.randint(1, 3))) for _ in range(count)]


def chapters(title: str, named: list[str], fill: Callable[[], list[str]]) -> str:
    """Markdown of a title and its sections."""
    parts = [f"# {title}"]
    for name in named:
        parts += [f"## {name}", *fill()]
    return "\n\n".join(parts) + "\n"


def long_headings(dice: random.Random) -> str:
    def heading() -> str:
        return "，".join(dice.sample(TOPICS, dice.randint(4, 9)))

    return chapters(heading(), [heading() for _ in range(4)], lambda: paragraphs(dice, 4, sentence))


def forty_points(dice: random.Random) -> str:
    def fill() -> list[str]:
        return [f"**{dice.choice(TOPICS)}。**{sentence(dice)}" for _ in range(40)]

    return chapters("清河县重点工作清单", ["主要任务"], fill)


def one_point(dice: random.Random) -> str:
    return chapters("情况通报", [dice.choice(TOPICS)], lambda: [sentence(dice)])


def no_figures(dice: random.Random) -> str:
    def fill() -> list[str]:
        return paragraphs(dice, 3, lambda dice: sentence(dice, figures=0))

    return chapters("工作思路", dice.sample(TOPICS, 4), fill)


def twelve_sections(dice: random.Random) -> str:
    return chapters("清河县政府工作报告", TOPICS, lambda: paragraphs(dice, dice.randint(1, 4), sentence))


def two_sections(dice: random.Random) -> str:
    return chapters("半年总结", dice.sample(TOPICS, 2), lambda: paragraphs(dice, 6, sentence))


def all_english(dice: random.Random) -> str:
    named = dice.sample(EN_TOPICS, dice.randint(2, 12))
    return chapters("Annual report of the valley", named, lambda: paragraphs(dice, dice.randint(1, 5), english))


def mixed(dice: random.Random) -> str:
    def say(dice: random.Random) -> str:
        tail = dice.choice(
            ["采用 GB/T 9704-2012 标准", "接入 IoT 平台 Version 2.0", "与 UNESCO 合作开展“Water for All”活动"]
        )
        return sentence(dice)[:-1] + f"，{tail}。"

    return chapters("AI+政务服务 Pilot 2024", dice.sample(TOPICS, 4), lambda: paragraphs(dice, 4, say))


def long_numbers(dice: random.Random) -> str:
    def say(dice: random.Random) -> str:
        return sentence(dice, figures=dice.randint(1, 2), digits=12)

    return chapters("财政收支情况", dice.sample(TOPICS, 3), lambda: paragraphs(dice, 4, say))


def objects(dice: random.Random) -> str:
    """Tables, years side by side, matters told by date, statements."""

    def fill() -> list[str]:
        years = "、".join(f"{2020 + n}年" for n in range(4))
        values = "、".join(f"{dice.randint(1000, 99999)}户" for _ in range(4))
        rows = [f"| {dice.choice(WHO)} | {dice.randint(1, 99999)} | {dice.choice(THEN)} |" for _ in range(9)]
        table = "\n".join(["| 单位 | 用水量（万立方米） | 说明 |", "|---|---|---|", *rows])
        dated = "".join(f"{2019 + n}年{dice.randint(1, 12)}月，供水工程{done}。" for n, done in enumerate(THEN))
        said = f"“{sentence(dice)}”县水务局局长王海涛说。"
        return [f"{years}用水户数分别为{values}。", sentence(dice), table, dated, said]

    return chapters("清河县用水情况", dice.sample(TOPICS, 3), fill)


FAMILIES: tuple[Callable[[random.Random], str], ...] = (
    long_headings, forty_points, one_point, no_figures, twelve_sections, two_sections, all_english, mixed, long_numbers,
    objects,
)  # fmt: skip


def documents(part: int | None = None) -> Iterator[Made]:
    """All documents, or the tenth of that number: of each family every tenth."""
    for family in FAMILIES:
        for seed in range(PER_FAMILY):
            if part is None or seed % 10 == part % 10:
                text = family(random.Random(f"{family.__name__} {seed}"))
                yield Made(f"{family.__name__}-{seed:02}.md", text)
