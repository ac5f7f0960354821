"""Valid scenarios, changed in their structure and in their bytes, as a slip or an enemy might."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from negsim.testing.yaml_text import to_yaml

Spot = tuple[Any, Any]  # a mapping or list, and a key or index of it

SCALARS = (
    *"|~|null|true|no|0|-1|1|0.5|1/3|1/0|1e1|1e999|1e-7|.inf|.nan|0x1f|1_0|012|1:30|٣|9e99999999".split(
        "|"
    ),
    *"not|at least|at most 3|between 5 and 1|between a and|ten|ten | twelve|not ten | ten|a < b|a << b = c".split(
        "|"
    ),
    *"a ! b ! c|<|=|sum|count|none|always|never|2 +- -1|2 +- 3|±|decisive|c1|minutes.c1|assumption".split(
        "|"
    ),
    "port.red_lines.line_0",
    "port.preferences.depth.scores.ten",
    "rules.rule_0",
    "agreement.at_least",
    "..",
    "../../etc/passwd",
    "https://example.org/x.yaml",
    "/dev/zero",
    "\u202eevil",
    "$x$",
    "<b>&amp;</b>",
    "😀",
    "9" * 5000,
    "x" * 3000,
    "1" + "0" * 29,
)
KEYS = (
    "issues actors rules variants expect levers timeline claims agreement outcome status_quo spread as_of"
    " consent when reservation_value as_good_as points red_lines readings require forbid if then from chance"
    " preferences weight scores position ladder wishes expects score_sheet influence say fix exclude drop add set"
    " read trust assumptions grade zone red_line_zone includes every_package conflict accepts actor prefers over"
    " variant sum count of is at_least including votes options range ordered ask depth fee noise port ships"
).split()
BYTES = (
    b"\x00",
    b"\xff",
    b"\xef\xbb\xbf",
    b"\r\n",
    b"\r",
    b"\t",
    b"&a ",
    b"*a",
    b"!!str ",
    b"[",
    b"]",
    b"{",
    b"}",
    b": ",
    b"- ",
    b"? ",
    b"|\n",
    b">\n",
    b'"',
    b"'",
    b"#",
    b"---\n",
    b"...\n",
    b"%YAML 1.2\n",
    b"\xe2\x80\xa8",
    b"\xc2\x85",
    b"\xed\xa0\x80",
)


def mutated(document: dict[str, Any], rng: random.Random) -> bytes:
    """The text of a document after some changes, most often one."""
    plain: Any = _copied(document)
    for _ in range(rng.choice((1, 1, 1, 2, 3, 8))):
        _change(plain, rng)
    try:
        data = to_yaml(plain).encode()
    except (ValueError, RecursionError):
        data = to_yaml(document).encode()
    if rng.random() < 0.3:
        for _ in range(rng.choice((1, 1, 2, 5))):
            data = _changed_bytes(data, rng)
    return data


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(item) for key, item in value.items()}
    return [_copied(item) for item in value] if isinstance(value, list) else value


def _spots(value: Any) -> Iterator[Spot]:
    items: Any = ()
    if isinstance(value, dict):
        items = value.items()
    elif isinstance(value, list):
        items = enumerate(value)
    for key, item in items:
        yield value, key
        yield from _spots(item)


def _change(plain: Any, rng: random.Random) -> None:
    spots = list(_spots(plain))
    if not spots:
        return
    holder, key = rng.choice(spots)
    way = rng.randrange(9)
    if way == 0:
        del holder[key]
    elif way == 1:
        holder[key] = rng.choice(SCALARS)
    elif way == 2:
        other, its = rng.choice(spots)
        holder[key] = _copied(other[its])
    elif way == 3 and isinstance(holder, dict):
        holder[rng.choice(KEYS)] = holder.pop(key)
    elif way == 4 and isinstance(holder, dict):
        holder[rng.choice((*KEYS, *SCALARS))] = rng.choice(SCALARS)
    elif way == 5:
        holder[key] = [holder[key]]
    elif way == 6:
        holder[key] = {rng.choice(KEYS): holder[key]}
    elif way == 7:
        for _ in range(rng.choice((2, 20, 70))):
            holder[key] = [holder[key]] if rng.random() < 0.5 else {"count": {"of": [holder[key]]}}
    else:
        _change_text(holder, key, rng)


def _change_text(holder: Any, key: Any, rng: random.Random) -> None:
    text = holder[key]
    if not isinstance(text, str):
        holder[key] = rng.choice(([], {}, [[]], {"": ""}))
        return
    words = text.split(" ")
    at = rng.randrange(len(words))
    words[at] = rng.choice((rng.choice(SCALARS), words[at][:-1], words[at] * 2, ""))
    holder[key] = " ".join(words)


def _changed_bytes(data: bytes, rng: random.Random) -> bytes:
    at = rng.randrange(len(data) + 1)
    way = rng.randrange(6)
    if way == 0:
        return data[:at]
    if way == 1:
        return data.replace(b"\n", b"\r\n")
    if way == 2:
        return data[:at] + data[at + rng.randint(1, 20) :]
    if way == 3:
        return data[:at] + rng.choice(BYTES) * rng.choice((1, 1, 1, 500)) + data[at:]
    if way == 4:
        return data[:at] + bytes(rng.randrange(256) for _ in range(rng.randint(1, 4))) + data[at:]
    other = rng.randrange(len(data) + 1)
    return data[:at] + data[min(at, other) : max(at, other)] + data[at:]
