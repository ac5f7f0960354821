import os
import re
import socket
import sys
from pathlib import Path

import pytest

from negsim.errors import Fault, InputError, Where
from negsim.language.yaml.text import MOST_BYTES, read_text, split_lines, with_excerpts


def message_of(path: Path | str) -> str:
    with pytest.raises(InputError, match="mend: ") as caught:
        read_text(path)
    return str(caught.value)


def test_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: \xd1\x8b\r\n")
    assert read_text(path) == "a: ы\r\n"


def test_missing_file_names_the_nearest_one(tmp_path: Path) -> None:
    (tmp_path / "harbour.yaml").write_text("a: 1")
    path = tmp_path / "harbor.yaml"
    assert (
        message_of(path)
        == f"there is no file '{path}'\n      mend: did you mean {tmp_path / 'harbour.yaml'}?"
    )


def test_missing_folder_is_said(tmp_path: Path) -> None:
    assert f"there is no folder '{tmp_path / 'no'}' either" in message_of(
        tmp_path / "no" / "x.yaml"
    )


def test_file_below_a_file_is_missing(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a: 1")
    assert message_of(tmp_path / "a.yaml" / "b.yaml").startswith("there is no file ")


@pytest.mark.parametrize(
    "address", ["https://example.org/a.yaml", "file:///etc/passwd", "s3://a/b", "http:/a"]
)
def test_address_on_the_web_is_refused(address: str) -> None:
    assert "is an address on the web" in message_of(address)


def test_folder_is_refused(tmp_path: Path) -> None:
    assert "is a folder, not a file" in message_of(tmp_path)


def test_empty_path_is_refused() -> None:
    assert message_of("") == "no file is named\n      mend: give the path of a file"


def test_path_that_no_system_takes_is_refused(tmp_path: Path) -> None:
    assert "cannot be read" in message_of("a\0b.yaml")
    assert "cannot be read: File name too long" in message_of(tmp_path / ("x" * 300))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has none of these")
def test_pipe_socket_and_device_are_refused_without_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe")
    assert "is a pipe, not a file" in message_of("pipe")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket")
        assert "is a socket, not a file" in message_of("socket")
    assert "is a device, not a file" in message_of("/dev/zero")


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_link_to_itself_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "loop.yaml"
    path.symlink_to(path)
    assert "cannot be read" in message_of(path)


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything"
)
def test_file_without_the_right_to_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("a: 1")
    path.chmod(0)
    assert "may not be read" in message_of(path)


def test_only_more_than_ten_megabytes_are_too_many(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"#" * MOST_BYTES)
    assert len(read_text(path)) == MOST_BYTES
    path.write_bytes(b"#" * (MOST_BYTES + 1))
    assert "is larger than 10 MB" in message_of(path)


def test_first_byte_that_is_not_utf8_is_placed_in_characters(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes("\ufeffa: 1\r\nимя: ".encode() + b"\xe9")
    assert message_of(path).startswith(f"{path}:2:6: the byte 0xe9 is not UTF-8")


def test_lines_end_where_yaml_ends_them() -> None:
    assert split_lines("a\r\nb\rc\nd\x85e\u2028f") == ["a", "b", "c", "d\x85e\u2028f"]


def test_excerpts_are_added_only_for_their_file_and_place() -> None:
    faults = [
        Fault(Where("a.yaml", 2, 1), "here"),
        Fault(Where("b.yaml", 2, 1), "elsewhere"),
        Fault(Where("a.yaml", 9, 1), "beyond"),
        Fault(Where("a.yaml", 1, 1), "quoted already", excerpt="x"),
        Fault(None, "nowhere"),
    ]
    found = [fault.excerpt for fault in with_excerpts(faults, "one\ntwo", "a.yaml")]
    assert found == ["two", None, None, "x", None]


def test_message_names_the_path_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match=re.escape("there is no file 'a.yaml'")):
        read_text("a.yaml")
