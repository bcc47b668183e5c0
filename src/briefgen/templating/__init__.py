"""Templates: .pptx and .docx files with Jinja tags, rendered over the content to a storyboard."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from briefgen.comparison import Comparison
from briefgen.config import Options, PackSettings
from briefgen.content import Content
from briefgen.errors import Diagnostic
from briefgen.storyboard import Storyboard

if TYPE_CHECKING:
    from briefgen.templating.source import Codes

__all__ = ["compose_deck", "compose_document"]


def compose_deck(  # noqa: PLR0913  (the things that make an output, and its name)
    template: bytes,
    *,
    content: Content,
    options: Options,
    pack: PackSettings,
    report: Callable[[Diagnostic], None],
    changes: Comparison | None = None,
    texts: tuple[tuple[str, str], ...] = (),
    codes: "Codes | None" = None,
    name: str = "briefing.pptx",
) -> Storyboard:
    """Render a .pptx template; `name` is how errors call it, `changes` what its `changes` are.

    `texts` are names and words of the files that it may include, `codes` keep what it compiles to. Raises
    TemplateError.
    """
    from briefgen.templating.deck import compose  # noqa: PLC0415  (Jinja and lxml are loaded when a deck is made)
    from briefgen.templating.face_profiles import in_faces  # noqa: PLC0415

    template = in_faces(template, pack, options.faces, name=name)
    return compose(
        template,
        content=content,
        options=options,
        pack=pack,
        report=report,
        name=name,
        changes=changes,
        texts=texts,
        codes=codes,
    )


def compose_document(  # noqa: PLR0913  (the things that make an output, and its name)
    template: bytes,
    *,
    content: Content,
    options: Options,
    pack: PackSettings,
    report: Callable[[Diagnostic], None],
    changes: Comparison | None = None,
    texts: tuple[tuple[str, str], ...] = (),
    codes: "Codes | None" = None,
    name: str = "summary.docx",
) -> Storyboard:
    """Render a .docx template; `name` is how errors call it, `changes` what its `changes` are.

    `texts` are names and words of the files that it may include, `codes` keep what it compiles to. Raises
    TemplateError.
    """
    from briefgen.templating.face_profiles import in_faces  # noqa: PLC0415
    from briefgen.templating.word import compose  # noqa: PLC0415  (Jinja and lxml are loaded when a file is made)

    template = in_faces(template, pack, options.faces, name=name)
    return compose(
        template,
        content=content,
        options=options,
        pack=pack,
        report=report,
        name=name,
        changes=changes,
        texts=texts,
        codes=codes,
    )
