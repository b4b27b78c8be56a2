"""ARMv7-A: entry, processor modes, MMU and caches, faults, the helpers LLVM calls."""
