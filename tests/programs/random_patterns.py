"""Random patterns on random texts, everything that ``re`` can say about them."""

import random
import re

r = random.Random(11)
ATOMS = [
    "a", "b", "c", ".", "[ab]", "[^a]", r"\w", r"\b", "^", "$", "(a)", "(b|c)", r"(?:ab|a)", "(?=a)",
    "(?!b)", "(?>a|ab)", r"\1", "(?P<n>c)?", "é", "[à-ü]", "(?i:A)", r"\s",
]
QUANTITIES = [
    "", "", "", "*", "+", "?", "*?", "+?", "??", "{1,2}", "{2}", "{0,2}?", "*+", "++", "?+",
]


def make():
    """A pattern, perhaps a wrong one."""
    parts = []
    for _ in range(r.randint(1, 5)):
        atom = r.choice(ATOMS)
        quantity = r.choice(QUANTITIES)
        parts.append(atom if atom in ("^", "$", r"\b", "(?P<n>c)?") else atom + quantity)
    pattern = "".join(parts)
    kind = r.random()
    if kind < 0.2:
        return f"(?:{pattern}){r.choice(['*', '+', '{2,3}', '*?', '*+'])}"
    if kind < 0.35:
        return f"({pattern}){r.choice(['*', '+?', '?'])}"
    return f"{pattern}|{r.choice(ATOMS)}" if kind < 0.5 else pattern


def look(compiled, text):
    """What a pattern finds in a text."""
    out = [(m.span(), m.groups(), m.lastindex, m.regs) for m in compiled.finditer(text)]
    out += [compiled.findall(text), compiled.split(text), compiled.sub("<>", text)]
    out += [m and m.span() for m in (compiled.match(text, 1), compiled.fullmatch(text))]
    return out + [[m.span() for m in iter(compiled.scanner(text).search, None)]]


for _ in range(600):
    pattern = make()
    try:
        compiled = re.compile(pattern, r.choice([0, 0, re.I, re.M, re.A]))
    except re.error as error:
        print(ascii(pattern), error)
        continue
    for _ in range(3):
        signs = "aabbc A\né€"[:r.choice([4, 9, 10])]
        text = "".join([r.choice(signs) for _ in range(r.randint(0, 9))])
        print(ascii((pattern, text, look(compiled, text))))
long = "ab" * 3000
print(re.fullmatch("(?:a|b)*", long).span(), re.match("(a|b)*?$", long).span(1), len(re.findall("(?:ab)+?", long)))
print(re.search("(?:(?:ab)*)*c", "ab" * 12), re.match("(?:a?){20}a{20}", "a" * 20).span())
