"""From one source to the bytes of its outputs: the stages in their order, each loaded when it is first needed."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefgen.builder import secrecy
from briefgen.builder.compiled_templates import compiled_templates
from briefgen.builder.dates import stated_date
from briefgen.builder.editions import IDENTIFIER_PREFIX
from briefgen.builder.verification import verify
from briefgen.config import (
    PROTECTED_FILE,
    SETTINGS_FILE,
    Options,
    PackSettings,
    load_pack_settings,
    read_protected,
)
from briefgen.errors import Diagnostic, Severity, TemplateError

if TYPE_CHECKING:
    from briefgen.analysis.faithfulness.witness import Witness
    from briefgen.comparison import Comparison, Model
    from briefgen.content import Content
    from briefgen.storyboard import Storyboard

Report = Callable[[Diagnostic], None]

DECK = ".pptx"
DOCUMENT = ".docx"
TEMPLATE_FILES = {DECK: "briefing.pptx", DOCUMENT: "summary.docx"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """A template pack as read: its folder's name, its settings, its files by name, and what may not be cut."""

    name: str
    settings: PackSettings
    files: dict[str, bytes]
    protected: tuple[str, ...]

    def suffixes(self) -> tuple[str, ...]:
        """The kinds of output that the pack has a template for."""
        return tuple(suffix for suffix, name in TEMPLATE_FILES.items() if name in self.files)

    def files_for(self, suffix: str) -> dict[str, bytes]:
        """The files that shape an output of this kind: all but the other kind's template."""
        others = {name for kind, name in TEMPLATE_FILES.items() if kind != suffix}
        return {name: data for name, data in self.files.items() if name not in others}


def read_pack(folder: Path) -> Pack:
    """The pack in a folder; TemplateError when a file can't be read or no template is there."""
    try:
        files = {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if _is_pack_file(path)}
    except OSError as error:
        raise TemplateError(
            f"the pack can't be read ({error.strerror})", where=str(error.filename or folder), remedy="check it"
        ) from error
    settings = load_pack_settings(files.get(SETTINGS_FILE, b""), folder.name)
    protected = read_protected(files.get(PROTECTED_FILE, b""), where=f"{folder.name}/{PROTECTED_FILE}")
    pack = Pack(name=folder.resolve().name, settings=settings, files=files, protected=protected)
    if not pack.suffixes():
        raise TemplateError(
            "the pack has no template", where=str(folder), remedy=f"put {' or '.join(TEMPLATE_FILES.values())} there"
        )
    return pack


def _is_pack_file(path: Path) -> bool:
    return path.is_file() and not path.name.startswith((".", "~$"))


class Composition:
    """One document on its way to its outputs. Analysis happens once, and only if an output asks for it."""

    def __init__(  # noqa: PLR0913  (what an output is made from, and whom to tell)
        self,
        make_content: "Callable[[], Content]",
        *,
        options: Options,
        pack: Pack,
        epoch: str | None,
        former: "Model | None" = None,
        report: Callable[[Diagnostic], None],
    ) -> None:
        self._make_content = make_content
        self._options = options
        self._pack = pack
        self._epoch = epoch
        self._former = former
        self._report = report
        self._storyboards: dict[str, Storyboard] = {}

    def render(self, suffix: str, edition: str, *, where: str) -> bytes:
        """The bytes of one output that names an edition; raises TemplateError or FaithfulnessError."""
        story = self._storyboard(suffix, where)
        identifier = f"{IDENTIFIER_PREFIX}{edition}"
        story = replace(story, properties=replace(story.properties, identifier=identifier, created=self._created()))
        package = _render(suffix, story)
        verify(package, story, where=where)
        return package

    @cached_property
    def content_data(self) -> dict[str, Any]:
        """The content model as plain data."""
        return self._content.to_dict()

    @cached_property
    def changes(self) -> "Comparison | None":
        """What changed since the content model before; None without one."""
        if self._former is None:
            return None
        from briefgen.comparison import Model, compare  # noqa: PLC0415  (nothing to do needs none)

        return compare(self._former, Model(self.content_data))

    @cached_property
    def _content(self) -> "Content":
        content = self._make_content()
        for question in content.questions:
            self._report(
                Diagnostic(code="question", message=question, where=content.document.path, severity=Severity.QUESTION)
            )
        return content

    @cached_property
    def _witness(self) -> "Witness":
        from briefgen.analysis.faithfulness.witness import call_witness  # noqa: PLC0415

        return call_witness(self._content.document, self._pack.protected)

    def _created(self) -> str:
        """The one date that an output carries, never the clock's."""
        document = self._content.document
        return self._epoch or stated_date(self._options.date or document.quote(document.date))

    def _storyboard(self, suffix: str, where: str) -> "Storyboard":
        if suffix not in self._storyboards:
            from briefgen import gate  # noqa: PLC0415

            story = self._compose(suffix, self._content)
            if secrecy.is_secret(self._options.classification) and secrecy.repeats(self._content, story):
                story = self._compose(suffix, secrecy.withheld(self._content))
                if secrecy.repeats(self._content, story):
                    raise secrecy.refuse_whole(where)
            secrecy.check_marking(story, self._options.classification, where=where, deck=suffix == DECK)
            former = self.changes.former_texts() if self.changes else frozenset()
            gate.check(self._content, story, self._witness, where=where, former=former)
            self._storyboards[suffix] = story
        return self._storyboards[suffix]

    def _compose(self, suffix: str, content: "Content") -> "Storyboard":
        from briefgen import templating  # noqa: PLC0415  (Jinja and lxml)
        from briefgen.templating.includes import texts_of  # noqa: PLC0415

        compose = templating.compose_deck if suffix == DECK else templating.compose_document
        return compose(
            self._pack.files[TEMPLATE_FILES[suffix]],
            content=content,
            options=self._options,
            pack=self._pack.settings,
            report=self._report,
            changes=self.changes if self._options.changes else None,
            texts=texts_of(self._pack.files),
            codes=compiled_templates(),
        )


def _render(suffix: str, story: "Storyboard") -> bytes:
    if suffix == DECK:
        from briefgen.renderers import pptx  # noqa: PLC0415  (each kind of output has its own library)

        return pptx.render(story)
    from briefgen.renderers import docx  # noqa: PLC0415

    return docx.render(story)
