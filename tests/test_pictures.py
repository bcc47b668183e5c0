"""Pictures of the model: which they are, and which caption belongs to which."""

from briefgen.analysis.pictures import find_pictures
from briefgen.document import Block, BlockKind, Document, Language, Media, Span

PICTURE, CAPTION, PARAGRAPH = BlockKind.PICTURE, BlockKind.CAPTION, BlockKind.PARAGRAPH


def document_of(*blocks: tuple[BlockKind, str, str | None]) -> Document:
    """A document of blocks given as kind, text and the id of a picture's bytes."""
    made, text = [], ""
    for kind, words, media in blocks:
        made.append(Block(kind=kind, span=Span(len(text), len(text) + len(words)), media=media))
        text += words + "\n"
    names = sorted({media for _, _, media in blocks if media and media != "lost"})
    media = tuple(Media(id=name, content_type="image/png", data=b"bytes") for name in names)
    return Document(id="d", path="d.docx", text=text, language=Language.CHINESE, blocks=tuple(made), media=media)


def captions_of(document: Document) -> list[tuple[str, str | None]]:
    pictures = find_pictures(document, document.blocks)
    return [(picture.id, picture.caption.text if picture.caption else None) for picture in pictures]


def test_a_caption_belongs_to_the_picture_above_it():
    document = document_of(
        (PICTURE, "", "a"), (CAPTION, "图1 泵站", None), (PICTURE, "", "b"), (CAPTION, "图2 水厂", None)
    )
    assert captions_of(document) == [("a", "图1 泵站"), ("b", "图2 水厂")]


def test_a_caption_above_serves_where_none_is_below():
    document = document_of((CAPTION, "图1 泵站", None), (PICTURE, "", "a"), (PARAGRAPH, "正文。", None))
    assert captions_of(document) == [("a", "图1 泵站")]


def test_one_caption_is_not_given_to_two_pictures():
    document = document_of(
        (PICTURE, "", "a"), (CAPTION, "图1 泵站", None), (PICTURE, "", "b"), (PARAGRAPH, "正文。", None)
    )
    assert captions_of(document) == [("a", "图1 泵站"), ("b", None)]


def test_what_the_author_says_of_a_picture_has_its_evidence():
    document = document_of((PICTURE, "新建的泵站", "a"), (PARAGRAPH, "正文。", None))
    (picture,) = find_pictures(document, document.blocks)
    assert picture.alternative is not None
    assert (picture.alternative.text, picture.evidence) == ("新建的泵站", (document.evidence(Span(0, 5)),))


def test_a_picture_without_bytes_or_shown_before_is_none():
    document = document_of((PICTURE, "丢失", "lost"), (PICTURE, "", "a"), (PICTURE, "", "a"))
    assert captions_of(document) == [("a", None)]
