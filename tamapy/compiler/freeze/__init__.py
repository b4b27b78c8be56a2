"""Live objects of the host become the image's heap."""
