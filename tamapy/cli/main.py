"""``tamapy``: build, run and inspect images."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from tamapy.cli.boards import board_names, find_board, machines_of
from tamapy.cli.progress import Progress
from tamapy.cli.settings import read_settings
from tamapy.compiler.errors import CompileError
from tamapy.compiler.garbage import collector_paused
from tamapy.compiler.link.formats import FORMATS
from tamapy.compiler.sizes import parse_size

BUILDING = ("build", "run", "profile", "debug")  # commands that build
INTERRUPTED = 130  # 128 + SIGINT


class Size(click.ParamType):
    """A size in bytes such as ``8M``."""

    name = "size"

    def convert(self, value: Any, param: Any, ctx: Any) -> int:
        """Bytes."""
        if isinstance(value, int):
            return value
        try:
            return parse_size(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


def build_options(function: Callable[..., None]) -> Callable[..., None]:
    """The options that ``run`` and ``build`` share."""
    options = [
        click.argument("app", metavar="APP.py"),
        click.option("--board", help="The board to build for [default: usbarmory-mk2]."),
        click.option("--ram", type=Size(), metavar="SIZE", help="RAM to use, such as 8M."),
        click.option("--dma", type=Size(), metavar="SIZE",
                     help="RAM at its end to set apart for devices, in place of on-chip RAM."),
        click.option("-O0", "optimise", flag_value=0, type=int, help="Build quickly."),
        click.option("-O2", "optimise", flag_value=2, type=int, help="Optimise [default]."),
        click.option("--files", multiple=True, metavar="PATTERN",
                     help="Files below the application's directory that the image has."),
        click.option("--strict", is_flag=True, default=None,
                     help="Treat what is not available on the target as an error."),
    ]
    for option in reversed(options):
        function = option(function)
    return function


class Commands(click.Group):
    """The commands; Ctrl-C ends each with a shell's status for it, and without a word."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            sys.exit(INTERRUPTED)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="tamapy")
def cli() -> None:
    """Ordinary Python, compiled ahead of time, booting on bare ARM."""


@cli.command()
@build_options
@click.option("--machine", type=str, help="emulator or qemu [default: emulator]; see boards.")
@click.option("--icount", is_flag=True, help="Tell how many instructions ran (on QEMU 1 each ns).")
@click.option("--sd", metavar="FILE", help="What is on the card in the board's slot.")
@click.option("--sd2", metavar="FILE", help="What is on the card in its second slot.")
@click.option("--mmc", metavar="FILE", help="What is on the board's eMMC (emulator only).")
@click.option("--net", multiple=True, metavar="PORT:PORT",
              help="Have the next Ethernet port's frames come in, and go out, by these UDP ports.")
@click.option("--timeout", type=float, metavar="S", help="Stop after S seconds with status 124.")
def run(machine: str | None, icount: bool, timeout: float | None, sd: str | None,
        sd2: str | None, mmc: str | None, net: tuple[str, ...], **given: Any) -> None:
    """Build APP.py and boot it; or boot an image APP.imx as the board's boot ROM does.

    Standard output carries what the program prints, standard input is its console, and
    the exit status is the program's; 124 after a timeout.
    """
    from tamapy.cli.boards import find_machine
    from tamapy.cli.builds import build_image, choose_board, script_of
    from tamapy.cli.running import (
        BOOT_SUFFIX,
        cable_ports,
        card_files,
        check_installed,
        run_boot_file,
        run_image,
    )

    cards = card_files(sd=sd, sd2=sd2, mmc=mmc)
    cables = cable_ports(net)
    if given["app"].endswith(BOOT_SUFFIX):
        sys.exit(run_boot_file(given, machine, icount, timeout, cards, cables))
    script = script_of(given["app"])
    settings = read_settings(script, given)
    board = choose_board(script, settings)
    chosen = find_machine(board, machine, settings.machine)
    check_installed(chosen)
    image = build_image(given["app"], board, settings)
    ram = settings.ram or board.DEFAULT_RAM
    sys.exit(run_image(image, chosen, ram, icount, timeout, cards, cables))


