"""``except*``: taking an exception group apart and putting the rest together."""

from tamapy.metal import null


class Groups:
    """The state of one ``try … except*``: what is left, and what the clauses raised."""

    def __init__(self, exc):
        self.original = exc
        self.naked = not isinstance(exc, BaseExceptionGroup)
        self.rest = exc
        self.taken = []
        self.raised = []


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
    if state.naked:
        if not isinstance(state.rest, kind):
            return null(object)
        matched = BaseExceptionGroup("", (state.rest,))
        state.rest = None
    else:
        matched, state.rest = state.rest.split(kind)
        if matched is None:
            return null(object)
    state.taken.append(matched)
    return matched


def add_raised(state, exc):
    """A clause raised."""
    state.raised.append(exc)


def _leaves(exc, into):
    """Collect the exceptions in a group, however deep."""
    if isinstance(exc, BaseExceptionGroup):
        for item in exc.exceptions:
            _leaves(item, into)
    else:
        into.append(exc)


def _among(exc, others):
    for other in others:
        if other is exc:
            return True
    return False


def finish_or_null(state):
    """What goes on after all clauses: the rest, what was raised, or null for nothing."""
    if not state.taken:
        return state.original
    raised = [exc for exc in state.raised if not _among(exc, state.taken)]
    again = [exc for exc in state.raised if _among(exc, state.taken)]
    if state.rest is not None:
        again.append(state.rest)
    if len(again) == 1:
        raised.append(again[0])
    elif again:
        leaves = []
        for exc in again:
            _leaves(exc, leaves)
        raised.append(state.original.subgroup(lambda exc: _among(exc, leaves)))
    if not raised:
        return null(object)
    return raised[0] if len(raised) == 1 else BaseExceptionGroup("", raised)
