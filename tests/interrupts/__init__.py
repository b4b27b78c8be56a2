"""Very many interrupts under load: ``python -m tests.interrupts``, and a few thousand in pytest."""
