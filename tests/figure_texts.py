"""Texts as their headline figures, without a reader: what the tests of figures share."""

from briefgen.analysis.figures.headline import find_headline_figures
from briefgen.analysis.quantities.engine import find_quantities
from briefgen.analysis.text.sentences import split_sentences
from briefgen.content import FigureSource
from briefgen.document import Document, Language, Span


def document_of(text, language=Language.CHINESE):
    return Document(id="d", path="d.txt", text=text, language=language, blocks=())


def figures_of(text, language=Language.CHINESE, captions=()):
    def source_of(sentence):
        return FigureSource.CAPTION if sentence.slice(text) in captions else FigureSource.BODY

    document = document_of(text, language)
    sentences = split_sentences(text, Span(0, len(text)), language)
    return find_headline_figures(document, sentences, find_quantities(text, language), source_of=source_of)


def text_of(line):
    return line.text if line else None
