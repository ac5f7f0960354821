from __future__ import annotations

import negsim
from negsim.charts.kinds import draw
from negsim.charts.output import render


def test_a_scale_names_its_places_and_where_mean_and_median_are() -> None:
    picture = negsim.load("emission_standards_1994").chart("positions")
    assert picture.title == "Influence and salience alone come to 7.39 years"
    words = [text.get_text() for axes in picture.axes for text in axes.texts]
    assert "Belgium, Ireland and Greece" in words
    assert {"37%", "14%", "50%", "weighted mean", "weighted median"} <= set(words)
    assert "really agreed" not in words


def test_what_was_really_agreed_is_drawn_where_the_file_says() -> None:
    picture = negsim.load("jcpoa_2015").chart("positions")
    words = [text.get_text() for page in picture.pages for text in page.axes[0].texts]
    assert "really agreed" in words
    # Every scale has its own, and first what was agreed; where one page does not hold all, there are more.
    assert sum(word.startswith("really agreed: ") for word in words) == 8
    assert picture.title.startswith("What was agreed lies 31% of the scale from")


def test_without_influence_the_picture_says_what_to_add() -> None:
    text = "negsim: 1\nscenario: one\nissues: {a: {options: {x: X, y: Y}}}\nactors: {me: {}}\n"
    picture = draw("positions", negsim.loads(text).run())
    words = " ".join(text.get_text() for axes in picture.axes for text in axes.texts)
    assert "Give actors `influence:`, 0 to 100" in words
    assert render(picture, "svg")
