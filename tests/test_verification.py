import pytest

from briefgen.builder.verification import verify
from briefgen.errors import FaithfulnessError
from briefgen.storyboard import Frame, Piece, Properties, Role, Slot, Storyboard
from office_packages import make_package


def story(*paragraphs: str) -> Storyboard:
    pieces = tuple((Piece(text=text, role=Role.LABEL),) for text in paragraphs)
    slot = Slot(id="bg_a", place="slide 3, Title", paragraphs=pieces)
    frame = Frame(id="f", prototype="ppt/slides/slide1.xml", xml=b"", slots=(slot,))
    return Storyboard(template=b"", frames=(frame,), properties=Properties(title=""))


def package(xml: str) -> bytes:
    return make_package("0" * 16, f"</t></p>{xml}<p><t>")


def test_texts_are_found_across_runs_and_whatever_the_white_space():
    verify(package("<p><r><t>目 录</t></r><br/><r><t>与说明</t></r></p>"), story("目录与 说明", ""), where="a.pptx")


def test_texts_are_found_in_alternative_text_and_in_charts():
    verify(package("<c descr='用水 42'/><v>去年</v><v>今年</v>"), story("用水42", "去年", "今年"), where="a.pptx")


@pytest.mark.parametrize("xml", ["", "<p><t>目</t></p><p><t>录</t></p>", "<p><t>目 . 录</t></p>"])
def test_a_text_that_is_not_there_is_refused_with_its_place(xml):
    with pytest.raises(FaithfulnessError) as caught:
        verify(package(xml), story("目录"), where="a.pptx")
    assert caught.value.where == "a.pptx, slide 3, Title"
    assert "目录" in caught.value.message
