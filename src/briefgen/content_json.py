"""The content model as plain data for JSON; `content.schema.json` beside this file is its contract."""

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

from briefgen.content import (
    SCHEMA_VERSION,
    Case,
    Content,
    Derived,
    Event,
    HeadlineFigure,
    KeyPoint,
    Line,
    Picture,
    Quantity,
    Quotation,
    Relation,
    Section,
    Series,
    Tabulation,
)
from briefgen.document import Document, Evidence


def content_to_dict(content: Content) -> dict[str, Any]:
    """The model of one document, or of several joined ones.

    Every evidence is `{document, start, end}` in code points of the text of the document that it names.
    """
    write = _Writer(content.document)
    members = content.document.members
    documents = [write.document(member.document) for member in members] or [write.document(content.document)]
    alone = None if members else documents[0]
    return {
        "schema_version": SCHEMA_VERSION,
        "documents": documents,
        "document": alone,
        "text": alone["text"] if alone else None,
        "message": write.line(content.message),
        "introduction": write.section(content.introduction) if content.introduction else None,
        "sections": [write.section(section) for section in content.sections],
        "outlook": write.section(content.outlook) if content.outlook else None,
        "captions": write.lines(content.captions),
        "quantities": [write.quantity(quantity) for quantity in content.quantities],
        "questions": list(content.questions),
    }


def figure_to_dict(content: Content, figure: HeadlineFigure) -> dict[str, Any]:
    """One headline figure as it stands in the model."""
    return _Writer(content.document).figure(figure)


def quantity_to_dict(content: Content, quantity: Quantity) -> dict[str, Any]:
    """One quantity as it stands in the model."""
    return _Writer(content.document).quantity(quantity)


def schema_text() -> str:
    """The JSON Schema (draft 2020-12) of what `content_to_dict` gives."""
    return Path(__file__).with_name("content.schema.json").read_text(encoding="utf-8")


