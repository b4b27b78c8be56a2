"""``_posixsubprocess``: there is one program only."""

import errno as _errno


def fork_exec(*args):
    """Start another program: there is none."""
    raise OSError(_errno.ENOSYS, "processes are not available on this target")
