"""Imports that fail when the program runs, as under CPython."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

CASES = {
    "circular": ("import first\n", {
        "first": "import second\nx = 1\n", "second": "from first import x\n",
    }),
    "circular, caught": (
        "import sys\n"
        "try:\n"
        "    import first\n"
        "except ImportError as error:\n"
        "    print(error, error.name, 'first' in sys.modules, 'second' in sys.modules)\n", {
            "first": "print('first')\nimport second\nx = 1\n",
            "second": "print('second')\nfrom first import x\n",
        },
    ),
    "circular, an attribute": (
        "try:\n    import first\nexcept AttributeError as error:\n    print(error)\n", {
            "first": "print('first')\nimport second\nx = 1\n",
            "second": "import first\nprint('second')\nfirst.x\n",
        },
    ),
    "circular in a function, without effects": (
        "def f():\n    import first\n"
        "try:\n    f()\nexcept ImportError as error:\n    print(error)\n",
        {"first": "import second\nx = 1\n", "second": "from first import x\n"},
    ),
    "circular, told while the build imports": (
        "import first\nprint(first.second.message)\n", {
            "first": "import second\nx = 1\n",
            "second": "try:\n    from first import x\nexcept ImportError as error:\n"
                      "    message = str(error)\n",
        },
    ),
    "raised, then again": (
        "import sys\n"
        "for _ in range(2):\n"
        "    try:\n"
        "        import failing\n"
        "    except ZeroDivisionError as error:\n"
        "        print(error, 'failing' in sys.modules)\n"
        "sys.succeed = True\n"
        "import failing\n"
        "print(failing.value, hasattr(failing, 'left'), sys.modules['failing'] is failing)\n", {
            "failing": "import sys\nprint('body')\n"
                       "if not hasattr(sys, 'succeed'):\n    left = 1\n    1 // 0\nvalue = 2\n",
        },
    ),
    "raised in a package": (
        "import sys\n"
        "try:\n    import outer\nexcept ValueError:\n"
        "    print([name in sys.modules for name in ('outer', 'helper')])\n"
        "import helper\n", {
            "outer": "import helper\nprint(helper)\nraise ValueError\n", "helper": "print(1)\n",
        },
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_failing_imports(case: str, tamapy, tmp_path: Path) -> None:
    """Messages, ``sys.modules`` and what a second import does."""
    main, modules = CASES[case]
    got = tamapy(main, "--board", "linux-amd64", **modules)
    want = subprocess.run(
        [sys.executable, "app.py"], cwd=tmp_path, capture_output=True, text=True,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    place = re.escape(os.fspath(tmp_path) + os.sep)
    assert got.output == re.sub(place, "", want.stdout)
    assert got.status == want.returncode
    assert got.errors.endswith(re.sub(place, "", want.stderr))
