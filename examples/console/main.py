"""An interactive firmware: a console with commands over the board's serial port.

    tamapy run examples/console/main.py [--board BOARD] [--machine MACHINE]

``debug.py`` is the same with commands that read and write any memory.
"""

import console
from commands import memory

if __name__ == "__main__":
    console.run(memory.REFUSED)
