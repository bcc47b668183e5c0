"""English lines as they are set: a capital at the beginning, a space between two, places that a page number ends."""

from pathlib import Path

import pytest

from briefgen import analyze
from briefgen.analysis.faithfulness.rules import find_faults
from briefgen.analysis.faithfulness.witness import call_witness
from briefgen.analysis.lines.antecedents_en import names_nobody, opens_unnamed
from briefgen.analysis.lines.compression import find_wordings
from briefgen.analysis.lines.standing_en import points_back
from briefgen.analysis.text.sentences import begin_with_capital, split_sentences
from briefgen.builder import BuildRequest, build
from briefgen.content import Line, told_sections
from briefgen.document import Language, Span
from briefgen.gate import _PLACE
from briefgen.readers import read_text
from briefgen.templating.alignment import align


@pytest.mark.parametrize(
    ("text", "set_as"),
    [
        ("the office pays", "The office pays"),
        ("a plan exists", "A plan exists"),
        ("short-term loans grew", "Short-term loans grew"),
        ("iPhone sales fell", "iPhone sales fell"),
        ("mRNA was found", "mRNA was found"),
        ("x is the share", "x is the share"),
        ("example.org is down", "example.org is down"),
        ("build_all runs first", "build_all runs first"),
        ("e.g. loans", "e.g. loans"),
        ("“we paid”", "“we paid”"),
    ],
)
def test_a_line_begins_with_a_capital_unless_its_word_is_written_in_a_way_of_its_own(text: str, set_as: str) -> None:
    assert begin_with_capital(text, Language.ENGLISH) == set_as
    assert begin_with_capital(text, Language.CHINESE) == text


def test_the_gate_admits_the_capital_and_no_other_change() -> None:
    document = read_text("However, the office repaid the loans in March.", path="a.md", language="en")
    witness = call_witness(document)
    line = Span(document.text.index("the office"), len(document.text))
    assert not find_faults(witness, "The office repaid the loans in March", [line])
    assert find_faults(witness, "The Office repaid the loans in March", [line])
    assert find_faults(witness, "THE office repaid the loans in March", [line])


def test_points_of_a_text_begin_with_capitals_and_keep_their_evidence() -> None:
    document = read_text(
        "# Loans\n\nIn addition, the agency approved 3,120 loans for small firms in the region last year. "
        "However, the review of each application still took nine weeks on average.\n",
        language="en",
    )
    content = analyze(document)
    points = [point for section in content.all_sections() for point in section.key_points]
    assert points
    for point in points:
        assert point.text.text[0].isupper()
        quoted = "".join(document.text[part.span.start : part.span.end] for part in point.text.evidence)
        assert quoted.lower().startswith(point.text.text.lower())


def test_a_line_with_a_capital_of_its_own_is_still_aligned() -> None:
    document = read_text("However, the office paid; it did.", path="a.md", language="en")
    start = document.text.index("the")
    line = Line(text="The office paid", evidence=(document.evidence(Span(start, start + 16)),))
    assert align(line, document.text) == tuple(range(start, start + 15))


@pytest.mark.parametrize(
    "place", ["Introduction ¶ 15, p. 1", "1.2 ¶ 3", "1.(2)\u00a0¶\u00a03, p.\u00a04", "三、（二）第4段第5页"]
)
def test_places_are_no_claims(place: str) -> None:
    assert _PLACE.match(place)


def lines_of(text: str) -> list[str]:
    content = analyze(read_text(text, path="a.md", language="en"))
    points = [point.text.text for section in content.all_sections() for point in section.key_points]
    return points + [section.message.text for section in content.all_sections() if section.message]


def section_text(*sentences: str) -> str:
    return "# Mains\n\n## Works\n\n" + "\n\n".join(sentences) + "\n"


