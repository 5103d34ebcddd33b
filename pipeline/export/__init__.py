"""The output folder: masked rows, and the sinks that write them."""
