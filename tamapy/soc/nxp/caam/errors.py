"""What the status of a job tells of an error (torvalds/linux: drivers/crypto/caam/error.c)."""

# The source of a status, its highest 4 bits
CCB, HALT_USER, DECO, RING, HALT_CC = 0x2, 0x3, 0x4, 0x6, 0x7
SOURCE = 28
INDEX = 8
SOURCES = {
    CCB: "CCB", HALT_USER: "halt by the user", DECO: "DECO", RING: "job ring",
    HALT_CC: "halt by condition",
}

ACCELERATORS = {
    1: "AES", 2: "DES", 3: "ARC4", 4: "message digest", 5: "RNG", 8: "public keys", 9: "CRC",
}
RNG = 5
CCB_ERRORS = {
    0x1: "mode error", 0x2: "data size error", 0x3: "key size error",
    0x6: "data arrived out of sequence", 0xA: "ICV check failed", 0xB: "hardware error",
    0xC: "unsupported size of additional data", 0xD: "class 1 accelerator is not reset",
    0xE: "invalid combination of accelerators", 0xF: "invalid accelerator",
}
RNG_ERRORS = {
    0x3: "instantiate", 0x4: "not instantiated", 0x5: "test instantiate",
    0x6: "prediction resistance", 0x7: "prediction resistance and test request",
    0x8: "uninstantiate", 0x9: "secure key generation", 0xB: "hardware error",
    0xC: "continuous check",
}
DECO_ERRORS = {
    0x01: "scatter/gather table too short", 0x03: "bad job ring control", 0x04: "invalid command",
    0x06: "invalid KEY command", 0x07: "invalid LOAD command", 0x08: "invalid STORE command",
    0x09: "invalid OPERATION command", 0x0A: "invalid FIFO LOAD command",
    0x0B: "invalid FIFO STORE command", 0x0C: "invalid MOVE command",
    0x0D: "invalid JUMP command", 0x0E: "invalid MATH command",
    0x0F: "invalid SIGNATURE command", 0x10: "invalid sequence command",
    0x12: "bad header of a shared descriptor", 0x13: "bad header",
    0x14: "burster in an illegal state", 0x15: "past the end of the context register",
    0x16: "DMA error", 0x1A: "job ring was reset", 0x1B: "fail mode",
    0x1C: "watchdog timeout", 0x20: "DECO was reset", 0x80: "do not run",
    0x81: "undefined protocol", 0x82: "invalid protocol data block",
    0x88: "protocol format error", 0x89: "protocol size error", 0xC1: "undefined blob mode",
    0xC2: "blob error of secure memory", 0xC4: "blob key or input size error",
    0xC5: "invalid destination of a blob's key", 0xC8: "blob error of trusted or secure mode",
}


class JobError(RuntimeError):
    """A job that the CAAM ended with an error; ``status`` is the word it gave."""

    def __init__(self, status):
        super().__init__(describe(status))
        self.status = status


def describe(status):
    """What a job's status tells of an error."""
    source, code = status >> SOURCE, status & 0xFF
    words = [SOURCES.get(source, "unknown source")]
    if source == CCB:
        accelerator, error = code >> 4, code & 0xF
        words.append(ACCELERATORS.get(accelerator, f"accelerator {accelerator}"))
        table = RNG_ERRORS if accelerator == RNG and error in RNG_ERRORS else CCB_ERRORS
        words.append(table.get(error, f"error 0x{error:x}"))
    elif source == DECO:
        words.append(DECO_ERRORS.get(code, f"error 0x{code:02x}"))
    index = status >> INDEX & 0xFF
    return f"CAAM job error, status:{status:#x} at word {index} ({': '.join(words)})"
