"""Corrections that a person has reviewed: what the reader got wrong in a row, kept beside the raw texts."""
