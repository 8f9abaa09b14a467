"""The dataset as Dagster assets: one that reads the documents, one for each table, one that publishes them.

Everything that knows Dagster is here and in ``pipelines.definitions``; what is done is in plain functions of ``pipelines``.
"""
