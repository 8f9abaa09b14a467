"""What kind of document a text is, what it says of itself, and how it is built."""
