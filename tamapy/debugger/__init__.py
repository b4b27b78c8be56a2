"""What gdb loads beside an image: how it prints the values of Python."""
