"""Machines to run images on: an emulator of our own around Unicorn's processor, and QEMU.

:class:`tamapy.emulator.machine.Machine` runs an ELF image and gives its exit status;
``tamapy.emulator.run`` and ``tamapy.emulator.qemu`` are what the command line calls.
"""
