"""Systems on chip: blocks at their addresses, and the drivers of the blocks."""
