"""From the AST to IR, split by construct."""
