"""The same figure stated twice: found, compared and published, never smoothed.

``figures`` brings indicators and quantities into one form; ``restatements``, ``shares``, ``growth`` and ``multiples``
find what fits together within one document, ``parallel_texts`` and ``plan_tasks`` between two; ``judging`` says whether
two values agree within the rounding printed; ``rows`` makes the rows.
"""
