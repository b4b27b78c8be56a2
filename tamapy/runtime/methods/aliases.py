"""To come."""


def make_alias(origin, item):
    raise NotImplementedError


def make_union(a, b):
    raise NotImplementedError
