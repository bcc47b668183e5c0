"""Hostile templates: what was reported against Jinja and docxtpl fails here, and nothing grows without bound."""

import pytest

from briefgen.errors import TemplateError
from builders import Deck, two_sections, word
from test_templating_deck import compose as compose_deck
from test_templating_word import compose

# Each reaches for Python behind the template, in the ways that were published for server-side template injection.
ESCAPES = [
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ joiner.__init__.__globals__ }}",
    "{{ namespace.__init__.__globals__['os'] }}",
    "{{ lipsum.__globals__ }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ [].__class__.__base__ }}",
    "{{ {}['__class__'].__name__ }}",
    "{{ document['__class__'].__name__ }}",
    "{{ self.__init__.__globals__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ document | attr('__class__') }}",
    "{{ [document] | map(attribute='__class__') | list }}",
    "{{ [document] | map('attr', '__class__') | list }}",
    "{{ [document] | selectattr('__class__') | list }}",
    "{{ [document] | groupby('__class__') | list }}",
    "{{ [document] | sort(attribute='__class__') }}",
    "{{ '{0.__class__.__init__.__globals__}'.format(document) }}",
    "{{ '{x.__class__}'.format_map({'x': document}) }}",
    "{{ '%s' | format(document) }}",
    "{% set f = '{0.__class__}'.format %}{{ f(document) }}",
    "{{ ('{0.__class__}' | string).format(document) }}",
    "{{ (document.title ~ '{0.__class__}').format(document) }}",
    "{{ ['{0.__class__}'] | map('format', document) | list }}",
    "{{ document._title }}",
    "{{ sections[0]._sentences }}",
    "{{ document.title._registry }}",
    "{{ loop }}{{ loop.__init__ }}",
    "{{ range.__self__ }}",
    "{{ (1).__class__ }}",
    "{{ bg_frame.__globals__ }}",
    "{{ joiner('x').__call__.__globals__ }}",
    "{{ dict.__base__ }}",
    "{{ dict(a=1).__class__ }}",
    "{% macro m() %}{{ caller.__globals__ }}{% endmacro %}{{ m() }}",
    "{{ xml.etree }}{{ open('/etc/passwd') }}",
    "{{ get_flashed_messages.__globals__ }}",
    "{{ url_for.__globals__ }}",
    "{{ request.application.__globals__ }}",
    "{% for c in [].__class__.__base__.__subclasses__() %}{% endfor %}",
    "{% if ''.__class__ %}x{% endif %}",
    "{% with x = ''.__class__ %}{{ x }}{% endwith %}",
    "{% filter attr('__class__') %}x{% endfilter %}",
]
FILES = [
    "{% include '/etc/passwd' %}",
    "{% import '/etc/passwd' as x %}",
    "{% from 'os' import popen %}",
    "{% extends '../../secret' %}",
    "{% include ['a', 'b'] ignore missing %}{% include 'summary.docx' %}",
]
GROWING = "{% set s = namespace(x='aaaaaaaa') %}{% for i in range(60) %}{% set s.x = EXPRESSION %}{% endfor %}x"
FLOODS = [
    "{% for i in range(1000000000) %}x{% endfor %}",
    "{{ 'a' * 1000000000 }}",
    "{{ [0] * 1000000000 }}",
    "{{ 9 ** 9 ** 9 }}",
    "{{ 1 << 1000000000 }}",
    "{{ '%1000000000d' % 1 }}",
    "{{ 'x'.ljust(1000000000) }}",
    "{{ 'x'.zfill(1000000000) }}",
    "{{ 'x' | center(1000000000) }}",
    "{{ [1] | batch(1000000000, 'x') | list }}",
    "{{ [1] | slice(1000000000) | list }}",
    GROWING.replace("EXPRESSION", "s.x ~ s.x"),
    GROWING.replace("EXPRESSION", "s.x + s.x"),
    "{% set s = namespace(x=[1]) %}{% for i in range(60) %}{% set s.x = s.x + s.x %}{% endfor %}{{ s.x|length }}",
    GROWING.replace("EXPRESSION", "s.x|replace('a', 'aaaaaaaa')"),
    GROWING.replace("EXPRESSION", "s.x.replace('a', 'aaaa')"),
    GROWING.replace("EXPRESSION", "range(900)|join(s.x)"),
    GROWING.replace("EXPRESSION", "[s.x, s.x, s.x]|join"),
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% macro a(n) %}{% if n %}{{ a(n - 1) }}{{ a(n - 1) }}{% endif %}{% endmacro %}{{ a(60) }}",
    "{% for a in range(999) %}{% for b in range(999) %}{% for c in range(999) %}{% endfor %}{% endfor %}{% endfor %}",
    "{% for a in range(999) %}{% for b in range(999) %}" + "wordy " * 400 + "{% endfor %}{% endfor %}",
]


@pytest.mark.parametrize("tag", ESCAPES)
def test_no_template_reaches_python(tag: str) -> None:
    with pytest.raises(TemplateError) as caught:
        compose(word(tag))
    assert caught.value.remedy


@pytest.mark.parametrize("tag", ESCAPES[:12])
def test_no_deck_reaches_python(tag: str) -> None:
    deck = Deck()
    deck.slide("x").text("T", tag)
    with pytest.raises(TemplateError):
        compose_deck(deck, two_sections())


@pytest.mark.parametrize("tag", FILES)
def test_no_template_reads_files(tag: str) -> None:
    with pytest.raises(TemplateError):
        compose(word(tag))


@pytest.mark.parametrize("tag", FLOODS)
def test_nothing_grows_without_bound(tag: str) -> None:
    with pytest.raises(TemplateError):
        compose(word(tag))


def test_speaker_notes_are_no_way_in() -> None:
    deck = Deck()
    deck.slide("x", notes=("{%slide set x = cycler.__init__.__globals__ %}",)).text("T", "{{ language }}")
    with pytest.raises(TemplateError):
        compose_deck(deck, two_sections())


def test_markup_in_a_value_stays_text() -> None:
    story = compose(word("{{ '</w:t><w:drawing/>' }}"))
    assert b"&lt;/w:t&gt;&lt;w:drawing/&gt;" in story.frames[0].xml
