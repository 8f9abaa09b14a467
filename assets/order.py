"""Which steps come first where several could: those of a higher priority.

All tables are made before the first is checked, so that they can be checked side by side, and all are checked before
the results are gathered and published.
"""

from __future__ import annotations

AFTER_ALL_TABLES = {"dagster/priority": "-1"}
AFTER_ALL_CHECKS = {"dagster/priority": "-2"}
