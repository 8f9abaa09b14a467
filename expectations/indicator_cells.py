"""What is true of ``indicator_cells``."""

from __future__ import annotations

from expectations.spans import apart, wording

EXPECTATIONS = (apart("indicator_cells"), wording("indicator_cells", "text"))
