"""What each document's outputs are to be made from, found without reading a document that was read before.

Only a document's own front matter stands between its bytes and its options; the manifest remembers that for as long as
bytes and program stay the same. So an up-to-date project is known to be so without loading a single reader.
"""

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path

from briefgen.builder.dates import date_of_epoch
from briefgen.builder.pipeline import Pack, read_document, read_pack
from briefgen.builder.signature import Group, Inputs, digest, digest_of_group, sign, tool
from briefgen.builder.sources import Source
from briefgen.config import (
    PROTECTED_FILE,
    Options,
    find_pack,
    front_matter_options,
    merge_options,
    read_options,
    read_protected,
)
from briefgen.document import Document
from briefgen.edits import Edits, read_sidecar
from briefgen.errors import ReadError
from briefgen.manifest import Manifest, SourceRecord

OPTIONS_FILE = "briefgen.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One output that a document is to have: its path below the output folder, and what it is made from."""

    output: str
    suffix: str
    inputs: Inputs
    signature: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A document whose outputs are known. `document` reads it (again, if need be) and raises ReadError.

    `former` is the name of the content model that it is compared with, empty where there is none. `record` lacks the
    content model, which is made when the document is built.
    """

    source: Source
    options: Options
    edits: Edits
    pack: Pack
    epoch: str | None
    targets: tuple[Target, ...]
    former: str
    record: SourceRecord
    document: Callable[[], Document]


class Preparer:
    """What the documents of one build share: the project's options and packs, and what is remembered of sources.

    Raises UsageError for a project's options that are wrong.
    """

    def __init__(self, project: Path, strongest: Mapping[str, str | bool], manifest: Manifest) -> None:
        self._folder = project
        self._options = read_options(_read_setting(project / OPTIONS_FILE), where=OPTIONS_FILE)
        self._protected = read_protected(_read_setting(project / PROTECTED_FILE), where=PROTECTED_FILE)
        self._strongest = strongest
        self._epoch = date_of_epoch(os.environ.get("SOURCE_DATE_EPOCH", ""))
        self._packs: dict[str, _PackInUse] = {}
        self._manifest = manifest

    def recall(self, source: Source) -> Prepared | None:
        """The document as prepared from what is remembered; None when it has to be read first."""
        data = _read_source(source)
        record = self._manifest.sources.get(source.relative)
        if record is None or record.sha256 != digest(data) or record.reader != _reader():
            return None
        return self._prepare(source, data, json.loads(record.front), None)

    def prepare(self, source: Source) -> Prepared:
        """The document as prepared, read if need be; raises ReadError, UsageError or TemplateError."""
        recalled = self.recall(source)
        if recalled is not None:
            return recalled
        data = _read_source(source)
        document = read_document(data, relative=source.relative, language=None)
        front = front_matter_options(document.metadata, where=source.relative)
        return self._prepare(source, data, front, document)

    def _prepare(
        self, source: Source, data: bytes, front: dict[str, str | bool], document: Document | None
    ) -> Prepared:
        sidecar = read_sidecar(_read_setting(source.sidecar), where=source.sidecar.name)
        layers = (self._options, front, sidecar.options, self._strongest)
        used = self._pack(merge_options(*layers).template)
        options = replace(merge_options(used.pack.settings.options, *layers), template=used.pack.name)

        def read() -> Document:
            if document is not None and options.language in (None, document.language):
                return document
            return read_document(data, relative=source.relative, language=options.language)

        sha256 = digest(data)
        shared = Inputs(
            source=sha256,
            path=source.relative,
            output="",
            options=options,
            protected=used.pack.protected,
            edits=sidecar.edits,
            epoch=self._epoch,
            pack={},
        )
        said = _digest_of_matter(shared)
        former = self._former(source, said)
        if options.changes:
            shared = replace(shared, former=former)
        return Prepared(
            source=source,
            options=options,
            edits=sidecar.edits,
            pack=used.pack,
            epoch=self._epoch,
            targets=tuple(_target(shared, source, used, suffix) for suffix in used.pack.suffixes()),
            former=former,
            record=SourceRecord(
                place=place_of(source, self._folder),
                sha256=sha256,
                reader=_reader(),
                front=json.dumps(front, ensure_ascii=False),
                said=said,
            ),
            document=read,
        )

    def _former(self, source: Source, said: str) -> str:
        """The model that this one is compared with: the last that was made from something else."""
        record = self._manifest.sources.get(source.relative)
        if record is None:
            return ""
        return record.previous if record.said == said else record.content

    def _pack(self, name: str) -> "_PackInUse":
        if name not in self._packs:
            pack = read_pack(find_pack(name, self._folder))
            self._packs[name] = _PackInUse(replace(pack, protected=(*self._protected, *pack.protected)))
        return self._packs[name]


class _PackInUse:
    """A pack with the digests of its files, for each kind of output, taken once for all documents."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.digests: dict[str, Group] = {
            suffix: {name: digest(data) for name, data in pack.files_for(suffix).items()} for suffix in pack.suffixes()
        }


def _target(shared: Inputs, source: Source, used: _PackInUse, suffix: str) -> Target:
    inputs = replace(shared, output=f"{source.output}{suffix}", pack=used.digests[suffix])
    return Target(output=inputs.output, suffix=suffix, inputs=inputs, signature=sign(inputs))


def _digest_of_matter(inputs: Inputs) -> str:
    """All that a content model is made from; the program is left out, since a new one says the same anew."""
    matter = (inputs.source, inputs.options.language, inputs.protected, asdict(inputs.edits))
    return digest(json.dumps(matter, sort_keys=True).encode())


def place_of(source: Source, project: Path) -> str:
    """Where a source stands, so that it is found again: below the project, or absolute."""
    path, folder = (Path(os.path.abspath(path)) for path in (source.path, project))  # noqa: PTH100  (links are kept)
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else str(path)


@cache
def _reader() -> str:
    return digest_of_group(tool())


def _read_source(source: Source) -> bytes:
    try:
        return source.path.read_bytes()
    except OSError as error:
        raise ReadError(
            f"the file can't be opened ({error.strerror})", where=source.relative, remedy="check its permissions"
        ) from error


def _read_setting(path: Path) -> bytes:
    """What a settings file holds; nothing when there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise ReadError(
            f"the options can't be read ({error.strerror})", where=path.name, remedy="check the file"
        ) from error
