import pytest

from briefgen.config import (
    Options,
    check_options,
    find_pack,
    front_matter_options,
    load_pack_settings,
    merge_options,
    read_options,
)
from briefgen.errors import TemplateError, UsageError

SETTINGS = """
name = "plain"
languages = ["zh", "en"]
reserve_em = 0.5
[labels.zh]
agenda = "目录"
[labels.en]
agenda = "Contents"
[marks]
zh = "〔{}〕"
[continued]
zh = ["（续）", "（续{}）"]
[fonts]
"Some Face" = ["Second", "Third"]
[options]
derived = true
""".encode()


def test_reads_options_of_every_type():
    options = read_options('unit = "省委组织部"\nderived = true\ndate = 2024-05-01\n'.encode(), where="x.toml")
    assert options == {"unit": "省委组织部", "derived": True, "date": "2024-05-01"}


def test_accepts_a_byte_order_mark_and_windows_line_ends():
    assert read_options(b"\xef\xbb\xbfunit = 'A'\r\n", where="x.toml") == {"unit": "A"}


def test_an_unknown_key_names_the_nearest_known_one():
    with pytest.raises(UsageError) as caught:
        read_options(b'presentr = "x"', where="NAME.toml")
    assert caught.value.where == "NAME.toml"
    assert "presentr" in caught.value.message
    assert "presenter" in caught.value.remedy


def test_a_key_like_no_other_lists_what_is_known():
    with pytest.raises(UsageError) as caught:
        read_options(b"zzzzzz = 1", where="x.toml")
    assert "classification" in caught.value.remedy


@pytest.mark.parametrize("text", ["derived = 'yes'", "unit = 3", "title = ['a']", "language = 'fr'", "date = true"])
def test_a_wrong_type_or_value_is_refused(text):
    with pytest.raises(UsageError) as caught:
        read_options(text.encode(), where="x.toml")
    assert caught.value.remedy


@pytest.mark.parametrize("data", [b"unit = ", b"unit = '\xff'"])
def test_broken_toml_is_a_usage_error(data):
    with pytest.raises(UsageError):
        read_options(data, where="x.toml")


@pytest.mark.parametrize("written", ["zh", "ZH", "zh-CN", "zh_Hans_CN"])
def test_language_tags_are_reduced_to_the_language(written):
    assert check_options({"language": written}, where="x") == {"language": "zh"}


def test_later_layers_win():
    assert merge_options({"unit": "a", "meeting": "m"}, {"unit": "b"}) == Options(unit="b", meeting="m")


def test_front_matter_takes_known_keys_and_leaves_those_of_other_tools():
    metadata = (("title", "T"), ("layout", "post"), ("derived", "yes"), ("unit", ""))
    assert front_matter_options(metadata, where="a.md") == {"title": "T", "derived": True}


def test_front_matter_with_a_wrong_switch_is_refused():
    with pytest.raises(UsageError):
        front_matter_options((("derived", "perhaps"),), where="a.md")


def test_pack_settings_keep_every_table():
    pack = load_pack_settings(SETTINGS, "plain")
    assert pack.labels["en"]["agenda"] == "Contents"
    assert pack.marks == {"zh": "〔{}〕"}
    assert pack.continued["zh"] == ("（续）", "（续{}）")
    assert pack.fonts == {"Some Face": ("Second", "Third")}
    assert pack.reserve_em == 0.5
    assert pack.options == {"derived": True}


@pytest.mark.parametrize(
    "text",
    [
        "nam = 'x'",
        "languages = 'zh'",
        "labels = 3",
        "labels.zh.agenda = 3",
        "continued.zh = ['a']",
        "reserve_em = true",
        "reserve_em = 'wide'",
        "fonts.F = 'G'",
        "options.unit = 4",
        "options.unknown = 4",
        "name = ",
    ],
)
def test_broken_pack_settings_are_template_errors_that_name_the_file(text):
    with pytest.raises(TemplateError) as caught:
        load_pack_settings(text.encode(), "plain")
    assert caught.value.where == "plain/template.toml"
    assert caught.value.remedy


def make_pack(folder):
    folder.mkdir(parents=True)
    (folder / "template.toml").write_text("", encoding="utf-8")
    return folder


def test_the_projects_pack_comes_before_the_shipped_one(tmp_path):
    own = make_pack(tmp_path / "templates" / "briefing")
    assert find_pack("briefing", tmp_path) == own


def test_a_pack_may_be_named_by_its_path(tmp_path):
    elsewhere = make_pack(tmp_path / "elsewhere" / "mine")
    assert find_pack(str(elsewhere), tmp_path / "project") == elsewhere


def test_a_missing_pack_names_those_at_hand(tmp_path):
    make_pack(tmp_path / "templates" / "house")
    with pytest.raises(TemplateError) as caught:
        find_pack("nowhere", tmp_path)
    assert "nowhere" in caught.value.message
    assert "house" in caught.value.remedy
