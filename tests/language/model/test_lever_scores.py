"""A lever must know what everyone makes of its option, also of those whom only a variant makes care."""

from __future__ import annotations

import pytest

import negsim
from negsim.errors import InputError

TEXT = """
negsim: 1
scenario: bench
issues:
  depth: {options: {ten: ten, twelve: twelve}}
actors:
  port: {preferences: {depth: {weight: 1, scores: {ten: 0, twelve: 1}}}}
  town: {}
variants:
  town_cares: {add: {town.preferences.depth: {weight: 1, ladder: twelve < ten}}}
levers:
  middle: {options: {depth: {eleven: eleven}}, scores: {port: {depth: {eleven: 0.5}}}}
"""


def test_option_without_a_score_under_a_variant_is_told() -> None:
    study = negsim.loads(TEXT)
    assert study.levers().to_dict()["retreats"]
    with pytest.raises(
        InputError,
        match=r"^lever 'middle' gives no score of town for 'eleven' of 'depth',"
        r" which town cares for under town_cares\n"
        r"      mend: add scores: \{town: \{depth: \{eleven: …\}\}\}$",
    ):
        study.levers("town_cares")


def test_score_given_ahead_serves_the_variant() -> None:
    given = TEXT.replace("{eleven: 0.5}}}", "{eleven: 0.5}}, town: {depth: {eleven: 0.7}}}")
    assert negsim.loads(given).levers("town_cares").to_dict()["retreats"]
