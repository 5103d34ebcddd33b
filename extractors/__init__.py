"""From bytes to facts: no files written, no state kept."""
