"""Releases: immutable, self-describing packages of the dataset, each with what changed since the one before."""
