"""Whatever bytes come: nodes or an InputError whose places lie in the file, never anything else."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from negsim.errors import InputError, Where
from negsim.language.yaml.nodes import Mapping, Node, Scalar, read_nodes
from negsim.language.yaml.text import split_lines

CORPUS = Path(__file__).parents[1] / "corpus_yaml"
SEEDS = [path.read_bytes() for path in sorted(CORPUS.glob("*.yaml"))]
PIECES = [
    *b"[|]|{|}|: |:|, |- |? |\n|\n  |\n    |\n\t|\t| |#| #|&a |*a|!!str |!|'|\"|%|@|`|>|>-\n|\r\n|\r".split(
        b"|"
    ),
    *b"---\n|...\n|%YAML 1.2\n|~|null|a|b|a: |<<: |\\|\\u|1_0|:\n|?\n|-\n".split(b"|"),
    *b"\xef\xbb\xbf|\xc2\x85|\xe2\x80\xa8|\xf0\x9f\x98\x80|\xff|\x00|\x1b".split(b"|"),
    b"|",
    b"|\n",
]


def check(data: bytes) -> None:
    lines = split_lines(data.decode("utf-8", errors="replace"))
    for where in places_in(data):
        assert where is not None
        assert 1 <= where.line <= len(lines) + 1
        assert where.column >= 1
        assert where.length >= 1


def places_in(data: bytes) -> list[Where | None]:
    try:
        return [node.where for node in walk(read_nodes(data, "m.yaml"))]
    except InputError as error:
        faults, message = error.faults, str(error)
    assert faults
    assert not set(message) & set("\x00\x1b\r\t")
    return [fault.where for fault in faults]


def walk(root: Node) -> list[Node]:
    found: list[Node] = []
    pending: list[Node] = [root]
    while pending:
        node = pending.pop()
        found.append(node)
        if isinstance(node, Mapping):
            pending += [part for item in node.items for part in item]
        elif not isinstance(node, Scalar):
            pending += node.items
    return found


@given(st.binary(max_size=200))
def test_raw_bytes(data: bytes) -> None:
    check(data)


@given(st.lists(st.sampled_from(PIECES), max_size=60).map(b"".join))
def test_pieces_of_yaml(data: bytes) -> None:
    check(data)


@given(
    st.sampled_from(SEEDS),
    st.lists(
        st.tuples(st.integers(0, 200), st.integers(0, 3), st.sampled_from(PIECES)), max_size=6
    ),
)
def test_mutations_of_the_corpus(data: bytes, edits: list[tuple[int, int, bytes]]) -> None:
    for at, cut, piece in edits:
        data = data[:at] + piece + data[at + cut :]
    check(data)
