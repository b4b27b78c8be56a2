"""A port for Ethernet: a controller with its PHY."""

from tamapy.runtime.arguments import nanoseconds

NEGOTIATION = 5.0  # seconds


class Port:
    """``mac`` is the controller, ``phy`` its PHY; ``prepare`` sets up what is around them."""

    def __init__(self, mac, phy, prepare):
        self.mac = mac
        self.phy = phy
        self.prepare = prepare
        self.check = True

    def start(self, address, timeout=NEGOTIATION, check=True):
        """Start with an address of six bytes; the link, or ``None`` if there was none in time.

        Frames can be sent and received then; :meth:`link` looks for a link again. ``check`` is
        as the controller's.
        """
        address = self.mac.check_address(address)
        nanoseconds(timeout)
        self.check = check
        self.prepare()
        self.mac.init(address)
        self.phy.start()
        found = self.phy.wait_for_link(timeout)
        self.mac.start(*(found or (100, True)), check)
        return found

    def link(self):
        """Speed in Mbit/s and whether it is full duplex, or ``None`` while there is no link.

        If it has become another, the controller starts anew, and frames under way are lost.
        """
        found = self.phy.link()
        if found is not None and found != self.mac.mode():
            self.mac.start(*found, self.check)
        return found

    def stop(self):
        """Neither send nor receive any more."""
        self.mac.stop()

    def send(self, frame, ip_checksum=False, protocol_checksum=False, timeout=1.0):
        """Send a frame: see the controller's ``send``."""
        self.mac.send(frame, ip_checksum, protocol_checksum, timeout)

    def receive(self, timeout=None):
        """A frame that has come within ``timeout`` seconds, or ``None``."""
        return self.mac.receive(timeout)

    def poll(self):
        """A frame that has come already, or ``None``."""
        return self.mac.poll()

    @property
    def errors(self):
        """How many frames were lost, and to what."""
        return self.mac.errors
