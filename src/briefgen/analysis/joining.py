"""Several documents, one briefing: each document becomes a part, and the parts stand behind one another.

Knows content models; each was made from its own document alone. Nothing is compared between documents.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar, cast

from briefgen.analysis.faithfulness.safety import hold_to_evidence
from briefgen.analysis.faithfulness.witness import call_witness
from briefgen.analysis.figures.plans import planned_parts
from briefgen.analysis.identities import with_unique_ids
from briefgen.analysis.lines.compression import make_line
from briefgen.analysis.lines.points import point_id
from briefgen.analysis.text.sentences import without_final_mark
from briefgen.content import Author, Content, KeyPoint, Line, Picture, Section, Typography
from briefgen.document import Document, Evidence, Member, Span, join_documents

Model = TypeVar("Model")


def as_part(content: Content, title: str, *, protected: Sequence[str] = ()) -> Content:
    """The content with all of it in one section, the part that its document is of a briefing.

    `title` heads the part where a person gave one; else the document's own title does, and its path where it has none.
    The introduction's points are the part's own; its sections, the deeper ones among them, are its children in a row;
    what looks ahead closes the last of them.
    """
    document = content.document
    sections = [shallow for section in content.sections for shallow in _flat(section)]
    own = content.introduction
    if own is None and len(sections) == 1 and sections[0].title is None:
        own = sections.pop()
    if content.outlook is not None:
        closing = replace(content.outlook, key_points=_whole_points(content, content.outlook))
        if sections:
            sections[-1] = _absorbing(sections[-1], closing)
        else:
            own = _absorbing(own, closing) if own is not None else closing
    part = Section(
        id=f"d{document.id.rpartition('-')[2]}",
        title=_title(document, title),
        span=Span(0, len(document.text)),
        message=_message(content, own, sections),
        headline=own.headline if own else None,
        children=tuple(replace(section, level=2) for section in sections),
    )
    if own is not None:
        part = _holding(part, own)
    whole = replace(content, message=None, introduction=None, sections=(part,), outlook=None)
    return hold_to_evidence(whole, call_witness(whole.document, protected)) if content.outlook is not None else whole


def join_contents(contents: Sequence[Content], *, id: str, path: str) -> Content:
    """The contents of several documents, each one part (`as_part`), as the content of the joined document."""
    document = join_documents([content.document for content in contents], id=id, path=path)
    moved = [_Move(id, member).content(content) for member, content in zip(document.members, contents, strict=True)]
    return with_unique_ids(
        Content(
            document=document,
            message=None,
            introduction=None,
            sections=tuple(section for content in moved for section in content.sections),
            outlook=None,
            captions=tuple(caption for content in moved for caption in content.captions),
            quantities=tuple(quantity for content in moved for quantity in content.quantities),
            questions=tuple(question for content in contents for question in content.questions),
            sentences=tuple(sentence for content in moved for sentence in content.sentences),
            typography=Typography(
                boundaries=tuple(at for content in moved for at in content.typography.boundaries),
                unbreakable=tuple(span for content in moved for span in content.typography.unbreakable),
            ),
        )
    )


def _title(document: Document, given: str) -> Line:
    if given or document.title is None:
        name = document.path.rpartition("/")[2].rpartition(".")[0]
        return Line(text=given or name or document.path, evidence=(), author=Author.PERSON)
    return Line(text=document.quote(document.title), evidence=(document.evidence(document.title),))


def _message(content: Content, own: Section | None, sections: Sequence[Section]) -> Line | None:
    """The document's own message, else that of its first part that has one, else its best line.

    What is only planned speaks for a document that tells of nothing else: out of its part it reads as done.
    """
    if content.message is not None:
        return content.message
    parts = [own, *sections] if own else sections
    planned = planned_parts(content.document)
    parts = [part for part in parts if not any(part.span.overlaps(plan) for plan in planned)] or parts
    points = [point for part in parts for point in part.key_points]
    best = max(points, key=lambda point: (point.score, -point.text.evidence[0].span.start), default=None)
    return next((part.message for part in parts if part.message), best.text if best else None)


def _whole_points(content: Content, closing: Section) -> tuple[KeyPoint, ...]:
    """The sentences that a closing shows clause by clause on a slide of its own."""
    document = content.document
    lines = [point.text for point in closing.key_points] + ([closing.message] if closing.message else [])
    told = [evidence.span for line in lines for evidence in line.evidence]
    points = []
    for sentence in content.sentences:
        if any(sentence.overlaps(span) for span in told):
            text = make_line(document, (without_final_mark(document.text, sentence),))
            figures = (f.id for f in closing.headline_figures if sentence.contains(f.quantity.span))
            points.append(
                KeyPoint(
                    id=point_id(text.text),
                    lead=None,
                    text=text,
                    wordings=(text,),
                    detail=make_line(document, (sentence,)),
                    figures=tuple(figures),
                    sentences=(sentence,),
                )
            )
    return tuple(points)


def _flat(section: Section) -> Iterator[Section]:
    """The section and all below it, each with what is its own; one that only holds others is left out."""
    below = section.children
    end = below[0].span.start if below else section.span.end
    if not below or section.key_points or section.headline_figures or section.tables:
        yield replace(section, children=(), span=Span(section.span.start, end))
    for child in below:
        yield from _flat(child)


def _absorbing(section: Section, closing: Section) -> Section:
    """The section with what another one says behind it; its title and message stay."""
    joined: Any = {name: (*getattr(section, name), *getattr(closing, name)) for name in _LISTS}
    return replace(section, **joined, span=Span(section.span.start, max(section.span.end, closing.span.end)))


def _holding(part: Section, own: Section) -> Section:
    lists: Any = {name: getattr(own, name) for name in _LISTS}
    return replace(part, guide=own.guide, **lists)


_LISTS = tuple(
    field.name for field in fields(Section) if str(field.type).startswith("tuple") and field.name != "children"
)
"""The fields of a section that list what stands in it."""


@dataclass(frozen=True, slots=True)
class _Move:
    """Moves a model's spans and evidence into the joined document `id`."""

    id: str
    member: Member

    @property
    def by(self) -> int:
        return self.member.start

    def content(self, content: Content) -> Content:
        boundaries = tuple(at + self.by for at in content.typography.boundaries)
        return replace(
            content,
            sections=self._moved(content.sections),
            captions=self._moved(content.captions),
            quantities=self._moved(content.quantities),
            sentences=self._moved(content.sentences),
            typography=Typography(boundaries=boundaries, unbreakable=self._moved(content.typography.unbreakable)),
        )

    def _moved(self, value: Model) -> Model:
        moved: Any = value
        if isinstance(value, Span):
            moved = value.shifted(self.by)
        elif isinstance(value, Evidence):
            moved = Evidence(self.id, value.span.shifted(self.by))
        elif isinstance(value, tuple):
            moved = tuple(map(self._moved, value))
        elif is_dataclass(value) and not isinstance(value, type):
            moved = replace(value, **{field.name: self._moved(getattr(value, field.name)) for field in fields(value)})
            if isinstance(value, Picture):
                moved = replace(moved, id=self.member.media_id(value.id))
        return cast(Model, moved)
