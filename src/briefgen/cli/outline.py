"""A content model as a tree for people: sections, key points and the figures of each."""

from collections.abc import Iterator

from briefgen.cli.messages import Messages
from briefgen.content import Author, Content, HeadlineFigure, KeyPoint, Line, Section, Status

_STEP = "  "


def describe(content: Content, messages: Messages) -> Iterator[str]:
    """The lines of the tree."""
    say, document = messages.say, content.document
    yield document.quote(document.title) or document.path
    for name, span in (("series", document.subtitle), ("byline", document.byline), ("date", document.date)):
        if span:
            yield f"{_STEP}{say(name)}: {document.quote(span)}"
    yield f"{_STEP}{say('{} characters, {} numbers found', len(document.text), len(content.quantities))}"
    if content.message:
        yield f"{_STEP}{say('message')}: {content.message.text}"
    if content.introduction:
        yield from _describe_section(content.introduction, say("(introduction)"), messages, 0)
    for section in content.sections:
        yield from _describe_section(section, "", messages, 0)
    if content.outlook:
        yield from _describe_section(content.outlook, say("(outlook)"), messages, 0)
    if content.captions:
        yield ""
        yield say("(captions)")
        yield from (f"{_STEP}- {caption.text}" for caption in content.captions)
    if content.questions:
        yield ""
        yield say("(questions)")
        yield from (f"{_STEP}? {messages.view(question)}" for question in content.questions)


def _describe_section(section: Section, name: str, messages: Messages, depth: int) -> Iterator[str]:
    indent = _STEP * depth
    yield ""
    yield f"{indent}{section.title.text if section.title else name}"
    figures = {figure.id: figure for figure in section.headline_figures}
    told: set[str] = set()
    for point in section.key_points:
        yield from _describe_point(point, figures, messages, indent + _STEP)
        told.update(point.figures)
    others = [figure for figure in figures.values() if figure.id not in told and figure.same_as is None]
    if others:
        yield f"{indent}{_STEP}{messages.say('other figures')}"
        yield from (f"{indent}{_STEP * 2}{_describe_figure(figure, messages)}" for figure in others)
    for child in section.children:
        yield from _describe_section(child, name, messages, depth + 1)


def _describe_point(
    point: KeyPoint, figures: dict[str, HeadlineFigure], messages: Messages, indent: str
) -> Iterator[str]:
    lead = f"{point.lead.text} | " if point.lead else ""
    hand = _hand(point.text, messages, pinned=point.pinned)
    yield f"{indent}- {lead}{point.text.text}{hand}  ({point.id})"
    for identity in point.figures:
        if identity in figures:
            yield f"{indent}{_STEP}{_describe_figure(figures[identity], messages)}"


def _describe_figure(figure: HeadlineFigure, messages: Messages) -> str:
    scope = ", ".join(filter(None, (_text(figure.time_scope), _text(figure.place_scope))))
    target = f" [{messages.say('target')}]" if figure.status is Status.TARGET else ""
    subject = _text(figure.reworded) or _text(figure.what) or _text(figure.subject)
    hand = _hand(figure.reworded, messages, pinned=figure.pinned)
    surface = figure.quantity.surface
    unit = _text(figure.unit_text)
    shown = surface if unit in surface else surface + unit  # a table names the unit elsewhere
    return f"# {shown}  {subject}{f' ({scope})' if scope else ''}{target}{hand}  ({figure.id})"


def _hand(line: Line | None, messages: Messages, *, pinned: bool) -> str:
    """Whose words a line is where it is not the source's, whether they are borne out, and whether it is pinned."""
    said = [messages.say("pinned")] if pinned else []
    if line is not None and line.author is not Author.SOURCE:
        said.append(messages.say("a person's words" if line.author is Author.PERSON else "a model's words"))
        said += [f"! {messages.view(fault)}" for fault in line.faults]
    return f" [{', '.join(said)}]" if said else ""


def _text(line: Line | None) -> str:
    return line.text if line else ""
