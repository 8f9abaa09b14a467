"""What the tables promise: one definition, from which Arrow schemas, DDL, comments and the codebook are derived."""
