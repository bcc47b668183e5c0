"""What one rendering remembers: texts, source marks, bound items, pages and losses.

One object a rendering, found by the filters and hooks through the template's context. Knows no XML.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from jinja2.runtime import Context
from jinja2.utils import pass_context
from markupsafe import Markup

from briefgen.comparison import Comparison
from briefgen.config import Options, PackSettings
from briefgen.content import Content
from briefgen.document import Span
from briefgen.errors import Diagnostic, Severity, TemplateError
from briefgen.storyboard import Piece, Role
from briefgen.templating.changes import view_changes
from briefgen.templating.context import Views
from briefgen.templating.environment import STATE
from briefgen.templating.places import describe_place
from briefgen.templating.script import is_traditional
from briefgen.templating.text import Registry, Text
from briefgen.templating.views import CardView

Report = Callable[[Diagnostic], None]
Scope = tuple[tuple[str, ...], tuple[Any, ...]]
"""The names that loops bound around a call, and their values."""
LANGUAGE_TAGS = {"zh": "zh-CN", "en": "en-US"}
MEASURED_MARK = 88


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SourceView:
    """One source sentence that a mark points at; its `parts` are its words and, with their units, its numbers."""

    kind_name = "source"
    id: str
    index: int
    mark: Text
    place: Text
    sentence: Text
    parts: tuple[Text, ...]
    figures: tuple[CardView, ...]


@dataclass(frozen=True, slots=True)
class Binding:
    """A stretch of output that loops bound items to: one slide, one copy of a shape or row, one paragraph."""

    number: int
    scope: Mapping[str, Any]

    @property
    def items(self) -> tuple[Any, ...]:
        """The bound items that have an id, outermost first."""
        return tuple(value for value in self.scope.values() if _is_item(value))

    @property
    def ids(self) -> tuple[str, ...]:
        """Their ids, each once."""
        return tuple(dict.fromkeys(str(item.id) for item in self.items))


def _is_item(value: Any) -> bool:
    return not isinstance(value, Text) and isinstance(getattr(value, "id", None), str)


def item_key(item: Any) -> tuple[str, str]:
    """What makes two views the same item: their kind and id."""
    return (getattr(item, "kind_name", type(item).__name__), str(getattr(item, "id", id(item))))


@dataclass(slots=True)
class Rendering:
    """The state of one rendering of one file."""

    content: Content
    options: Options
    pack: PackSettings
    language: str
    report: Report
    changes: Comparison | None = None
    registry: Registry = field(default_factory=Registry)
    measuring: bool = False
    marks: dict[Span, int] = field(default_factory=dict)
    sources: dict[Span, SourceView] = field(default_factory=dict)
    frames: list[Binding] = field(default_factory=list)
    copies: list[Binding] = field(default_factory=list)
    blocks: list[Binding] = field(default_factory=list)
    charts: list[Any] = field(default_factory=list)
    images: list[Any] = field(default_factory=list)
    pages: dict[tuple[str, str], int] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    homeless: list[tuple[int, Any]] = field(default_factory=list)
    breaking: dict[int, tuple[tuple[int, ...], tuple[tuple[int, int], ...]]] = field(default_factory=dict)
    shown: list[tuple[int, Any]] = field(default_factory=list)
    sources_read: bool = False
    steps: int = 0
    language_tag: str = field(init=False)
    views: Views = field(init=False)

    def __post_init__(self) -> None:
        self.views = Views(self.content, self.registry)
        traditional = self.language == "zh" and is_traditional(self.content.document.text)
        self.language_tag = "zh-TW" if traditional else LANGUAGE_TAGS.get(self.language, self.language)

    def names(self) -> dict[str, Any]:
        """All names that the template sees."""
        names = self.views.names(self.options, self.pack, self.language)
        changes = view_changes(self.changes, self.views)
        return {**names, "changes": changes, "sources": Sources(self), STATE: self}

    def note(self, code: str, message: str, where: str) -> None:
        """Tell a person of something that was survived."""
        self.report(Diagnostic(code=code, message=message, where=where, severity=Severity.WARNING))

    def label(self, name: str) -> Piece:
        """A word of the pack that the engine itself needs; TemplateError where the pack does not have it."""
        text = self.pack.labels.get(self.language, {}).get(name, "")
        if not text:
            raise TemplateError(
                f"the pack has no label '{name}', which marks lines in other words than the source's",
                where=f"{self.pack.name}/template.toml",
                remedy=f'write {name} = "…" below [labels.{self.language}]',
            )
        return Piece(text=text, role=Role.LABEL)

    def mark_pattern(self) -> str:
        """How this pack writes a source mark, empty where it has none."""
        return self.pack.marks.get(self.language, "")

    def mark_of(self, span: Span) -> int:
        """The running number of a source sentence; while measuring, no number is used up, and one of two digits stands
        for it: which it will be is not known yet.
        """
        found = self.marks.get(span)
        if found is not None:
            return found
        number = len(self.marks) + 1
        if not self.measuring:
            self.marks[span] = number
            if self.sources_read:
                self.note("late-mark", "a source mark is first used after the list of sources", f"mark {number}")
        return max(number, MEASURED_MARK) if self.measuring else number

    def source_views(self) -> tuple[SourceView, ...]:
        """The source sentences marked so far, in the order of their marks."""
        self.sources_read = True
        for span, number in self.marks.items():
            if span not in self.sources:
                self.sources[span] = self._source(span, number)
        return tuple(self.sources.values())

    def page_of(self, item: Any) -> int | None:
        """The page on which the item is first bound, None when no page binds it."""
        return self.pages.get(item_key(item))

    def number_pages(self) -> None:
        """Give each frame in order its page number; the filters' deferred numbers are found from then on."""
        for page, frame in enumerate(self.frames, 1):
            for item in frame.items:
                self.pages.setdefault(item_key(item), page)
        for page, item in self.shown:
            self.pages.setdefault(item_key(item), page)

    def resolve(self, text: str, origin: Text | None) -> str:
        """The text as it stands in the output: a deferred page number is known by now."""
        if origin is None or origin._role is not Role.PAGE or origin._item is None or self.measuring:
            return text
        page = self.page_of(origin._item)
        return str(page) if page else ""

    def _source(self, span: Span, number: int) -> SourceView:
        registry, views = self.registry, self.views
        place = describe_place(self.content, span, self.language, self.pack.labels.get(self.language, {}))
        return SourceView(
            id=f"source{number}",
            index=number,
            mark=registry.text(self.mark_pattern().format(number) or str(number), Role.MARK),
            place=registry.text(place, Role.NUMBERING),
            sentence=registry.line(views.sentence_at(span)),
            parts=views.parts_of(span),
            figures=views.cards_in(span),
        )


