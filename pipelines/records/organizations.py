"""The bodies and officials that tasks name, as rows: one each, whatever the documents call them.

The same short name means another body in another county (区财政局), so an id is the area's code and the name. A body of
a higher level has the code of that level: 省财政厅 in a county's notice is the province's.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from pipelines.records.rows import Row
from pipelines.structure.model import Party
from pipelines.structure.organization_kinds import is_collective, is_collective_leader, kind_of

NATIONAL = re.compile(r"国家|国务院|中央|全国|中国|中共中央")
PROVINCIAL = re.compile(r"省|自治区")
MUNICIPAL = re.compile(r"市(?!场|容)")
WHOLE_COUNTRY = "000000"
MUNICIPALITIES = frozenset({"11", "12", "31", "50"})


def organization_id(name: str, region_code: str | None, place: str = "") -> str:
    """``320706:区发改局``: the code of the area the body belongs to, and its name in full.

    ``region_code`` and ``place`` (海州区) are the document's own.
    """
    return f"{_code_of(name, region_code, place)}:{_form(name)}"


def leader_id(name: str, region_code: str | None) -> str:
    """``320706:朱伟哲``: the code of the document's area and the person's name."""
    return f"{region_code or WHOLE_COUNTRY}:{_form(name)}"


def organization_rows(parties: Iterable[Party], region_code: str | None, place: str = "") -> list[Row]:
    """Rows of ``organizations`` for the units among ``parties``, sorted by id.

    Aliases are the other ways they are printed (工信局 for 区工信局, brackets of the other width). A name printed with
    its area word here and without it there (区商业街区发展中心, 商业街区发展中心) stays two bodies, neither an alias of
    the other: the source does not say that they are one.
    """
    rows: dict[str, Row] = {}
    aliases: dict[str, set[str]] = {}
    in_county = region_code is None or not region_code.endswith("00")
    for party in parties:
        if party.role == "lead_leader":
            continue
        key = organization_id(party.name, region_code, place)
        aliases.setdefault(key, set()).update((party.printed, party.name))
        rows.setdefault(
            key,
            {
                "organization_id": key,
                "name": party.name,
                "kind": kind_of(party.name, in_county=in_county),
                "is_collective": is_collective(party.name),
            },
        )
    return [{**row, "aliases": sorted(aliases[key] - {str(row["name"])})} for key, row in sorted(rows.items())]


def leader_rows(parties: Iterable[Party], region_code: str | None) -> list[Row]:
    """Rows of ``leaders`` for the persons among ``parties``, sorted by id."""
    names = {party.name for party in parties if party.role == "lead_leader"}
    rows = [
        {"leader_id": leader_id(name, region_code), "name": name, "is_collective": is_collective_leader(name)}
        for name in names
    ]
    return sorted({str(row["leader_id"]): row for row in rows}.values(), key=lambda row: str(row["leader_id"]))


def _form(name: str) -> str:
    """The name without differences of width and blanks: 区财政局(国资办) is 区财政局（国资办）."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", name))


def _code_of(name: str, region_code: str | None, place: str) -> str:
    if NATIONAL.match(name):
        return WHOLE_COUNTRY
    code = region_code or WHOLE_COUNTRY
    if PROVINCIAL.match(name):
        return code[:2] + "0000"
    if MUNICIPAL.match(name) and not place.endswith("市"):
        return code[:2] + ("0000" if code[:2] in MUNICIPALITIES else code[2:4] + "00")
    return code
