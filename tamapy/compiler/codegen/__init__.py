"""From IR to LLVM's text, and to object files."""
