"""Block ciphers in metal Python: no branch and no address depends on a secret."""
