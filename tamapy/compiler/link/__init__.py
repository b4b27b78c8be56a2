"""Our linker: relocatable objects, frozen data and glue become an image."""
