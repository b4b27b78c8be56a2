"""A mebibyte encrypted and decrypted in software, with instructions counted; on the target only."""

import hashlib
import time

from tamapy.ciphers import AES

aes = AES(bytes(range(16)))
vector = bytes(range(16, 32))
data = bytes(range(256)) * 4096
for name, work in (("aes_encrypt", aes.encrypt_cbc), ("aes_decrypt", aes.decrypt_cbc)):
    begin = time.perf_counter()
    value = work(data, vector)
    end = time.perf_counter()
    print(name, end - begin, hashlib.sha256(value).hexdigest(), flush=True)
