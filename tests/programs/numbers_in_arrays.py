"""Numbers without objects: items of arrays, lists and tuples, and powers."""

from array import array


def items(a, b, li, i):
    a[i] = b[i] * 2.0 + li[i]
    a[i] += b[i+1]
    li[i] -= a[i] * 1.5
    return a[i], li[i], a[i] + 1
a = array('d', [1.0]*5); b = array('d', [2.5]*5); c = array('i', range(5)); e = array('f', [0.5] * 5)
l = [1.0]*5
t = (1, 2.0, 3)
for i in (0, 1, -1, 4, 5, -6, True, 10**20, "a", 2.0):
    for x in (a, c, e, [1.0, 2, 3, 4, 5], t, {0: 1.5}):
        for y in (b, c, l, t):
            try:
                print(i, items(x, y, l, i))
            except Exception as ex:
                print(i, type(x), type(ex), ex)
print(a, c, e, l)


class S(array):
    def __getitem__(self, i):
        return 7.5
    def __setitem__(self, i, v):
        print("set", i, v)
s = S('d', [1.0]*4)
print(items(s, s, l, 1), s[2])



def power(a, b):
    return a ** b


def power_root(a, b):
    c = a ** b
    c **= 0.5
    return c + 1.0
for a in (2, 2.0, -2.0, 0.0, 0, -3, 1e300, True, float('nan'), float('inf'), 1e-300, 10**30):
    for b in (2, 0.5, -1.5, 0, -1, 300.0, float('inf'), 1.0):
        for h in (power, power_root):
            try:
                print(a, b, h(a, b))
            except Exception as e:
                print(a, b, type(e), e)
