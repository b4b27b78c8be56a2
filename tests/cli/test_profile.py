"""``tamapy profile``: samples of a program whose shape is known."""

from __future__ import annotations

import json

PROGRAM = """
    import sys

    class Worker:
        def heavy(self, count):
            total = 0
            for i in range(count):
                total += i & 7
            return total

    def light(count):
        return sum([i for i in range(count)])

    def both():
        return Worker().heavy(60000) + light(3000)

    print("done", both())
    sys.exit(5)
"""


def stacks(profile):
    names = [frame["name"] for frame in profile["shared"]["frames"]]
    (found,) = profile["profiles"]
    return [[names[i] for i in sample] for sample in found["samples"]], found


def test_a_profile(tamapy, tmp_path) -> None:
    """The file, the table, the streams and the status; and once more the same."""
    first = tamapy(PROGRAM, "--every", "1000", "--top", "4", command="profile")
    assert first.status == 5
    # A slow build tells of its stages there.
    assert first.errors.endswith("done 4708500\n") and "emulator:" not in first.errors
    lines = first.output.splitlines()
    assert lines[0].split() == ["own", "total", "function"] and len(lines) == 5
    own, total, name = next(line.split() for line in lines if line.endswith(":Worker.heavy"))
    text = (tmp_path / "app.speedscope.json").read_bytes()
    samples, found = stacks(json.loads(text))
    assert found["type"] == "sampled" and found["unit"] == "none"
    assert len(samples) == len(found["weights"]) and sum(found["weights"]) == found["endValue"]
    heavy = [s for s in samples if name in s]
    light = [s for s in samples if "__main__:light" in s]
    assert len(heavy) > 3 * len(light) > 0
    for stack in heavy + light:
        assert stack[0] == "tamapy.arm.start.run" and "__main__:<module>" in stack
        assert stack.index("__main__:<module>") < stack.index("__main__:both")
    assert abs(float(total[:-1]) - 100 * len(heavy) / len(samples)) < 2
    assert float(own[:-1]) > 10
    frames = json.loads(text)["shared"]["frames"]
    assert {"name": "__main__:both", "file": "app.py"} in frames

    path = tmp_path / "again.json"
    again = tamapy(PROGRAM, "--every", "1000", "--top", "4", "--output", str(path),
                   command="profile")
    assert (again.output, again.status) == (first.output, 5) and path.read_bytes() == text


def test_what_cannot_be_profiled(tamapy) -> None:
    """Errors of the command line come before the work."""
    refused = tamapy("", "--board", "linux-amd64", command="profile")
    assert refused.status == 2 and "has no machine 'emulator'" in refused.errors
    refused = tamapy("", "--output", "nowhere/p.json", command="profile")
    assert refused.status == 2 and "there is no directory 'nowhere'" in refused.errors
    refused = tamapy("", "--every", "0", command="profile")
    assert refused.status == 2 and "'--every'" in refused.errors and not refused.output