class _Writer:
    """Writes the parts of one document's model."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def document(self, source: Document) -> dict[str, Any]:
        return {
            "id": source.id,
            "path": source.path,
            "title": source.quote(source.title) or None,
            "subtitle": source.quote(source.subtitle) or None,
            "byline": source.quote(source.byline) or None,
            "date": source.quote(source.date) or None,
            "language": source.language.value,
            "text": source.text,
        }

    def section(self, section: Section) -> dict[str, Any]:
        heading = section.title.evidence if section.title else ()
        return {
            "id": section.id,
            "title": section.title.text if section.title else None,
            "level": section.level,
            "evidence": self._evidence((*heading, self._document.evidence(section.span))),
            "message": self.line(section.message),
            "headline": self.line(section.headline),
            "guide": self.line(section.guide),
            "kicker": self.line(section.kicker),
            "key_points": [self._key_point(point) for point in section.key_points],
            "headline_figures": [self.figure(figure) for figure in section.headline_figures],
            "relations": [self._relation(relation) for relation in section.relations],
            "quotations": [self._quotation(quotation) for quotation in section.quotations],
            "timeline": [self._event(event) for event in section.timeline],
            "cases": [self._case(case) for case in section.cases],
            "tables": [self._table(table) for table in section.tables],
            "series": [self._series(series) for series in section.series],
            "pictures": [self._picture(picture) for picture in section.pictures],
            "children": [self.section(child) for child in section.children],
        }

    def line(self, line: Line | None) -> dict[str, Any] | None:
        if line is None:
            return None
        return {"text": line.text, "evidence": self._evidence(line.evidence), "author": line.author.value}

    def lines(self, lines: Iterable[Line]) -> list[dict[str, Any] | None]:
        return [self.line(line) for line in lines]

    def quantity(self, quantity: Quantity) -> dict[str, Any]:
        return {
            **_measure(quantity),
            "headline": quantity.headline,
            "reason": quantity.reason,
            "evidence": self._evidence((self._document.evidence(quantity.span),)),
        }

    def _key_point(self, point: KeyPoint) -> dict[str, Any]:
        return {
            "id": point.id,
            "lead": _text(point.lead),
            "heading": _text(point.heading),
            "counted": point.counted,
            "text": point.text.text,
            "wordings": self.lines(point.wordings),
            "plain": self.line(point.plain),
            "detail": self.line(point.detail),
            "figures": list(point.figures),
            "score": point.score,
            "reasons": list(point.reasons),
            "author": point.text.author.value,
            "faults": list(point.text.faults),
            "pinned": point.pinned,
            "evidence": self._evidence(point.text.evidence),
        }

    def figure(self, figure: HeadlineFigure) -> dict[str, Any]:
        return {
            "id": figure.id,
            **_measure(figure.quantity),
            "prefix": _text(figure.prefix),
            "number": _text(figure.number),
            "change": figure.change.value or None,
            "status": figure.status.value,
            "source": figure.source.value,
            "same_as": figure.same_as,
            "sensitive": figure.sensitive,
            "subject": _text(figure.subject),
            "action": _text(figure.action),
            "what": _text(figure.what),
            "reworded": self.line(figure.reworded),
            "pinned": figure.pinned,
            "rank": figure.rank,
            "time_scope": _text(figure.time_scope),
            "resolved_time": figure.resolved_time or None,
            "place_scope": _text(figure.place_scope),
            "salience": figure.salience,
            "evidence": self._evidence(figure.evidence),
        }

    def _relation(self, relation: Relation) -> dict[str, Any]:
        return {
            "kind": relation.kind.value,
            "figures": list(relation.figures),
            "text": relation.line.text,
            "derived": _derived(relation.derived),
            "evidence": self._evidence(relation.line.evidence),
        }

    def _quotation(self, quotation: Quotation) -> dict[str, Any]:
        return {
            "text": quotation.text.text,
            "speaker": self.line(quotation.speaker),
            "evidence": self._evidence(quotation.text.evidence),
        }

    def _event(self, event: Event) -> dict[str, Any]:
        return {
            "date": self.line(event.date),
            "text": event.text.text,
            "wordings": self.lines(event.wordings),
            "evidence": self._evidence(event.text.evidence),
        }

    def _case(self, case: Case) -> dict[str, Any]:
        return {
            "id": case.id,
            "name": self.line(case.name),
            "text": case.text.text,
            "detail": self.line(case.detail),
            "figures": list(case.figures),
            "evidence": self._evidence(case.text.evidence),
        }

    def _table(self, table: Tabulation) -> dict[str, Any]:
        return {
            "id": table.id,
            "caption": self.line(table.caption),
            "unit": self.line(table.unit),
            "header": self.lines(table.header),
            "rows": [self.lines(row.cells) for row in table.rows],
        }

    def _series(self, series: Series) -> dict[str, Any]:
        return {
            "id": series.id,
            "title": self.line(series.title),
            "measure": self.line(series.measure),
            "unit": self.line(series.unit),
            "categories": self.lines(series.categories),
            "values": self.lines(series.values),
            "numbers": [_decimal(number) for number in series.numbers],
            "over_time": series.over_time,
        }

    def _picture(self, picture: Picture) -> dict[str, Any]:
        return {
            "id": picture.id,
            "content_type": picture.content_type,
            "alternative": _text(picture.alternative),
            "caption": self.line(picture.caption),
            "evidence": self._evidence(picture.evidence),
        }

    def _evidence(self, evidence: Iterable[Evidence]) -> list[dict[str, Any]]:
        located = (self._document.locate(item.span) for item in evidence)
        return [{"document": document.id, "start": span.start, "end": span.end} for document, span in located]


def _measure(quantity: Quantity) -> dict[str, Any]:
    """What a quantity and the headline figure made of it have in common."""
    return {
        "value": _decimal(quantity.value),
        "lower": _decimal(quantity.lower),
        "upper": _decimal(quantity.upper),
        "surface": quantity.surface,
        "unit": quantity.unit,
        "scale": quantity.scale,
        "qualifier": quantity.qualifier,
        "approximation": quantity.approximation.value,
        "kind": quantity.kind.value,
        "rule": quantity.rule,
    }


def _decimal(value: Decimal | None) -> str | None:
    """Plain decimal digits, without an exponent."""
    return None if value is None else format(value, "f")


def _derived(derived: Derived | None) -> dict[str, str] | None:
    return {"value": f"{derived.value:f}", "formula": derived.formula} if derived else None


def _text(line: Line | None) -> str | None:
    return line.text if line and line.text else None
