"""Every file of the corpus has faults in its YAML; what is said of them stands beside it, whole."""

from pathlib import Path

import pytest

from negsim.errors import InputError
from negsim.language.yaml.nodes import read_nodes

CORPUS = Path(__file__).parents[1] / "corpus_yaml"
FILES = sorted(CORPUS.glob("*.yaml"))


def said_of(path: Path) -> str:
    with pytest.raises(InputError, match=path.name) as caught:
        read_nodes(path.read_bytes(), path.name)
    return f"{caught.value}\n"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_message_is_the_expected_one(path: Path) -> None:
    assert said_of(path) == path.with_suffix(".expected").read_text(encoding="utf-8")


def test_every_file_has_its_message_and_every_message_its_file() -> None:
    assert [path.stem for path in FILES] == sorted(path.stem for path in CORPUS.glob("*.expected"))
    assert len(FILES) > 50
