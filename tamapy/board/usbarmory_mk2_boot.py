"""What the boot ROM has to set up before a USB armory Mk II has RAM: words into registers.

The registers and their bits: IMX6ULLRM, i.MX 6ULL Applications Processor Reference Manual, rev. 1,
2017/11, chapters 18 (CCM), 32 (IOMUXC) and 33 (MMDC). The values are those with which the board's
maker starts it, a calibration of each of its two kinds of RAM (usbarmory/tamago:
board/f-secure/usbarmory/mark-two/imximage.cfg, board/usbarmory/mk2/imximage-1gb.cfg).
"""

SMALL_RAM = 512 << 20  # bytes on most boards; the others have twice as much
MMDC = 0x021B0000
MDCTL, MDPDC, MDOTC, MDCFG0, MDCFG1 = MMDC, MMDC + 0x04, MMDC + 0x08, MMDC + 0x0C, MMDC + 0x10
MDCFG2, MDMISC, MDSCR, MDREF = MMDC + 0x14, MMDC + 0x18, MMDC + 0x1C, MMDC + 0x20
MDRWD, MDOR, MDASP, MAPSR = MMDC + 0x2C, MMDC + 0x30, MMDC + 0x40, MMDC + 0x404
MPZQHWCTRL, MPWLDECTRL0, MPWLDECTRL1 = MMDC + 0x800, MMDC + 0x80C, MMDC + 0x810
MPODTCTRL, MPRDDQBY0DL, MPRDDQBY1DL = MMDC + 0x818, MMDC + 0x81C, MMDC + 0x820
MPWRDQBY0DL, MPWRDQBY1DL, MPDGCTRL0 = MMDC + 0x82C, MMDC + 0x830, MMDC + 0x83C
MPDGCTRL1, MPRDDLCTL, MPWRDLCTL = MMDC + 0x840, MMDC + 0x848, MMDC + 0x850
MPMUR0, MPDCCR = MMDC + 0x8B8, MMDC + 0x8C0
CON_REQ = 1 << 15  # of MDSCR: the controller is to be configured
DRIVE = 0x30  # of a pad: 40 ohms

#: All clocks on: CCM_CCGR0 to CCM_CCGR6 (18.6.23 and following).
CLOCKS = tuple((0x020C4068 + 4 * number, 0xFFFFFFFF) for number in range(7))
#: The pads of the RAM: DDR3, driven with 40 ohms (32.6).
RAM_PADS = (
    (0x020E04B4, 0x000C0000),  # GRP_DDR_TYPE: DDR3
    (0x020E04AC, 0),  # GRP_DDRPKE: no pulls
    (0x020E027C, DRIVE),  # DRAM_SDCLK0_P
    (0x020E0250, DRIVE),  # DRAM_CAS_B
    (0x020E024C, DRIVE),  # DRAM_RAS_B
    (0x020E0490, DRIVE),  # GRP_ADDDS
    (0x020E0288, DRIVE),  # DRAM_RESET
    (0x020E0270, 0),  # DRAM_SDBA2: as GRP_CTLDS says
    (0x020E0260, DRIVE),  # DRAM_ODT0
    (0x020E0264, DRIVE),  # DRAM_ODT1
    (0x020E04A0, DRIVE),  # GRP_CTLDS
    (0x020E0494, 0x00020000),  # GRP_DDRMODE_CTL: strobes differential
    (0x020E0280, DRIVE),  # DRAM_SDQS0_P
    (0x020E0284, DRIVE),  # DRAM_SDQS1_P
    (0x020E04B0, 0x00020000),  # GRP_DDRMODE: data differential
    (0x020E0498, DRIVE),  # GRP_B0DS
    (0x020E04A4, DRIVE),  # GRP_B1DS
    (0x020E0244, DRIVE),  # DRAM_DQM0
    (0x020E0248, DRIVE),  # DRAM_DQM1
)
#: The pads of UART2, the console: 100 kilohms pull-up, hysteresis (32.6).
CONSOLE_PADS = (
    (0x020E0094, 0), (0x020E0098, 0),  # SW_MUX_CTL of UART2_TX_DATA, UART2_RX_DATA: ALT0
    (0x020E0320, 0x0001B0B1), (0x020E0324, 0x0001B0B1),  # SW_PAD_CTL of them
    (0x020E062C, 1),  # UART2_RX_DATA_SELECT_INPUT: that pad
)
#: What differs: the rows and the end of the RAM, and its calibrated delays.
SMALL = {
    MDASP: 0x4F, MDCTL: 0x84180000, MPWLDECTRL0: 0x000D000F, MPWLDECTRL1: 0x00100010,
    MPDGCTRL0: 0x415C0160, MPDGCTRL1: 0, MPRDDLCTL: 0x40403C42, MPWRDLCTL: 0x40402C26,
}
LARGE = {
    MDASP: 0x5F, MDCTL: 0x85180000, MPWLDECTRL0: 0x00100014,
    MPDGCTRL0: 0x415C015C, MPRDDLCTL: 0x40403A40, MPWRDLCTL: 0x40402626,
}


def dcd(ram):
    """Pairs of address and word, in the order in which to write them, for so many bytes of RAM."""
    kind = SMALL if ram <= SMALL_RAM else LARGE
    delays = tuple((address, value) for address, value in kind.items()
                   if address not in (MDASP, MDCTL))
    return (
        *CLOCKS, *RAM_PADS, *CONSOLE_PADS,
        # The controller's timing (33.12.1 to 33.12.16), to be enabled last.
        (MDSCR, CON_REQ),
        (MDCFG0, 0x676B52F3), (MDCFG1, 0xB66D0B63), (MDCFG2, 0x01FF00DB), (MDOTC, 0x1B333030),
        (MDMISC, 0x00201740), (MDRWD, 0x000026D2), (MDASP, kind[MDASP]), (MDOR, 0x006B1023),
        (MDCTL, kind[MDCTL]),
        (MPZQHWCTRL, 0xA1390003), *delays,
        (MPRDDQBY0DL, 0x33333333), (MPRDDQBY1DL, 0x33333333),
        (MPWRDQBY0DL, 0xF3333333), (MPWRDQBY1DL, 0xF3333333),
        (MPDCCR, 0x00921012), (MPMUR0, 0x00000800),
        # The RAM's own start (JESD79-3, 3.3.1): mode registers 2, 3, 1, 0, then calibration.
        (MDSCR, 0x02008032), (MDSCR, 0x00008033), (MDSCR, 0x00048031), (MDSCR, 0x15208030),
        (MDSCR, 0x04008040),
        (MDPDC, 0x0002556D), (MAPSR, 0x00011006), (MDREF, 0x00000800), (MPODTCTRL, 0x00000227),
        (MDSCR, 0),  # configured
    )
