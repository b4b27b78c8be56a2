"""``_socket``: pairs of connected sockets in memory. There is no network."""

import errno as _errno

import _channels
import _memfs

from tamapy.runtime import clock

AF_UNSPEC = 0
AF_UNIX = 1
AF_INET = 2
AF_INET6 = 10
SOCK_STREAM = 1
SOCK_DGRAM = 2
SOCK_RAW = 3
SOCK_SEQPACKET = 5
SOCK_NONBLOCK = 0o4000
SOCK_CLOEXEC = 0o2000000
SOL_SOCKET = 1
SO_DEBUG = 1
SO_REUSEADDR = 2
SO_TYPE = 3
SO_ERROR = 4
SO_BROADCAST = 6
SO_SNDBUF = 7
SO_RCVBUF = 8
SO_KEEPALIVE = 9
SO_LINGER = 13
SO_REUSEPORT = 15
SO_ACCEPTCONN = 30
SO_PROTOCOL = 38
SO_DOMAIN = 39
SOMAXCONN = 4096
IPPROTO_IP = 0
IPPROTO_ICMP = 1
IPPROTO_TCP = 6
IPPROTO_UDP = 17
IPPROTO_IPV6 = 41
IPV6_V6ONLY = 26
TCP_NODELAY = 1
TCP_KEEPIDLE = 4
TCP_KEEPINTVL = 5
TCP_KEEPCNT = 6
MSG_OOB = 1
MSG_PEEK = 2
MSG_DONTROUTE = 4
MSG_TRUNC = 0x20
MSG_DONTWAIT = 0x40
MSG_WAITALL = 0x100
MSG_NOSIGNAL = 0x4000
SHUT_RD = 0
SHUT_WR = 1
SHUT_RDWR = 2
INADDR_ANY = 0
INADDR_BROADCAST = 0xFFFFFFFF
INADDR_LOOPBACK = 0x7F000001
AI_PASSIVE = 1
AI_CANONNAME = 2
AI_NUMERICHOST = 4
AI_NUMERICSERV = 0x400
AI_ADDRCONFIG = 0x20
AI_V4MAPPED = 8
NI_NUMERICHOST = 1
NI_NUMERICSERV = 2
NI_DGRAM = 16
EAI_FAMILY = -6
EAI_NONAME = -2
EAI_FAIL = -4

has_ipv6 = False
error = OSError
timeout = TimeoutError
_NO_NETWORK = "networking is not available on this target"
#: What ``setdefaulttimeout`` was given.
_default_timeout = [None]
#: The families a pair of sockets can be of.
_FAMILIES = (AF_UNIX, AF_UNSPEC)


class herror(OSError):
    """An error of the old functions for names of hosts."""

    __module__ = "socket"


class gaierror(OSError):
    """An error of the functions for names of hosts."""

    __module__ = "socket"


def _check_timeout(value):
    if value is not None:
        if not isinstance(value, (int, float)):
            raise TypeError(
                f"'{type(value).__name__}' object cannot be interpreted as an integer"
            )
        if value < 0:
            raise ValueError("Timeout value out of range")
    return value


