"""Rows of the tables from a document's text, structure and quantities."""
