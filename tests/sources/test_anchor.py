"""What became of an anchored passage, against the definition, letter by letter."""

from __future__ import annotations

import hashlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negsim.errors import InputError
from negsim.language.model.evidence import Anchor
from negsim.sources.anchor import Whereabouts, find_anchor, find_anchors, make_anchor
from negsim.sources.text import Text
from tests.sources.edits import Edited, edited, passages, texts


def by_definition(text: Text, anchor: Anchor, *, is_same: bool) -> Whereabouts:
    """Look at every stretch of the passage's length."""
    length = anchor.stop - anchor.start
    places = [
        place
        for place in range(len(text.whole) - length + 1)
        if hashlib.sha256(text.whole[place : place + length].encode()).hexdigest() == anchor.sha256
    ]
    if anchor.start in places and (is_same or len(places) == 1):
        return Whereabouts("found", anchor)
    if len(places) == 1:
        moved = Anchor(start=places[0], stop=places[0] + length, sha256=anchor.sha256)
        return Whereabouts("moved", moved)
    if places:
        return Whereabouts("ambiguous")
    return Whereabouts("changed" if anchor.stop <= len(text.whole) else "lost")


@given(edited())
def test_what_became_of_a_passage_is_what_the_definition_says(case: Edited) -> None:
    anchors = [make_anchor(case.before, *place) for place in case.places]
    is_same = case.before.whole == case.after.whole
    assert find_anchors(case.after, anchors, case.before.sha256) == tuple(
        by_definition(case.after, anchor, is_same=is_same) for anchor in anchors
    )
    assert find_anchors(case.after, anchors) == tuple(
        by_definition(case.after, anchor, is_same=True) for anchor in anchors
    )


@given(edited())
def test_a_passage_is_never_found_somewhere_wrong(case: Edited) -> None:
    case.check()


@given(texts(), st.data())
def test_in_the_text_where_it_was_made_every_anchor_is_found(
    text: Text, data: st.DataObject
) -> None:
    anchors = [make_anchor(text, *place) for place in data.draw(passages(text))]
    standings = find_anchors(text, anchors, text.sha256)
    assert [one.became for one in standings] == ["found"] * len(anchors)
    assert [one.anchor for one in standings] == anchors


def test_an_anchor_without_fingerprint_cannot_be_checked() -> None:
    text = Text(("No deal.",))
    assert find_anchor(text, Anchor(start=0, stop=8)).became == "unchecked"
    assert find_anchor(text, Anchor(start=0, stop=9)).became == "lost"
    assert find_anchor(text, Anchor(start=0, stop=8, sha256="no digits")).became == "changed"


@pytest.mark.parametrize("place", [(0, 0), (3, 9), (-1, 3), (5, 4)])
def test_no_anchor_is_made_of_no_passage(place: tuple[int, int]) -> None:
    message = f"the text has no passage from {place[0]} to {place[1]}: it has 8 characters"
    with pytest.raises(InputError, match=re.escape(message)):
        make_anchor(Text(("No deal.",)), *place)


def test_in_a_long_text_a_passage_that_moved_far_is_found_at_edges_of_words() -> None:
    long = Text(tuple(f"Paragraph {number} says nothing of it." for number in range(7_000)))
    said = Text(("Nobody will blast at night.", *long.paragraphs))
    anchors = [make_anchor(said, 0, 27), make_anchor(said, 1, 26)]
    moved = Text((*long.paragraphs, said.paragraphs[0]))
    assert [one.became for one in find_anchors(moved, anchors[:1], said.sha256)] == ["moved"]
    # The second lies within words, and goes where the first went.
    assert [one.became for one in find_anchors(moved, anchors, said.sha256)] == ["moved"] * 2
