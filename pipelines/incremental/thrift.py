"""The footer of a Parquet file: Thrift's compact protocol, read into plain values and written back unchanged.

A struct is a dictionary from field number to ``(type, value)``, in the order of the file; a list is ``(type of its
elements, elements)``. Only what the format of Parquet uses is there: no maps, no sets.
(Apache Thrift, compact protocol specification; Apache Parquet, parquet.thrift.)
"""

from __future__ import annotations

from typing import Any

TRUE, FALSE, BYTE, I16, I32, I64, DOUBLE, BINARY, LIST, STRUCT = 1, 2, 3, 4, 5, 6, 7, 8, 9, 12
Struct = dict[int, tuple[int, Any]]


def read_struct(data: bytes, place: int = 0) -> tuple[Struct, int]:
    """The struct that begins at ``place`` of ``data``, and the place behind it; raises ValueError."""
    found: Struct = {}
    number = 0
    while True:
        header = data[place]
        place += 1
        if header == 0:
            return found, place
        step, kind = header >> 4, header & 0x0F
        if step:
            number += step
        else:
            number, place = _read_integer(data, place)
        if I16 <= kind <= I64:  # most values, and there are hundreds of thousands of them
            folded = data[place]
            place += 1
            if folded >= 0x80:
                folded, place = _read_varint(data, place - 1)
            found[number] = (kind, (folded >> 1) ^ -(folded & 1))
        else:
            value, place = _read_value(data, place, kind)
            found[number] = (kind, value)


def write_struct(struct: Struct, out: bytearray) -> None:
    """Append the bytes of ``struct``; a struct that was read gives the bytes it was read from."""
    last = 0
    for number, (kind, value) in struct.items():
        step = number - last
        if 0 < step <= 15:
            out.append(step << 4 | kind)
        else:
            out.append(kind)
            _write_integer(number, out)
        last = number
        if I16 <= kind <= I64:
            _write_varint(value << 1 ^ value >> 63, out)
        elif kind > FALSE:
            _write_value(kind, value, out)
    out.append(0)


def _read_value(data: bytes, place: int, kind: int) -> tuple[Any, int]:
    if kind in (I16, I32, I64):
        return _read_integer(data, place)
    if kind == BINARY:
        length, place = _read_varint(data, place)
        return data[place : place + length], place + length
    if kind == STRUCT:
        return read_struct(data, place)
    if kind == LIST:
        return _read_list(data, place)
    if kind in (TRUE, FALSE):
        return kind == TRUE, place
    if kind == DOUBLE:
        return data[place : place + 8], place + 8
    if kind == BYTE:
        return data[place], place + 1
    raise ValueError(f"Thrift type {kind} does not occur in Parquet")


def _read_list(data: bytes, place: int) -> tuple[tuple[int, list[Any]], int]:
    header = data[place]
    place += 1
    size, kind = header >> 4, header & 0x0F
    if size == 15:
        size, place = _read_varint(data, place)
    elements = []
    for _ in range(size):
        if kind in (TRUE, FALSE):  # elements of a list of booleans are a byte each
            element, place = data[place], place + 1
        else:
            element, place = _read_value(data, place, kind)
        elements.append(element)
    return (kind, elements), place


def _read_varint(data: bytes, place: int) -> tuple[int, int]:
    byte = data[place]
    place += 1
    if byte < 0x80:
        return byte, place
    result, shift = byte & 0x7F, 7
    while True:
        byte = data[place]
        place += 1
        result |= (byte & 0x7F) << shift
        if byte < 0x80:
            return result, place
        shift += 7


def _read_integer(data: bytes, place: int) -> tuple[int, int]:
    folded, place = _read_varint(data, place)
    return (folded >> 1) ^ -(folded & 1), place


def _write_value(kind: int, value: Any, out: bytearray) -> None:
    if kind in (I16, I32, I64):
        _write_integer(value, out)
    elif kind == BINARY:
        _write_varint(len(value), out)
        out += value
    elif kind == STRUCT:
        write_struct(value, out)
    elif kind == LIST:
        element_kind, elements = value
        if len(elements) < 15:
            out.append(len(elements) << 4 | element_kind)
        else:
            out.append(0xF0 | element_kind)
            _write_varint(len(elements), out)
        for element in elements:
            if element_kind in (TRUE, FALSE):
                out.append(element)
            else:
                _write_value(element_kind, element, out)
    elif kind == DOUBLE:
        out += value
    else:
        out.append(value)


def _write_varint(value: int, out: bytearray) -> None:
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)


def _write_integer(value: int, out: bytearray) -> None:
    _write_varint(value << 1 ^ value >> 63, out)
