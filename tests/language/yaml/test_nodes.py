import pytest

from negsim.errors import InputError, Where
from negsim.language.yaml.nodes import (
    MOST_LEVELS,
    MOST_NODES,
    Mapping,
    Node,
    Scalar,
    Sequence,
    read_nodes,
)


def mapping(text: str | bytes) -> Mapping:
    node = read_nodes(text, "m.yaml")
    assert isinstance(node, Mapping)
    return node


def value(text: str) -> str:
    node = mapping(f"a: {text}\n").get("a")
    assert isinstance(node, Scalar)
    return node.text


@pytest.mark.parametrize(
    "text",
    "no yes on off 1_0 012 1:30 .5 +5 1e1 0x10 .inf 2025-01-18 = << true null ~ 5/9 8±3 a#b a:b".split(),
)
def test_nothing_is_resolved(text: str) -> None:
    assert value(text) == text


def test_all_places_count_from_one_in_characters() -> None:
    node = mapping("порт: {имя: '😀', b: [x, 'y z']}\n")
    inner = node.get("порт")
    assert isinstance(inner, Mapping)
    assert inner.where == Where("m.yaml", 1, 7)
    assert [(key.where.column, key.where.length) for key, _ in inner.items] == [(8, 3), (18, 1)]
    (_, emoji), (_, several) = inner.items
    assert isinstance(several, Sequence)
    assert (emoji.where.column, emoji.where.length) == (13, 3)
    assert [(item.where.column, item.where.length) for item in several.items] == [(22, 1), (25, 5)]


def test_what_goes_on_over_lines_is_underlined_to_the_end_of_its_first() -> None:
    node = mapping("a: one\n  two\nb: |\n  x\n")
    first, second = node.get("a"), node.get("b")
    assert isinstance(first, Scalar)
    assert isinstance(second, Scalar)
    assert (first.text, first.where.length) == ("one two", 3)
    assert (second.text, second.where.length) == ("x\n", 1)


@pytest.mark.parametrize("text", ["", "~", "null", "Null", "NULL"])
def test_plain_null_is_empty_and_quoted_null_is_text(text: str) -> None:
    plain, quoted = mapping(f"a: {text}\nb: '{text}'\n").items
    assert isinstance(plain[1], Scalar)
    assert isinstance(quoted[1], Scalar)
    assert plain[1].is_null
    assert not quoted[1].is_null


def test_empty_value_stands_after_its_colon() -> None:
    node = mapping("a:\nb: 1\n").get("a")
    assert node is not None
    assert node.where == Where("m.yaml", 1, 3)


@pytest.mark.parametrize(
    "text", ["\ufeffa: 1\n", "%YAML 1.2\n---\na: 1\n", "a: 1\r\n", "---\na: 1\n...\n", "a: 1\r"]
)
def test_marks_of_other_editors_are_fine(text: str) -> None:
    expected = {"a": "1"}
    for form in (text, text.encode()):
        node = mapping(form)
        assert {
            key.text: item.text for key, item in node.items if isinstance(item, Scalar)
        } == expected


def test_byte_order_mark_moves_no_column() -> None:
    assert mapping("\ufeffa: 1\n").where == Where("m.yaml", 1, 1)


@pytest.mark.parametrize("blank", ["\t", "\t \t", "\t# note", "\t\r"])
def test_lines_of_tabs_are_blank(blank: str) -> None:
    assert [key.where.line for key, _ in mapping(f"a: 1\n{blank}\nb: 2\n").items] == [1, 3]


@pytest.mark.parametrize("end", ["\x85", "\u2028", "\u2029"])
def test_old_line_ends_are_characters_like_others(end: str) -> None:
    node = mapping(f'a: x{end}y\nb: "{end}\\uE000"\n')
    assert [(item.text, item.where.line) for _, item in node.items if isinstance(item, Scalar)] == [
        (f"x{end}y", 1),
        (f"{end}\ue000", 2),
    ]


def test_old_line_ends_do_not_touch_private_characters() -> None:
    private = "".join(map(chr, range(0xE000, 0xF900)))
    assert value(f"\u2028{private}") == f"\u2028{private}"


