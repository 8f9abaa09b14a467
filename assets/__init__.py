"""The dataset as Dagster assets: one that reads the documents, one for each table, one that publishes them.

Everything that knows Dagster is here and in ``pipelines.definitions``; the work is done by plain functions of
``pipelines``.
"""
