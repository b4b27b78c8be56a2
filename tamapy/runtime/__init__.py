"""The runtime: memory, collector, object model, built-in types, exceptions, threads."""
