"""What random programs are made of: templates of expressions by the kind of their value.

``<k>`` in a template stands for an expression of kind ``k``, ``<v:k>`` for a variable of that
kind, ``<new>`` for a name. Kinds of values:

=====  ==========================    =====  ===============================
``i``  int                           ``I``  list of ints
``f``  float                         ``S``  list of texts
``s``  str                           ``D``  dict from texts to ints
``b``  bool                          ``T``  tuple of an int and a text
``y``  bytes                         ``o``  an instance of the program's classes
=====  ==========================    =====  ===============================

and of what is only written as a literal: ``n`` a divisor, ``k`` a shift, ``x`` an index, ``z`` a
small count, ``c`` a character.
"""

from __future__ import annotations

KINDS = "ifsbyISDTo"


def _split(text: str) -> tuple[str, ...]:
    """Templates that semicolons part."""
    return tuple(part.strip() for part in text.split(";"))


#: Values with which operators behave in ways of their own.
LITERALS = {
    "i": _split(r"""
        0 ; 1 ; 2 ; 3 ; 7 ; 10 ; -1 ; -2 ; -5 ; 100 ; 255 ; 256 ; 1000 ; -1000 ; 2**30 - 1 ;
        2**30 ; -2**30 ; 2**31 - 1 ; -2**31 ; 2**32 ; 2**61 - 1 ; 2**62 - 1 ; 2**62 ; -2**62 ;
        -2**62 - 1 ; 2**63 ; -2**63 ; 2**64 ; 10**20 ; -10**25
    """),
    "f": _split(r"""
        0.0 ; -0.0 ; 1.0 ; 0.5 ; -1.5 ; 2.25 ; 3.75 ; 1e10 ; -1e-5 ; 1e300 ; 1e-310 ;
        123456.789 ; 0.1 ; float('inf') ; float('nan') ; 2.0**53 ; 1e16 ; 100.0
    """),
    "s": _split(r"""
        '' ; 'a' ; 'abc' ; 'Hello' ; ' x ' ; '12' ; 'é' ; '日本' ; 'a,b,c' ; 'ABCabc' ; '\n' ;
        '😀z' ; 'aaa' ; '-7'
    """),
    "b": _split(r"""
        True ; False
    """),
    "y": _split(r"""
        b'' ; b'a' ; b'abc' ; b'\x00\xff' ; b'12 34'
    """),
    "I": _split(r"""
        [] ; [1] ; [3, 1, 2] ; [0, 0, 0] ; [-1, 2**40, 5] ; [2**70, -3] ; list(range(6))
    """),
    "S": _split(r"""
        [] ; ['a'] ; ['b', 'a', 'c'] ; ['', 'xyz'] ; 'p q r'.split()
    """),
    "D": _split(r"""
        {} ; {'a': 1} ; {'b': 2, 'a': -1, 'abc': 2**33} ; dict(a=3, z=4)
    """),
    "T": _split(r"""
        (1, 'a') ; (-5, '') ; (2**65, 'xyz')
    """),
    "n": _split(r"""
        1 ; 2 ; 3 ; 7 ; -2 ; -3 ; 10 ; 64 ; 1000003 ; 2**31 ; -2**40
    """),
    "k": _split(r"""
        0 ; 1 ; 2 ; 5 ; 8 ; 29 ; 30 ; 31 ; 32 ; 33 ; 61 ; 62 ; 63 ; 64 ; 70
    """),
    "x": _split(r"""
        0 ; 1 ; 2 ; -1 ; -2 ; 3 ; 5 ; -4
    """),
    "z": _split(r"""
        0 ; 1 ; 2 ; 3
    """),
    "c": _split(r"""
        'a' ; 'Z' ; 'é' ; '0' ; '😀' ; ' '
    """),
    "o": _split(r"""
        Point(1, 2) ; Named('n', 3) ; Point(-1, 0)
    """),
}

