import json

import pytest

from briefgen.errors import OutputError
from briefgen.manifest import (
    VERSION,
    BrokenManifest,
    EditionRecord,
    Manifest,
    OutputRecord,
    dump_manifest,
    load_manifest,
)

MANIFEST = Manifest(
    outputs={
        "b.pptx": OutputRecord(source="b.txt", signature="s2", edition="e2", sha256="h2"),
        "报告.pptx": OutputRecord(source="报告.txt", signature="s1", edition="e1", sha256="h1"),
    },
    editions={
        "e2": EditionRecord(output="b.pptx", sha256="h2"),
        "e1": EditionRecord(output="报告.pptx", sha256="h1"),
        "e3": EditionRecord(output="b.pptx", sha256="h3"),
    },
)


def test_a_manifest_is_read_as_it_was_written():
    assert load_manifest(dump_manifest(MANIFEST), where="m") == MANIFEST


def test_editions_keep_their_age():
    again = load_manifest(dump_manifest(MANIFEST), where="m")
    assert again.editions_of("b.pptx") == ["e2", "e3"]


def test_the_order_of_outputs_does_not_change_the_bytes():
    turned = Manifest(outputs=dict(reversed(MANIFEST.outputs.items())), editions=MANIFEST.editions)
    assert dump_manifest(turned) == dump_manifest(MANIFEST)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"3",
        b"{}",
        b"\xff\xfe",
        b'{"version": 1}',
        b'{"version": 1, "outputs": {"a": 3}, "editions": {}}',
        b'{"version": 1, "outputs": {"a": {"source": "x"}}, "editions": {}}',
        b'{"version": 1, "outputs": {}, "editions": {"a": {"output": 1, "sha256": "h"}}}',
        b'{"version": 1, "outputs": [], "editions": {}}',
    ],
)
def test_what_is_no_manifest_is_said_to_be_broken(data):
    with pytest.raises(BrokenManifest):
        load_manifest(data, where="m")


def test_a_manifest_of_a_newer_version_is_refused_with_a_remedy():
    data = json.dumps({"version": VERSION + 1, "whatever": []}).encode()
    with pytest.raises(OutputError) as caught:
        load_manifest(data, where="build/.briefgen/manifest.json")
    assert "newer" in caught.value.message
    assert "nothing was changed" in caught.value.remedy
