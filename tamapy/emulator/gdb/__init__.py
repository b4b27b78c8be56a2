"""A server of gdb's remote protocol for the emulated machine."""
