"""Xianzhi: how the raw text of Chinese local government becomes tables.

The way of the data is the order of the packages: ``text`` (bytes to repaired text), ``structure`` (what kind of
document it is and how it is built), ``quantities`` (every number that measures something), ``records`` (rows of the
tables), ``schema`` (what the tables promise), ``storage`` (Parquet and DuckDB files).
"""
