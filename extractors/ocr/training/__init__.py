"""Making the line recogniser: text, faces, rendered lines, the net, its training, export and measures."""
