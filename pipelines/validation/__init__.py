"""Check the tables of a build against ``expectations``, decide whether it may be published, and show what was found.

A suite is run on the Parquet files of a folder, as they lie there (:mod:`.suite`); its results are recorded beside the
staged tables (:mod:`.record`), accepted or made anew by the gate that publishing passes (:mod:`.gate`), and written as
the table ``validations`` and a page (:mod:`.page`).
"""
