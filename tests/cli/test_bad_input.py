"""Bad input: a clear message with file and line where there is one, a status that is not zero."""

from __future__ import annotations

import os
import re
from pathlib import Path

NATIVE = ("--board", "linux-amd64")


def test_syntax_error(tamapy) -> None:
    """As CPython shows it."""
    got = tamapy("x = 1\ndef f(:\n    pass\n")
    assert got.status == 2
    assert 'File "app.py", line 2' in got.errors and "SyntaxError: invalid syntax" in got.errors


def test_missing_module(tamapy) -> None:
    """With the line that imports it."""
    got = tamapy("print(1)\nimport nowhere\n")
    assert got.status == 2
    assert 'File "app.py", line 2' in got.errors
    assert "ModuleNotFoundError: No module named 'nowhere'" in got.errors


def test_c_extension(tamapy) -> None:
    """Its name and who imports it."""
    got = tamapy("import _lsprof\n")
    assert got.status == 2
    assert 'File "app.py", line 1' in got.errors
    assert "C extension imported: '_lsprof' has no Python source" in got.errors


def test_object_of_unknown_c_type(tamapy) -> None:
    """With the path to it and the line that keeps it."""
    got = tamapy("import conf\nprint(conf.table)\n", conf="""
        class Log:
            pass


        log = Log()
        log.parts = [{"walk": iter({1: 2}.items())}]
        table = {"log": log}
    """)
    assert got.status == 2
    assert "conf.py:6: error: an object of the C type builtins.dict_itemiterator" in got.errors
    assert "conf.log.parts[0]['walk'] (dict_itemiterator)" in got.errors


def test_open_file_is_not_frozen(tamapy) -> None:
    """A module that opens a file runs at boot, where the file is missing."""
    got = tamapy("import conf\n", *NATIVE, conf="""
        log = {"log": open("/etc/hostname")}
    """)
    assert got.status == 1
    assert 'conf.py", line 2' in got.errors + got.output
    assert "FileNotFoundError: [Errno 2] No such file or directory: '/etc/hostname'" in (
        got.errors + got.output
    )


def test_generator_seeded_by_the_build_machine_is_not_frozen(tamapy) -> None:
    """A module that makes one runs at boot, and the report says so."""
    got = tamapy("import conf\n", *NATIVE, "--report", "-o", "out.elf", command="build", conf="""
        import random
        generator = random.Random()
    """)
    assert got.status == 0
    assert "conf: run at boot because entropy effect at" in got.errors and "conf.py:3" in got.errors


def test_eval_of_an_unknown_text(tamapy) -> None:
    """At run time with file and line; at build time under --strict."""
    program = "x = 3\nprint(eval('x * ' + str(x)))\n"
    got = tamapy(program, *NATIVE)
    assert got.status == 1
    assert 'File "app.py", line 2' in got.output + got.errors
    assert "eval() of a text that the build never saw: 'x * 3'" in got.output + got.errors
    got = tamapy(program, *NATIVE, "--strict", "-o", "out.elf", command="build")
    assert got.status == 2 and "app.py:2: eval() of a text" in got.errors


def test_import_of_a_file_that_the_program_wrote(tamapy) -> None:
    """The error names the file; what was never there is just not found."""
    got = tamapy("""
        import importlib
        import sys
        with open("/tmp/made.py", "w") as file:
            file.write("x = 1")
        sys.path.insert(0, "/tmp")
        for name in ("made", "missing"):
            try:
                importlib.import_module(name)
            except ModuleNotFoundError as error:
                print(error)
    """, *NATIVE)
    assert got.output.splitlines() == [
        "No module named 'made': the build never saw the file '/tmp/made.py'",
        "No module named 'missing'",
    ]


