"""What the console answers to each line on each board and machine, as regular expressions."""

import re

PASSED = "files: passed\nsleep: passed\nthreads: passed\nrandom: passed\nhash: passed\n" \
    "memory: passed\n"
DIGEST = "c8f5d0341d54d951a71b136e6e2afcb14d11ed8489a7ae126a8fee0df6ecf193"  # of 16 times 0 to 255
INFO = r"runtime \.+ tamapy, Python 3\.11\.\d+\nboard \.+ "
NO_DRIVER = "there is no driver of this board's {} yet"
NO = "this board has no {}"
STACK = r'(  File "[^"]+", line \d+, in \S+\n    .*\n?)+'
#: Block 3 of the cards.
BLOCK_3 = "\n".join(f"{at:08x}:( 03){{16}} \\.{{16}}" for at in range(1536, 2048, 16))
USAGES = {
    "led": "led NAME on|off", "led white up": "led NAME on|off", "freq fast": "freq [MHZ]",
    "otp 1": "otp BANK WORD", "otp x 1": "otp BANK WORD", "rand 0": "rand [BYTES]",
    "i2c 1 8 0": "i2c BUS TARGET REGISTER SIZE|= [VALUE]",
    "i2c 0 8 0 1": "i2c BUS TARGET REGISTER SIZE|= [VALUE]", "date never":
    "date [YYYY-MM-DDTHH:MM:SS]", "cat": "cat PATH", "sd 0": "sd [BLOCK COUNT]",
    "wdog": "wdog SECONDS", "wdog soon": "wdog SECONDS", "cpuidle maybe": "cpuidle [on|off]",
    "uptime now": "uptime", "aes 1": "aes [BYTES]", "ls a b": "ls [PATH]", "peek": "peek ADDRESS "
    "[WORDS]",
}
EVERYWHERE = {
    "help": r"help \[COMMAND\] .*\n(.+\n)*halt .*\n(.+\n)*poke .*",
    "help led": r"led NAME on\|off +switch an LED",
    "help me": "there is no command me",
    "date": r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00",
    "uptime": r"0 days 00:0\d:\d\d\.\d\d",
    "rand": "[0-9a-f]{64}", "rand 5": "[0-9a-f]{10}",
    "ls": r" +\d+ /dev/\n +\d+ /home/\n +\d+ /tmp/",
    "ls /nowhere": r"ls: FileNotFoundError: \[Errno 2\] No such file or directory: '/nowhere'",
    "cat /dev/null": "",
    "cat /nowhere": r"cat: FileNotFoundError: .*",
    "ecdsa": r"P-256: key and signature in [\d.]+ ms, verified in [\d.]+ ms\nvalid: True",
    "stack": STACK,
    "stackall": rf"thread MainThread:\n{STACK}",
    "cpuidle off": "idle: no, a thread keeps it busy",
    "nonsense": "there is no command nonsense; help lists them",
    **{line: re.escape(f"usage: {text}") for line, text in USAGES.items()},
}
HOSTED = {
    "info": INFO + "linux-amd64", "test": PASSED + "all passed",
    "date 2030-01-02T03:04:05": NO.format("clock that can be set"),
    "led white on": NO.format("LED"), "freq": NO.format("clock tree"),
    "freq 900": NO.format("clock that can be set"), "otp 0 1": NO.format("fuses"),
    "i2c 1 8 0 1": NO.format("I2C"), "dma": NO.format("memory for devices"),
    "sd": NO.format("SD host"), "mmc": NO.format("eMMC"), "aes": NO.format("AES hardware"),
    "dcp": NO.format("DCP"),
    "sha": rf"processor: 4096 bytes in [\d.]+ ms\n{DIGEST}",
    "huk": NO.format("hardware unique key"), "caam": NO.format("CAAM"), "bee": NO.format("BEE"),
    "peek 0": "peek and poke are for boards without an operating system",
    "poke 0 0": "peek and poke are for boards without an operating system",
    "cpuidle on": "idle: the kernel's", "wdog 1": NO.format("watchdog"),
    "reboot": NO.format("reset"),
}
ARMORY = {
    "led white on": "", "led blue off": "",
    "led green on": "led: ValueError: there is no LED green",
    "freq 900": r"900\.0 MHz", "freq 1000": "freq: ValueError: .*",
    "dma": r"0x00900000, 128 KiB, \d+ bytes free\nplaced 12 bytes, which took \d+; read back "
    "the same: True",
    "sd": r"<SD \S+ 1 MiB, .*>", "sd 3 1": BLOCK_3, "sd 2048 1": "sd: ValueError: .*",
    "poke 0x910000 0x12345678": "00910000: 12345678",
    "peek 0x910000": "00910000: 12345678", "peek 0x910000 6": r"00910000:( [0-9a-f]{8}){4}\n"
    r"00910010:( [0-9a-f]{8}){2}",
    "peek 2": re.escape("usage: peek ADDRESS [WORDS]"),
    "i2c 7 8 0 1": NO.format("I2C bus 7"), "cpuidle on": r"idle: the processor sleeps \(WFI\)",
    "wdog 1000": "wdog: ValueError: .*",
}
EMULATED = {
    **ARMORY,
    "info": INFO + r"usbarmory-mk2\nSoC \.+ i.MX6ULL \(emulated\)\nprocessor .*\n"
    r"RAM \.+ 0x80000000, 64 MiB\nfrequency \.+ [\d.]+ MHz\nunique ID \.+ 6154616d50590100\n"
    r"secure boot \.+ no\ntemperature \.+ \d+\.\d °C",
    "test": PASSED + "DCP: passed\nRNGB: passed\nall passed",
    "date 2030-01-02T03:04:05": r"2030-01-02T03:04:05\+00:00",
    "otp 0 1": "bank 0 word 1: 0x6d615461", "otp 31 0": "otp: ValueError: .*",
    "i2c 1 8 0 1": "7c", "i2c 1 9 0 1": "i2c: AcknowledgeError: .*", "i2c 1 8 0 4": "7c( ?00){3}",
    "aes": r"encrypted: 4096 bytes in [\d.]+ ms\ndecrypted: 4096 .*\nthe same: True",
    "sha": rf"processor: 4096 bytes .*\nhardware: 4096 bytes .*\nthe same: True\n{DIGEST}",
    "dcp": "\n".join(f"slot {slot}: as outside" for slot in range(4)),
    "huk": "huk: RuntimeError: SNVS unavailable, not in trusted or secure state",
    "caam": NO.format("CAAM: its i.MX6ULL has a DCP"),
    "mmc": r"<MMC \S+ 1 MiB, .*>", "mmc 3 1": BLOCK_3,
    "bee": NO.format("BEE: the i.MX6UL alone has one"),
}
#: The other chip: its CAAM does what the DCP does for the 6ULL.
EMULATED_6UL = {
    **EMULATED,
    "info": INFO + r"usbarmory-mk2\nSoC \.+ i.MX6UL \(emulated\)\nprocessor .*\n"
    r"RAM \.+ 0x80000000, 64 MiB\nfrequency \.+ [\d.]+ MHz\nunique ID \.+ 6154616d50590100\n"
    r"secure boot \.+ no",
    "test": PASSED + "CAAM: passed\nall passed", "dcp": NO.format("DCP: its i.MX6UL has a CAAM"),
    "caam": "AES-128: as published\nAES-192: as published\nAES-256: as published\n"
    "sha1: as the processor\nsha224: as the processor\nsha256: as the processor\n"
    "random: [0-9a-f]{32}",
    "bee": "memory is not encrypted",
}
#: QEMU's board has a 6UL; of its SNVS there is next to nothing.
QEMU = {
    **ARMORY,
    "info": INFO + r"usbarmory-mk2\nSoC \.+ i.MX6UL \(emulated\)\nprocessor .*\nRAM .*\n"
    r"frequency .*\nunique ID .*\nsecure boot \.+ no",
    "test": PASSED + "all passed", "otp 0 1": "bank 0 word 1: 0x00000000",
    "date 2030-01-02T03:04:05": "date: TimeoutError: .*",
    "i2c 1 8 0 1": "i2c: TimeoutError: I2C1_I2SR .*",
    "dcp": NO.format("DCP: its i.MX6UL has a CAAM"),
    **dict.fromkeys(("aes", "huk", "caam"), NO.format("CAAM: QEMU leaves it out")),
    "sha": rf"processor: 4096 bytes .*\n{DIGEST}",
    "mmc": "mmc: no card", "bee": NO.format("BEE: QEMU leaves it out"),
}


