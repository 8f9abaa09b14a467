"""Names of WordprocessingML, as ISO/IEC 29500-1 gives them."""

from __future__ import annotations

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def attribute(element: etree._Element, name: str) -> str | None:
    """The value of an attribute of the main namespace."""
    value: str | None = element.get(f"{W}{name}")
    return value


def is_on(element: etree._Element | None) -> bool:
    """Whether a switch is set: present, and not as 0 or false."""
    return element is not None and attribute(element, "val") not in ("0", "false", "off")


def number(value: str | None, default: int) -> int:
    """A whole number as an attribute gives it; ``default`` where it gives none."""
    try:
        return int(value) if value is not None else default
    except ValueError:
        return default
