"""Parquet files and the DuckDB file: staging, publishing, locking."""
