"""Clock gates of the i.MX 6 (p660, 18.6 CCM Memory Map/Register Definition, IMX6ULLRM)."""

from tamapy import reg

ON = 0b11  # in all modes but stop


def open_gate(gate):
    """Let a block have its clock; ``gate`` is (register CCGRn, number of the gate in it)."""
    register, number = gate
    reg.set_field(register, number * 2, 0b11, ON)


def close_gate(gate):
    """Take a block's clock away; none of its registers may be touched then."""
    register, number = gate
    reg.clear_field(register, number * 2, 0b11)


def is_open(gate):
    """Whether a block has its clock."""
    register, number = gate
    return reg.get(register, number * 2, 0b11) != 0
