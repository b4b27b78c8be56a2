"""The typed intermediate representation between the AST and LLVM."""
