"""What kind of body a name means: told by endings and data lists only, never by a list of names."""

from __future__ import annotations

import re
from functools import cache

from pipelines.structure.organization_names import (
    AREA_LIST,
    BRACKET_END,
    BRANCH,
    alternation,
    known_function,
    printed_prefix,
    words,
)

COUNTY_PREFIX = re.compile(r"(?:自治县|自治旗|[区县旗])$")


def _ends(*keys: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(word for key in keys for word in words('endings', key))})$")


COLLECTIVE = re.compile(
    rf"""
    (?: (?:全[国省市县区州旗])? [省市县区州旗]? [级直属]? (?:各|其他|有关|相关|全体|所有|涉及|沿线|属地) (?!界)
      | .* (?:{alternation(words("endings", "collective_ends"))}) $
      | (?:{alternation(words("endings", "collective"))}) $
      | {AREA_LIST} (?:(?:人民)?政府|党委)? $
    )
    """,
    re.VERBOSE,
)
COLLECTIVE_PERSONS = re.compile(r"各|全体|有关|相关|所有|.*(?:领导|成员|班子|同志|负责人|[省市县区]长们)$|.*等$")

PARTY_DEPARTMENT = re.compile(r".*?[省市县区州旗盟]委(?!员)|中共|中央")
HEADQUARTERS = _ends("headquarters")
PARTY = _ends("party_body")
MASS = _ends("mass_organization")
COMPANY = _ends("company")
TOWN = _ends("town")
SUBDISTRICT = _ends("subdistrict")
FARM = _ends("farm")
PARK = _ends("park")
BUREAU = _ends("bureau")
ZONE = re.compile(rf"(?:.{{2,6}})?(?:{alternation(words('prefixes', 'zones'))})(?=.)")
BRANCH_END = re.compile(r"分局$")


@cache
def kind_of(name: str, *, in_county: bool = True) -> str:
    """One of ``ORGANIZATION_KINDS``; ``name`` in full, as :func:`organization_names.name_units` gives it.

    ``in_county`` says that a county's document names it: only there is 江北生态环境局 the office of a city.
    """
    plain = BRACKET_END.sub("", name)
    if is_collective(plain):
        return "collective"
    length, zone = printed_prefix(plain)
    if HEADQUARTERS.search(plain):
        return "headquarters"
    if MASS.search(plain):
        return "mass_organization"
    if PARTY_DEPARTMENT.match(plain) or PARTY.search(plain):
        return "party_body"
    if COMPANY.search(plain):
        return "company"
    if zone or ZONE.match(plain):
        return "high_tech_zone"
    if BRANCH_END.search(plain):
        return "municipal_branch" if in_county else "other"
    for kind, ending in (("town", TOWN), ("subdistrict", SUBDISTRICT), ("farm", FARM), ("park", PARK)):
        if ending.search(plain):
            return kind
    if not length and BRANCH.fullmatch(plain) and not known_function(plain.removesuffix("局")):
        return "municipal_branch" if in_county else "other"  # 江北生态环境局
    if length and not COUNTY_PREFIX.search(plain[:length]):
        return "other"  # 市发改委, 省财政厅
    return "district_bureau" if BUREAU.search(plain) and not plain.startswith(("国家", "国务院")) else "other"


def is_collective(name: str) -> bool:
    """Whether the name stands for many bodies: 各镇街, 政府组成部门, 指挥部成员单位."""
    return COLLECTIVE.match(name) is not None


def is_collective_leader(name: str) -> bool:
    """Whether the name stands for several persons: 各区长."""
    return COLLECTIVE_PERSONS.match(name) is not None
