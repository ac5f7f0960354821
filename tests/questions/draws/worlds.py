"""Small scenarios in which everything that can be uncertain is."""

from __future__ import annotations

from negsim.language.load import loads
from negsim.language.model.scenario import Scenario

EVERYTHING = """
negsim: 1
scenario: everything
title: Everything that may carry a range does
spread: {weight: 0.5, score: 0.2, reservation_value: 0.1}
issues:
  fee: {ask: Fee, range: {from: 0, to: 1, step: 0.25}}
  pay: {ask: Pay, range: {from: 0, to: 40, step: 10}}
  depth: {ask: Depth, ordered: shallow to deep, options: {ten: a, twelve: b, fifteen: c, twenty: d}}
rules:
  together: {require: {sum: {of: {fee: 20, pay: 1}, is: at most 40 +- 12}}}
actors:
  port:
    name: Port
    reservation_value: 0.5 +- 0.3
    red_lines:
      enough: {require: {fee: at least 0.3 +- 0.3}}
      words:
        readings:
          mild: {forbid: {depth: ten}, chance: 0.5}
          strict: {require: {depth: at least fifteen}}
          free: none
    preferences:
      fee: {weight: {best: 3, low: 1, high: 6}, scores: {0: 0, 0.5: 0.7 +- 0.2, 1: 1}}
      depth: {weight: low, ladder: ten < fifteen << twelve < twenty}
    wishes:
      cheap: {weight: 1.5, if: {fee: at least 0.5 +- 0.3}, then: {pay: at most 20}}
  ships:
    name: Ships
    reservation_value: {as_good_as: {fee: 0.5, pay: 20, depth: twelve}}
    red_lines:
      two_of: {require: {count: {of: [{fee: at most 0.5}, {pay: at least 20}, {depth: twenty}], is: at least 1 +- 1}}}
    preferences:
      fee: {weight: 2, position: 0.25 +- 0.25}
      depth: {weight: high, ladder: ten ! twelve < fifteen << twenty}
      pay: {weight: 1/3, position: 30 +- 20}
  villages:
    name: Villages
    consent: {when: {pay: at least 15 +- 10}}
    reservation_value: {points: 6 +- 3}
    preferences:
      pay: {points: {0: 0, 20: 7 +- 2, 40: 10}}
      fee: {points: {0: 2, 1: -2.5 +- 2}}
    wishes:
      shallow: {points: 3 +- 1, require: {depth: at most twelve}}
  experts:
    name: Experts
    consent: never
    preferences:
      depth: {weight: 1, scores: {ten: 1, twelve: 0, fifteen: 0.5, twenty: 0}}
"""
QUOTA = "agreement: {at_least: 3, votes: {port: 2, ships: 2, villages: 1}}\n"


def everything(extra: str = "", *, villages_always: bool = False) -> Scenario:
    """Give the scenario, with more lines if asked."""
    text = EVERYTHING
    if villages_always:
        text = text.replace("consent: {when: {pay: at least 15 +- 10}}", "consent: always")
    return loads(text + extra)
