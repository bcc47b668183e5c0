from dataclasses import replace

import pytest

from briefgen.builder.signature import Inputs, sign
from briefgen.config import Options
from briefgen.edits import Changes, Edits

INPUTS = Inputs(
    source="text",
    path="a/b.txt",
    output="a/b.pptx",
    options=Options(),
    protected=(),
    edits=Edits(),
    epoch=None,
    pack={"template.toml": "", "briefing.pptx": "deck"},
)


def test_equal_inputs_have_equal_signatures_whatever_their_order():
    turned = replace(INPUTS, pack=dict(reversed(INPUTS.pack.items())))
    assert sign(INPUTS) == sign(turned)
    assert len(sign(INPUTS)) == 64


@pytest.mark.parametrize(
    "change",
    [
        {"source": "other"},
        {"path": "a/c.txt"},
        {"output": "a/b.docx"},
        {"options": Options(unit="x")},
        {"protected": ("x",)},
        {"edits": Edits(points=Changes(drop=("x",)))},
        {"epoch": "2024-01-01T00:00:00Z"},
        {"pack": {"template.toml": "", "briefing.pptx": "other"}},
        {"pack": {"template.toml": "", "renamed.pptx": "deck"}},
    ],
    ids=lambda change: next(iter(change)),
)
def test_every_input_counts(change):
    assert sign(replace(INPUTS, **change)) != sign(INPUTS)