@pytest.mark.parametrize(
    ("sentence", "line"),
    [
        (
            "As noted above, the utility renewed the oldest mains of the harbour district (see table 2).",
            "The utility renewed the oldest mains of the harbour district",
        ),
        (
            "Losses in old networks fall when valves are replaced (Brown and Lee, 2019; Ito et al., 2020) [4, 7].",
            "Losses in old networks fall when valves are replaced",
        ),
        (
            "Slide 12: And the pumping station supplies the whole harbour district today.",
            "The pumping station supplies the whole harbour district today",
        ),
        (
            "But the council granted the money for the new pumping station late.",
            "The council granted the money for the new pumping station late",
        ),
        (
            "PORT TOWN, May 4 (AP) -- The council granted the money for the new pumping station.",
            "The council granted the money for the new pumping station",
        ),
        (
            "Port Town, NV (May 4, 2031) - The council granted the money for the new pumping station.",
            "The council granted the money for the new pumping station",
        ),
        (
            "Decision: The council granted the money for the new pumping station.",
            "The council granted the money for the new pumping station",
        ),
        (
            "Works Programme        The council granted the money for the new pumping station.",
            "The council granted the money for the new pumping station",
        ),
        (
            "The council granted the money for the station,14 the oldest of the harbour.",
            "The council granted the money for the station, the oldest of the harbour",
        ),
        (
            "The council granted the money for the new pumping station.14 The harbour waits.",
            "The council granted the money for the new pumping station",
        ),
    ],
)
def test_a_line_loses_what_joins_it_to_the_text_around_it(sentence: str, line: str) -> None:
    assert line in lines_of(section_text(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "Some of these mains were older than the station that fed them all.",
        "A network of pipes and valves that supplies the harbour district with water.",
        "If this happens, the station closes the valves of the whole harbour district.",
        "Figure 3 shows the losses of the network in the old town.",
        "Please contact our office in the harbour district for an offer.",
        "The valves in the harbour district are described in the next section.",
    ],
)
def test_a_sentence_that_leans_on_another_or_talks_to_the_reader_is_no_line(sentence: str) -> None:
    others = ("The utility renewed the mains of the old town.", "The council granted the money for the works.")
    assert not any(line.startswith(sentence[:12]) for line in lines_of(section_text(sentence, *others)))


def test_full_sentences_for_notes_and_word_stand_without_their_connective() -> None:
    text = section_text("[3] However, the utility renewed the oldest mains of the harbour district [12].")
    content = analyze(read_text(text, path="a.md", language="en"))
    details = [point.detail.text for section in content.all_sections() for point in section.key_points]
    assert details == ["The utility renewed the oldest mains of the harbour district."]


def test_a_part_that_only_holds_others_says_what_they_say() -> None:
    text = (
        "# Report\n\n## Works\n\n### Mains\n\nThe utility renewed the mains of the old town. "
        "The valves of the harbour district were replaced in spring.\n\n"
        "## Money\n\nThe council granted the money for the works in spring.\n"
    )
    works = analyze(read_text(text, path="a.md", language="en")).sections[0]
    assert works.message is not None
    assert works.message == works.children[0].message


def test_sections_of_every_depth_are_shown_and_bare_headings_are_not() -> None:
    text = (
        "# Report\n\n## Works\n\n### Mains\n\n#### Harbour\n\nThe harbour received a pumping station in spring.\n\n"
        "#### Notes\n\n## Money\n\nIt is granted.\n"
    )
    content = analyze(read_text(text, path="a.md", language="en"))
    assert [part.title.text for part in content.sections[0].parts if part.title] == ["Harbour"]
    assert [section.title.text for section in told_sections(content.sections) if section.title] == ["Works"]


def test_what_goes_on_in_the_next_block_is_no_line() -> None:
    text = "# Works\n\nThe utility renewed the mains of the port and\n\nthe valves of the old town. The council paid.\n"
    assert not any(line.endswith(" and") or line.startswith("The utility") for line in lines_of(text))


def test_references_and_addresses_give_no_points() -> None:
    text = section_text(
        "The utility renewed the mains of the old town.", "The council granted the money for the works."
    )
    text += "\n## References\n\nLee, A. found in 2019 that valves of steel are weaker than they were.\n"
    assert not any("valves of steel" in line for line in lines_of(text))


@pytest.mark.parametrize(
    "text", ["“Why not?” asked the mayor.", "The site example.Gov is down.", 'It was a "wow!" moment for all.']
)
def test_a_sentence_goes_on_behind_a_quotation_and_inside_an_address(text: str) -> None:
    assert split_sentences(text, Span(0, len(text)), Language.ENGLISH) == (Span(0, len(text)),)


def test_a_title_whose_number_belongs_to_a_name_keeps_it() -> None:
    text = section_text(
        "The utility renewed the mains of the old town.", "The council granted the money for the works."
    )
    text += "\n## Appendix IV Harbour Contact and Staff\n\nThe harbour master answers for the valves of the port.\n"
    document = read_text(text, path="a.md", language="en")
    witness = call_witness(document)
    for section in analyze(document).all_sections():
        assert section.title is not None
        assert not find_faults(witness, section.title.text, [part.span for part in section.title.evidence])


