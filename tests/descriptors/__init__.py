"""What the DCP is given for a request: descriptors, their sizes, and the processor's work."""
