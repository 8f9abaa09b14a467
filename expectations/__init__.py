"""What must be true of the tables: the rules, as data, that a build has to meet before it is published."""
