"""Bytes as received: encodings that occur, and files that are refused with place and cause."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.text.decoding import MAXIMUM_BYTES, UnreadableText, decode

SENTENCE = "2020年，全区实现地区生产总值653亿元，人均地区生产总值7.39万元。\r\n第二行是镇街的工作，要在年内完成。"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (SENTENCE.encode("utf-8"), "utf-8"),
        (b"\xef\xbb\xbf" + SENTENCE.encode("utf-8"), "utf-8"),
        (SENTENCE.encode("gb18030"), "gb18030"),
        (SENTENCE.encode("utf-16"), "utf-16-le"),
        (b"\xfe\xff" + SENTENCE.encode("utf-16-be"), "utf-16-be"),
        (SENTENCE.encode("utf-16-le"), "utf-16-le"),
        (SENTENCE.encode("utf-16-be"), "utf-16-be"),
    ],
)
def test_encodings(data: bytes, encoding: str) -> None:
    decoded = decode(data)
    assert (decoded.text, decoded.encoding, decoded.truncated_bytes) == (SENTENCE, encoding, 0)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_character_cut_off_at_the_end_is_left_out(encoding: str) -> None:
    decoded = decode(SENTENCE.encode(encoding)[:-1])
    assert decoded.text == SENTENCE[:-1]
    assert decoded.truncated_bytes > 0


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        ("\u3000\n\u3000".encode(), "white space"),
        (bytes(range(256)) * 20, "binary|not UTF-8"),
        (b"\x89PNG\r\n\x1a\n" + bytes(500), "binary|not UTF-8"),
        ((SENTENCE.encode() + b"\xff\xfe\xfa") * 9, r"byte \d+ \(line \d+\)"),
        ("全区\x00建成".encode(), "control character U[+]0000 at character 2 [(]line 1[)]"),
        (b"7" * (MAXIMUM_BYTES + 1), "split it"),
    ],
)
def test_refused_with_place_and_cause(data: bytes, cause: str) -> None:
    with pytest.raises(UnreadableText, match=cause):
        decode(data)


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    with suppress(UnreadableText):
        assert decode(data).text.strip()


def test_a_few_damaged_bytes_of_utf8_are_replaced_and_nothing_else_is() -> None:
    text = SENTENCE * 30
    data = text.encode()
    at = len((SENTENCE * 7).encode())
    decoded = decode(data[:at] + b"\xff" + data[at + 1 :])
    assert decoded.encoding == "utf-8"
    place = decoded.text.index("\ufffd")
    end = place + len(decoded.text) - len(text) + 1
    assert (decoded.text[:place], decoded.text[end:]) == (text[:place], text[place + 1 :])
    assert set(decoded.text[place:end]) == {"\ufffd"}
