"""Rows of the administrative divisions, and the division a figure is about."""

from __future__ import annotations

from collections.abc import Iterable

from pipelines.records.rows import Row
from pipelines.structure.regions import Region, regions, regions_by_name


def region_rows(codes: Iterable[str]) -> list[Row]:
    """Rows of the divisions and of all above them, sorted by code."""
    table = regions()
    wanted: set[str] = set()
    for code in codes:
        wanted.update((code, *table[code].parents))
    return [
        {
            "region_code": code,
            "name": table[code].name,
            "level": table[code].level,
            "parent_code": next(iter(table[code].parents), None),
        }
        for code in sorted(wanted)
    ]


def division_of(place: str, home: str | None) -> str | None:
    """The division (county or higher) that ``place`` is or lies in.

    ``home`` is the code of the document's own division: of several that bear a name, the one nearest to it is meant. A
    village or street, which no division table has, lies in the document's division; the whole country in none.
    """
    if place == "全国":
        return None
    named = _nearest(place, home)
    if named is not None:
        return named
    for length in range(len(place) - 1, 1, -1):  # 盐城市建湖县 ends in the county, 建湖县近湖街道 begins with it
        for part in (place[-length:], place[:length]):
            found = _nearest(part, home)
            if found is not None and (home is None or home in (found, *regions()[found].parents)):
                return found
    return home


def _nearest(name: str, home: str | None) -> str | None:
    bearers = regions_by_name().get(name, ())
    own = regions().get(home) if home else None
    if own is None:
        return bearers[0].code if len(bearers) == 1 else None
    return min(bearers, key=lambda region: (_distance(region, own), region.code)).code if bearers else None


def _distance(one: Region, other: Region) -> int:
    """How many of the divisions above one region are not above the other."""
    return len({one.code, *one.parents} ^ {other.code, *other.parents})
