"""How a language model is asked for a line."""

from typing import Any

from briefgen.document import Language
from briefgen.writer.interface import WritingTask

_RULES = {
    Language.CHINESE: (
        "你为幻灯片改写一行要点，使它更通顺、更简洁。所有数字连同单位、人名地名机构名、引文、否定词和“力争”“约”“累计”之类的"
        "限定词都要原样保留，次序不变；不得增加原句没有的内容；不得比原来的一行更长。只回答改写后的一行，不要解释，不要加标点结尾。"
    ),
    Language.ENGLISH: (
        "You reword one line of a slide so that it reads better and is shorter. Keep all numbers with their units, all "
        "names, quotations, negations and limits (about, nearly, plans to) as they are and in their order. Add nothing "
        "that the sentence does not say. The line must not get longer. Answer with the line alone."
    ),
}
_ASKED = {
    Language.CHINESE: "原句：{sentences}\n这一行：{line}\n改写：",
    Language.ENGLISH: "Sentence: {sentences}\nLine: {line}\nReworded line:",
}


def messages_for(task: WritingTask) -> list[dict[str, str]]:
    """The messages of a chat that asks for one line."""
    return [
        {"role": "system", "content": _RULES[task.language]},
        {"role": "user", "content": _ASKED[task.language].format(sentences=task.sentences, line=task.line)},
    ]


def request_body(model: str, task: WritingTask) -> dict[str, Any]:
    """What is sent: as little chance as the interface allows, and room for one line."""
    return {
        "model": model,
        "messages": messages_for(task),
        "temperature": 0,
        "seed": 0,
        "max_tokens": 2 * task.limit + 64,
        "stream": False,
    }
