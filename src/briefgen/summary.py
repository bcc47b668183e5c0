"""A summary of a given length: which key points, in which of their wordings."""

from briefgen.content import Content, KeyPoint, Line
from briefgen.document import Language

_TOLERANCE = 115  # per cent


def summarize(content: Content, *, limit: int) -> tuple[Line, ...]:
    """The best points that fit into the limit, in the order of the document.

    `limit` counts characters of Chinese or words of English; 15 % over it is allowed. There is always one line
    if there is a key point, the shortest when none fits.
    """
    points = [point for section in content.all_sections() for point in section.key_points]
    language = content.document.language
    room = limit * _TOLERANCE // 100
    chosen: dict[str, Line] = {}
    for point in sorted(points, key=lambda point: -point.score):
        line = _longest_within(point, room, language)
        if line is not None:
            chosen[point.id] = line
            room -= measure(line.text, language)
    if not chosen and points:
        return (min((_wordings(point)[-1] for point in points), key=lambda line: measure(line.text, language)),)
    return tuple(chosen[point.id] for point in points if point.id in chosen)


def measure(text: str, language: Language) -> int:
    """The length that a reader would count: characters other than white space, or words."""
    words = text.split()
    return len(words) if language is Language.ENGLISH else sum(map(len, words))


def _longest_within(point: KeyPoint, room: int, language: Language) -> Line | None:
    """The default wording if it fits, else the longest shorter one that does."""
    longest = measure((point.heading or point.text).text, language)
    fitting = (line for line in _wordings(point) if measure(line.text, language) <= min(room, longest))
    return next(fitting, None)


def _wordings(point: KeyPoint) -> tuple[Line, ...]:
    """A point's heading says it shortest; else its wordings do."""
    return (point.heading,) if point.heading else point.wordings or (point.text,)
