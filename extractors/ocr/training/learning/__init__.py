"""What needs torch: the net, its training, measures and export. Only `make train` imports this."""
