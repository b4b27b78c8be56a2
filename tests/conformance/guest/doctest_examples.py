"""The examples of a doctest as tests of their own: one doctest may have hundreds."""

import textwrap

_RULE = "-" * 70
#: What follows the source of an example in doctest's report.
_AFTER = ("Expected:", "Expected nothing", "Exception raised:", "Got:", "Got nothing")


def outcomes(sources, report):
    """Pairs of outcome and cause for examples, by what doctest reports of those that failed.

    ``None`` if the report does not fit the examples.
    """
    failed = [_failure(part) for part in report.split(_RULE)[1:]]
    found = []
    for source in sources:
        if failed and failed[0][0] == source.strip():
            found.append(("failed", failed.pop(0)[1]))
        else:
            found.append(("passed", ""))
    return None if failed else found


def _failure(part):
    """The source of an example that failed, and why it did."""
    lines = part.partition("Failed example:\n")[2].splitlines()
    end = next((i for i, line in enumerate(lines) if line in _AFTER), len(lines))
    source = textwrap.dedent("\n".join(lines[:end])).strip()
    rest = lines[end:]
    got = rest[rest.index("Got:") + 1:] if "Got:" in rest else []
    if rest[:1] == ["Exception raised:"] or got[:1] == ["    Traceback (most recent call last):"]:
        return source, next(line.strip() for line in reversed(rest) if line.strip())
    return source, "AssertionError: " + " ".join(line.strip() for line in rest).strip()[:200]
