"""``except*``: taking an exception group apart and putting the rest together."""

from tamapy.metal import null


class Groups:
    """The state of one ``try … except*``: what is left, and what the clauses raised."""

    def __init__(self, exc):
        self.original = exc
        self.naked = not isinstance(exc, BaseExceptionGroup)
        self.rest = BaseExceptionGroup("", [exc]) if self.naked else exc
        self.raised = []
        self.handled = False


def begin(exc):
    """Start matching a caught exception."""
    return Groups(exc)


def _check(kind):
    kinds = kind if isinstance(kind, tuple) else (kind,)
    for one in kinds:
        if not (isinstance(one, type) and issubclass(one, BaseException)):
            raise TypeError(
                "catching classes that do not inherit from BaseException is not allowed"
            )
        if issubclass(one, BaseExceptionGroup):
            raise TypeError(
                "catching ExceptionGroup with except* is not allowed. Use except instead."
            )


def split_or_null(state, kind):
    """The part of the group that a clause takes, or null."""
    _check(kind)
    if state.rest is None:
        return null(object)
    matched, state.rest = state.rest.split(kind)
    if matched is None:
        return null(object)
    state.handled = True
    return matched


def add_raised(state, exc):
    """A clause raised."""
    state.raised.append(exc)


def finish_or_null(state):
    """What goes on after all clauses: the rest, what was raised, or null for nothing."""
    rest = state.rest
    if not state.handled:
        return state.original
    if not state.raised:
        return null(object) if rest is None else rest
    raised = list(state.raised)
    if rest is not None:
        raised.append(rest)
    if len(raised) == 1:
        return raised[0]
    return BaseExceptionGroup("", raised)
