"""The programs: where they are published, what of them is called, and how often."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Package:
    """A source distribution of PyPI, and what of it can be imported."""

    name: str
    version: str
    source: str


PYPERFORMANCE = Package("pyperformance", "1.14.0", "pyperformance/data-files/benchmarks")
_PYAES = Package("pyaes", "1.6.1", "pyaes")
_TOMLI = Package("tomli", "2.0.1", "src/tomli")
_ECDSA = Package("ecdsa", "0.19.2", "src/ecdsa"), Package("six", "1.17.0", "six.py")


@dataclass(frozen=True)
class Program:
    """A program as published.

    ``of``: the program of pyperformance that has it, if not the one of the same name.
    ``call``: what is measured, an expression; ``run_benchmark`` is the program's module.
    ``loops``: how often a process evaluates it.
    ``timed``: its value is the seconds it took; it leaves out what it prepares.
    ``setup``: statements before; ``result``: what has to be equal after the first ``call``, whose
    value is ``value``. ``data``: files beside the program.
    ``blocked``: C modules that CPython has to do without, so that it runs the same Python code.
    """

    name: str
    call: str
    loops: int
    of: str | None = None
    timed: bool = False
    setup: str = ""
    result: str = ""
    data: Sequence[str] = ()
    needs: Sequence[Package] = ()
    blocked: Sequence[str] = ()

    @property
    def directory(self) -> str | None:
        """Where it is in pyperformance; ``None`` if it is not of it."""
        of = self.name if self.of is None else self.of
        return f"{PYPERFORMANCE.source}/bm_{of}" if of else None


def _timed(
    name: str, function: str, arguments: str = "", loops: int = 5, inner: int = 1, **more: object
) -> Program:
    """A program whose function is told how many times to loop and gives the seconds."""
    call = f"run_benchmark.{function}({', '.join(filter(None, (str(inner), arguments)))})"
    return Program(name, call, loops, timed=True, **{"result": "None", **more})  # type: ignore


_CHAOS = """
import pyperf

class Arguments:
    thickness, width, height = 0.25, 256, 256
    iterations, filename, rng_seed = 5000, None, 1234

runner = pyperf.Runner()
run_benchmark.main(runner, Arguments)
"""
_METEOR = """
board, cti, pieces = run_benchmark.get_puzzle(run_benchmark.WIDTH, run_benchmark.HEIGHT)
fps = run_benchmark.get_footprints(board, cti, pieces)
se_nh = run_benchmark.get_senh(board, cti)
"""
_JSON_DUMPS = """
import json

data = [(obj, range(count)) for obj, count in (
    run_benchmark.EMPTY, run_benchmark.SIMPLE, run_benchmark.NESTED, run_benchmark.HUGE)]
"""
_JSON_LOADS = """
import json

objs = tuple(json.dumps(value) for value in (
    run_benchmark.DICT, run_benchmark.TUPLE, run_benchmark.DICT_GROUP))
"""
_MATRIX = """
def matrix(make, change):
    filled = run_benchmark.Random(7).RandomMatrix(make(10, 10))
    change(filled)
    return [filled[i] for i in filled.indexes()]
"""
_FFT = """
def transformed():
    vector = run_benchmark.Random(7).RandomVector(32)
    run_benchmark.FFT_transform(32, vector)
    return vector
"""
_REGEX = """
def found(pairs):
    matches = [regex.search(text) for regex, text in pairs]
    return [match and (match.span(), match.groups()) for match in matches]
"""
_COROUTINES = """
def fibonacci():
    try:
        run_benchmark.fibonacci(10).send(None)
    except StopIteration as end:
        return end.value
"""
_DECIMALS = """
from decimal import Decimal, getcontext, ROUND_HALF_EVEN

def rounded():
    numbers = [Decimal(i) * Decimal("0.0341") for i in range(100)]
    return [str(number.quantize(Decimal("0.01"), ROUND_HALF_EVEN)) for number in numbers]
"""
_PROTOCOLS = """
def table():
    kinds = [kind for kind in vars(run_benchmark).values() if isinstance(kind, type)]
    protocols = [kind for kind in kinds if getattr(kind, "_is_runtime_protocol", False)]
    kinds = [kind for kind in kinds if not getattr(kind, "_is_protocol", False)]
    return [[isinstance(kind(), protocol) for protocol in protocols] for kind in kinds]
"""
_ASYNC_TREE = """
import asyncio

tree = run_benchmark.NoneAsyncTree()
"""
_SIGNING = """
import hashlib
from ecdsa import NIST256p, SigningKey

