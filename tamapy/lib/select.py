"""Waiting for files: those kept in memory are always ready, so there is only time to wait for."""

import time

error = OSError


def select(rlist, wlist, xlist, timeout=None, /):
    """Wait for nothing at all, for so many seconds."""
    if rlist or wlist or xlist:
        raise NotImplementedError("select() of files is not available on this target")
    if timeout is None:
        raise NotImplementedError("select() without an end is not available on this target")
    if timeout < 0:
        raise ValueError("timeout must be non-negative")
    time.sleep(timeout)
    return [], [], []
