"""Fetch sources politely, and keep what was received."""
