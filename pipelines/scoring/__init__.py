"""How good the reading is: rows compared with annotations that a person wrote by reading (docs/quantities.md)."""
