"""Decode the bytes of a document as received.

Chinese government text is published as UTF-8 (with or without a byte order mark), GB18030 (older pages) and
UTF-16 (exports of office programs). A document that cannot be read without guessing is refused with the place and the
cause, so that it is quarantined and not silently damaged. UTF-8 says where a character begins: of a text in it, a few
bytes that are none are replaced by U+FFFD, which is a defect of the source with its place, and the rest is read.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

MAXIMUM_BYTES = 32 * 1024 * 1024
"""The longest plan published so far is below 1 MB; a larger file is a dump or a mistake, not a document."""

COMMON_HAN = re.compile(
    "[的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年区市县政府工建设]"
)
HAN = re.compile("[\u3400-\u9fff]")
BINARY = re.compile(b"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
"""Bytes that no text in any of the encodings has outside two-byte characters; looked for where decoding failed."""
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\ufffe\uffff]")

DECLARED_ENCODINGS = frozenset(["gb18030", "big5", "big5-hkscs"])
"""Encodings other than Unicode in which Chinese web pages say they are written."""


CHARACTERS_A_DAMAGE = 200
"""A UTF-8 text that is damaged more often than once in so many characters is refused: it may be no UTF-8 at all."""
REPLACED = re.compile("\ufffd+")


@dataclass(frozen=True, slots=True)
class DecodedText:
    """The characters of a document as received, before any repair.

    ``text`` has no byte order mark; line ends are kept as they are. ``truncated_bytes`` counts the bytes of a character
    cut off at the end of the file, which are left out.
    """

    text: str
    encoding: str
    truncated_bytes: int = 0


class UnreadableText(ValueError):
    """A document whose bytes are no readable text; the message names the place and the cause."""


def decode(data: bytes, declared: str | None = None) -> DecodedText:
    """Decode ``data`` strictly; raise :class:`UnreadableText` where that needs a guess.

    ``declared`` is the encoding that the document itself names; what is Unicode is read as such, whatever it says.
    """
    if not data.strip():
        raise UnreadableText("the file is empty: fetch the document again")
    check_size(data)
    decoded = _decode_unicode(data) or _decode_declared(data, declared) or _decode_gb18030(data)
    if decoded is None:
        decoded = _decode_damaged(data)
    if decoded is None:
        raise UnreadableText(_where_utf8_fails(data))
    found = CONTROL.search(decoded.text)
    if found:
        line = decoded.text.count("\n", 0, found.start()) + 1
        raise UnreadableText(
            f"control character U+{ord(found.group()):04X} at character {found.start()} (line {line}): "
            "the file is binary or damaged, supply its text"
        )
    if not decoded.text.strip():
        raise UnreadableText("the file holds only white space: fetch the document again")
    return decoded


def check_size(data: bytes) -> None:
    """Raise :class:`UnreadableText` for a file longer than a document is."""
    if len(data) > MAXIMUM_BYTES:
        raise too_large(len(data), data)


def too_large(size: int, head: bytes) -> UnreadableText:
    """What is said of a file of ``size`` bytes, of which ``head`` is at least what a document may have."""
    line = head.count(b"\n", 0, MAXIMUM_BYTES) + 1
    return UnreadableText(
        f"the file has {size:,} bytes, more than the {MAXIMUM_BYTES:,} a document may have, which end in line {line}: "
        "split it into its documents, one a file, or supply the text alone"
    )


def _decode_declared(data: bytes, declared: str | None) -> DecodedText | None:
    if declared is None or declared not in DECLARED_ENCODINGS:
        return None
    return _decode_cut(data, declared)


def _decode_unicode(data: bytes) -> DecodedText | None:
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            return _decode_cut(data[len(mark) :], encoding)
    zeros = data[:4096].count(0)
    if zeros * 20 > min(len(data), 4096):  # UTF-16 without a mark: every line end and digit has a zero byte
        even = data[:4096:2].count(0)
        for encoding in ("utf-16-be", "utf-16-le") if even * 2 > zeros else ("utf-16-le", "utf-16-be"):
            decoded = _decode_cut(data, encoding)
            if decoded is not None and _reads_as_chinese(decoded.text):
                return decoded
    return _decode_cut(data, "utf-8")


def _decode_cut(data: bytes, encoding: str) -> DecodedText | None:
    """Decode strictly, but let a character be cut off at the very end of the file."""
    try:
        return DecodedText(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        rest = len(data) - error.start
        if rest > 3 or ("unexpected end" not in error.reason and "truncated" not in error.reason):
            return None
        return DecodedText(data[: error.start].decode(encoding), encoding, rest)


def _decode_gb18030(data: bytes) -> DecodedText | None:
    try:
        text = data.decode("gb18030")
        cut = 0
    except UnicodeDecodeError as error:
        cut = len(data) - error.start
        if cut > 3 or error.start == 0:
            return None
        text = data[: error.start].decode("gb18030", "strict")
    return DecodedText(text, "gb18030", cut) if _reads_as_chinese(text) else None


def _decode_damaged(data: bytes) -> DecodedText | None:
    """A text in UTF-8 of which some bytes are damaged, with U+FFFD for them; None for what may be something else."""
    if BINARY.search(data):
        return None
    text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")
    damages = REPLACED.findall(text)
    if len(damages) * CHARACTERS_A_DAMAGE > len(text) or not _reads_as_chinese(text):
        return None
    return DecodedText(text, "utf-8")


def _reads_as_chinese(text: str) -> bool:
    """Wrong encodings give rare characters: of real text about a seventh are among the commonest few dozen."""
    sample = text[:20000]
    return len(COMMON_HAN.findall(sample)) * 25 > len(HAN.findall(sample)) > 0


def _where_utf8_fails(data: bytes) -> str:
    found = BINARY.search(data)
    if found:
        return f"byte {found.start()} is {found.group()[0]:#04x}: the file is binary, not text; supply its text"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return (
            f"byte {error.start} (line {line}) is not UTF-8 ({error.reason}) and the file does not read as GB18030 or "
            "UTF-16: save it as UTF-8"
        )
    return "the file is binary, not text: supply the text of the document"
