"""AES by ``tamapy.ciphers`` as a compiled program uses it."""

from numbers_of_guest import numbers

from tamapy.ciphers import AES

IV = bytes(range(16, 32))


def failure(call):
    """The error of a call."""
    try:
        call()
    except (TypeError, ValueError) as error:
        return f"{type(error).__name__}: {error}"
    return "none"


for size in (16, 24, 32):
    aes = AES(numbers(size, size))
    for blocks in range(11):
        data = numbers(16 * blocks, blocks)
        text = aes.encrypt_cbc(data, IV)
        print(size, blocks, text.hex(), aes.decrypt_cbc(text, IV) == data)
aes = AES(bytearray(16))
print(aes.encrypt_cbc(memoryview(bytes(48))[16:32], bytearray(16)).hex())
print(failure(lambda: AES(bytes(15))))
print(failure(lambda: AES("0123456789abcdef")))
print(failure(lambda: aes.encrypt_cbc(bytes(17), IV)))
print(failure(lambda: aes.decrypt_cbc(bytes(16), IV[1:])))
print(failure(lambda: aes.encrypt_cbc(16, IV)))
aes.close()
print(failure(lambda: aes.encrypt_cbc(bytes(16), IV)))
