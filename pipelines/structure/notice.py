"""Task notices: parts, sections, tasks and who answers for them."""

from __future__ import annotations

from pipelines.structure.model import Structure
from pipelines.text.repaired import RepairedText


def read_tasks(text: RepairedText, structure: Structure) -> None:
    """Add the parts, sections, tasks, parties, passages and defects of a task notice to ``structure``."""
