"""There is one program in an image: no other can be started."""


def fork_exec(*args):
    """Refuse to start a process."""
    raise NotImplementedError("other processes are not available on this target")
