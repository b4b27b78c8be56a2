"""One piece of source for each construct of the language: name to text."""

CONSTRUCTS = {
    "assert": "def f(x):\n    assert x > 0, 'positive'\n",
    "assignment": "def f(x):\n    a = b = x\n    return a\n",
    "async_comprehension": "async def f(a, g):\n    return [x async for x in a if await g(x)]\n",
    "async_for": "async def f(a):\n    async for x in a:\n        print(x)\n    else:\n"
                 "        return 1\n",
    "async_generator": "async def f(g):\n    yield await g()\n",
    "async_generator_expression": "async def f(a):\n    return (x async for x in a)\n",
    "async_with": "async def f(c):\n    async with c as x:\n        return x\n",
    "attributes": "def f(o):\n    o.x = o.y\n    del o.z\n",
    "augmented_assignment": "def f(x, o, l):\n    x += 1\n    o.n -= x\n    l[0] *= 2\n"
                            "    return x\n",
    "await": "async def f(g):\n    return await g() + 1\n",
    "boolean_operators": "def f(a, b, c):\n    return a and b or not c\n",
    "calls": "def f(g, x):\n    g()\n    return g(x, 1)\n",
    "class": (
        "def f(base):\n    class C(base):\n        x = 1\n\n        def m(self):\n"
        "            return self.x\n    return C\n"
    ),
    "closure": "def f(n):\n    def g():\n        return n\n    return g\n",
    "comparison_chain": "def f(a, b, c):\n    return a < b <= c\n",
    "comprehension_dict": "def f(l):\n    return {k: v for k, v in l if k}\n",
    "comprehension_list": "def f(l):\n    return [x * 2 for x in l]\n",
    "comprehension_set": "def f(l):\n    return {x for x in l}\n",
    "conditional_expression": "def f(a, b, c):\n    return a if b else c\n",
    "decorator": "def f(d):\n    @d\n    def g():\n        pass\n    return g\n",
    "del": "def f(x, l):\n    del x\n    del l[0]\n",
    "displays": "def f(a, b):\n    return [a, b], (a, b), {a, b}, {a: b}, [*a, b], {**a}\n",
    "for": "def f(l):\n    for x in l:\n        if x:\n            continue\n        break\n"
           "    else:\n        return 1\n",
    "for_range": "def f(n):\n    s = 0\n    for i in range(n):\n        s += i\n    return s\n",
    "fstring": "def f(x, w):\n    return f'a{x!r:>{w}}b{x}'\n",
    "generator": "def f(n):\n    x = yield n\n    yield from x\n",
    "generator_expression": "def f(l):\n    return (x for x in l)\n",
    "global": "def f():\n    global g\n    g = 1\n    return g\n",
    "if": "def f(x):\n    if x:\n        return 1\n    elif x is None:\n        return 2\n"
          "    return 3\n",
    "import": "def f():\n    import keyword\n    from keyword import iskeyword as k\n"
              "    return keyword, k\n",
    "keyword_calls": "def f(g, x):\n    return g(x, key=1)\n",
    "lambda": "def f(x):\n    return lambda y=x, *a, z=1, **k: y\n",
    "match": (
        "def f(x):\n    match x:\n        case 1 | 2:\n            return 'few'\n"
        "        case [a, *rest] if a:\n            return rest\n"
        "        case {'k': v, **others}:\n            return v\n"
        "        case str(real=r):\n            return r\n"
        "        case _:\n            return None\n"
    ),
    "methods": "def f(s, l):\n    l.append(s.upper())\n",
    "nonlocal": "def f():\n    n = 0\n    def g():\n        nonlocal n\n        n += 1\n"
                "        return n\n    return g\n",
    "operators": "def f(a, b):\n    return a + b, a - b, a * b, a / b, a // b, a % b, a ** b, "
                 "a << b, a >> b, a & b, a | b, a ^ b, a @ b, -a, +a, ~a\n",
    "parameters": "def f(a, /, b=1, *c, d, e=2, **g):\n    return a, b, c, d, e, g\n",
    "raise": "def f(x):\n    raise ValueError(x) from None\n",
    "slices": "def f(l, a, b):\n    l[a:b] = l[::2]\n    return l[1:], l[a]\n",
    "star_calls": "def f(g, a, k):\n    return g(1, *a, x=2, **k)\n",
    "try_except": (
        "def f(g):\n    try:\n        g()\n    except (ValueError, TypeError) as e:\n"
        "        return e\n    except KeyError:\n        raise\n    else:\n        return 1\n"
    ),
    "try_except_star": "def f(g):\n    try:\n        g()\n    except* ValueError as e:\n"
                       "        print(e)\n",
    "try_finally": "def f(g, h):\n    try:\n        return g()\n    finally:\n        h()\n",
    "unpacking": "def f(p):\n    a, (b, *c) = p\n    return a, b, c\n",
    "walrus": "def f(g):\n    if (n := g()) > 1:\n        return n\n",
    "while": "def f(n):\n    while n:\n        n -= 1\n    else:\n        return n\n",
    "with": "def f(c):\n    with c as x, c:\n        return x\n",
    "numbers": """\
def f(x, n):
    total = 0.5
    for _ in range(n):
        total += x * x
        if total > n:
            return -total
    return total
""",
    "super": """\
class C:
    def f(self, x):
        return super().f(x)

f = C.f
""",
}
