"""The ``tamapy`` command."""
