"""Health tests of a source of random words, after NIST SP 800-90B (2018/01).

A sample is a word of 32 bits, of which no more than half is taken to be entropy (H = 16). A good
source fails with a probability of 2**-30 a sample (4.4 Approved Continuous Health Tests).
"""

ENTROPY = 16  # bits a sample
#: 4.4.1 Repetition Count Test: 1 + 30 / H, rounded up.
MOST_REPEATED = 3
#: 4.4.2 Adaptive Proportion Test: the window for samples that are no single bits, and how often
#: its first sample may not come in it: 1 + critbinom(WINDOW, 2**-H, 1 - 2**-30).
WINDOW = 512
MOST_OF_WINDOW = 4
#: 4.3 Requirements for Health Tests, start-up: at least so many samples, which are not used.
START_UP = 1024


class HealthTests:
    """Both tests, on one sample after another."""

    def __init__(self):
        self.last = None
        self.repeated = 0
        self.first = None  # of the window
        self.same = 0
        self.left = 0  # samples of the window to come

    def take(self, sample):
        """Look at a sample. ``RuntimeError``: the source is not to be used any more."""
        if sample == self.last:
            self.repeated += 1
        else:
            self.last, self.repeated = sample, 1
        if self.repeated >= MOST_REPEATED:
            raise RuntimeError("the random number generator repeats itself")
        if self.left == 0:
            self.first, self.same, self.left = sample, 1, WINDOW - 1
            return
        self.left -= 1
        if sample == self.first:
            self.same += 1
            if self.same >= MOST_OF_WINDOW:
                raise RuntimeError("the random number generator prefers a word")
