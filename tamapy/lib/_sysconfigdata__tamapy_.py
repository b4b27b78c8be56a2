"""What ``sysconfig`` reads of how Python was built: no compiler, no shared objects."""

build_time_vars = {
    "Py_DEBUG": 0,
    "Py_ENABLE_SHARED": 0,
    "WITH_DOC_STRINGS": 0,
    "EXT_SUFFIX": "",
    "SOABI": "",
    "MULTIARCH": "",
    "VERSION": "3.11",
    "prefix": "/usr",
    "exec_prefix": "/usr",
    "srcdir": "",
}