def test_ram_too_small_for_the_image(tamapy) -> None:
    """With what it needs and what there is."""
    got = tamapy("print('never')\n", "--ram", "900K")
    assert got.status == 2 and got.output == ""
    assert "RAM is too small: the image takes" in got.errors and "900 KiB" in got.errors
    assert "hint: give it more with --ram, or build with -O2, which makes it smaller" in got.errors
    got = tamapy("print('never')\n", "--ram", "300K", "-O2")
    assert got.status == 2 and got.errors.endswith("hint: give it more with --ram\n")


def test_memory_for_devices_that_cannot_be(tamapy) -> None:
    """It consists of pages, of a board with devices, and the program needs some RAM, too."""
    for options in (("--dma", "1000"), ("--dma", "1M", *NATIVE)):
        got = tamapy("print('never')\n", *options)
        assert got.status == 2 and "of RAM apart for devices" in got.errors
    got = tamapy("print('never')\n", "--ram", "2M", "--dma", "1600K")
    assert got.status == 2 and "RAM is too small" in got.errors
    got = tamapy("print('never')\n", "--dma", "big")
    assert got.status == 2 and "'big' is not a size" in got.errors


def test_more_ram_than_a_board_has(tamapy) -> None:
    """Before anything is built."""
    for board in ("usbarmory-mk2", "linux-amd64"):
        got = tamapy("print('never')\n", "--ram", "4G", "--board", board)
        assert got.status == 2 and got.output == ""
        assert f"{board} has no 4096 MiB of RAM" in got.errors
        assert "hint: at most 1024 MiB" in got.errors


def test_exhausted_memory(tamapy) -> None:
    """Catchable; uncaught it ends the program."""
    got = tamapy("""
        kept = []
        try:
            while True:
                kept.append(bytes(100000))
        except MemoryError as error:
            kept = None
            print("caught", type(error).__name__)
        bytes(1 << 29)
    """, "--ram", "16M")
    assert got.status == 1
    assert got.output.startswith("caught MemoryError\nTraceback")
    assert 'File "app.py", line 9' in got.output
    assert got.output.rstrip().endswith("MemoryError")


def test_memory_exhausted_by_small_objects(tamapy) -> None:
    """Handlers have memory to print with, time and again; each error has its own traceback."""
    got = tamapy("""
        import sys, traceback

        def fill(size):
            kept = None
            try:
                while True:
                    kept = (kept, bytearray(size))
            except MemoryError:
                print("handled")

        for size in (10, 1 << 20, 1000, 10):
            fill(size)
        try:
            bytearray(1 << 29)
        except MemoryError:
            traceback.print_exc(file=sys.stdout)
    """, "--ram", "8M")
    assert got.status == 0
    assert got.output.startswith("handled\n" * 4 + "Traceback")
    assert got.output.count("File ") == 1


def test_endless_recursion(tamapy) -> None:
    """Catchable; uncaught it ends the program."""
    got = tamapy("""
        def f(n):
            return f(n + 1)
        try:
            f(0)
        except RecursionError as error:
            print("caught", error)
        f(0)
    """, "--ram", "16M")
    assert got.status == 1
    assert got.output.startswith("caught maximum recursion depth exceeded\nTraceback")
    assert got.output.rstrip().endswith("RecursionError: maximum recursion depth exceeded")


def test_qemu_not_installed(tamapy, tmp_path: Path) -> None:
    """Says what to install."""
    got = tamapy("print(1)\n", "--machine", "qemu", path=os.fspath(tmp_path))
    assert got.status == 2
    assert "qemu-system-arm is not installed" in got.errors and "apt-get install" in got.errors


def test_machine_of_another_board(tamapy, tmp_path: Path) -> None:
    """What is asked for is not ignored; a project's usual machine is, on other boards."""
    got = tamapy("print(1)\n", "--machine", "qemu", *NATIVE)
    assert got.status == 2
    assert "linux-amd64 has no machine 'qemu'" in got.errors
    assert "hint: machines for this board: host" in got.errors
    got = tamapy("print(1)\n", "--machine", "qmu")
    assert got.status == 2 and "there is no machine 'qmu'" in got.errors
    (tmp_path / "pyproject.toml").write_text('[tool.tamapy]\nmachine = "qemu"\n')
    got = tamapy("print(1)\n", *NATIVE)
    assert (got.status, got.output) == (0, "1\n")


