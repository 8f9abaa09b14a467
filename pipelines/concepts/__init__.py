"""Concepts: the one vocabulary that lets a figure be followed through table, prose, box, task and article.

``vocabulary`` loads it, ``wording`` says when two wordings are the same, ``matching`` finds the concept of a row.
"""
