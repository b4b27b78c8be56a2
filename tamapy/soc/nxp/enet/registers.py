"""Registers of the Ethernet controller (p879, 22.5 Memory map/register definition, IMX6ULLRM)."""

# p889, 22.5.1 Interrupt Event Register; a 1 that is written clears
EIR = 0x004
EIMR = 0x008
EIR_RXF = 25  # a frame was received
EIR_MII = 23  # the management frame is through
EIR_EBERR = 22  # a descriptor or a buffer is where no memory is; the controller has stopped

RDAR = 0x010
TDAR = 0x014
DAR_ACTIVE = 24  # there are descriptors to be looked at

ECR = 0x024
ECR_DBSWP = 8  # descriptors are little-endian
ECR_EN1588 = 4  # descriptors are enhanced ones
ECR_ETHEREN = 1
ECR_RESET = 0

MMFR = 0x040
MMFR_ST = 30
MMFR_OP = 28
MMFR_PA = 23
MMFR_RA = 18
MMFR_TA = 16

MSCR = 0x044
MSCR_HOLDTIME = 8
MSCR_MII_SPEED = 1

MIBC = 0x064
MIBC_MIB_DIS = 31

RCR = 0x084
RCR_MAX_FL = 16
RCR_RMII_10T = 9
RCR_RMII_MODE = 8
RCR_FCE = 5  # heed the other end's pauses
RCR_PROM = 3
RCR_MII_MODE = 2
RCR_DRT = 1  # do not receive while sending: half duplex

TCR = 0x0C4
TCR_FDEN = 2

PALR = 0x0E4
PAUR = 0x0E8
PAUR_PADDR2 = 16

IAUR = 0x118
IALR = 0x11C
GAUR = 0x120
GALR = 0x124

TFWR = 0x144
TFWR_STRFWD = 8  # send a frame when all of it is in the FIFO

RDSR = 0x180
TDSR = 0x184
MRBR = 0x188
RSFL = 0x190
FTRL = 0x1B0

RACC = 0x1C4
RACC_PRODIS = 2  # drop what has a wrong checksum of TCP, UDP or ICMP
RACC_IPDIS = 1  # or of the IP header
