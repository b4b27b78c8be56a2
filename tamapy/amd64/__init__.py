"""AMD64 under Linux: entry, raw system calls, context switch."""
