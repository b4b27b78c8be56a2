"""Functions and comprehensions where CPython's compiler knows that control never comes."""

def f(x):
    if True:
        return [1]
    return [q * q for q in x][0]

def g(x):
    while True:
        if x: break
        x = [1]
    else:
        x = [q for q in x]
    return x

def h(x):
    if (0):
        return (lambda: x)
    class A:
        if False:
            def m(self): return [a for a in x]
        else:
            n = 1
    try:
        return A.n
        def dead(): pass
    finally:
        print("end")

def k(x):
    assert (True), [q for q in x]
    if x or True:
        return 1
    return {q for q in x}

print(f([2]), g([]), h(3), k([]))