@cli.command()
@build_options
@click.option("-o", "output", type=click.Path(path_type=Path), metavar="OUT",
              help="The file to write [default: the script's name, or the board's for a kernel].")
@click.option("--format", "format_", type=click.Choice([*FORMATS]), default="elf",
              show_default=True)
@click.option("--strip", is_flag=True, help="Leave out symbols and debug information.")
@click.option("--report", is_flag=True, help="List what was initialised when, and why.")
@click.option("--dump", metavar="STAGE", help="Print a stage's product: ir, llvm, heap or symbols.")
@click.option("--annotate", is_flag=True,
              help="Write a page beside the image: the source by the work left for run time.")
def build(output: Path | None, format_: str, strip: bool, report: bool, dump: str | None,
          annotate: bool, **given: Any) -> None:
    """Build an image of APP.py."""
    from tamapy.cli.annotation import page_of, page_path
    from tamapy.cli.builds import application_name, choose_board, script_of, start_build
    from tamapy.cli.dumps import DUMPS, print_report
    from tamapy.cli.lacks import check_strict
    from tamapy.cli.output import check_output, write_output

    if dump is not None and dump not in DUMPS:
        raise click.UsageError(f"no stage '{dump}'; stages: {', '.join(DUMPS)}")
    script = script_of(given["app"])
    settings = read_settings(script, given)
    board = choose_board(script, settings)
    name = application_name(script)
    form = FORMATS[format_]
    if form.needs and not hasattr(board, form.needs):
        raise CompileError(f"{board.NAME} does not boot from images of the format {format_}")
    path = output or Path(form.file_name(name, board))
    if annotate and dump is not None:
        raise click.UsageError("--dump writes no files: --annotate is of no use with it")
    if dump is None:
        check_output(path)
    page = page_path(path) if annotate else None
    if page == path:
        raise CompileError(f"'{path}' is the page's name too", hint="give another with -o")
    with collector_paused(keep=True), Progress() as progress:
        work = start_build(given["app"], board, settings, progress)
        if report:
            print_report(work)
        if settings.strict:
            check_strict(work)
        image = work.run()
    if dump is not None:
        DUMPS[dump](work, image)
        return
    write_output(path, form.write(image, strip), form.executable)
    if page is not None:
        write_output(page, page_of(work).encode(), executable=False)


@cli.command()
@build_options
@click.option("--output", type=click.Path(path_type=Path), metavar="OUT",
              help="The file to write [default: the script's name with .speedscope.json].")
@click.option("--every", type=click.IntRange(min=1), default=10000, show_default=True,
              metavar="N", help="Instructions between two samples.")
@click.option("--top", type=click.IntRange(min=1), default=20, show_default=True,
              help="How many functions to list.")
@click.option("--timeout", type=float, metavar="S", help="Stop after S seconds with status 124.")
def profile(output: Path | None, every: int, top: int, timeout: float | None,
            **given: Any) -> None:
    """Run APP.py on the emulator and tell which functions its instructions go to.

    Standard output is a table of functions: instructions of their own (with those of the runtime
    beneath them), and in total. The file is for https://www.speedscope.app. What the program prints
    goes to standard error, and the exit status is the program's.
    """
    from tamapy.cli.boards import EMULATOR, find_machine
    from tamapy.cli.builds import application_name, build_image, choose_board, script_of
    from tamapy.cli.output import check_output, write_output
    from tamapy.emulator.run import profile_elf

    script = script_of(given["app"])
    settings = read_settings(script, given)
    board = choose_board(script, settings)
    find_machine(board, EMULATOR.name, None)
    name = application_name(script)
    path = output or Path(f"{name}.speedscope.json")
    check_output(path)
    image = build_image(given["app"], board, settings)
    status, sampler = profile_elf(image.elf(), settings.ram or board.DEFAULT_RAM, every, timeout)
    if sampler is not None:
        text = json.dumps(sampler.speedscope(name), ensure_ascii=False)
        write_output(path, text.encode(), executable=False)
        print(sampler.table(top))
    sys.exit(status)