key = SigningKey.from_secret_exponent(0x1234567890abcdef << 190, NIST256p, hashlib.sha256)
signature = key.sign_deterministic(b"message")
public = key.verifying_key
"""

PROGRAMS = {program.name: program for program in (
    _timed("nbody", "bench_nbody", "'sun', 20000", result="run_benchmark.report_energy()"),
    _timed("spectral_norm", "bench_spectral_norm",
           result="run_benchmark.eval_AtA_times_u([1] * 10)"),
    Program("fannkuch", "run_benchmark.fannkuch(9)", 3),
    Program("richards", "richards.run(1)", 10, setup="richards = run_benchmark.Richards()\n"),
    Program("richards_super", "richards.run(1)", 10, setup="richards = run_benchmark.Richards()\n"),
    Program("deltablue", "run_benchmark.delta_blue(100)", 200),
    Program("chaos", "runner.function(*runner.arguments)", 10, setup=_CHAOS, result=(
        "vars(runner.function.__self__.transform_point(run_benchmark.GVector(0.5, 0.5)))"
    )),
    Program("go", "run_benchmark.versus_cpu()", 5),
    _timed("hexiom", "main", "25", 100),
    _timed("raytrace", "bench_raytrace", "100, 100, 'image.ppm'",
           result="open('image.ppm', 'rb').read()"),
    Program("nqueens", "run_benchmark.bench_n_queens(8)", 10,
            result="list(run_benchmark.n_queens(6))"),
    Program("float", "run_benchmark.benchmark(100000)", 10),
    Program("pidigits", "run_benchmark.calc_ndigits(2000)", 5),
    _timed("scimark_sor", "bench_SOR", "100, 10, run_benchmark.Array2D", 8, of="scimark",
           setup=_MATRIX, result="matrix(run_benchmark.Array2D, lambda made: "
           "run_benchmark.SOR_execute(1.25, made, 3, run_benchmark.Array2D))"),
    _timed("scimark_sparse_mat_mult", "bench_SparseMatMult", "1000, 50 * 1000", 6, 4,
           of="scimark"),
    _timed("scimark_monte_carlo", "bench_MonteCarlo", "100 * 1000", 10, of="scimark",
           result="run_benchmark.MonteCarlo(1000)"),
    _timed("scimark_lu", "bench_LU", "100", 8, of="scimark", setup=_MATRIX, result="matrix("
           "run_benchmark.ArrayList, lambda made: run_benchmark.LU_factor(made, [0] * 10))"),
    _timed("scimark_fft", "bench_FFT", "1024, 50", 3, of="scimark",
           setup=_FFT, result="transformed()"),
    _timed("pyflate", "bench_pyflake",
           "os.path.dirname(run_benchmark.__file__) + '/data/interpreter.tar.bz2'", 2,
           data=["data/interpreter.tar.bz2"]),
    _timed("meteor_contest", "bench_meteor_contest",
           "board, pieces, run_benchmark.SOLVE_ARG, fps, se_nh", 8, setup=_METEOR),
    _timed("unpack_sequence", "bench_all", loops=20, inner=1000),
    _timed("generators", "bench_generators", loops=10,
           result="list(run_benchmark.tree(range(1000)))"),
    _timed("comprehensions", "bench_comprehensions", loops=20, inner=1000, result="[vars(widget) "
           "for widget in run_benchmark.WidgetTray(1, run_benchmark.make_some_widgets())"
           ".sorted_widgets]"),
    _timed("coroutines", "bench_coroutines", loops=20, setup=_COROUTINES, result="fibonacci()"),
    Program("async_tree_none", "asyncio.run(tree.run())", 2, of="async_tree", setup=_ASYNC_TREE,
            blocked=["_asyncio"]),
    Program("json_dumps", "run_benchmark.bench_json_dumps(data)", 5, setup=_JSON_DUMPS,
            result="[json.dumps(obj) for obj, _ in data]", blocked=["_json"]),
    Program("json_loads", "run_benchmark.bench_json_loads(objs)", 100, setup=_JSON_LOADS,
            result="[json.loads(text) for text in objs]", blocked=["_json"]),
    _timed("regex_v8", "bench_regex_v8", loops=20, setup=_REGEX, result="found((regex, text) "
           "for regex in run_benchmark.regexs for text in run_benchmark.strings[:30])"),
    _timed("regex_effbot", "bench_regex_effbot", loops=20, setup=_REGEX,
           result="found(run_benchmark.init_benchmarks((0, 5, 50)))"),
    _timed("crypto_pyaes", "bench_pyaes", loops=5, needs=[_PYAES]),
    _timed("telco", "bench_telco",
           "os.path.dirname(run_benchmark.__file__) + '/data/telco-bench.b'", 5,
           data=["data/telco-bench.b"], blocked=["_decimal"], setup=_DECIMALS, result="rounded()"),
    _timed("deepcopy", "benchmark", loops=20, inner=50, setup="import copy\n",
           result="copy.deepcopy([run_benchmark.A('hello', [1, 2, 3], True), {'a': (1, [2])}])"),
    _timed("deepcopy_reduce", "benchmark_reduce", loops=20, inner=2000, of="deepcopy"),
    _timed("deepcopy_memo", "benchmark_memo", loops=20, inner=400, of="deepcopy"),
    _timed("typing_runtime_protocols", "bench_protocols", loops=20, inner=50, setup=_PROTOCOLS,
           result="table()"),
    _timed("tomli_loads", "bench_tomli_loads", loops=2, data=["data/tomli-bench-data.toml"],
           setup="import tomli\n", needs=[_TOMLI],
           result="tomli.loads(run_benchmark.DATA_FILE.read_text('utf-8'))"),
    Program("ecdsa_sign", "key.sign_deterministic(b'message')", 500, of="", setup=_SIGNING,
            needs=_ECDSA),
    Program("ecdsa_verify", "public.verify(signature, b'message')", 200, of="", setup=_SIGNING,
            needs=_ECDSA),
)}