class socket:
    """One of two connected sockets."""

    __slots__ = ("_fd", "_timeout", "_family", "_type", "_proto")

    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):  # noqa: A002
        self._fd = -1
        self._timeout = _default_timeout[0]
        if fileno is None:
            raise OSError(_errno.EAFNOSUPPORT, _NO_NETWORK)
        if fileno < 0:
            raise ValueError("negative file descriptor")
        end = _channels.end_of(fileno)
        if end is None or end.mode & 0o170000 != _channels.S_IFSOCK:
            raise OSError(_errno.ENOTSOCK, "Socket operation on non-socket")
        by_message = end.incoming.messages is not None
        self._fd = fileno
        self._family = AF_UNIX if family in (-1, AF_UNSPEC) else family
        self._type = (SOCK_DGRAM if by_message else SOCK_STREAM) if type == -1 else type
        self._proto = 0 if proto == -1 else proto

    @property
    def family(self):
        """The family of addresses."""
        return self._family

    @property
    def type(self):  # noqa: A003
        """Whether it carries a stream or messages."""
        return self._type

    @property
    def proto(self):
        """The protocol."""
        return self._proto

    @property
    def timeout(self):
        """The seconds operations wait, ``None`` for ever."""
        return self._timeout

    def _opened(self):
        if self._fd < 0:
            raise OSError(_errno.EBADF, "Bad file descriptor")
        return _memfs.file_of(self._fd)

    def _patience(self, flags):
        clock.announce()
        return 0 if flags & MSG_DONTWAIT else self._timeout

    def fileno(self):
        """The descriptor, -1 once it is closed."""
        return self._fd

    def detach(self):
        """Give up the descriptor without closing it."""
        fd = self._fd
        self._fd = -1
        return fd

    def close(self):
        """Close the descriptor."""
        if self._fd >= 0:
            fd = self.detach()
            _memfs.close(fd)

    def settimeout(self, value, /):
        """Set how long operations wait."""
        self._timeout = _check_timeout(value)
        opened = self._opened()
        opened.flags &= ~_channels.O_NONBLOCK
        if value is not None:
            opened.flags |= _channels.O_NONBLOCK

    def gettimeout(self):
        """The seconds operations wait, ``None`` for ever."""
        return self._timeout

    def setblocking(self, flag, /):
        """Whether operations wait at all."""
        self.settimeout(None if flag else 0.0)

    def getblocking(self):
        """Whether operations wait at all."""
        return self._timeout is None or self._timeout > 0

    def recv(self, bufsize, flags=0, /):
        """Receive at most so many bytes; nothing at the end."""
        if bufsize < 0:
            raise ValueError("negative buffersize in recv")
        end = self._opened().node
        data = end.receive(bufsize, self._patience(flags), bool(flags & MSG_PEEK))
        while flags & MSG_WAITALL and 0 < len(data) < bufsize:
            more = end.receive(bufsize - len(data), self._patience(0))
            if not more:
                break
            data += more
        return data

    def recvfrom(self, bufsize, flags=0, /):
        """Receive bytes and the address they are from, which is none."""
        return self.recv(bufsize, flags), None

    def recv_into(self, buffer, nbytes=0, flags=0, /):
        """Receive into a buffer; how many bytes."""
        view = memoryview(buffer).cast("B")
        data = self.recv(nbytes or len(view), flags)
        view[:len(data)] = data
        return len(data)

    def recvfrom_into(self, buffer, nbytes=0, flags=0, /):
        """Receive into a buffer; how many bytes, and from no address."""
        return self.recv_into(buffer, nbytes, flags), None

    def send(self, data, flags=0, /):
        """Send bytes; how many."""
        return self._opened().node.send(bytes(data), self._patience(flags))

    def sendall(self, data, flags=0, /):
        """Send all of the bytes."""
        rest = bytes(data)
        while True:
            rest = rest[self.send(rest, flags):]
            if not rest:
                return

    def shutdown(self, how, /):
        """End one way or both."""
        if how not in (SHUT_RD, SHUT_WR, SHUT_RDWR):
            raise _memfs.failure(_errno.EINVAL)
        self._opened().node.shut(how != SHUT_WR, how != SHUT_RD)

    def getsockname(self):
        """A socket of a pair has no address."""
        self._opened()
        return ""

    getpeername = getsockname

    def getsockopt(self, level, optname, buflen=0, /):
        """A setting."""
        self._opened()
        known = {
            SO_TYPE: self._type, SO_ERROR: 0, SO_DOMAIN: self._family, SO_PROTOCOL: 0,
            SO_SNDBUF: _channels.CAPACITY, SO_RCVBUF: _channels.CAPACITY, SO_ACCEPTCONN: 0,
        }
        if level != SOL_SOCKET or optname not in known:
            raise OSError(_errno.ENOPROTOOPT, "Protocol not available")
        return known[optname]

    def setsockopt(self, level, optname, value, optlen=None, /):
        """Set a setting: pairs in memory have none to set."""
        self._opened()
        if level != SOL_SOCKET:
            raise OSError(_errno.EOPNOTSUPP, "Operation not supported")

    def _no_network(self, *args):
        self._opened()
        raise OSError(_errno.EOPNOTSUPP, _NO_NETWORK)

    def sendto(self, data, *rest):
        """Send to an address: there is none."""
        self._no_network()

    accept = _accept = bind = connect = connect_ex = listen = _no_network


