"""The processor's registers and its interrupt controller: one program, both machines."""

import pytest
from images import build

IDENTITY = """
from tamapy.arm import identity
known = identity.registers()
print(identity.processor(), hex(known["CTR"]), hex(known["ID_PFR1"]), len(known))
for name in ("ID_PFR0", "ID_MMFR0", "ID_ISAR0"):
    print(identity.decode(name, known[name]))
"""

# Interrupts stay masked in the processor, so that each step can be looked at.
CONTROLLER = """
from tamapy.arm.gic import GIC, ID, acknowledge, end as end_of
from tamapy.soc import imx6ul

controller = GIC(imx6ul.interrupt_controller())
controller.init()
taken = []

def take():
    word = acknowledge()
    taken.append(word)
    return word & ID

def end():
    end_of(taken.pop())

print(controller.lines, take())
for number in (100, 101):
    controller.set_edge(number, True)
    controller.enable(number)
    print(controller.is_enabled(number), controller.is_pending(number))
controller.set_priority(100, 10)
controller.set_priority(101, 4)
controller.set_pending(100)
print(controller.is_pending(100), take(), controller.is_pending(100), take())
taken.pop()
controller.set_pending(101)
print(take())  # more urgent than the one under way
end()
controller.set_pending(101)
controller.set_group(101, 1)
print(take())
end()
end()
controller.disable(101)
controller.set_pending(101)
print(take(), controller.is_pending(101))
taken.pop()
controller.set_pending(101, False)
controller.set_targets(100, 1)
controller.send(5)
print(take())
end()
controller.set_priority(100, 31)
controller.set_pending(100)
print(controller.is_pending(100), taken, controller.is_secure())
"""

SECURITY = """
from tamapy.arm import security
security.init()
print(hex(security.call(0x84000000)), hex(security.call(1, 2, 3, 4)))
print(hex(security.scr()))
security.set_scr(1 << security.SCR_SIF | 1 << security.SCR_FIQ)
print(hex(security.scr()))
security.set_scr(0)
print(security.non_secure_coprocessors())
security.set_non_secure_coprocessors({10, 11})
print(sorted(security.non_secure_coprocessors()))
for wrong in (lambda: security.set_scr(1), lambda: security.set_scr(1 << 10),
              lambda: security.set_non_secure_coprocessors([14]),
              lambda: security.set_non_secure_coprocessors([10])):
    try:
        wrong()
    except ValueError as error:
        print(error)
"""

EXPECTED = {
    "security": (SECURITY, """\
0xffffffff 0xffffffff
0x0
0x204
set()
[10, 11]
SCR has no bits 0x1 that may be set here
SCR has no bits 0x400 that may be set here
coprocessors that the non-secure state may be given are 0 to 13
coprocessors 10 and 11 are given together
"""),
    "identity": (IDENTITY, """\
ARM Cortex-A7 r0p5 0x84448003 0x11011 20
{'ThumbEE': 'yes', 'Jazelle': 'yes', 'Thumb': 'Thumb-2', 'ARM': 'yes'}
{'innermost shareability': 'coherent', 'FCSE': 'no', 'auxiliary registers': 1, 'TCM': 0, \
'shareability levels': 'two', 'outermost shareability': 'coherent', 'PMSA': 'no', \
'VMSA': 'VMSAv7, long descriptors'}
{'divide': 'Thumb, ARM', 'breakpoint': 'yes', 'coprocessor': 0, 'compare and branch': 'yes', \
'bit field': 'yes', 'count of zeros': 'yes', 'swap': 0}
"""),
    "controller": (CONTROLLER, """\
160 1023
True False
True False
True 100 False 1023
101
101
1023 True
5
True [1023] True
"""),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_program(tmp_path, run, name):
    source, expected = EXPECTED[name]
    path = tmp_path / f"{name}.py"
    path.write_text(source)
    output, status = run(build(path))
    assert (output.decode(), status) == (expected, 0)
