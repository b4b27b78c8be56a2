"""What is known of Unicode characters, in compact tables."""