def test_unknown_board(tamapy) -> None:
    """The nearest name."""
    got = tamapy("print(1)\n", "--board", "usbarmry-mk2")
    assert got.status == 2
    assert "there is no board 'usbarmry-mk2'" in got.errors
    assert "did you mean 'usbarmory-mk2'?" in got.errors


def test_unavailable_modules_are_errors_under_strict(tamapy) -> None:
    """Even those that the program can do without."""
    program = "try:\n    import _lsprof\nexcept ImportError:\n    _lsprof = None\nprint(_lsprof)\n"
    got = tamapy(program, *NATIVE)
    assert (got.status, got.output) == (0, "None\n")
    got = tamapy(program, *NATIVE, "--strict")
    assert got.status == 2 and "app.py:2: _lsprof is not available: C extension" in got.errors


def test_strict_names_the_place_of_everything(tamapy) -> None:
    """File and line of each, and the imports that lead there."""
    got = tamapy("""
        import outer
        def f():
            from outer import inner
            import nowhere
    """, *NATIVE, "--strict", "-o", "out.elf", command="build", outer="""
        def g(x):
            import inner
            exec(x)
    """, inner="""
        import tarfile
        try:
            import lzma
        except ImportError:
            pass
    """)
    assert got.status == 2
    lines = [line.strip() for line in got.errors.splitlines() if line.startswith("  ")]
    assert lines[0] == (
        "app.py:5: nowhere is not available: ModuleNotFoundError: No module named 'nowhere'"
    )
    to_outer = "app.py:2 imports outer"
    to_inner = f"{to_outer}, outer.py:3 imports inner"
    assert (
        "outer.py:4: exec() of a text that the build may not know is not available"
        f" ({to_outer})"
    ) in lines
    assert (
        "inner.py:4: lzma is not available: C extension imported: '_lzma' has no Python source "
        f"for the target at /usr/lib/python3.11/lzma.py:27 ({to_inner})"
    ) in lines
    assert any(
        line.startswith("/usr/lib/python3.11/tarfile.py:")
        and line.endswith(f"({to_inner}, inner.py:2 imports tarfile)") for line in lines
    )
    assert all(re.match(r"\S+\.py:[1-9]\d*: ", line) for line in lines), lines


def test_the_program_has_the_exit_status_and_the_time_limit(tamapy) -> None:
    """sys.exit's argument; 124 when the time was up."""
    assert tamapy("import sys\nsys.exit(7)\n", *NATIVE).status == 7
    assert tamapy("while True:\n    pass\n", *NATIVE, "--timeout", "1").status == 124


def test_output_that_cannot_be_written(tamapy, tmp_path: Path) -> None:
    """The path and what is wrong with it."""
    (tmp_path / "directory").mkdir()
    (tmp_path / "file").touch()
    for path, wrong in [
        ("nowhere/out.elf", "there is no directory 'nowhere'"),
        ("directory", "'directory' is a directory"),
        ("file/out.elf", "'file' is not a directory"),
        ("/proc/version", "can't write '/proc/version': "),
        ("n" * 300, "File name too long"),
        ("/dev/full", "No space left on device"),
    ]:
        got = tamapy("print(1)\n", *NATIVE, "-o", path, command="build")
        assert (got.status, got.output) == (2, "")
        assert wrong in got.errors and "Traceback" not in got.errors, got.errors