def test_runs_of_short_parts_on_both_sides_of_a_long_one_are_built(tmp_path: Path) -> None:
    short = "### {}\n\nThe {} received a pumping station of its own.\n\n"
    long = "### Harbour\n\n" + "\n\n".join(
        f"The utility renewed the {place} of the harbour and replaced its valves in {season}."
        for place, season in (("mains", "spring"), ("wells", "summer"), ("tanks", "autumn"), ("pumps", "winter"))
    )
    around = [short.format(name.title(), name) for name in ("mill", "market", "castle", "bridge")]
    text = f"# Report\n\n## Works\n\n{''.join(around[:2])}{long}\n\n{''.join(around[2:])}## Money\n\nIt is paid.\n"
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "report.md").write_text(text, encoding="utf-8")
    report = build(BuildRequest(project=tmp_path))
    assert [result.error for result in report.documents] == [None]


@pytest.mark.parametrize(
    ("sentence", "part"),
    [
        ("We show that valves of steel fail earlier than valves of brass.", "Valves of steel fail earlier than"),
        ("To save water in dry summers, the utility renews the oldest mains first.", "The utility renews the oldest"),
    ],
)
def test_a_sentence_without_numbers_may_lose_what_for_and_who_found_it(sentence: str, part: str) -> None:
    document = read_text(sentence, path="a.md", language="en")
    wordings = find_wordings(document, Span(0, len(sentence)), ())
    assert any(wording.text.lower().startswith(part.lower()) for wording in wordings)


def test_a_sentence_with_numbers_keeps_what_they_hold_for() -> None:
    sentence = "In terms of cost, the works took 12 million euros during the dry summers of the last years."
    document = read_text(sentence, path="a.md", language="en")
    assert all("during the dry summers" in one.text for one in find_wordings(document, Span(0, len(sentence)), ()))


@pytest.mark.parametrize(
    "sentence",
    [
        "The correlation between the losses of these mains and their age is strong.",
        "The officers searched the harbour and found no trace of him.",
        "Learn more about the valves of the harbour with our guides.",
        "The front page shows the port, photo credits go to the harbour master.",
        "Several problems covered above are common in the harbour district.",
        "The council has met two of the conditions and works on those rules.",
        "Unless the council pays for the valves of the harbour district.",
        "Valves of the harbour district are shown with their age in Fig.",
        "The loss is $L_{max}$ where a valve of the harbour fails.",
        "We did not attempt to verify the answers of the harbour district.",
        "In a second town, the mains of the harbour district were renewed.",
        "Mains of the harbour district that fail 12 18 4 9",
        "Find out more about the valves of the harbour district and their age.",
        "“No, mayor,” the master of the harbour has said to the council.",
        "The results of the works in the harbour are presented in Table",
        "At the harbour, all three talked about the age of the valves and mains.",
        ", respectively, are recorded in the books of the harbour district.",
        "Testing the pumps of the harbour district before the mains are opened to the town.",
        "Table 6 does not indicate when the valves of the harbour district failed.",
    ],
)
def test_a_line_points_at_nothing_outside_it(sentence: str) -> None:
    others = ("The utility renewed the mains of the old town.", "The council granted the money for the works.")
    assert not any(line.startswith(sentence[:20]) for line in lines_of(section_text(sentence, *others)))


def test_what_only_leads_up_to_a_list_is_no_line() -> None:
    text = section_text("The policy of the harbour should, at a minimum, include:", "The council granted the money.")
    assert not any("at a minimum" in line for line in lines_of(text))


@pytest.mark.parametrize(
    "sentence",
    [
        "The council checks valves of steel and replaces those valves each spring.",
        "This year the utility renewed all mains of the harbour district.",
        "The council pays those who live beside the works of the harbour.",
    ],
)
def test_a_line_may_point_at_what_it_names_and_at_what_needs_no_name(sentence: str) -> None:
    assert any(line.startswith(sentence[:20]) for line in lines_of(section_text(sentence)))


NOTED = (
    "# Report\n\n## Works\n\nThe utility renewed the mains of the old town in spring. The valves of the port "
    "were replaced before the summer, and the pumping station supplies the whole of the port today.\n\n"
    "1 Audit Office, _Mains and Valves of the Harbour District_, AO-21-1234.\n\n"
    "The council granted the money for the works in summer.\n\n2 AO-21-1234.\n\n"
    "3 See Pub. L. No. 99-123, on 45 ports of the island.\n\nNote: Answers of 30 towns are shown.\n"
)


