"""Reads Chinese and mixed numerals exactly: 1.69万, 1万6千, 两千四百五, 4.78万亿. Knows no units."""

import re
from decimal import Context, Decimal

EXACT = Context(prec=80)  # enough for any numeral that is not refused as too long
LONGEST = 40  # characters: what is longer is a code, not a number

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
    "几": 0,
    "数": 1,
}
_BELOW_MYRIAD = {"十": 10, "百": 100, "千": 1000, "k": 1000, "K": 1000}
_FROM_MYRIAD = {"万": 10**4, "亿": 10**8, "兆": 10**12}
_TOKEN = re.compile(
    r"\d+(?:,\d{3})*(?:\.\d+)?|\.\d+|点[零〇一二三四五六七八九\d ]+|\.[零〇一二三四五六七八九]+"
    r"|[零〇一二两三四五六七八九十百千万亿兆几数廿卅kK]"
)


def read_numeral(text: str) -> Decimal | None:
    """The value of a numeral in plain characters (see numerals.toml for the variants), None where there is none.

    余, 多 and spaces are passed over; 几 counts as nothing. A last digit behind a magnitude counts in the next lower
    one (两千四百五 is 2,450), unless a zero stands between.
    """
    reader = _Reader()
    for token in _TOKEN.findall(text):
        reader.take(token)
    return reader.result()


class _Reader:
    """The state of one reading, left to right."""

    def __init__(self) -> None:
        self._closed: list[tuple[Decimal, int]] = []  # parts that 万, 亿 or 兆 closed, with that magnitude
        self._section = Decimal(0)  # what stands below the next of these
        self._pending: Decimal | None = None  # digits without a magnitude so far
        self._decimals = Decimal(0)
        self._last = 0  # the magnitude read last; 0 once a zero follows it
        self._started = False

    def take(self, token: str) -> None:
        self._started = True
        if token in _DIGITS:
            self._take_digit(_DIGITS[token])
        elif token in _BELOW_MYRIAD:
            self._last = _BELOW_MYRIAD[token]
            self._add(Decimal(1) if self._pending is None else self._pending, self._last)
        elif token in _FROM_MYRIAD:
            self._close(_FROM_MYRIAD[token])
        elif token in "廿卅":
            self._last = 10
            self._add(Decimal(2 if token == "廿" else 3), 10)
        elif token[0] == "点" or (token[0] == "." and not token[1].isdigit()):
            self._decimals = Decimal("0." + "".join(str(_DIGITS.get(c, c)) for c in token[1:] if c != " "))
        else:
            self._pending = Decimal(token.replace(",", ""))

    def result(self) -> Decimal | None:
        if not self._started:
            return None
        if self._pending is not None:
            shortened = self._last > 10 and self._pending < 10 and self._pending == self._pending.to_integral_value()
            self._add(self._pending, self._last // 10 if shortened else 1)
        total = EXACT.add(self._section, self._decimals)
        for value, _ in self._closed:
            total = EXACT.add(total, value)
        return total

    def _take_digit(self, digit: int) -> None:
        if self._pending is not None:
            self._pending = EXACT.add(EXACT.multiply(self._pending, Decimal(10)), Decimal(digit))
        elif digit == 0:
            self._last = 0
        else:
            self._pending = Decimal(digit)

    def _add(self, count: Decimal, magnitude: int) -> None:
        self._section = EXACT.add(self._section, EXACT.multiply(count, Decimal(magnitude)))
        self._pending = None

    def _close(self, magnitude: int) -> None:
        value = EXACT.add(EXACT.add(self._section, self._pending or Decimal(0)), self._decimals)
        self._decimals = Decimal(0)
        while self._closed and self._closed[-1][1] <= magnitude:
            value = EXACT.add(value, self._closed.pop()[0])
        self._closed.append((EXACT.multiply(value or Decimal(1), Decimal(magnitude)), magnitude))
        self._section, self._pending, self._last = Decimal(0), None, magnitude