EXPRESSIONS = {
    "i": _split(r"""
        <i> + <i> ; <i> - <i> ; <i> * <i> ; <i> // <n> ; <i> % <n> ; <i> // <i> ; <i> % <i> ;
        -<i> ; ~<i> ; +<i> ; <i> & <i> ; <i> | <i> ; <i> ^ <i> ; <i> << <k> ; <i> >> <k> ;
        abs(<i>) ; len(<s>) ; len(<I>) ; len(<D>) ; sum(<I>) ; max(<I>, default=<i>) ;
        min(<i>, <i>) ; max(<i>, <i>, <i>) ; int(<f>) ; <I>[<x>] ; <D>[<s>] ; <D>.get(<s>, <i>) ;
        ord(<c>) ; <s>.find(<s>) ; <s>.count(<s>) ; <I>.index(<i>) ; <I>.count(<i>) ;
        (<i> if <b> else <i>) ; int(<b>) ; <b> + <i> ; divmod(<i>, <n>)[<z>] ;
        pow(<i>, <k>, <n>) ; <i> ** <z> ; hash(<i>) ; int(<s>) ; <o>.size ; <o>.grow(<i>) ;
        <o>[<x>] ; len(<o>) ; <y>[<x>] ; round(<f>) ; (lambda q: q + <i>)(<i>) ;
        int.from_bytes(<y>, 'big') ; <i>.__abs__() ; <T>[0] ; <T>[<x>] ; (<i>).bit_length() ;
        sum(q * <i> for q in <I>) ; sum([len(q) for q in <S>]) ; next(iter(<I>), <i>) ;
        len({*<I>}) ; [*<I>, <i>][<x>] ; min(<I>, key=lambda q: -q) ; (<i> and <i>) ;
        (<i> or <i>) ; len([q for q in <I> if q > <i>]) ; int('7' * <z> + '1') ;
        len(list(zip(<I>, <S>))) ; sum(range(<z>, <z> + 5, <z> + 1)) ; <I>.pop() ; <D>.pop(<s>) ;
        int(<f> > <i>) ; sum(map(abs, <I>)) ; (<o> + <o>).size ; (w := <i>) - w
    """),
    "f": _split(r"""
        <f> + <f> ; <f> - <f> ; <f> * <f> ; <f> / <f> ; <i> / <n> ; <f> * <i> ; <i> - <f> ;
        -<f> ; abs(<f>) ; <f> // <n> ; <f> % <n> ; float(<i>) ; <f> ** 2 ; <f> ** <z> ;
        max(<f>, <f>) ; sum(<I>) / <n> ; round(<f>, <z>) ; (<f> if <b> else <f>) ;
        <i> * <f> + <i> ; float(<s>) ; <f> + <b> ; min(<f>, <i>) ; sum([<f>, <f>]) ;
        divmod(<f>, <f>)[<z>] ; (<f>).__float__() ; <f> - <f> * <f> ; math.sqrt(<f>) ;
        math.floor(<f>) + 0.5 ; math.fabs(<f>)
    """),
    "s": _split(r"""
        <s> + <s> ; <s> * <z> ; <s>[<x>:] ; <s>[:<x>] ; <s>[<x>:<x>] ; <s>[::-1] ; <s>[<x>] ;
        <s>.upper() ; <s>.title() ; <s>.strip() ; <s>.replace(<s>, <s>) ; str(<i>) ; str(<f>) ;
        repr(<s>) ; repr(<I>) ; str(<b>) ; '-'.join(<S>) ; (<s> if <b> else <s>) ;
        chr(97 + <z>) ; '{:>6}|{:.3f}|{!r}'.format(<i>, <f>, <s>) ;
        '%d %s %r' % (<i>, <s>, <T>) ; hex(<i>) ; bin(<i>) ; <s>.center(<z> + 4, '*') ; <T>[1] ;
        <S>[<x>] ; <o>.name ; repr(<o>) ; f'{<v:i>:+d},{<v:i>:x}' ; f'{<v:s>!r:>8}' ;
        f'{<v:f>:g}' ; f'{<v:i>}{<v:s>}' ; (<s> or <s>) ; min(<s>, <s>) ; sorted(<s>)[0] ;
        ''.join(reversed(<s>)) ; ''.join(q for q in <s> if q > <c>) ; <s>.partition(<c>)[<z>] ;
        <y>.hex() ; str(<D>) ; type(<i>).__name__ ; '{0}{0}'.format(<i>) ; <s>.lstrip(<s>) ;
        <s>.zfill(<z> + 3) ; <s>.encode().decode() ; format(<i>, ',') ; format(<f>, '.2e') ;
        ascii(<s>)
    """),
    "b": _split(r"""
        <i> < <i> ; <i> <= <i> ; <i> == <i> ; <i> != <i> ; <i> > <i> ; <f> < <f> ; <f> == <f> ;
        <f> >= <i> ; <s> == <s> ; <s> < <s> ; <s> in <s> ; <i> in <I> ; <s> in <D> ;
        <s> not in <S> ; not <b> ; <b> and <b> ; <b> or <b> ; <i> < <i> < <i> ; bool(<s>) ;
        bool(<i>) ; isinstance(<i>, int) ; <s>.startswith(<s>) ; <s>.isdigit() ; <I> == <I> ;
        <I> < <I> ; any(q > <i> for q in <I>) ; all(<I>) ; <o> == <o> ; <T> < <T> ; bool(<o>) ;
        <i> is None ; <D> == <D> ; <i> in (<i>, <i>) ; <y> == <y> ; <b> is True ; <b> ^ <b> ;
        <b> == <i> ; callable(<s>) ; <i> in {<i>: 1} ; <i> in <o> ; <o> < <o>
    """),
    "y": _split(r"""
        <y> + <y> ; <y>[<x>:] ; <s>.encode() ; bytes([<z>, 65]) ; <y> * <z> ; bytes(<z>) ;
        (<i> & 65535).to_bytes(2, 'little') ; <y>.upper() ; <y>[::-1] ; bytes(bytearray(<y>)) ;
        <y>.replace(b'a', b'zz') ; <y>.strip()
    """),
    "I": _split(r"""
        <I> + <I> ; <I> * <z> ; <I>[<x>:] ; <I>[::-1] ; <I>[<x>:<x>] ; sorted(<I>) ; list(<y>) ;
        sorted(<I>, reverse=True) ; [q + <i> for q in <I>] ; [q * q for q in <I> if q % 2] ;
        [<i>, <i>] ; [<i> for _ in range(<z>)] ; list(range(<z>, <z> + 4)) ; list(<D>.values()) ;
        list(map(lambda q: q ^ <z>, <I>)) ; [len(q) for q in <S>] ; sorted(set(<I>)) ;
        list(reversed(<I>)) ; [*<I>, *<I>] ; list(filter(None, <I>)) ;
        sorted({<i>, <i>} | set(<I>)) ; [a * b for a, b in zip(<I>, <I>)] ;
        [q for r in (<I>, <I>) for q in r] ; <I>.copy() ; [a - b for a, b in enumerate(<I>)] ;
        (<I> if <b> else <I>) ; list(count_up(<z>)) ; [q if q else <i> for q in <I>] ;
        sorted(<I>, key=lambda q: (q % 3, q)) ; list(<o>) ; list(dict.fromkeys(<I>)) ;
        list(itertools.chain(<I>, <I>)) ; list(itertools.accumulate(<I>))
    """),
    "S": _split(r"""
        <S> + <S> ; <s>.split() ; <s>.split(',') ; sorted(<S>) ; [str(q) for q in <I>] ;
        list(<s>) ; [q.upper() for q in <S>] ; [<s>, <s>] ; sorted(<D>) ; list(<D>) ; <S>[<x>:] ;
        [q + <s> for q in <S> if q] ; sorted(<S>, key=len) ; sorted(set(<S>)) ;
        [q[::-1] for q in <S>] ; list(map(str, <I>)) ; [a for a, b in <D>.items()] ; [*<S>, <s>]
    """),
    "D": _split(r"""
        {<s>: <i>, <s>: <i>} ; {**<D>, <s>: <i>} ; {q: len(q) for q in <S>} ; <D> | <D> ;
        <D>.copy() ; dict(zip(<S>, <I>)) ; {q: r + <i> for q, r in <D>.items()} ;
        dict(sorted(<D>.items())) ; {str(q): q for q in <I>}
    """),
    "T": _split(r"""
        (<i>, <s>) ; tuple([<i>, <s>]) ; (<T> if <b> else <T>) ; max(<T>, <T>) ;
        (len(<s>), <s>) ; next(iter(<D>.items()))[::-1] ; (*(<i>,), <s>)
    """),
    "o": _split(r"""
        Point(<i>, <i>) ; Named(<s>, <i>) ; <o> + <o> ; (<o> if <b> else <o>) ; <o>.moved(<i>)
    """),
}

