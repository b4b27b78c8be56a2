"""What goes wrong with cards. Those that stay busy are a ``TimeoutError``, as everywhere."""


class CardError(RuntimeError):
    """A card refused or failed what it was asked for."""


class NoResponseError(CardError):
    """Nobody answered a command."""


class NoCardError(CardError):
    """There is no card, or none of a kind that is known."""


class CardRemovedError(CardError):
    """The card that was there is gone. The next access looks for a card anew."""


class CrcError(CardError):
    """What came over the lines has a wrong checksum or form."""


class TableError(CardError):
    """The table of memory for a transfer does not fit it, or leads to no memory."""


class TuningError(CardError):
    """No moment was found at which the data lines can be sampled."""


class VoltageError(CardError):
    """The lines could not be switched to 1.8 V."""


class WriteProtectedError(CardError):
    """The card, or its slot, does not allow writing."""


class AuthenticationError(CardError):
    """A frame of the replay protected memory is not what the holder of the key would send."""
