"""The whole way from an application to a linked image."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

from tamapy.compiler import debugging, notes
from tamapy.compiler.analyse.raises import settle_failures
from tamapy.compiler.closure import ImageProgram
from tamapy.compiler.codegen.emitter import Names, traced_positions
from tamapy.compiler.codegen.module import ModuleWriter
from tamapy.compiler.codegen.objects import Compilation
from tamapy.compiler.errors import CompileError
from tamapy.compiler.freeze.functions import freeze_places
from tamapy.compiler.garbage import collector_paused
from tamapy.compiler.ir import ops
from tamapy.compiler.ir.types import int_type
from tamapy.compiler.kept import Kept
from tamapy.compiler.link.callframes import call_frames
from tamapy.compiler.link.inputs import Blob, Layout
from tamapy.compiler.link.lines import frame_table, line_table
from tamapy.compiler.link.linker import Image, link
from tamapy.compiler.link.names import function_table
from tamapy.compiler.link.prologues import forget_marks
from tamapy.compiler.places import position_table
from tamapy.compiler.target import Target, target_of
from tamapy.compiler.transform import blocks, bound, exact, generators, given, guesses, preemption
from tamapy.metal.glue import Glue
from tamapy.runtime import call_stack, exceptions, image, lines, state, threads

Progress = Callable[[str], None]
#: Bytes of heap without which no program gets as far as its first line.
LEAST_HEAP = 32 << 10
PAGE = 4096


class Build:
    """One build of one application for one board."""

    def __init__(self, world: Any, board: ModuleType, optimise: int = 0,
                 progress: Progress = lambda text: None, *, ram: int = 0, dma: int = 0,
                 debug: bool = False, kept: Kept | None = None) -> None:
        self.world = world
        self.debug = debug
        if ram > board.LARGEST_RAM:
            raise CompileError(
                f"{board.NAME} has no {ram >> 20} MiB of RAM",
                hint=f"at most {board.LARGEST_RAM >> 20} MiB",
            )
        if dma and (dma % PAGE or not hasattr(board, "dma_size")):
            raise CompileError(
                f"{board.NAME} cannot set {dma} bytes of RAM apart for devices",
                hint="a multiple of 4K, on a board that has devices",
            )
        #: Values of the linker's symbols that parametrise an image without recompiling it.
        self.defines = {
            "__ram_size": (ram or board.DEFAULT_RAM) - dma,
            "__dma_size": dma + PAGE,  # a page more, as tamapy.arm.settings explains
            "__gc_stress": 8,
        }
        self.board = board
        self.architecture = importlib.import_module(f"tamapy.{board.ARCHITECTURE}.hooks")
        self.start = importlib.import_module(f"tamapy.{board.ARCHITECTURE}.start")
        self.target: Target = target_of(board)
        self.optimise = optimise
        self.progress = progress
        self.program = ImageProgram(self.target, board, world)
        self.program.gives_in_registers = not debug
        self.program.kept = kept
        #: Calls of functions that cannot raise in this program, and how they failed before.
        self.silenced: list[tuple[ops.Call, ops.Fails]] = []
        self.positions: dict[int, list[ops.Position]] = {}
        self.writer: ModuleWriter
        self.objects: list[tuple[str, bytes]] = []

    def set_gc_stress(self, stress: bool) -> None:
        """Make the image collect at every allocation."""
        self.defines["__gc_stress"] = 16 if stress else 8

    def run(self) -> Image:
        """Do everything."""
        with collector_paused():
            self.close()
            self.lower()
            try:
                self._compile()
            finally:
                for call, fails in self.silenced:
                    call.fails = fails  # further builds may have the function too
            return self.link()

    def _compile(self) -> None:
        """The objects of all functions."""
        writer = self.arrange()
        self.progress(f"compiling {len(self.program.functions)} functions")
        with Compilation(writer, self.target, self.optimise) as compilation:
            self.freeze_places()  # meanwhile
            self.objects = compilation.objects()

    def close(self) -> None:
        """Reach everything from the start function and the module bodies."""
        program = self.program
        self.progress("building intermediate code")
        program.hooks["modules"] = (self.architecture, *self._hook_modules())
        self._fill_image()
        for function in (self.start.start, *getattr(self.architecture, "ROOTS", ())):
            program.signature(function)
        program.signature(exceptions.add_traceback)
        for value in (True, False, int, None):
            program.freezer.reach(value)
        program.freezer.run()
        if program.has_function(threads.start):
            program.signature(threads.turn)
            program.signature(threads.begin)
            program.freezer.run()
        self._reach_glue()
        program.write_subclasses()
        self._rehash()

    @staticmethod
    def _hook_modules() -> list[ModuleType]:
        from tamapy.runtime import attention, board_defaults, finalizers, roots, weak

        return [exceptions, roots, weak, finalizers, attention, board_defaults]

    def _fill_image(self) -> None:
        world, program = self.world, self.program
        for table in (
            image.bodies, image.body_names, image.initialising, image.initialisers, image.rehash,
        ):
            table.clear()
        for known in (
            image.modules, image.texts, image.refused, image.warned, image.unavailable,
            image.failed, image.originals, image.again,
            image.inside,
        ):
            known.clear()
        image.modules.update(world.image_modules())
        image.originals.update((n, m) for n, m in image.modules.items() if m is not None)
        image.unavailable.update(world.unavailable)
        program.prune_libraries(world.libraries(), world.kept_modules())
        for (mode, text), (code, space) in world.texts().items():
            image.texts[mode, text] = code
            inside = tuple(world.functions_in(code))
            if inside:
                image.inside[mode, text] = inside
            for part in (code, *inside):
                program.add_code(part, space)
        image.refused.update(world.refused_texts())
        image.warned.update(world.warned_texts())
        for name, code, space in world.bodies():
            image.body_names.append(name)
            image.bodies.append((code, space))
            program.add_code(code, space)
        for name, code, space in world.again():
            image.again[name] = code
            program.add_code(code, space)
        for host, twin in world.twins():
            program.add_twin(host, twin)

    def _rehash(self) -> None:
        """The list of tables to rehash at boot, now that it is known."""
        from tamapy.compiler.freeze.containers import freeze_rehash

        freeze_rehash(self.program.freezer, image.rehash)

    def lower(self) -> None:
        """Generators into state machines; which calls can fail."""
        program = self.program
        program.freezer.settle()
        static = [symbol for symbol in program.given if program.sources[symbol].static]
        assert not static, f"further builds have these undivided: {static}"
        given.apply(program.functions, program.given, int_type(self.target.bits, False))
        for function in program.functions.values():
            if function.lowered:
                continue
            function.lowered = True
            bound.apply(function)
            if not self.debug:
                guesses.apply(function)
            if function.is_generator:
                generators.lower(program, function)
            else:
                blocks.drop_unreachable(function)
        if program.has_function(threads.start):
            preemption.insert(program.functions.values(), threads.turn, threads.begin)
        for function in program.functions.values():
            if function.exact:
                exact.apply(function)
        self.silenced = settle_failures(program.functions)

    def arrange(self) -> ModuleWriter:
        """Functions into shards; the places of their tracebacks."""
        program = self.program
        pending = program.types.static_symbol(state.state)
        assert isinstance(pending, ops.Symbol)
        names = Names(
            self.target.bits, program.freezer.symbol, self._native, pending.name,
            program.signature(exceptions.add_traceback).symbol, 1 << (self.target.bits - 2),
            _Declarations(program),
        )
        shards: dict[str, list[ops.Function]] = {}
        for function in sorted(program.functions.values(), key=lambda f: f.symbol):
            shards.setdefault(shard_of(function.symbol), []).append(function)
        shards = dict(sorted(shards.items()))
        for functions in shards.values():
            for function in functions:
                positions = traced_positions(function)
                if positions:
                    program.freezer.symbol(function.code)
                    self.positions[id(function.code)] = positions
        copies = small_functions(program) if self.optimise else {}
        self.writer = ModuleWriter(program, names, shards, copies, self.debug)
        return self.writer

    def freeze_places(self) -> None:
        """The tables that tracebacks find lines in."""
        program = self.program
        for code_id, (symbol, source) in program.freezer.code_positions.items():
            text, numbers = position_table(self.positions.get(code_id, []), source, self.world)
            freeze_places(program.freezer, symbol, text, numbers)
        program.freezer.run()

    def _native(self, function: Any) -> str:
        return self.program.signature(function).symbol

    def link(self) -> Image:
        """Objects, data and glue into an image; again if ``defines`` has changed."""
        self.progress("linking")
        layout = Layout(
            self.target.machine, self.board.TEXT_START, self.architecture.ENTRY,
            board=self.board.NAME, load=getattr(self.board, "LOAD_ADDRESS", None), dcd=self._dcd(),
        )
        blobs = list(self.program.freezer.blobs.values())
        glue = self._glue()
        if getattr(self.architecture, "NAMES_FUNCTIONS", False):
            named = [*self.program.functions, *(g.symbol for g in glue)]
            blobs.append(function_table(named, self.target.word))
        has, word = self.program.has_function, self.target.word
        if has(call_stack.entry_of) or has(call_stack.space_of):
            blobs.append(frame_table(self._frames(), word))
        if has(lines.row_at):
            blobs.append(self._line_table(has(lines.line_at)))
        image = link(self.objects, blobs, glue, layout, self.defines)
        self._check_ram(image)
        image.notes[notes.SECTION] = notes.image_notes(
            self.program, self.world, glue, self.board.NAME
        )
        if self.debug:
            forget_marks(image.debug[".debug_line"])
            if self.target.machine == "arm":
                frames = image.debug[".debug_frame"]
                frames += call_frames(glue, image.symbols, len(frames))
            saved = getattr(self.architecture, "FRAME_WORDS", 2) - 2
            image.notes[debugging.SECTION] = debugging.debug_section(
                self.program, image, self.world, self._frames(), saved
            )
        return image

    def _dcd(self) -> tuple[tuple[int, int], ...]:
        """What a boot ROM has to write before there is RAM, if one starts the board."""
        boot = getattr(self.board, "BOOT", None)
        if boot is None:
            return ()
        ram = self.defines["__ram_size"] + self.defines["__dma_size"] - PAGE
        return tuple(importlib.import_module(boot).dcd(ram))

    def _reach_glue(self) -> None:
        """Reach the metal functions that optional routines in the image call."""
        for item in self._glue():
            for _, symbol, _ in item.relocs if item.optional else ():
                module, _, name = symbol.rpartition(".")
                function = getattr(sys.modules.get(module), name, None)
                if function is not None:
                    self.program.signature(function)
        self.program.freezer.run()

    def _glue(self) -> list[Glue]:
        """The routines of encoded instructions that the image needs."""
        called = self.program.called_symbols()
        return [g for g in self.architecture.GLUE if not g.optional or g.symbol in called]

    def _frames(self) -> Iterator[tuple[str, str, str]]:
        """Functions with the code and globals that ``sys._getframe`` tells of them."""
        program, freezer = self.program, self.program.freezer
        known: dict[str, tuple[str, str]] = {}
        for symbol, source in freezer.code_frames():
            space = freezer.known_symbol(source.globals) if source.kind != "exec" else ""
            for name in self._bodies(source.symbol):
                known[name] = (symbol, space)
        for name in (*program.functions, *(g.symbol for g in self._glue())):
            yield (name, *known.get(name, ("", "")))

    def _bodies(self, symbol: str) -> tuple[str, ...]:
        """The native functions that do what a function's code says."""
        if symbol in self.program.given:
            return (symbol + given.SUFFIX,)
        return symbol, symbol + ":resume"

    def _line_table(self, every: bool) -> Blob:
        """The lines of every function that has frames, or of the application's."""
        mine = debugging.own_modules(self.world)
        codes = {
            name: code for name, code, _ in self._frames()
            if code and (every or name.split(":", 1)[0] in mine)
        }
        shards = {shard_of(name) for name in codes}
        objects = [(shard, data) for shard, data in self.objects if shard in shards]
        return line_table(objects, codes, self.target.word)

    def _check_ram(self, image: Image) -> None:
        """Whether the image, a stack and a heap that deserves the name fit into RAM."""
        start = getattr(self.board, "RAM_START", None)
        if start is None:
            return
        ram = self.defines["__ram_size"]
        size = image.symbols["__image_end"].address - start
        stack = min(ram >> 3, getattr(self.start, "LARGEST_STACK", 0))
        needed = size + stack + getattr(self.start, "GUARD", 0) + LEAST_HEAP
        if needed > ram:
            smaller = "" if self.optimise else ", or build with -O2, which makes it smaller"
            raise CompileError(
                f"RAM is too small: the image takes {size >> 10} KiB, with a stack and a heap "
                f"{needed + 1023 >> 10} KiB, and there are {ram >> 10} KiB",
                hint=f"give it more with --ram{smaller}",
            )


class _Declarations(dict[str, str]):
    """LLVM declarations of native functions by symbol, made as they are asked for."""

    def __init__(self, program: ImageProgram) -> None:
        super().__init__()
        self.program = program

    def __contains__(self, symbol: object) -> bool:
        return symbol in self.program.functions

    def __getitem__(self, symbol: str) -> str:
        function = self.program.functions[symbol]
        params = ", ".join(p.type.llvm for p in function.params)
        return f'declare dso_local {function.result.llvm} @"{symbol}"({params})'


#: Operations that a metal function may have to be inlined in other modules.
SMALL_FUNCTION = 30


def small_functions(program: ImageProgram) -> dict[str, ops.Function]:
    """The metal functions that other modules get copies of, so that they can be inlined."""
    return {
        symbol: function for symbol, function in program.functions.items()
        if symbol in program.sources and program.sources[symbol].metal
        and (function.inline or function.length <= SMALL_FUNCTION)
    }


def shard_of(symbol: str) -> str:
    """The shard a function's code goes to: its module's; one for all texts of a file name."""
    if symbol.startswith("<exec "):
        return symbol.rsplit(" ", 1)[0]
    if ":" in symbol:
        return symbol.split(":", 1)[0]
    return symbol.rsplit(".", 1)[0]