#: Statements of one line.
STATEMENTS = _split(r"""
    <v:i> = clamp(<i>) ; <v:i> = clamp(<i>) ; <v:i> = clamp(<i>) ; <v:i> += <i> & 255 ;
    <v:i> -= <i> & 65535 ; <v:i> ^= <z> ; <v:i> //= <n> ; <v:i> %= <n> ; <v:i> >>= <z> ;
    <v:f> = <f> ; <v:f> = <f> ; <v:f> += <f> ; <v:f> *= <f> ; <v:f> -= <i> & 7 ; <v:f> /= <f> ;
    <v:s> = clamp(<s>) ; <v:s> = clamp(<s>) ; <v:s> += chr(98 + <z>) ; <v:b> = <b> ;
    <v:y> = clamp(<y>) ; <v:I> = clamp(<I>) ; <v:I>.append(clamp(<i>)) ;
    <v:I>[<x>] = clamp(<i>) ; <v:I>[<x>:<x>] = clamp(<I>) ; <v:I>.insert(<x>, clamp(<i>)) ;
    <v:I>.sort() ; del <v:I>[<x>] ; <v:I> += [<z>] ; <v:I>.extend(<I>[:3]) ; <v:I>[<x>] += <z> ;
    <v:I>.reverse() ; <v:S> = clamp(<S>) ; <v:S>.append(clamp(<s>)) ;
    <v:D>[clamp(<s>)] = clamp(<i>) ; <v:D> = clamp(<D>) ; <v:D>.setdefault(clamp(<s>), <z>) ;
    <v:D>.update(<D>) ; <v:D>[<s>] += <z> ; del <v:D>[<s>] ; <v:T> = <T> ; <v:i>, <v:s> = <T> ;
    <v:i>, *<v:I> = <I>[:5] ; *<v:I>, <v:i> = <I>[:4] ; <v:i>, <v:i> = <v:i>, <v:i> ;
    (<v:i>, <v:s>), <v:f> = <T>, <f> ; <v:o> = <o> ; <v:o>.size = clamp(<i>) ;
    <v:o>.extra = <s> ; print('shown', <i>, <s>) ; print(<f>, <I>) ; assert <b>, <s> ;
    <v:I>[1], <v:I>[0] = <v:I>[0], <v:I>[1] ; total[0] += <z> ;
    <v:i> = <v:I>[0] if <v:I> else <i> ; <v:o>.size += <z> ; <v:f> = <v:f> * <f> + <v:f> ;
    <v:i> = clamp(<v:i> * <v:i> + <i>) ; <v:s> = <o>.extra
""")