def on_the_evk(answers):
    """The EVK has no LEDs and no eMMC, and nothing of the USB armory's on its bus."""
    changed = {
        "info": answers["info"].replace("usbarmory-mk2", "mx6ullevk"),
        **dict.fromkeys(("mmc", "mmc 3 1"), NO.format("eMMC")),
        **dict.fromkeys(
            ("i2c 1 8 0 1", "i2c 1 8 0 4"), "i2c: (AcknowledgeError|TimeoutError): .*"),
        **dict.fromkeys(("led white on", "led blue off", "led green on"), NO.format("LED")),
    }
    return {line: changed.get(line, answer) for line, answer in answers.items()}


RASPBERRY = {
    "info": INFO + r"pi\w+\nrevision .*\nserial .*\nRAM .*\nVideoCore .*\ntemperature \.+ 25.0 °C",
    "test": PASSED + "VideoCore: passed\nall passed",
    "date 2030-01-02T03:04:05": NO.format("clock that can be set"),
    "led activity on": "", "led white on": "led: ValueError: there is no LED white",
    "freq": r"\d+\.0 MHz", "freq 900": NO.format("frequency to choose: the firmware does"),
    "otp 0 1": NO_DRIVER.format("fuses"), "i2c 1 8 0 1": NO_DRIVER.format("I2C"),
    "dma": r"0x[0-9a-f]{8}, 1020 KiB; channels 2, 3, 4, 5\nchannel 2 copied 1000 bytes; the "
    "same: True",
    "sd": r"<SD \S+ 1 MiB, .*>", "sd 3 1": BLOCK_3, "sd 2048 1": "sd: ValueError: .*",
    "mmc": NO.format("eMMC"), "aes": NO.format("AES hardware"),
    "dcp": NO.format("DCP"),
    "sha": rf"processor: 4096 bytes .*\n{DIGEST}", "huk": NO.format("hardware unique key"),
    "caam": NO.format("CAAM"), "bee": NO.format("BEE"),
    "peek 0x10000": "00010000: [0-9a-f]{8}",
    "poke 0x40f0000 0x12345678": "040f0000: 12345678",  # of the memory for devices
    "cpuidle on": r"idle: the processor sleeps \(WFI\)",
    "wdog 20": "wdog: ValueError: the watchdog cannot wait for 20.0 seconds",
}
OTHERS = {
    "native": HOSTED, "emulator": EMULATED, "qemu": QEMU, "6ul-emulator": EMULATED_6UL,
    "mx6ullevk-emulator": on_the_evk(EMULATED), "mx6ullevk-qemu": on_the_evk(QEMU),
}
#: Of boards that are much like another.
SOME = {
    "pizero": ("info", "led activity on", "uptime"),
    "mx6ullevk": (
        "info", "test", "led white on", "freq 900", "i2c 1 8 0 1", "sd", "sd 3 1", "mmc", "caam",
        "cpuidle on",
    ),
}
