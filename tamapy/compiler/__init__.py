"""The compiler: load, freeze, irbuild, analyse, transform, codegen, link."""
