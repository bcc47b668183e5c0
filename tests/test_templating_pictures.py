"""Pictures of the source in the place of a template's picture: fitting, words, bytes."""

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
import pytest
from PIL import Image
from pptx import Presentation
from pptx.util import Inches

from briefgen.analysis import analyze
from briefgen.config import load_pack_settings
from briefgen.content import Content
from briefgen.document import Block, BlockKind, Document, Language, Media, Span
from briefgen.errors import TemplateError
from briefgen.renderers.docx import render as render_document
from briefgen.renderers.pptx import render
from briefgen.templating import compose_deck, compose_document
from briefgen.templating.pictures import Crop, fit_picture, size_of
from briefgen.templating.styles import Rectangle
from builders import Deck, describe, options, pack

PACKS = Path(__file__).resolve().parents[1] / "templates"
BODY = "去年全县新建和改造供水管网42公里，3.6万名居民受益。"


def png(width: int, height: int) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (width, height), (20, 90, 120)).save(stream, "PNG")
    return stream.getvalue()


def content_with(*pictures: tuple[bytes, str, str], content_type: str = "image/png") -> Content:
    """A report of one section with pictures given as bytes, alternative text and caption."""
    text, blocks, media = "", [], []

    def add(kind: BlockKind, words: str, **more: Any) -> None:
        nonlocal text
        blocks.append(Block(kind=kind, span=Span(len(text), len(text) + len(words)), marked_up=True, **more))
        text += words + "\n"

    add(BlockKind.HEADING, "供水改造", level=1)
    add(BlockKind.PARAGRAPH, BODY)
    for number, (data, alternative, caption) in enumerate(pictures, 1):
        media.append(Media(id=f"picture-{number}", content_type=content_type, data=data))
        add(BlockKind.PICTURE, alternative, media=f"picture-{number}")
        if caption:
            add(BlockKind.CAPTION, caption)
    document = Document(
        id="d", path="d.docx", text=text, language=Language.CHINESE, blocks=tuple(blocks), media=tuple(media)
    )
    return analyze(document)


def deck_with(box: tuple[float, float, float, float] = (1, 2, 4, 3), tag: str = "{{ picture | image }}") -> bytes:
    """One slide with a repeated group of a picture and its caption."""
    deck = Deck()
    slide = deck.slide("{{ sections[0].title }}")
    slide.area("Photo", (1, 2, 10, 4))
    group = slide.group("Photo", descr="{%shape for picture in sections[0].pictures %}")
    photo = group.shapes.add_picture(io.BytesIO(png(10, 10)), *(Inches(value) for value in box))
    photo.name = "Picture"
    describe(photo, tag)
    slide.text("Caption", "{{ picture.caption }}", box=(box[0], box[1] + box[3], box[2], 0.5), parent=group)
    return deck.save()


def shown(content: Content, template: bytes) -> Sequence[Any]:
    board = compose_deck(
        template, content=content, options=options(), pack=pack(), report=lambda _: None, name="t.pptx"
    )
    (slide,) = Presentation(io.BytesIO(render(board))).slides
    return [shape for shape in slide.shapes if shape.shape_type == 6]


def parts_of(group: Any) -> tuple[Any, str]:
    picture = next(shape for shape in group.shapes if shape.shape_type == 13)
    caption = "".join(shape.text_frame.text for shape in group.shapes if shape.has_text_frame)
    return picture, caption


def test_each_picture_stands_with_its_caption_and_its_words():
    content = content_with((png(400, 300), "泵站外景", "图1 新建的泵站"), (png(300, 400), "", "图2 水厂"))
    groups = [parts_of(group) for group in shown(content, deck_with())]
    assert [caption for _, caption in groups] == ["图1 新建的泵站", "图2 水厂"]
    assert [picture.image.blob for picture, _ in groups] == [png(400, 300), png(300, 400)]
    described = [picture._element[0].find("{*}cNvPr").get("descr") for picture, _ in groups]
    assert described == ["泵站外景", "图2 水厂"]


def test_a_picture_is_cropped_a_little_or_stands_whole():
    place = Rectangle(0, 0, 4_000, 3_000)
    assert fit_picture(place, (800, 600)) == (place, Crop())
    assert fit_picture(place, (840, 600)) == (place, Crop(sides=pytest.approx(0.0238, abs=1e-4)))
    assert fit_picture(place, (800, 650)) == (place, Crop(ends=pytest.approx(0.0385, abs=1e-4)))
    assert fit_picture(place, (1600, 600)) == (Rectangle(0, 750, 4_000, 1_500), Crop())
    assert fit_picture(place, (600, 600)) == (Rectangle(500, 0, 3_000, 3_000), Crop())


