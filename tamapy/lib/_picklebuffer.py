"""``pickle.PickleBuffer``, the one part of ``_pickle`` that ``pickle`` itself does not have."""


class PickleBuffer:
    """An object's buffer, to be pickled apart from what else is pickled."""

    __slots__ = ("__weakref__", "_view")

    def __new__(cls, object, /):  # noqa: A002
        self = super().__new__(cls)
        self._view = memoryview(object)
        return self

    def _held(self):
        if self._view is None:
            raise ValueError("operation forbidden on released PickleBuffer object")
        return self._view

    def raw(self):
        """The bytes of the buffer, one after the other."""
        view = self._held()
        if not view.contiguous:
            raise BufferError("cannot extract raw buffer from non-contiguous buffer")
        return view.cast("B")

    def release(self):
        """Let go of the object."""
        if self._view is not None:
            self._view.release()
            self._view = None

    def __buffer__(self, flags, /):
        return memoryview(self._held())


PickleBuffer.__module__ = "pickle"
