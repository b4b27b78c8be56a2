"""What the status of the DCP's channel tells of an error."""

CHSTAT_ERROR_CODE = 16

# 13.3 DCP_CH0STAT field descriptions, MCIMX28RM
ERRORS = {
    1: "hash mismatch", 2: "invalid setup", 3: "bus error at the packet or payload",
    4: "bus error at the source", 5: "bus error at the destination", 6: "page fault",
}
CODES = {
    1: "the next packet's address is 0", 2: "the semaphore is not 0 and nothing is chained",
    3: "context buffer", 4: "payload", 5: "invalid mode",
}


def describe(status, semaphore):
    """What a channel's status tells of an error."""
    code = status >> CHSTAT_ERROR_CODE & 0xFF
    words = [text for bit, text in ERRORS.items() if status >> bit & 1]
    if code in CODES:
        words.append(CODES[code])
    return (
        f"DCP channel 0 error, status:{status:#x} error_code:{code:#x} sema:{semaphore:#x} "
        f"({', '.join(words)})"
    )
