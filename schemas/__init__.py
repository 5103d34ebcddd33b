"""What is passed between stages, and what leaves the program."""
