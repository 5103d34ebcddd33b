"""One page for people: what was read, what was found, on which characters it rests, what is missing."""