class Sources:
    """The appendix entries: read late, they are the sentences marked until then."""

    kind_name = "list of sources"

    def __init__(self, state: Rendering) -> None:
        self._state = state

    def __iter__(self) -> Iterator[SourceView]:
        return iter(self._state.source_views())

    def __len__(self) -> int:
        return len(self._state.source_views())


def state_of(context: Context) -> Rendering:
    """The rendering that a filter works for."""
    state: Rendering = context.parent[STATE]
    return state


CHART_OPEN, CHART_CLOSE = "\U0010f020", "\U0010f021"
IMAGE_OPEN, IMAGE_CLOSE = "\U0010f026", "\U0010f027"
FRAME_OPEN, FRAME_CLOSE = "\U0010f022", "\U0010f023"


@pass_context
def bg_frame(context: Context, number: int, *, scope: Scope) -> Markup:
    """Written before a slide or part: opens a frame and notes what the loops bound."""
    state = state_of(context)
    state.frames.append(Binding(number, bound_by(scope)))
    return Markup(f"{FRAME_OPEN}{len(state.frames) - 1}{FRAME_CLOSE}")


@pass_context
def bg_copy(context: Context, number: int, *, scope: Scope) -> Markup:
    """Written in a repeated shape or row: notes which items this copy is about."""
    state = state_of(context)
    state.copies.append(Binding(number, bound_by(scope)))
    return Markup(str(len(state.copies) - 1))


@pass_context
def bg_block(context: Context, number: int, *, scope: Scope) -> Markup:
    """Written in a paragraph of a Word part: notes which items it is about."""
    state = state_of(context)
    state.blocks.append(Binding(number, bound_by(scope)))
    return Markup(str(len(state.blocks) - 1))


def bound_by(scope: Scope) -> dict[str, Any]:
    """The values by their names, outermost first."""
    return dict(zip(*scope, strict=True))


HOOKS: dict[str, Callable[..., Any]] = {"bg_frame": bg_frame, "bg_copy": bg_copy, "bg_block": bg_block}

KNOWN_NAMES = (
    "document", "options", "labels", "language", "derived", "message", "introduction", "sections", "outlook",
    "figures", "changes", "sources", "loop", "range",
)  # fmt: skip


def ids_of(items: Iterable[Any]) -> tuple[str, ...]:
    """The ids of some items, those without one left out."""
    return tuple(item.id for item in items if _is_item(item))
