"""What the boot ROM has to set up before an MCIMX6ULL-EVK has RAM: words into registers.

The registers and their bits: IMX6ULLRM, i.MX 6ULL Applications Processor Reference Manual, rev. 1,
2017/11, chapters 18 (CCM), 32 (IOMUXC) and 33 (MMDC). The values are those of usbarmory/tamago
(board/nxp/mx6ullevk/imximage.cfg).
"""

from tamapy.board import usbarmory_mk2_boot as mk2

MPPDCMPR2 = mk2.MMDC + 0x890
DRAM_RESET = 0x020E0288

#: The pads of the RAM: the USB armory's, but for the type of one.
RAM_PADS = (*mk2.RAM_PADS, (DRAM_RESET, 0x000C0030))
#: The pads of UART1, the console: 100 kilohms pull-up, hysteresis (32.6).
CONSOLE_PADS = (
    (0x020E0084, 0), (0x020E0088, 0),  # SW_MUX_CTL of UART1_TX_DATA, UART1_RX_DATA: ALT0
    (0x020E0310, 0x0001B0B1), (0x020E0314, 0x0001B0B1),  # SW_PAD_CTL of them
    (0x020E0624, 3),  # UART1_RX_DATA_SELECT_INPUT: that pad
)
#: Those of the slot on the base board, USDHC1: CMD, CLK, DATA0 to DATA3, and VSELECT, which
#: switches its lines' voltage.
SLOT_PADS = (
    *((0x020E01BC + 4 * number, 0) for number in range(6)),  # SW_MUX_CTL: ALT0
    *((0x020E0448 + 4 * number, 0x000170F9) for number in range(6)),  # SW_PAD_CTL
    (0x020E0070, 4), (0x020E02FC, 0x00017059),  # GPIO1_IO05: ALT4
)


def dcd(ram):
    """Pairs of address and word, in the order in which to write them; RAM is always 512 MiB."""
    return (
        *mk2.CLOCKS, *RAM_PADS, *CONSOLE_PADS, *SLOT_PADS,
        # Calibration and the controller's timing (33.12), to be enabled last.
        (mk2.MDSCR, mk2.CON_REQ),
        (mk2.MPZQHWCTRL, 0xA1390003), (mk2.MPWLDECTRL0, 0x00000004),
        (mk2.MPDGCTRL0, 0x41640158), (mk2.MPRDDLCTL, 0x40403237), (mk2.MPWRDLCTL, 0x40403C33),
        (mk2.MPRDDQBY0DL, 0x33333333), (mk2.MPRDDQBY1DL, 0x33333333),
        (mk2.MPWRDQBY0DL, 0xF3333333), (mk2.MPWRDQBY1DL, 0xF3333333),
        (mk2.MPDCCR, 0x00944009), (mk2.MPMUR0, 0x00000800),
        (mk2.MDPDC, 0x0002002D), (mk2.MDOTC, 0x1B333030), (mk2.MDCFG0, 0x676B52F3),
        (mk2.MDCFG1, 0xB66D0B63), (mk2.MDCFG2, 0x01FF00DB), (mk2.MDMISC, 0x00201740),
        (mk2.MDRWD, 0x000026D2), (mk2.MDOR, 0x006B1023), (mk2.MDASP, 0x0000004F),
        (mk2.MDCTL, 0x84180000), (MPPDCMPR2, 0x00400000),
        # The RAM's own start (JESD79-3, 3.3.1): mode registers 2, 3, 1, 0, then calibration.
        (mk2.MDSCR, 0x02008032), (mk2.MDSCR, 0x00008033), (mk2.MDSCR, 0x00048031),
        (mk2.MDSCR, 0x15208030), (mk2.MDSCR, 0x04008040),
        (mk2.MDREF, 0x00000800), (mk2.MPODTCTRL, 0x00000227), (mk2.MDPDC, 0x0002552D),
        (mk2.MAPSR, 0x00011006),
        (mk2.MDSCR, 0),  # configured
    )