SocketType = socket


def socketpair(family=AF_UNIX, type=SOCK_STREAM, proto=0, /):  # noqa: A002
    """Two sockets that are connected with each other."""
    kind = type & ~(SOCK_NONBLOCK | SOCK_CLOEXEC)
    if family not in _FAMILIES:
        raise OSError(_errno.EOPNOTSUPP, _NO_NETWORK)
    if kind not in (SOCK_STREAM, SOCK_DGRAM, SOCK_SEQPACKET):
        raise OSError(_errno.ESOCKTNOSUPPORT, "Socket type not supported")
    first, second = _channels.socket_pair(kind != SOCK_STREAM)
    return socket(family, kind, proto, first), socket(family, kind, proto, second)


def dup(fd, /):
    """Another descriptor of the same socket."""
    return _memfs.add_open(_memfs.file_of(fd))


def close(fd, /):
    """Close a descriptor."""
    _memfs.close(fd)


def getdefaulttimeout():
    """The timeout of new sockets."""
    return _default_timeout[0]


def setdefaulttimeout(timeout, /):
    """Set the timeout of new sockets."""
    _default_timeout[0] = _check_timeout(timeout)


def gethostname():
    """The name of this machine."""
    return "localhost"


def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):  # noqa: A002
    """Look up a name: there is no network to ask."""
    raise gaierror(EAI_FAIL, _NO_NETWORK)


def getnameinfo(sockaddr, flags, /):
    """Look up an address: there is no network to ask."""
    raise gaierror(EAI_FAIL, _NO_NETWORK)


def gethostbyname(hostname, /):
    """Look up a name: there is no network to ask."""
    raise gaierror(EAI_FAIL, _NO_NETWORK)


gethostbyname_ex = gethostbyaddr = gethostbyname


def getservbyname(servicename, protocolname=None, /):
    """There is no list of services."""
    raise OSError("service/proto not found")


def getservbyport(port, protocolname=None, /):
    """There is no list of services."""
    raise OSError("port/proto not found")


def getprotobyname(protocolname, /):
    """The number of a protocol."""
    known = {"ip": IPPROTO_IP, "icmp": IPPROTO_ICMP, "tcp": IPPROTO_TCP, "udp": IPPROTO_UDP}
    if protocolname not in known:
        raise OSError("protocol not found")
    return known[protocolname]


def ntohs(x, /):
    """Two bytes from the order of the network."""
    return int.from_bytes(x.to_bytes(2, "little"), "big")


def ntohl(x, /):
    """Four bytes from the order of the network."""
    return int.from_bytes(x.to_bytes(4, "little"), "big")


htons = ntohs
htonl = ntohl


def inet_aton(ip_addr, /):
    """An IPv4 address, written with points, as four bytes."""
    parts = ip_addr.split(".")
    if len(parts) != 4 or not all(
        part.isascii() and part.isdigit() and int(part) < 256 for part in parts
    ):
        raise OSError("illegal IP address string passed to inet_aton")
    return bytes([int(part) for part in parts])


def inet_ntoa(packed_ip, /):
    """An IPv4 address of four bytes, written with points."""
    packed = bytes(packed_ip)
    if len(packed) != 4:
        raise OSError("packed IP wrong length")
    return ".".join([str(byte) for byte in packed])


def inet_pton(address_family, ip_string, /):
    """An address as bytes."""
    if address_family == AF_INET:
        return inet_aton(ip_string)
    if address_family != AF_INET6:
        raise OSError(_errno.EAFNOSUPPORT, "Address family not supported by protocol")
    import ipaddress

    try:
        return ipaddress.IPv6Address(ip_string).packed
    except ValueError:
        raise OSError("illegal IP address string passed to inet_pton") from None


def inet_ntop(address_family, packed_ip, /):
    """An address of bytes, written out."""
    if address_family == AF_INET:
        return inet_ntoa(packed_ip)
    if address_family != AF_INET6:
        raise ValueError(f"unknown address family {address_family}")
    import ipaddress

    if len(bytes(packed_ip)) != 16:
        raise ValueError("invalid length of packed IP address string")
    return str(ipaddress.IPv6Address(bytes(packed_ip)))
