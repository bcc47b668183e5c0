"""Reads the data of one language, once: `analysis/lang/zh/NAME.toml` and `analysis/lang/en/NAME.toml`."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from briefgen.document import Language


@cache
def language_data(language: Language, name: str) -> dict[str, Any]:
    """The tables of one data file of a language, such as `structure` or `expressions`."""
    resource = files("briefgen.analysis").joinpath("lang", language.value, f"{name}.toml")
    return tomllib.loads(resource.read_text(encoding="utf-8"))
