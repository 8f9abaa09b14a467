"""From bytes to repaired text: decoding, layout repair with an exact map back, script conversion."""
