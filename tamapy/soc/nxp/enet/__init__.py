"""Driver of NXP's 10/100 Mbit/s Ethernet controller ENET (i.MX 6UL and 6ULL).

IMX6ULLRM: i.MX 6ULL Applications Processor Reference Manual, rev. 1, 2017/11, chapter 22.
"""

from tamapy import dma, reg
from tamapy.arm import irq
from tamapy.runtime import board
from tamapy.runtime.arguments import as_bytes, nanoseconds
from tamapy.soc.nxp.enet import registers as r
from tamapy.soc.nxp.enet import rings
from tamapy.soc.nxp.enet.hashing import hash_bit
from tamapy.soc.nxp.enet.mdio import Mdio
from tamapy.soc.nxp.gates import open_gate

HEADER = 14  # bytes: two addresses, and the type
LONGEST = 1518  # with a VLAN tag, without CRC
SPEEDS = (10, 100)
RECEIVING, SENDING = 16, 8  # descriptors
SECOND = 1000000000
EVENTS = 1 << r.EIR_RXF | 1 << r.EIR_EBERR  # that interrupt


class ENET:
    """The controller with an index at an address.

    ``gates`` are its clock's (register, number), on one or another chip of the family; ``clock``
    gives IPG_CLK_ROOT in Hz, ``interrupt`` is its number. One thread may send while another
    receives; ``errors`` counts the frames that were lost.
    """

    def __init__(self, index, base, gates, clock, interrupt):
        self.index = index
        self.base = base
        self.gates = gates
        self.clock = clock
        self.interrupt = interrupt
        self.mdio = Mdio(base, f"ENET{index}")
        self.errors = rings.Errors()
        self.promiscuous = False
        self._groups = set()
        self._others = set()
        self._mode = None  # speed and duplex while it is on
        self._received = None
        self._sent = None

    # -- on and off -----------------------------------------------------------------------------

    def init(self, address):
        """Reset the controller and give it its address, six bytes; :attr:`mdio` works then."""
        address = self.check_address(address)
        for gate in self.gates:
            open_gate(gate)
        self._switch_off()
        reg.set(self.base + r.ECR, r.ECR_RESET)
        self._wait(r.ECR, "ECR", r.ECR_RESET, 0)
        reg.set_bits(self.base + r.ECR, 1 << r.ECR_DBSWP | 1 << r.ECR_EN1588)
        reg.write(self.base + r.EIMR, 0)
        reg.write(self.base + r.EIR, 0xFFFFFFFF)
        reg.set(self.base + r.MIBC, r.MIBC_MIB_DIS)
        reg.write(self.base + r.PALR, int.from_bytes(address[:4], "big"))
        reg.write(self.base + r.PAUR, int.from_bytes(address[4:], "big") << r.PAUR_PADDR2)
        self.errors = rings.Errors()
        self.promiscuous = False
        self._groups.clear()
        self._others.clear()
        self._set_filters()
        self.mdio.init(int(self.clock()))

    def start(self, speed=100, full_duplex=True, check=True):
        """Send and receive, with a PHY that is attached by RMII and has ``speed`` in Mbit/s.

        With ``check``, frames with wrong checksums of IPv4, TCP, UDP or ICMP are dropped. If it
        is on already, what is under way is lost. ``MemoryError`` if DMA memory has no 37 KiB.
        """
        if speed not in SPEEDS:
            raise ValueError("the controller has 10 or 100 Mbit/s")
        self._switch_off()
        self._received = rings.ReceiveRing(RECEIVING, self.errors)
        try:
            self._sent = rings.TransmitRing(SENDING, self.errors)
        except MemoryError:
            self._switch_off()
            raise
        self._mode = speed, bool(full_duplex)
        reg.write(self.base + r.RDSR, self._received.start)
        reg.write(self.base + r.TDSR, self._sent.start)
        reg.write(self.base + r.MRBR, rings.ROOM)
        reg.write(self.base + r.FTRL, rings.ROOM)
        # Checksums can be inserted and checked where whole frames are in the FIFOs.
        reg.write(self.base + r.TFWR, 1 << r.TFWR_STRFWD)
        reg.write(self.base + r.RSFL, 0)
        dropped = 1 << r.RACC_IPDIS | 1 << r.RACC_PRODIS
        reg.write(self.base + r.RACC, dropped if check else 0)
        self._set_receive_control()
        reg.set_to(self.base + r.TCR, r.TCR_FDEN, bool(full_duplex))
        reg.write(self.base + r.EIR, 0xFFFFFFFF)
        reg.write(self.base + r.EIMR, EVENTS)
        reg.set(self.base + r.ECR, r.ECR_ETHEREN)
        self._offer()

    def stop(self):
        """Neither send nor receive any more; what is under way is lost. :meth:`start` goes on."""
        self._switch_off()

    def mode(self):
        """Speed in Mbit/s, and whether it is full duplex; ``None`` while it is off."""
        return self._mode

    def _switch_off(self):
        # This ends transfers, and makes the controller begin with the first descriptors again.
        reg.clear(self.base + r.ECR, r.ECR_ETHEREN)
        self._mode = None
        for ring in (self._received, self._sent):
            if ring is not None:
                ring.release()
        self._received = self._sent = None

    def _set_receive_control(self):
        word = LONGEST + rings.CRC << r.RCR_MAX_FL | 1 << r.RCR_RMII_MODE | 1 << r.RCR_MII_MODE
        word |= 1 << r.RCR_FCE | self.promiscuous << r.RCR_PROM
        if self._mode is not None:
            speed, full_duplex = self._mode
            word |= (speed == 10) << r.RCR_RMII_10T | (not full_duplex) << r.RCR_DRT
        reg.write(self.base + r.RCR, word)

    # -- what is received ------------------------------------------------------------------

    def accept_all(self, on=True):
        """Receive all frames, whoever they are for; after :meth:`init` that is off."""
        self.promiscuous = bool(on)
        self._set_receive_control()

    def join(self, group):
        """Receive frames for the address of a group, too.

        The controller tells addresses apart by 64 hashes: others with the same hash come as well.
        """
        group = _address(group)
        if not group[0] & 1:
            raise ValueError("a group's address has its lowest bit set")
        self._groups.add(group)
        self._set_filters()

    def leave(self, group):
        """Receive those no longer; ``KeyError`` if it was not joined."""
        self._groups.remove(_address(group))
        self._set_filters()

    def accept(self, address):
        """Receive frames for another station's address, too, by its hash."""
        self._others.add(self.check_address(address))
        self._set_filters()

    def refuse(self, address):
        """Receive those no longer; ``KeyError`` if they were not accepted."""
        self._others.remove(_address(address))
        self._set_filters()

    def check_address(self, address):
        """A station's address as ``bytes``; ``ValueError`` if it is not six, or a group's."""
        address = _address(address)
        if address[0] & 1:
            raise ValueError("a station's address has its lowest bit clear")
        return address

    def _set_filters(self):
        for upper, lower, addresses in (
            (r.IAUR, r.IALR, self._others), (r.GAUR, r.GALR, self._groups)
        ):
            bits = 0
            for address in addresses:
                bits |= 1 << hash_bit(address)
            reg.write(self.base + upper, bits >> 32)
            reg.write(self.base + lower, bits & 0xFFFFFFFF)

    # -- frames ----------------------------------------------------------------------

    def send(self, frame, ip_checksum=False, protocol_checksum=False, timeout=1.0):
        """Send a frame, from the destination's address on, without CRC.

        ``ip_checksum`` has the IPv4 header's put in, ``protocol_checksum`` that of TCP or UDP (or
        ICMP, which QEMU does not); their fields have to be 0. Frames are padded to 60 bytes. This
        waits for room only: ``TimeoutError`` if there is none after ``timeout`` seconds. What goes
        wrong later is counted in :attr:`errors`.
        """
        limit = nanoseconds(timeout)
        frame = as_bytes(frame)
        if not HEADER <= len(frame) <= LONGEST:
            raise ValueError(f"a frame has {HEADER} to {LONGEST} bytes")
        ring = self._started(self._sent)
        options = rings.TX_IINS if ip_checksum else 0
        if protocol_checksum:
            options |= rings.TX_PINS
        self._wait_until_sent(rings.TransmitRing.is_full, limit)
        ring.put(frame, options)
        self._kick()

    def flush(self, timeout=1.0):
        """Wait until all frames are sent; ``TimeoutError`` if they are not in time."""
        limit = nanoseconds(timeout)
        self._started(self._sent)
        self._wait_until_sent(lambda ring: ring.waiting, limit)

    def poll(self):
        """A frame that has come, without CRC, or ``None``."""
        ring = self._started(self._received)
        self._check_events()
        # Whatever comes after this look at the ring tells of itself again.
        reg.write(self.base + r.EIR, 1 << r.EIR_RXF)
        frame, freed = ring.take()
        if freed:
            self._offer()
        return frame

    def receive(self, timeout=None):
        """Wait for a frame, at most ``timeout`` seconds; ``None`` if none has come.

        Other threads run meanwhile; the controller's interrupt ends the wait.
        """
        end = None if timeout is None else nanoseconds(timeout) + int(board.nanotime())
        frame = self.poll()
        while frame is None:
            left = None
            if end is not None:
                left = (end - int(board.nanotime())) / SECOND
                if left <= 0:
                    return None
            irq.wait(self.interrupt, left)
            frame = self.poll()
        return frame

    def _started(self, ring):
        if ring is None:
            raise RuntimeError(f"ENET{self.index} is not started")
        return ring

    def _check_events(self):
        if reg.is_set(self.base + r.EIR, r.EIR_EBERR):
            raise RuntimeError(f"ENET{self.index}: bus error; start() begins anew")

    def _offer(self):
        """Tell of descriptors to be filled."""
        dma.barrier()
        reg.write(self.base + r.RDAR, 1 << r.DAR_ACTIVE)

    def _kick(self):
        """Tell of descriptors to be sent; ERR007885: not while the controller looks at them."""
        dma.barrier()
        if not reg.is_set(self.base + r.TDAR, r.DAR_ACTIVE):
            reg.write(self.base + r.TDAR, 1 << r.DAR_ACTIVE)

    def _wait_until_sent(self, is_waiting, timeout):
        ring = self._sent
        ring.collect()
        if not is_waiting(ring):
            return
        deadline = int(board.nanotime()) + timeout
        while is_waiting(ring):
            self._check_events()
            self._kick()  # the one before may have come as the controller turned away
            if board.nanotime() >= deadline:
                raise TimeoutError(
                    f"ENET{self.index}: transmit descriptor {ring.oldest}: bit 15 did not become 0"
                )
            ring.collect()

    def _wait(self, register, name, bit, value):
        reg.wait(self.base + register, bit, 1, value, name=f"ENET{self.index}_{name}")


def _address(address):
    address = bytes(as_bytes(address))
    if len(address) != 6:
        raise ValueError("an address has six bytes")
    return address
