"""ARM under Linux: entry and raw system calls, for the emulation of single processes."""
