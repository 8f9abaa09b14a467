"""``datapackage.json`` (Frictionless Data Package) and ``croissant.json`` (MLCommons Croissant 1.0) of a release."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipelines.releases.schema_version import SCHEMA_VERSION
from pipelines.releases.tables import ALL_TABLES
from pipelines.schema.model import Column, ColumnType, Table

NAME = "xianzhi"
TITLE = "Xianzhi 县治: what Chinese local governments plan, assign and report"
DESCRIPTION = (
    "Plans, task notices, work reports and governance articles of Chinese local governments as tidy tables in which "
    "every value leads back to the words it was read from."
)
DATA_LICENCE = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "Creative Commons Attribution 4.0 (the compilation, not the source texts)",
}
MEDIA_TYPE = "application/vnd.apache.parquet"
PACKAGE_TYPES: dict[ColumnType, str] = {
    "text": "string",
    "integer": "integer",
    "real": "number",
    "boolean": "boolean",
    "date": "date",
    "timestamp": "datetime",
    "text list": "any",
    "counts": "any",
}
"""Frictionless reads Parquet through pandas, where a list is an array and a map a list of pairs."""
CROISSANT_TYPES: dict[ColumnType, str] = {
    "text": "sc:Text",
    "integer": "sc:Integer",
    "real": "sc:Float",
    "boolean": "sc:Boolean",
    "date": "sc:Date",
    "timestamp": "sc:DateTime",
    "text list": "sc:Text",
}
"""Croissant has no type for a map from names to numbers: such a column is not described there."""
CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}


def sha256_of(path: Path) -> str:
    """The checksum of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def data_package(folder: Path, version: str, rows: Mapping[str, int]) -> dict[str, Any]:
    """The Data Package of a release; ``rows`` gives the rows of each table."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": NAME,
        "title": TITLE,
        "description": DESCRIPTION,
        "version": version,
        "schemaVersion": SCHEMA_VERSION,
        "licenses": [DATA_LICENCE],
        "contributors": [{"title": "The Xianzhi maintainers", "roles": ["creator"]}],
        "resources": [_resource(folder, table, rows[name]) for name, table in ALL_TABLES.items()],
    }


def _resource(folder: Path, table: Table, rows: int) -> dict[str, Any]:
    path = folder / "parquet" / f"{table.name}.parquet"
    return {
        "name": table.name,
        "type": "table",
        "path": f"parquet/{table.name}.parquet",
        "scheme": "file",
        "format": "parquet",
        "mediatype": MEDIA_TYPE,
        "title": table.english,
        "description": table.comment,
        "hash": f"sha256:{sha256_of(path)}",
        "rowCount": rows,
        "schema": package_schema(table),
    }


def package_schema(table: Table) -> dict[str, Any]:
    """The Table Schema of a table."""
    schema: dict[str, Any] = {
        "fields": [_package_field(column) for column in table.columns],
        "primaryKey": list(table.key),
    }
    links = [
        {
            "fields": [column.name],
            "reference": {
                "resource": "" if column.references == table.name else column.references,
                "fields": [ALL_TABLES[column.references].key[0]],
            },
        }
        for column in table.columns
        if column.references
    ]
    return {**schema, "foreignKeys": links} if links else schema


def _package_field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if not column.nullable:
        constraints["required"] = True
    if column.values:
        constraints["enum"] = list(column.values)
    field: dict[str, Any] = {
        "name": column.name,
        "type": _package_type(column),
        "title": column.english,
        "description": column.comment,
    }
    if column.unit:
        field["unit"] = column.unit
    return {**field, "constraints": constraints} if constraints else field


def _package_type(column: Column) -> str:
    """The type of a field; a column of integers with gaps comes out of pandas as one of numbers."""
    return "number" if column.type == "integer" and column.nullable else PACKAGE_TYPES[column.type]


def croissant(folder: Path, version: str) -> dict[str, Any]:
    """The Croissant description of a release."""
    date = "-".join(version.split(".")[:3])
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": NAME,
        "description": DESCRIPTION,
        "version": _semantic(version),
        "datePublished": date,
        "license": DATA_LICENCE["path"],
        "url": "https://datapackage.org/profiles/2.0/datapackage.json",
        "creator": {"@type": "sc:Organization", "name": "The Xianzhi maintainers"},
        "citeAs": citation_text(version),
        "inLanguage": ["zh", "en"],
        "distribution": [_file(folder, name) for name in ALL_TABLES],
        "recordSet": [_record_set(table) for table in ALL_TABLES.values()],
    }


def citation_text(version: str) -> str:
    """How to cite the release, in a line."""
    return f"The Xianzhi maintainers ({version[:4]}). {TITLE}, release {version}."


def _semantic(version: str) -> str:
    """Croissant asks for three numbers: a second release of a day counts in the last one (2026.11.21 ->
    2026.11.2101)."""
    year, month, day, *number = map(int, version.split("."))
    return f"{year}.{month}.{day * 100 + (number[0] if number else 1)}"


def _file(folder: Path, name: str) -> dict[str, Any]:
    path = folder / "parquet" / f"{name}.parquet"
    return {
        "@type": "cr:FileObject",
        "@id": f"{name}.parquet",
        "name": f"{name}.parquet",
        "contentUrl": f"parquet/{name}.parquet",
        "contentSize": f"{path.stat().st_size} B",
        "encodingFormat": "application/x-parquet",
        "sha256": sha256_of(path),
    }


def _record_set(table: Table) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.comment,
        "key": [{"@id": f"{table.name}/{name}"} for name in table.key],
        "field": [_croissant_field(table, column) for column in table.columns if column.type != "counts"],
    }


def _croissant_field(table: Table, column: Column) -> dict[str, Any]:
    """A field. It says nothing of ``references``: mlcroissant then joins tables, and loses records on the way; the Data
    Package names the foreign keys.
    """
    field: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": f"{table.name}/{column.name}",
        "name": f"{table.name}/{column.name}",
        "description": column.comment,
        "dataType": CROISSANT_TYPES[column.type],
        "source": {"fileObject": {"@id": f"{table.name}.parquet"}, "extract": {"column": column.name}},
    }
    if column.type == "text list":
        field["repeated"] = True
    return field
