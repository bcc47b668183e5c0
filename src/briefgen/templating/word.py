"""`compose_document`: a .docx template rendered once over the content, to one frame a part."""

import re
from functools import lru_cache
from typing import Any

from briefgen.comparison import Comparison
from briefgen.config import Options, PackSettings
from briefgen.content import Content
from briefgen.package import parse_xml, serialize_xml
from briefgen.storyboard import Frame, Storyboard
from briefgen.templating.deck import language_of, properties_of
from briefgen.templating.includes import Texts
from briefgen.templating.names_check import with_unknown_names
from briefgen.templating.naming import Uniquely, join_words, shorten, word_of
from briefgen.templating.property_tags import take_properties, with_properties
from briefgen.templating.script import in_script
from briefgen.templating.source import Codes
from briefgen.templating.state import FRAME_CLOSE, FRAME_OPEN, Rendering, Report, item_key
from briefgen.templating.word_charts import show_charts
from briefgen.templating.word_pictures import show_pictures
from briefgen.templating.word_story import finish_story, name_blocks
from briefgen.templating.word_template import WordTemplate, prepare_word

_FRAME = re.compile(f"{FRAME_OPEN}(\\d+){FRAME_CLOSE}")


def compose(  # noqa: PLR0913  (as compose_document)
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
    """Render the Word file. Raises TemplateError with file, paragraph and tag."""
    word = _prepare(template, name, texts, codes)
    pack = in_script(pack, content.document.text)
    state = Rendering(content, options, pack, language_of(content, options), report, changes)
    with with_unknown_names(word.compiled, pack):
        rendered, given = take_properties(word.compiled.render(state.names()))
    pieces = _FRAME.split(rendered)[1::][1::2]
    trees = [parse_xml(xml, where=f"{name}, {story.name}") for story, xml in zip(word.stories, pieces, strict=True)]
    unique = Uniquely()
    bookmarks = _Bookmarks(state)
    for tree in trees:
        name_blocks(tree, word.headings, lambda number: _block_name(word, state, number, unique), bookmarks.add)
    frames = []
    for story, tree in zip(word.stories, trees, strict=True):
        pictures = show_pictures(tree, state, f"{name}, {story.name}")
        charts = show_charts(tree, state, f"{name}, {story.name}")
        slots = finish_story(tree, story.name, state, bookmarks.find)
        part = word_of(story.name)
        xml = serialize_xml(tree)
        frames.append(Frame(id=part, prototype=story.part, xml=xml, slots=slots, charts=charts, pictures=pictures))
    return Storyboard(
        template=template,
        frames=tuple(frames),
        properties=with_properties(properties_of(state), given, state),
        left_out=tuple(dict.fromkeys(state.left_out)),
    )


@lru_cache(maxsize=4)
def _prepare(template: bytes, name: str, texts: Texts, codes: Codes | None) -> WordTemplate:
    """The prepared template; a pure function of the files, so that a batch of documents reads it once."""
    return prepare_word(template, name, texts, codes)


def _block_name(word: WordTemplate, state: Rendering, number: int, unique: Uniquely) -> str:
    binding = state.blocks[number]
    ids = [word_of(name) for name in binding.ids[-1:]]
    return unique.name(shorten(join_words("bg", *ids, word.slugs[binding.number])))


class _Bookmarks:
    """Which bookmark an item is found at: its heading's, else that of its first paragraph."""

    def __init__(self, state: Rendering) -> None:
        self._state = state
        self._headings: dict[tuple[str, str], str] = {}
        self._others: dict[tuple[str, str], str] = {}

    def add(self, number: int, name: str, *, is_heading: bool, has_link: bool) -> None:
        """Note a named paragraph and whether it is a heading; one that only links elsewhere is no target."""
        items = self._state.blocks[number].items
        if items and not has_link:
            (self._headings if is_heading else self._others).setdefault(item_key(items[-1]), name)

    def find(self, item: Any) -> str | None:
        """The bookmark of an item, None when nothing shows it."""
        key = item_key(item)
        return self._headings.get(key) or self._others.get(key)
