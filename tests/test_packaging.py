import re
import tomllib

from briefgen.config import find_pack, shipped_templates
from projects import CHECKOUT

PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))


def test_a_wheel_carries_the_templates_under_the_name_that_is_looked_for():
    included = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert included == {"templates": "briefgen/_templates"}
    assert '"_templates"' in (CHECKOUT / "src" / "briefgen" / "config.py").read_text(encoding="utf-8")


def test_an_editable_install_uses_the_checkouts_templates(tmp_path):
    assert shipped_templates() == CHECKOUT / "templates"
    assert find_pack("briefing", tmp_path) == CHECKOUT / "templates" / "briefing"


def test_both_readmes_show_the_commands_that_ci_runs():
    script = (CHECKOUT / ".ci" / "run").read_text(encoding="utf-8")
    commands = [
        re.search(rf"^{name}=(['\"])(.*)\1$", script, re.MULTILINE) for name in ("user_command", "developer_command")
    ]
    for readme in ("README.md", "README.zh-CN.md"):
        text = (CHECKOUT / readme).read_text(encoding="utf-8")
        assert all(command is not None and f"\n{command[2]}\n" in text for command in commands)


def test_every_pinned_version_is_a_plain_pin():
    lines = (CHECKOUT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.]+", pin) for pin in pins)
    names = {re.sub(r"[-_.]+", "-", pin.partition("==")[0]).lower() for pin in pins}
    wanted = [*PROJECT["project"]["dependencies"], *PROJECT["project"]["optional-dependencies"]["dev"]]
    assert {re.match(r"[\w-]+", requirement)[0].lower() for requirement in wanted} <= names