def test_footnotes_among_the_paragraphs_give_neither_lines_nor_figures() -> None:
    content = analyze(read_text(NOTED, path="a.md", language="en"))
    assert [line for line in lines_of(NOTED) if "Audit" in line or "Answers" in line] == []
    assert [figure for section in content.all_sections() for figure in section.headline_figures] == []


def test_numbered_paragraphs_that_cite_nothing_are_no_notes() -> None:
    text = section_text(
        "1 The utility renewed the mains of the old town.",
        "2 The council granted the money for the works in summer.",
        "3 The valves of the harbour district were replaced in autumn.",
    )
    assert len(lines_of(text)) == 3


def test_a_paragraph_that_a_page_cut_off_gives_no_half_sentence() -> None:
    text = section_text(
        "The council granted the money for the works. The utility renewed mains in accordance with federal"
    )
    assert not any(line.endswith("federal") for line in lines_of(text))


def test_what_the_summary_said_is_not_said_again_below() -> None:
    said = "The utility renewed all mains of the harbour district in the spring of the year."
    other = "The council granted the money for the works in summer."
    below = (
        "The valves of brass were replaced in autumn, after a storm had torn the pumps of the port away.\n\n"
        "The master of the harbour has bought four boats for the fire brigade of the island."
    )
    text = f"# Report\n\n## Highlights\n\n{said}\n\n{other}\n\n## Works\n\n{said}\n\n{below}\n"
    assert lines_of(text).count(said.rstrip(".")) == 1


@pytest.mark.parametrize(
    ("sentence", "part"),
    [
        ("The harbour district has seen no floods during the summers of the last decade.", "no floods"),
        ("By closing all valves at once, we prolong the repair of the mains in the harbour district.", "we prolong"),
        ("The age of all mains of the harbour is determined using the current edition of the guide.", "determined"),
        ("The steel valve is the weakest part of the old mains, mostly because of salt.", "mostly"),
        ("The port has its parts from the island, including both valves and pumps for the mains.", "valves"),
        ("The council debates the principle, a concept for ports applied across a range of islands.", "applied"),
    ],
)
def test_what_a_sentence_says_is_not_changed_by_what_it_loses(sentence: str, part: str) -> None:
    document = read_text(sentence, path="a.md", language="en")
    lines = [wording.text for wording in find_wordings(document, Span(0, len(sentence)), ())]
    assert lines
    assert not any(line.lower().endswith(part.lower()) or line.lower().startswith("we prolong") for line in lines)


def test_the_section_of_a_law_is_no_number_of_a_paragraph() -> None:
    text = section_text("Section 8(c) of the Ports Act provides a list of works that the council pays.")
    assert lines_of(text) == ["Section 8(c) of the Ports Act provides a list of works that the council pays"]


def test_a_member_of_a_list_that_is_forbidden_is_no_line_of_its_own() -> None:
    text = section_text(
        "The act, however, does prohibit us from paying for works where after the payment:",
        "We would not be able to pay our debts for the mains as they become due; or",
        "The value of the harbour would be less than the sum of the debts of the town.",
    )
    assert lines_of(text) == []


def test_a_number_alone_on_its_line_is_a_cell_and_no_figure() -> None:
    text = section_text("The utility renewed the mains of the old town.", "596,874", "$ 23,293")
    content = analyze(read_text(text, path="a.md", language="en"))
    assert [figure for section in content.all_sections() for figure in section.headline_figures] == []


@pytest.mark.parametrize(
    ("line", "is_unnamed"),
    [
        ("The final project required them to build a bridge", True),
        ("The guests of the harbour said they liked them", False),
        ("A commuter sat next to her on the train", True),
        ("Ana Ruiz said her office had paid", False),
        ("A spokesman said he had left", False),
        ("Workers said the firm had paid them", False),
    ],
)
def test_a_pronoun_needs_somebody_named_before_it(line: str, is_unnamed: bool) -> None:
    assert names_nobody(line) is is_unnamed


def test_a_subject_of_two_words_is_one_that_the_text_keeps_speaking_of() -> None:
    once = read_text(_PADDING + "\n\nThe rocket was built in a shed.", path="a.md", language="en")
    often = read_text(_PADDING + "\n\n" + "The rocket was built in a shed. " * 5, path="a.md", language="en")
    assert opens_unnamed(once, "The rocket was built in a shed")
    assert opens_unnamed(once, "The rocket’s builders met in a shed")
    assert not opens_unnamed(often, "The rocket was built in a shed")
    assert not opens_unnamed(once, "The rocket of the islanders was built in a shed")
    assert not opens_unnamed(once, "The council met in a shed")


_PADDING = "Ferries ran to the islands on most days of the winter, and few were late. " * 40


