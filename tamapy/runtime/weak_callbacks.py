"""The callbacks of weak references whose objects are gone."""

from tamapy.runtime import unraisable, weak


def run():
    """Call them. The collector cannot: it runs wherever memory is asked for."""
    while True:
        reference = weak.take_dead()
        if reference is None:
            return
        callback = weak.take_callback(reference)
        try:
            callback(reference)
        except BaseException as error:
            unraisable.report(error, callback)