def test_alias_stands_for_its_node() -> None:
    node = mapping("a: &x [1, 2]\nb: *x\nc: &y k\n*y : &x 5\nd: *x\n")
    assert node.get("b") == node.get("a")
    assert node.get("k") == node.get("d") == Scalar("5", True, Where("m.yaml", 4, 6))


def test_anchor_set_anew_within_its_node_stands_for_the_later_node() -> None:
    alias = mapping("a: &x [&x 1]\nb: *x\n").get("b")
    assert isinstance(alias, Scalar)
    assert alias.text == "1"


def test_byte_order_mark_is_not_quoted() -> None:
    with pytest.raises(InputError, match="twice") as caught:
        read_nodes("\ufeff{a: 1, a: 2}", "m.yaml")
    assert [fault.excerpt for fault in caught.value.faults] == ["{a: 1, a: 2}"]


def test_mapping_is_read_like_a_table() -> None:
    node = mapping("a: 1\nb: 2\n")
    key = node.key("b")
    assert key is not None
    assert (key.where.line, list(node), len(node), "a" in node, "c" in node) == (
        2,
        ["a", "b"],
        2,
        True,
        False,
    )
    assert node.get("c") is None
    assert node.key("c") is None


def nested(levels: int) -> str:
    return "[" * levels + "]" * levels


def test_depth_has_a_limit_and_costs_no_stack() -> None:
    read_nodes(nested(MOST_LEVELS), "m.yaml")
    for text in (
        nested(MOST_LEVELS + 1),
        "[" * 200_000,
        "{a: " * 100_000,
        "- " * 100_000,
        "? " * 100_000,
    ):
        with pytest.raises(InputError, match=r"m\.yaml:1:[0-9]+: more than 64 levels"):
            read_nodes(text, "m.yaml")


def test_depth_counts_what_aliases_stand_for() -> None:
    half = MOST_LEVELS // 2
    text = f"- &a {nested(half)}\n- {'[' * (half - 1)}*a{']' * (half - 1)}\n"
    read_nodes(text, "m.yaml")
    with pytest.raises(InputError, match=r"m\.yaml:2:35: more than 64 levels"):
        read_nodes(text.replace("*a", "[*a]"), "m.yaml")


def test_nodes_have_a_limit() -> None:
    read_nodes("- 1\n" * (MOST_NODES - 1), "m.yaml")
    with pytest.raises(
        InputError, match=f"m.yaml:{MOST_NODES}:3: more than 100,000 values and keys"
    ):
        read_nodes("- 1\n" * MOST_NODES, "m.yaml")


def test_aliases_count_as_what_they_stand_for() -> None:
    lines = ["a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1]"]
    lines += [f"a{k}: &a{k} [{', '.join([f'*a{k - 1}'] * 9)}]" for k in range(1, 9)]
    with pytest.raises(InputError, match="more than 100,000 values and keys"):
        read_nodes("\n".join(lines), "m.yaml")


def test_text_of_more_than_ten_megabytes_is_refused() -> None:
    with pytest.raises(InputError, match="larger than 10 MB"):
        read_nodes("#" * 10_000_001, "m.yaml")


def test_all_faults_that_can_be_told_are_told_in_line_order() -> None:
    text = "a: {b: 1, b: 2}\nb: !!int 3\n? [x]\n: 1\na: 2\nc: *zz\nd: [1\n"
    with pytest.raises(InputError, match="twice") as caught:
        read_nodes(text, "m.yaml")
    places = [
        fault.where and (fault.where.line, fault.where.column) for fault in caught.value.faults
    ]
    assert places == [(1, 11), (2, 4), (3, 3), (5, 1), (6, 4), (7, 4)]


def test_scalar_and_list_at_the_top_are_nodes_like_others() -> None:
    nodes: list[Node] = [read_nodes("[a]", "m.yaml"), read_nodes("text", "m.yaml")]
    assert [type(node) for node in nodes] == [Sequence, Scalar]


@pytest.mark.parametrize(
    "text",
    [
        "a: Combien\u00a0?\n",
        "a: '\u00a0x'\n",
        "a: |\n  x\n  \u00a0y\n",
        "a: x  # \u00a0y\n",
        "a: Note:\u00a0x\n",
    ],
)
def test_odd_spaces_within_a_text_are_the_author_s(text: str) -> None:
    assert isinstance(read_nodes(text, "mine.yaml"), Mapping)
