"""What the programs here print of calls that are refused."""


def failure(call):
    """The error of a call."""
    try:
        call()
    except (ValueError, RuntimeError) as error:
        return f"{type(error).__name__}: {error}"
    return "none"
