"""Commands of job descriptors, as lists of words (IMX6ULSRM, 6.6 Descriptors).

Those that move data take buffers of DMA memory; a descriptor has 64 words at most.
"""

from tamapy import dma

# p266, 6.6.7.3 Command types, IMX6ULSRM
CTYPE = 27
CTYPE_KEY = 0b00000
CTYPE_LOAD = 0b00010
CTYPE_FIFO_LOAD = 0b00100
CTYPE_STORE = 0b01010
CTYPE_FIFO_STORE = 0b01100
CTYPE_OPERATION = 0b10000
CTYPE_JUMP = 0b10100
CTYPE_HEADER = 0b10110
CTYPE_SEQ_IN_PTR = 0b11110
CTYPE_SEQ_OUT_PTR = 0b11111

# Fields of several commands
CLASS = 25
IMM = 1 << 23
EXT = 1 << 22  # the length is a word of its own, after the pointer
TYPE = 16
OFFSET = 8

# p276, 6.6.8 HEADER command, IMX6ULSRM
HEADER_ONE = 1 << 23

# p285, 6.6.10 LOAD commands; p306, 6.6.13 STORE command, IMX6ULSRM
CLEAR_WRITTEN = 0x08
CLEAR_WRITTEN_C1M = 1 << 0  # the mode register of class 1
CONTEXT = 0x20

# p296, 6.6.11 FIFO LOAD command; p313, 6.6.14 FIFO STORE command, IMX6ULSRM
INPUT_MESSAGE = 0b010000
INPUT_LAST = {1: 1 << 1, 2: 1 << 2}
OUTPUT_MESSAGE = 0x30
OUTPUT_RANDOM = 0x34

# p328, 6.6.16 ALGORITHM OPERATION command, IMX6ULSRM
OPTYPE = 24
OPTYPE_CLASS = {1: 0b010, 2: 0b100}
ALG = 16
ALG_AES = 0x10
ALG_SHA1 = 0x41
ALG_SHA224 = 0x42
ALG_SHA256 = 0x43
ALG_RNG = 0x50
AAI = 4
AAI_AES_CTR = 0x00  # counters of 128 bits
AAI_AES_CBC = 0x10
AAI_AES_ECB = 0x20
AAI_AES_CMAC = 0x60
AAI_RNG_SECURE_KEYS = 0x100
AS = 2
AS_UPDATE, AS_INITIALIZE, AS_FINALIZE, AS_WHOLE = 0b00, 0b01, 0b10, 0b11
RNG_PREDICTION_RESISTANCE = 1 << 1
ENCRYPT = 1 << 0

# p333, 6.6.17 PROTOCOL OPERATION command, IMX6ULSRM
OPTYPE_DECAPSULATE = 0b110
OPTYPE_ENCAPSULATE = 0b111
PROTID = 16
PROTID_BLOB = 0x0D
BLOB_NORMAL = 0b00
BLOB_VERIFICATION = 0b10  # of the master key: the key that encrypts the keys of blobs


def key(number, buffer):
    """Load a key for a class (p281, 6.6.9 KEY commands)."""
    return [CTYPE_KEY << CTYPE | number << CLASS | len(buffer), dma.address(buffer)]


def load_context(number, buffer, offset=0):
    """Load a class's context register, from an offset on."""
    command = CTYPE_LOAD << CTYPE | number << CLASS | CONTEXT << TYPE | offset << OFFSET
    return [command | len(buffer), dma.address(buffer)]


def store_context(number, buffer):
    """Store the beginning of a class's context register, once its accelerator is done."""
    command = CTYPE_STORE << CTYPE | number << CLASS | CONTEXT << TYPE
    return [command | len(buffer), dma.address(buffer)]


def clear_mode():
    """Clear the mode register of class 1, so that another operation can begin."""
    return [CTYPE_LOAD << CTYPE | IMM | CLEAR_WRITTEN << TYPE | 4, CLEAR_WRITTEN_C1M]


def load_message(number, buffer):
    """Feed the accelerator of a class with all its data."""
    command = CTYPE_FIFO_LOAD << CTYPE | number << CLASS | EXT
    command |= (INPUT_MESSAGE | INPUT_LAST[number]) << TYPE
    return [command, dma.address(buffer), len(buffer)]


def store(kind, buffer):
    """Store what the accelerator puts out."""
    return [CTYPE_FIFO_STORE << CTYPE | EXT | kind << TYPE, dma.address(buffer), len(buffer)]


def operation(number, algorithm, mode, state, encrypt=0):
    """Set the accelerator of a class up."""
    command = CTYPE_OPERATION << CTYPE | OPTYPE_CLASS[number] << OPTYPE | algorithm << ALG
    return [command | mode << AAI | state << AS | encrypt]


def blob(direction, form=BLOB_NORMAL):
    """Encapsulate or decapsulate a blob: from the sequence of input to that of output."""
    return [CTYPE_OPERATION << CTYPE | direction << OPTYPE | PROTID_BLOB << PROTID | form]


def wait():
    """Wait until the accelerator of class 1 is done (p356, 6.6.20 JUMP command)."""
    return [CTYPE_JUMP << CTYPE | 1 << CLASS | 1]  # to the next command


def input_sequence(buffer):
    """What is taken in sequence (p372, 6.6.22 SEQ IN PTR command)."""
    return [CTYPE_SEQ_IN_PTR << CTYPE | EXT, dma.address(buffer), len(buffer)]


def output_sequence(buffer):
    """What is written in sequence (p375, 6.6.23 SEQ OUT PTR command)."""
    return [CTYPE_SEQ_OUT_PTR << CTYPE | EXT, dma.address(buffer), len(buffer)]


def descriptor(*commands):
    """A job descriptor as bytes: the header, then the commands."""
    words = [word for command in commands for word in command]
    words.insert(0, CTYPE_HEADER << CTYPE | HEADER_ONE | len(words) + 1)
    return b"".join([word.to_bytes(4, "little") for word in words])
