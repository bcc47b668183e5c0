"""`compose_deck`: a .pptx template rendered once over the content, to frames in order."""

import re
from functools import lru_cache

from briefgen.comparison import Comparison
from briefgen.config import Options, PackSettings
from briefgen.content import Content
from briefgen.errors import TemplateError
from briefgen.storyboard import Properties, Storyboard
from briefgen.templating.deck_template import DeckTemplate, prepare_deck
from briefgen.templating.fitting import DECK
from briefgen.templating.frames import Finisher
from briefgen.templating.includes import Texts
from briefgen.templating.names_check import with_unknown_names
from briefgen.templating.naming import Uniquely, shorten, word_of
from briefgen.templating.property_tags import take_properties, with_properties
from briefgen.templating.script import in_script
from briefgen.templating.source import Codes
from briefgen.templating.state import FRAME_CLOSE, FRAME_OPEN, Rendering, Report
from briefgen.templating.text import clean

_FRAME = re.compile(f"{FRAME_OPEN}(\\d+){FRAME_CLOSE}")
LONGEST_FRAME_ID = 24
"""Characters, so that a shape's own name still stands readable behind it within 40."""


def compose(  # noqa: PLR0913  (as compose_deck)
    template: bytes,
    *,
    content: Content,
    options: Options,
    pack: PackSettings,
    report: Report,
    name: str,
    changes: Comparison | None = None,
    texts: Texts = (),
    codes: Codes | None = None,
) -> Storyboard:
    """Render the deck. Raises TemplateError with file, slide, shape and tag."""
    deck = _prepare(template, name, texts, codes)
    pack = in_script(pack, content.document.text)
    state = Rendering(content, options, pack, language_of(content, options), report, changes)
    with with_unknown_names(deck.compiled, pack):
        rendered, given = take_properties(deck.compiled.render({**state.names(), DECK: deck}))
    parts = _FRAME.split(rendered)[1:]
    if not parts:
        raise TemplateError(
            "no slide is left for this document", where=name, remedy="let one slide stand outside all conditions"
        )
    state.number_pages()
    finisher = Finisher(deck, state, _frame_ids(deck, state))
    pieces = zip(parts[::2], parts[1::2], strict=True)
    frames = tuple(finisher.finish(int(number), xml) for number, xml in pieces)
    return Storyboard(
        template=template,
        frames=frames,
        properties=with_properties(properties_of(state), given, state),
        left_out=tuple(dict.fromkeys(state.left_out)),
    )


@lru_cache(maxsize=4)
def _prepare(template: bytes, name: str, texts: Texts, codes: Codes | None) -> DeckTemplate:
    """The prepared template; a pure function of the files, so that a batch of documents reads it once."""
    return prepare_deck(template, name, texts, codes)


def _frame_ids(deck: DeckTemplate, state: Rendering) -> list[str]:
    """The prototype's name and the innermost item that the loops bound there."""
    names = {prototype.number: word_of(prototype.name) for prototype in deck.prototypes}
    unique = Uniquely()
    return [
        unique.name(shorten("_".join([names[frame.number], *map(word_of, frame.ids[-1:])]), LONGEST_FRAME_ID))
        for frame in state.frames
    ]


def language_of(content: Content, options: Options) -> str:
    """The language of labels and typography: the option's, else the document's."""
    return options.language or content.document.language.value


def properties_of(state: Rendering) -> Properties:
    """The core properties; the builder adds edition and dates."""
    document, options = state.content.document, state.options
    name = document.path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return Properties(
        title=clean(options.title or document.quote(document.title) or name),
        author=clean(options.presenter or options.unit),
        subject=clean(options.subtitle or document.quote(document.subtitle)),
        language=state.language_tag,
    )