def test_a_picture_without_words_or_that_no_program_shows_is_left_out():
    assert shown(content_with((png(40, 30), "", "")), deck_with()) == []
    assert shown(content_with((b"<svg/>", "", "图1 泵站"), content_type="image/svg+xml"), deck_with()) == []
    assert size_of(Media(id="x", content_type="image/png", data=b"no picture")) is None


def test_the_tag_in_a_shape_that_is_no_picture_is_an_error_with_its_place():
    deck = Deck()
    deck.slide("{{ sections[0].title }}").text("Box", "甲", descr="{{ sections[0].pictures[0] | image }}")
    content = content_with((png(40, 30), "", "图1 泵站"))
    with pytest.raises(TemplateError, match="picture") as caught:
        compose_deck(deck.save(), content=content, options=options(), pack=pack(), report=lambda _: None, name="t.pptx")
    assert "slide 1" in str(caught.value)


@pytest.mark.parametrize("name", ["briefing", "gongwen"])
def test_the_packs_show_two_pictures_of_a_section_and_tell_of_the_others_in_the_notes(name: str):
    pictures = [(png(400, 300 + number), "", f"图{number} 改造后的泵站") for number in (1, 2, 3)]
    folder = PACKS / name
    board = compose_deck(
        (folder / "briefing.pptx").read_bytes(),
        content=content_with(*pictures),
        options=options(),
        pack=load_pack_settings((folder / "template.toml").read_bytes(), name),
        report=lambda _: None,
    )
    (frame,) = [frame for frame in board.frames if frame.pictures]
    texts = [slot.text for slot in frame.slots]
    assert texts[0] == "图片：供水改造"
    assert [picture.id for picture in frame.pictures] == ["picture-1", "picture-2"]
    assert any("图3 改造后的泵站" in text for text in texts)


@pytest.mark.parametrize("name", ["briefing", "gongwen"])
def test_the_word_files_show_pictures_above_their_captions(name: str):
    folder = PACKS / name
    board = compose_document(
        (folder / "summary.docx").read_bytes(),
        content=content_with((png(400, 300), "泵站外景", "图1 新建的泵站"), (png(300, 900), "", "图2 水厂")),
        options=options(),
        pack=load_pack_settings((folder / "template.toml").read_bytes(), name),
        report=lambda _: None,
    )
    document = docx.Document(io.BytesIO(render_document(board)))
    first, second = document.inline_shapes
    described = [shape._inline.docPr.get("descr") for shape in (first, second)]
    assert described == ["泵站外景", "图2 水厂"]
    assert abs(first.width / first.height - 4 / 3) < 0.01 and abs(second.width / second.height - 1 / 3) < 0.01
    texts = [paragraph.text.partition("〔")[0] for paragraph in document.paragraphs if paragraph.text]
    assert "图1 新建的泵站" in texts and "图2 水厂" in texts


def test_a_source_mark_stands_before_the_stop_of_its_sentence():
    folder = PACKS / "briefing"
    board = compose_document(
        (folder / "summary.docx").read_bytes(),
        content=content_with(),
        options=options(),
        pack=load_pack_settings((folder / "template.toml").read_bytes(), "briefing"),
        report=lambda _: None,
    )
    texts = [slot.text for frame in board.frames for slot in frame.slots]
    marked = [text for text in texts if "〔1〕" in text and text != "〔1〕"]
    assert marked and all(not text.endswith("〕") for text in marked if "。" in text)


def test_a_word_file_without_pictures_holds_none():
    folder = PACKS / "briefing"
    board = compose_document(
        (folder / "summary.docx").read_bytes(),
        content=content_with(),
        options=options(),
        pack=load_pack_settings((folder / "template.toml").read_bytes(), "briefing"),
        report=lambda _: None,
    )
    with zipfile.ZipFile(io.BytesIO(render_document(board))) as archive:
        assert not [name for name in archive.namelist() if "media" in name]
        assert b"/image" not in archive.read("word/_rels/document.xml.rels")


@pytest.mark.parametrize("name", ["briefing", "gongwen"])
def test_no_tag_is_left_in_a_word_file(name: str):
    folder = PACKS / name
    board = compose_document(
        (folder / "summary.docx").read_bytes(),
        content=content_with(),
        options=options(),
        pack=load_pack_settings((folder / "template.toml").read_bytes(), name),
        report=lambda _: None,
    )
    assert not [frame.id for frame in board.frames if b"{{" in frame.xml or b"{%" in frame.xml]