def test_a_sentence_may_end_before_its_cause_and_before_what_it_is_measured_against() -> None:
    document = read_text(
        "Revenue rose 6.6 percent to $236.5 million, mainly because fares went up in January 2025.", language="en"
    )
    sentence = Span(0, len(document.text))
    lines = [wording.text for wording in find_wordings(document, sentence, ())]
    assert "Revenue rose 6.6 percent to $236.5 million" in lines


@pytest.mark.parametrize(
    ("line", "points"),
    [
        ("A storm is possible anywhere within that zone", True),
        ("Dry air will push that moisture upward", True),
        ("The zone is wide and storms within that zone are rare", False),
        ("The office said that prices rose in May", False),
        ("A plan that works was found", False),
    ],
)
def test_that_before_a_noun_points_at_what_the_line_has_not_named(line: str, points: bool) -> None:
    assert points_back(line) is points


def test_no_line_ends_before_the_verb_that_its_last_word_led_to() -> None:
    document = read_text("The harbour team had already been using the old crane for a year.", language="en")
    lines = [wording.text for wording in find_wordings(document, Span(0, len(document.text)), ())]
    assert lines == ["The harbour team had already been using the old crane for a year"]


@pytest.mark.parametrize(
    "text",
    [
        "Objectives: Agree on the order in which the mains are renewed.",
        "Date May 9-10, 2031 in the hall of the harbour district office",
        "Sees a need for better pumps and has asked for them since spring.",
        "Renewing the Mains of the Harbour District and Reducing the Burden on Households",
        "Plans to widen the road and the bridge of the harbour district",
        "The figure to the right outlines how the council works with the harbour district.",
        "“It has room for all the pumps of the harbour district,” said Ana Ruiz, who built the hall.",
        "May or may not have a register of the mains of the harbour district.",
        "Many noted that the programme was expected to help the harbour district.",
        "What is the best way that the council gets input from the harbour district",
        "Owning a boat (blue line) and renting a berth are both within reach of households.",
    ],
)
def test_particulars_of_minutes_titles_and_questions_are_no_lines(text: str) -> None:
    assert lines_of(section_text(text, "The council granted the money for the new pumping station.")) == [
        "The council granted the money for the new pumping station"
    ]


def test_a_text_without_headings_has_noun_phrases_as_titles() -> None:
    pumps = "The pumping stations of the harbour ran at night. Old pumping stations used more power than new ones. "
    schools = "Primary schools taught more children in spring. The teachers of primary schools trained at weekends. "
    text = "\n\n".join([pumps * 3] * 16 + [schools * 3] * 16)
    titles = [section.title.text for section in analyze(read_text(text, path="a.txt", language="en")).sections]
    assert titles == ["Pumping stations", "Teachers of primary schools"]


@pytest.mark.parametrize(
    "item",
    [
        "Install 120 new street lights on the eastern corridor by June",
        "Extend night patrols to all six districts of the harbour",
        "Train 45 mentors for schools with the highest absence rates",
    ],
)
def test_what_is_to_be_done_is_a_line_of_its_own(item: str) -> None:
    assert item in lines_of(
        f"# Plan\n\n## Safety\n\nThe council plans three steps.\n\n- {item}\n- Open two youth centres\n"
    )


def test_a_short_sentence_with_a_subject_and_its_verb_is_no_heading_of_its_paragraph() -> None:
    text = "The council will review progress every quarter. A budget of $4.2 million has been set aside for the mains."
    content = analyze(read_text(section_text(text), path="a.md", language="en"))
    assert [point.heading for section in content.all_sections() for point in section.key_points] == [None]


def test_what_is_left_of_a_sentence_has_the_verb_of_its_main_clause() -> None:
    sentence = (
        "As the utility looked for new wells, and tested those of the old quarter, the hardness of the water and the "
        "age of the mains across the harbour district forced the council to think again."
    )
    lines = lines_of(section_text(sentence))
    assert all("forced the council" in line for line in lines)


def test_no_line_ends_before_a_part_set_apart_behind_which_its_sentence_goes_on() -> None:
    sentence = (
        "The council has a long record of making public data, such as maps of the mains, available to households."
    )
    assert all("available to households" in line for line in lines_of(section_text(sentence)))


def test_no_line_has_the_subject_of_a_second_statement_alone() -> None:
    sentence = (
        "Prices slowed again in May; both the rate for households and the rate for firms, which pay less, were low."
    )
    assert all(line.endswith(("in May", "were low")) for line in lines_of(section_text(sentence)))
