"""What benchmarks and tests have in common."""
