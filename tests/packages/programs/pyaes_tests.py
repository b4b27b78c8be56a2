"""AES against the vectors of NIST SP 800-38A, appendix F, and its modes against each other."""

import io
import unittest

import pyaes

KEYS = {
    128: bytes.fromhex("2b7e151628aed2a6abf7158809cf4f3c"),
    192: bytes.fromhex("8e73b0f7da0e6452c810f32b809079e562f8ead2522c6b7b"),
    256: bytes.fromhex("603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4"),
}
PLAIN = bytes.fromhex(
    "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
    "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710"
)
ECB = {
    128: "3ad77bb40d7a3660a89ecaf32466ef97",
    192: "bd334f1d6e45f25ff712a214571fa5cc",
    256: "f3eed1bdb5d2a03c064b5a7e3db181f8",
}
VECTOR = bytes(range(16))
CBC_128 = (
    "7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b2"
    "73bed6b8e3c1743b7116e69e222295163ff1caa1681fac09120eca307586e1a7"
)
CTR_128 = (
    "874d6191b620e3261bef6864990db6ce9806f66b7970fdff8617187bb9fffdff"
    "5ae4df3edbd5d35e5b4f09020db03eab1e031dda2fbe03d1792170a0f3009cee"
)
COUNTER = int("f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff", 16)


def blocks(data):
    return [data[i:i + 16] for i in range(0, len(data), 16)]


class Vectors(unittest.TestCase):
    def test_blocks(self):
        for size, key in KEYS.items():
            with self.subTest(size):
                cipher = pyaes.AESModeOfOperationECB(key)
                self.assertEqual(cipher.encrypt(PLAIN[:16]).hex(), ECB[size])
                self.assertEqual(cipher.decrypt(bytes.fromhex(ECB[size])), PLAIN[:16])

    def test_chained(self):
        cipher = pyaes.AESModeOfOperationCBC(KEYS[128], iv=VECTOR)
        self.assertEqual(b"".join(map(cipher.encrypt, blocks(PLAIN))).hex(), CBC_128)
        cipher = pyaes.AESModeOfOperationCBC(KEYS[128], iv=VECTOR)
        self.assertEqual(b"".join(map(cipher.decrypt, blocks(bytes.fromhex(CBC_128)))), PLAIN)

    def test_counter(self):
        cipher = pyaes.AESModeOfOperationCTR(KEYS[128], pyaes.Counter(COUNTER))
        self.assertEqual(cipher.encrypt(PLAIN).hex(), CTR_128)


class Modes(unittest.TestCase):
    def test_there_and_back(self):
        for key in KEYS.values():
            for make in (
                lambda key: pyaes.AESModeOfOperationCFB(key, VECTOR, segment_size=8),
                lambda key: pyaes.AESModeOfOperationOFB(key, VECTOR),
                lambda key: pyaes.AESModeOfOperationCTR(key),
            ):
                secret = make(key).encrypt(PLAIN)
                self.assertNotEqual(secret, PLAIN)
                self.assertEqual(make(key).decrypt(secret), PLAIN)

    def test_streams(self):
        for length in 0, 1, 15, 16, 17, 500:
            data = bytes(i * 7 & 255 for i in range(length))
            secret, back = io.BytesIO(), io.BytesIO()
            pyaes.encrypt_stream(
                pyaes.AESModeOfOperationCBC(KEYS[256], VECTOR), io.BytesIO(data), secret
            )
            self.assertEqual(len(secret.getvalue()), (length // 16 + 1) * 16)
            pyaes.decrypt_stream(
                pyaes.AESModeOfOperationCBC(KEYS[256], VECTOR), io.BytesIO(secret.getvalue()), back
            )
            self.assertEqual(back.getvalue(), data)

    def test_errors(self):
        with self.assertRaisesRegex(ValueError, "Invalid key size"):
            pyaes.AES(b"short")
        with self.assertRaises(ValueError):
            pyaes.AESModeOfOperationCBC(KEYS[128]).encrypt(b"no block")
        with self.assertRaises(ValueError):
            pyaes.AESModeOfOperationCBC(KEYS[128], iv=b"short")