@cli.command()
@build_options
@click.option("--machine", type=str, help="emulator or qemu [default: emulator].")
@click.option("--sd", metavar="FILE", help="What is on the card in the board's slot.")
@click.option("--mmc", metavar="FILE", help="What is on the board's eMMC (emulator only).")
@click.option("--input", "input_", type=click.Path(exists=True, path_type=Path), metavar="FILE",
              help="What the program's console brings, a terminal's device file say [default: "
                   "nothing].")
@click.argument("arguments", nargs=-1, metavar="[-- GDB'S ARGUMENTS]")
def debug(machine: str | None, sd: str | None, mmc: str | None, input_: Path | None,
          arguments: tuple[str, ...], **given: Any) -> None:
    """Build APP.py for debugging, and start gdb beside a machine that waits at its first
    instruction.

    Without -O2 the build is one of -O0. Breakpoints are set at `app.py:LINE` or at a function;
    `next`, `step`, `finish` and `bt` go by lines and functions of Python, `p NAME` prints a
    variable's value, and `py-print`, `py-locals` and `py-threads` more (docs/debugging.md).

    What follows a `--` is for gdb: `tamapy debug app.py -- -batch -ex "break app.py:7" -ex
    continue -ex bt`. The program's output goes to standard output, and gdb has the standard
    input. The exit status is gdb's.
    """
    from tamapy.cli.boards import find_machine
    from tamapy.cli.builds import build_image, choose_board, script_of
    from tamapy.cli.debugging import check_debugger, debug_image
    from tamapy.cli.running import card_files

    script = script_of(given["app"])
    if given["optimise"] is None:
        given["optimise"] = 0
    settings = read_settings(script, {**given, "debug": True})
    board = choose_board(script, settings)
    chosen = find_machine(board, machine, settings.machine)
    check_debugger(chosen)
    cards = card_files(sd=sd, mmc=mmc)
    image = build_image(given["app"], board, settings)
    ram = settings.ram or board.DEFAULT_RAM
    sys.exit(debug_image(image, chosen, ram, cards, script, input_, arguments))


@cli.command()
@click.argument("image", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--top", default=15, show_default=True, help="How many functions to list.")
def inspect(image: Path, top: int) -> None:
    """Tell what the bytes of IMAGE come from, and which functions touch raw memory."""
    from tamapy.cli.inspection import inspect_image

    inspect_image(image, top)


@cli.command()
def boards() -> None:
    """List boards, the machines that run their images, and what each needs."""
    for name in board_names():
        board = find_board(name)
        print(f"{name}: {(board.__doc__ or '').strip().splitlines()[0]}")
        for i, machine in enumerate(machines_of(board)):
            state = "" if machine.installed else " (not installed)"
            default = ", the default" if i == 0 else ""
            print(f"    {machine.name}{default}: needs {machine.needs}{state}")


def fix_hashes() -> None:
    """Start over with the hashes of texts fixed, if they are not.

    A module may make a list or a text of a set while it is imported; only so does it make
    the same one in every build.
    """
    if sys.flags.hash_randomization and sys.argv[1:2] and sys.argv[1] in BUILDING:
        os.environ["PYTHONHASHSEED"] = "0"
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])


def main() -> None:
    """The entry point: errors go to standard error, with exit status 2."""
    fix_hashes()
    try:
        cli()
    except CompileError as error:
        text = error.render()
        print("tamapy:" + ("\n" if text.startswith(" ") else " ") + text, file=sys.stderr)
        sys.exit(2)
    except BrokenPipeError:
        sys.exit(141)
