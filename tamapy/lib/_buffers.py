"""What has a buffer of bytes, as an argument of functions that CPython has in C."""


def bytes_of(data):
    """The bytes of an object that is like bytes."""
    if type(data) is bytes:
        return data
    if isinstance(data, (bytes, bytearray)):
        return bytes(data)
    try:
        view = memoryview(data)
    except TypeError:
        raise TypeError(
            f"a bytes-like object is required, not '{type(data).__name__}'"
        ) from None
    return view.tobytes()