def test_what_cannot_be_an_application(tamapy, tmp_path: Path) -> None:
    """A missing file, a directory without ``__main__.py``, bytes that are no text."""
    (tmp_path / "directory").mkdir()
    (tmp_path / "main" / "__main__.py").mkdir(parents=True)
    (tmp_path / "bytes.py").write_bytes(b"\x7fELF\0\xff")
    for path, wrong in [
        ("nowhere.py", "can't open file 'nowhere.py': there is no such file"),
        ("directory", "can't find '__main__' module in 'directory'"),
        ("main", "can't find '__main__' module in 'main'"),
        ("/dev/null", "can't open file '/dev/null': it is not a file"),
        ("bytes.py", "bytes.py"),
    ]:
        got = tamapy("", *NATIVE, app=path)
        assert (got.status, got.output) == (2, "")
        assert wrong in got.errors and "Traceback" not in got.errors, got.errors


def test_a_source_that_is_not_utf8(tamapy, tmp_path: Path) -> None:
    """The line, in the first two lines and beyond."""
    for before in (0, 1, 5):
        (tmp_path / "latin.py").write_bytes(b"x = 1\n" * before + b"y = '\xe9'\n")
        got = tamapy("", *NATIVE, app="latin.py")
        assert got.status == 2 and f'File "latin.py", line {before + 1}' in got.errors
        assert "SyntaxError: Non-UTF-8 code starting with '\\xe9' in file latin.py" in got.errors


def test_settings_that_are_wrong(tamapy, tmp_path: Path) -> None:
    """The file, the setting and what it must be."""
    project = tmp_path / "pyproject.toml"
    for text, wrong in [
        ("[tool.tamapy\nx", "at line 1"),
        ("[tool]\ntamapy = 3", "[tool.tamapy] must be a table of settings"),
        ("[tool.tamapy]\nram = 5", "[tool.tamapy] ram must be a text in quotes"),
        ("[tool.tamapy]\nram = '0'", "[tool.tamapy] ram: '0' is no size to work with"),
        ("[tool.tamapy]\nstrict = 1", "[tool.tamapy] strict must be true or false"),
        ("[tool.tamapy]\nbord = 'x'", "has no setting 'bord'"),
        ("[tool.tamapy]\nboard = ''", "there is no board ''"),
        ("[tool.tamapy]\nboard = 'qwertz'", "known boards: linux-amd64"),
    ]:
        project.write_text(text)
        got = tamapy("print(1)")
        assert got.status == 2 and wrong in got.errors, got.errors
        assert "Traceback" not in got.errors
    project.write_bytes(b"\xff")
    got = tamapy("print(1)")
    assert got.status == 2 and "pyproject.toml: 'utf-8' codec" in got.errors


def test_sizes_that_are_none(tamapy) -> None:
    """0 is not the default; a leading 0 is only a digit."""
    for size in ("0", "8Q", "-1", "lots"):
        got = tamapy("print(1)", "--ram", size)
        assert got.status == 2 and "'--ram'" in got.errors and "Traceback" not in got.errors
    assert tamapy("print(1)", "--ram", "016M").output == "1\n"


def test_cards_that_cannot_be_inserted(tamapy, tmp_path) -> None:
    """Without a file, a slot or a fitting size."""
    path = tmp_path / "card.img"
    path.write_bytes(bytes(1000))
    for options, message in (
        (("--sd", str(tmp_path / "nothing")), "there is no file"),
        ((*NATIVE, "--sd", str(path)), "no slots for cards"),
        (("--board", "pi2", "--mmc", str(path)), "the board has no slot 'mmc'"),
        (("--sd", str(path)), "a multiple of 256 KiB"),
    ):
        got = tamapy("print(1)\n", *options)
        assert got.status in (2, 70) and message in got.errors and not got.output


def test_a_metal_function_in_a_program_that_prints(tamapy) -> None:
    """Its module runs at boot, when nothing compiles it."""
    got = tamapy("""\
        from tamapy.metal import metal, u32

        @metal
        def double(x: u32) -> u32:
            return x * 2

        print(double(2))
    """, *NATIVE)
    assert got.status == 2 and not got.output
    assert "app.py:3: error: a metal function is made while the program runs" in got.errors
    assert "hint: put it at the top of a module" in got.errors