#: Headings of loops.
LOOPS = _split(r"""
    for <v:i> in range(<z> + 2): ; for <v:i> in range(<z>, -<z> - 1, -1): ;
    for <v:i> in <I>[:6]: ; for <v:s> in <S>[:5]: ; for <v:s> in <s>[:5]: ;
    for <v:s>, <v:i> in list(<D>.items())[:5]: ; for <v:i>, <v:s> in enumerate(<S>[:4]): ;
    for <v:i>, <v:i> in zip(<I>[:5], <I>): ; for <v:i> in count_up(<z> + 1): ;
    for <v:i> in <o>: ; for <v:i> in (<i>, <i>, <i>): ; while turns.left(): ;
    while <b> and turns.left():
""")

#: What a suite stands under that is entered once.
SUITES = _split(r"""
    if <b>: ; if <b>: ; if <i>: ; if <s>: ; if not <I>: ; with Around(<s>): ;
    with Swallow(ValueError, KeyError):
""")

#: What is caught.
EXCEPTIONS = _split(r"""
    ValueError ; KeyError ; IndexError ; ZeroDivisionError ; TypeError ;
    (OverflowError, AttributeError) ; LookupError ; ArithmeticError ; Exception
""")

#: Patterns of ``match``, by the kind of what is matched.
PATTERNS = {
    "i": _split(r"""
        0 ; 1 | 2 | -1 ; int() if <b> ; [*_] ; None
    """),
    "s": _split(r"""
        'a' | 'abc' ; '' ; str() as same if len(same) > 2 ; 'b'
    """),
    "I": _split(r"""
        [] ; [first] ; [first, *rest] if first ; [_, 0, *_] ; (_, _)
    """),
    "T": _split(r"""
        (0, _) ; (int(), 'a') ; (first, str()) if <b> ; (_, _, _)
    """),
    "D": _split(r"""
        {}  if <b> ; {'a': first} ; {'b': _, **rest}
    """),
    "o": _split(r"""
        Named(name='n') ; Point(size=0) ; Point(1, first) ; Named()
    """),
}
