"""Keys of a known seed and made ones: signatures, encryption, files of keys."""

import unittest

import rsa
import rsa.common
import rsa.core
import rsa.prime
import rsa.transform

# Two primes of 256 bits: 2**256 - 189 and 2**255 - 19.
P = 2**256 - 189
Q = 2**255 - 19
PUBLIC = rsa.PublicKey(P * Q, 65537)
PRIVATE = rsa.PrivateKey(P * Q, 65537, pow(65537, -1, (P - 1) * (Q - 1)), P, Q)


class Arithmetic(unittest.TestCase):
    def test_inverses(self):
        for number in range(1, 100):
            inverse = rsa.common.inverse(number, 101)
            self.assertEqual(number * inverse % 101, 1)
        with self.assertRaises(rsa.common.NotRelativePrimeError):
            rsa.common.inverse(6, 9)

    def test_remainders(self):
        self.assertEqual(rsa.common.crt([2, 3, 1], [3, 4, 5]), 11)

    def test_primes(self):
        found = [n for n in range(2, 200) if rsa.prime.is_prime(n)]
        self.assertEqual(found[:5] + found[-3:], [2, 3, 5, 7, 11, 193, 197, 199])
        self.assertTrue(rsa.prime.is_prime(P) and rsa.prime.is_prime(Q))
        self.assertFalse(rsa.prime.is_prime(P * Q))

    def test_numbers_and_bytes(self):
        for number in 0, 1, 255, 256, P:
            self.assertEqual(rsa.transform.bytes2int(rsa.transform.int2bytes(number)), number)
        self.assertEqual(rsa.transform.int2bytes(258, 4), b"\0\0\1\2")
        with self.assertRaises(OverflowError):
            rsa.transform.int2bytes(70000, 2)


class Keys(unittest.TestCase):
    def test_core(self):
        secret = rsa.core.encrypt_int(12345, PUBLIC.e, PUBLIC.n)
        self.assertEqual(secret, pow(12345, 65537, P * Q))
        self.assertEqual(rsa.core.decrypt_int(secret, PRIVATE.d, PRIVATE.n), 12345)
        self.assertEqual(PRIVATE.blinded_decrypt(secret), 12345)

    def test_encryption(self):
        for message in b"", b"x", b"forty-odd bytes are as long as it may be", b"\0\0nulls":
            secret = rsa.encrypt(message, PUBLIC)
            self.assertEqual(len(secret), 64)
            self.assertEqual(rsa.decrypt(secret, PRIVATE), message)
        with self.assertRaises(OverflowError):
            rsa.encrypt(b"x" * 54, PUBLIC)
        secret = bytearray(rsa.encrypt(b"changed", PUBLIC))
        secret[5] ^= 1
        with self.assertRaises(rsa.DecryptionError):
            rsa.decrypt(bytes(secret), PRIVATE)

    def test_signatures(self):
        for method in "MD5", "SHA-1", "SHA-224", "SHA-256":
            signature = rsa.sign(b"a message", PRIVATE, method)
            self.assertEqual(rsa.verify(b"a message", signature, PUBLIC), method)
            self.assertEqual(rsa.find_signature_hash(signature, PUBLIC), method)
            with self.assertRaises(rsa.VerificationError):
                rsa.verify(b"another message", signature, PUBLIC)

    def test_known_signature(self):
        digest = rsa.compute_hash(b"known", "SHA-256")
        signature = rsa.sign_hash(digest, PRIVATE, "SHA-256")
        padded = pow(int.from_bytes(signature, "big"), 65537, P * Q).to_bytes(64, "big")
        self.assertTrue(padded.startswith(b"\0\1\xff\xff") and padded.endswith(digest))

    def test_files(self):
        for form in "PEM", "DER":
            saved = PRIVATE.save_pkcs1(form)
            self.assertEqual(rsa.PrivateKey.load_pkcs1(saved, form), PRIVATE)
            saved = PUBLIC.save_pkcs1(form)
            self.assertEqual(rsa.PublicKey.load_pkcs1(saved, form), PUBLIC)
        self.assertIn(b"-----BEGIN RSA PRIVATE KEY-----", PRIVATE.save_pkcs1())

    def test_new_keys(self):
        public, private = rsa.newkeys(256)
        self.assertEqual(public.n, private.p * private.q)
        self.assertEqual(public.n.bit_length(), 256)
        self.assertEqual(rsa.decrypt(rsa.encrypt(b"new", public), private), b"new")
