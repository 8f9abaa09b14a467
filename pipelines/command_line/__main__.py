"""``python -m pipelines.command_line`` is ``xianzhi``."""

from __future__ import annotations

import sys

from pipelines.command_line.main import main

sys.exit(main())
