from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.ft2font import LoadFlags
from matplotlib.text import Text
from matplotlib.transforms import Bbox

import negsim
from negsim.charts.kinds import draw
from negsim.charts.output import Picture
from negsim.charts.style import styled
from negsim.charts.words import fit, fit_all, width_of, wrap
from negsim.errors import TooLarge
from tests.charts.cases import STRAINED, picture_of

SLACK = 1.5  # dots of 100 to the inch
NINE = 9  # points, at 13⅓ inches across: below, no page can be read


def texts_of(picture: Picture) -> list[Text]:
    """Give every text that is drawn: of the ticks, those on the scale."""
    unseen: set[Text] = set()
    for axes in picture.axes:
        for axis in (axes.xaxis, axes.yaxis):
            low, high = sorted(axis.get_view_interval())
            for tick in (*axis.get_major_ticks(), *axis.get_minor_ticks()):
                if not axes.axison or not low <= tick.get_loc() <= high:
                    unseen.update((tick.label1, tick.label2))
    texts: Any = picture.findobj(Text)
    return [t for t in texts if t not in unseen and t.get_visible() and t.get_text().strip()]


def boxes(picture: Picture) -> list[tuple[Text, Bbox]]:
    """Give every text of a picture and where its ink stands, as matplotlib draws it."""
    canvas: Any = FigureCanvasAgg(picture)
    with styled():
        picture.draw_without_rendering()
        renderer = canvas.get_renderer()
        return [(text, text.get_window_extent(renderer)) for text in texts_of(picture)]


def size_of(text: Text) -> float:
    size = text.get_fontsize()
    assert isinstance(size, float | int)
    return size


@pytest.mark.parametrize(("kind", "case"), STRAINED)
def test_no_word_covers_another_leaves_the_page_or_is_smaller_than_can_be_read(
    kind: str, case: str
) -> None:
    for page in picture_of(kind, case).pages:
        look_at(page)


def look_at(picture: Picture) -> None:
    drawn = boxes(picture)
    assert min(size_of(text) for text, _ in drawn) >= NINE
    placed = [(text.get_text(), box) for text, box in drawn]
    width, height = picture.get_size_inches() * 100
    outside = [
        words
        for words, box in placed
        if box.x0 < -SLACK or box.y0 < -SLACK or box.x1 > width + SLACK or box.y1 > height + SLACK
    ]
    assert outside == []
    covered = [
        (one, other)
        for (one, a), (other, b) in combinations(placed, 2)
        if min(a.x1, b.x1) - max(a.x0, b.x0) > SLACK and min(a.y1, b.y1) - max(a.y0, b.y0) > 3
    ]
    assert covered == []


def test_words_are_as_wide_as_they_are_measured() -> None:
    for text, box in boxes(picture_of("terms", "letters")):
        words = text.get_text()
        if len(words) > 8:
            measured = width_of(words, size_of(text), bold=text.get_fontweight() == "bold")
            assert box.width / 100 == pytest.approx(measured, rel=0.03, abs=0.02)


def test_lines_are_no_wider_than_asked_and_lose_no_letter() -> None:
    words = "Сверхдлинноесловобезпробеловкотороенегдеперенести и ещё несколько слов"
    lines = wrap(words, 1.5, 9)
    assert all(width_of(line, 9) <= 1.5 for line in lines)
    assert "".join(lines).replace(" ", "") == words.replace(" ", "")


def test_a_text_is_made_smaller_before_it_is_cut() -> None:
    words = "no membership for a term of years"
    small = fit(words, 1.3, 0.36, 12)
    assert small.size < 12
    assert " ".join(small.lines) == words
    assert small.height <= 0.36
    cut = fit(words * 4, 1.0, 0.36, 12)
    assert cut.size == NINE
    assert cut.lines[-1].endswith("…")


def test_several_texts_get_one_size() -> None:
    fitted = fit_all(["short", "a text that is quite a bit longer than the other"], 1.2, 0.4, 12)
    assert len({one.size for one in fitted}) == 1


def test_every_line_runs_the_way_the_whole_text_does() -> None:
    lines = wrap("Port and مجلس القرى على ضفة النهر and ships", 1.0, 10)
    arabic = [line for line in lines if "ا" in line and not line.startswith("P")]
    assert arabic
    assert all(line.startswith("\u200e") for line in arabic if "Port" not in line)
    assert not any("\u200e" in line for line in wrap("مجلس القرى على ضفة النهر", 0.8, 10))


def test_what_would_move_the_cursor_is_spelled_out() -> None:
    assert wrap("red \x1b[31m\nnext", 9, 10) == ["red \\x1b[31m next"]


def many(pairs: int) -> str:
    """Two parties that collide over each of so many issues."""
    issues = ", ".join(
        f"i{k}: {{ask: What of the {k}th?, options: {{a: all of it, b: none of it}}}}"
        for k in range(pairs)
    )
    lines = [
        ", ".join(f"l{k}: {{forbid: {{i{k}: {option}}}}}" for k in range(pairs)) for option in "ab"
    ]
    actors = ", ".join(
        f"{who}: {{name: Party {who}, red_lines: {{{one}}}}}"
        for who, one in zip("xy", lines, strict=True)
    )
    return f"{{negsim: 1, scenario: many, issues: {{{issues}}}, actors: {{{actors}}}}}"


@pytest.mark.parametrize("pairs", [2, 8, 10])
def test_every_knot_is_drawn_in_words_and_none_below_nine_points(pairs: int) -> None:
    picture = negsim.loads(many(pairs)).chart("conflicts")
    assert min(map(size_of, texts_of(picture))) >= 9
    words = [text.get_text() for text in texts_of(picture)]
    assert {str(number) for number in range(1, pairs + 1)} <= set(words)
    drawn = " ".join(words)
    for k in range(pairs):
        assert drawn.count(f"What of the {k}th?") == 2
        assert f"l{k}" not in drawn
    assert not any("…" in one for one in words)


def test_knots_beyond_any_page_are_counted_and_sent_elsewhere() -> None:
    findings = negsim.loads(many(10)).run()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("negsim.charts.knot_rows.TALLEST", 5.0)
        with pytest.raises(
            TooLarge, match=r"10 knots are too many for a picture\n.*explain lists them all"
        ):
            draw("conflicts", findings)


@pytest.mark.parametrize(
    "words",
    [
        "Who holds the land?",
        "an office, traffic off",
        "Україна й НАТО",
        "Łódź, größer",
        "1–2 “so” …",
    ],
)
def test_letters_measured_two_by_two_are_as_wide_as_the_font_draws_a_line(words: str) -> None:
    for bold in (False, True):
        font = get_font(
            findfont(FontProperties(family="DejaVu Sans", weight="bold" if bold else "normal"))
        )
        font.set_size(100, 72)
        font.set_text(words, 0.0, flags=LoadFlags.NO_HINTING)
        drawn = font.get_width_height()[0] / 64 / 72
        assert width_of(words, 100, bold=bold) == pytest.approx(
            drawn, abs=0.1
        )  # letters of 1.4 inches


def test_a_word_is_made_smaller_before_it_is_broken() -> None:
    words = "no membership for a term of years"
    wide = width_of("membership", 9)
    assert "membership" in fit(words, wide + 0.01, 5, 14).lines
    assert "membership" not in fit(words, wide - 0.05, 5, 14).lines
