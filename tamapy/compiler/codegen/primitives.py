"""Inline operations of the IR as templates of LLVM text.

A template is a list of lines. ``{0}``, ``{1}`` are the arguments, ``{r}`` the result,
``{t}`` a prefix for names and labels that is unique for each use, ``{W}`` the word's
integer type, ``{s0}``, ``{s1}`` the symbols of the native functions of the slow paths.
``{fail}`` is where control goes when the operation fails; the slow path of a failing primitive
without it leaves the result that tells of the failure.
"""

_BOTH_SMALL = [
    "{t}a = ptrtoint ptr {0} to {W}",
    "{t}b = ptrtoint ptr {1} to {W}",
    "{t}and = and {W} {t}a, {t}b",
    "{t}tag = trunc {W} {t}and to i1",
    "br i1 {t}tag, label {t}fast, label {t}slow, !prof !{likely}",
    "{t}fast:",
]


def _or_called(fast: str, arguments: str) -> list[str]:
    """The value found in block ``fast``, or in ``slow`` what the runtime's function gives."""
    return [
        "{t}slow:",
        f"{{t}}called = call ptr @{{s0}}({arguments})",
        "{t}failed = icmp eq ptr {t}called, null",
        "br i1 {t}failed, label {fail}, label {t}found, !prof !{unlikely}",
        "{t}found:",
        "br label {t}join",
        "{t}join:",
        f"{{r}} = phi ptr [ {{t}}value, {{t}}{fast} ], [ {{t}}called, {{t}}found ]",
    ]


def _joined_or_called(fast: str) -> list[str]:
    """The same for an operation on ``{0}`` and ``{1}``, at the end of block ``fast``."""
    return ["br label {t}join", *_or_called(fast, "ptr {0}, ptr {1}")]


def _word_or_called(fast: str) -> list[str]:
    """``word``, a small int as it lies, or what the runtime's function gives."""
    return ["{t}value = inttoptr {W} {t}word to ptr", *_joined_or_called(fast)]


def _overflowing(name: str, before: list[str], operands: str, after: str) -> list[str]:
    return [
        *_BOTH_SMALL,
        *before,
        f"{{t}}pair = call {{{{{{W}}, i1}}}} @llvm.{name}.with.overflow.{{W}}({operands})",
        "{t}over = extractvalue {{{W}, i1}} {t}pair, 1",
        "{t}sum = extractvalue {{{W}, i1}} {t}pair, 0",
        "br i1 {t}over, label {t}slow, label {t}good, !prof !{unlikely}",
        "{t}good:",
        after,
        *_word_or_called("good"),
    ]


def _bitwise(compute: list[str]) -> list[str]:
    return [
        *_BOTH_SMALL,
        *compute,
        *_word_or_called("fast"),
    ]


_RSHIFT = [
    *_BOTH_SMALL,
    "{t}n = ashr {W} {t}b, 1",
    "{t}ok = icmp ult {W} {t}n, {bits}",
    "br i1 {t}ok, label {t}good, label {t}slow",
    "{t}good:",
    "{t}sh = ashr {W} {t}a, {t}n",
    "{t}word = or {W} {t}sh, 1",
    *_word_or_called("good"),
]


def _divided(word: str) -> list[str]:
    """By a positive divisor, rounding down: ``q`` and ``m`` are quotient and remainder."""
    return [
        *_BOTH_SMALL,
        "{t}d = ashr {W} {t}b, 1",
        "{t}positive = icmp sgt {W} {t}d, 0",
        "br i1 {t}positive, label {t}good, label {t}slow, !prof !{likely}",
        "{t}good:",
        "{t}n = ashr {W} {t}a, 1",
        "{t}q0 = sdiv {W} {t}n, {t}d",
        "{t}down = mul {W} {t}q0, {t}d",
        "{t}m0 = sub {W} {t}n, {t}down",
        "{t}below = ashr {W} {t}m0, {bits}",
        "{t}q = add {W} {t}q0, {t}below",
        "{t}more = and {W} {t}below, {t}d",
        "{t}m = add {W} {t}m0, {t}more",
        f"{{t}}twice = shl {{W}} {word}, 1",
        "{t}word = or {W} {t}twice, 1",
        *_word_or_called("good"),
    ]


def _compare(predicate: str) -> list[str]:
    return [
        *_BOTH_SMALL,
        f"{{t}}c = icmp {predicate} {{W}} {{t}}a, {{t}}b",
        "{t}value = select i1 {t}c, ptr @{true}, ptr @{false}",
        *_joined_or_called("fast"),
    ]


def _check(good: str) -> list[str]:
    """Go on in a new block if what was called has not raised."""
    return [
        "{t}pending = load ptr, ptr @{pending}",
        "{t}raised = icmp ne ptr {t}pending, null",
        f"br i1 {{t}}raised, label {{fail}}, label {{t}}{good}, !prof !{{unlikely}}",
        f"{{t}}{good}:",
    ]


def _test(predicate: str) -> list[str]:
    return [
        *_BOTH_SMALL,
        f"{{t}}c = icmp {predicate} {{W}} {{t}}a, {{t}}b",
        "br label {t}join",
        "{t}slow:",
        "{t}called = call ptr @{s0}(ptr {0}, ptr {1})",
        "{t}null = icmp eq ptr {t}called, null",
        "br i1 {t}null, label {fail}, label {t}compared, !prof !{unlikely}",
        "{t}compared:",
        "{t}truth = call i1 @{s1}(ptr {t}called)",
        *_check("tested"),
        "br label {t}join",
        "{t}join:",
        "{r} = phi i1 [ {t}c, {t}fast ], [ {t}truth, {t}tested ]",
    ]


def _type_of_object(otherwise: str) -> list[str]:
    """The type of ``{0}`` if that is no small int; else control goes to another block."""
    return [
        "{t}w = ptrtoint ptr {0} to {W}",
        "{t}tag = trunc {W} {t}w to i1",
        f"br i1 {{t}}tag, label {{t}}{otherwise}, label {{t}}object, !prof !{{unlikely}}",
        "{t}object:",
        "{t}type = load ptr, ptr {0}",
    ]


#: Count a start of a function or a turn of a loop: whether the thread has had its turn.
_COUNT = [
    "{t}n = load {W}, ptr @{polls}",
    "{t}m = sub {W} {t}n, 1",
    "store {W} {t}m, ptr @{polls}",
    "{t}over = icmp eq {W} {t}m, 0",
]

#: The rest of a function's start: what is called if need be, and may raise.
_ATTEND = [
    "br i1 {t}stop, label {t}attend, label {t}join, !prof !{unlikely}",
    "{t}attend:",
    "call void @{s0}()",
    *_check("join"),
]

#: The value of an attribute of an instance: ``{2}`` tells where the last one of a shape had it,
#: ``{3}`` is the offset of a type's shape, ``{4}`` that of the word that tells the order.
_PLACE_IN_INSTANCE = [
    *_type_of_object("slow"),
    "{t}sp = getelementptr i8, ptr {t}type, {W} {3}",
    "{t}shape = load ptr, ptr {t}sp",
    "{t}known = load ptr, ptr {2}",
    "{t}same = icmp eq ptr {t}shape, {t}known",
    "br i1 {t}same, label {t}shaped, label {t}slow, !prof !{likely}",
    "{t}shaped:",
    "{t}op = getelementptr i8, ptr {0}, {W} {4}",
    "{t}order = load {W}, ptr {t}op",
    "{t}mp = getelementptr ptr, ptr {2}, i32 4",
    "{t}limit = load {W}, ptr {t}mp",
    "{t}inside = icmp ult {W} {t}order, {t}limit",
    "br i1 {t}inside, label {t}compact, label {t}slow, !prof !{likely}",
    "{t}compact:",
    "{t}pp = getelementptr ptr, ptr {2}, i32 1",
    "{t}place = load {W}, ptr {t}pp",
    "{t}vp = getelementptr i8, ptr {0}, {W} {t}place",
    "{t}value = load ptr, ptr {t}vp",
    "{t}empty = icmp eq ptr {t}value, null",
]

def _place_in_list(otherwise: str) -> list[str]:
    """Where item ``{1}`` of ``{0}`` is if that is a list and has it.

    ``{2}`` is the type, ``{3}`` the offset of the length, ``{4}`` that of the storage, ``{5}``
    that of the items in there. An object of another type is for another block.
    """
    return [
        "{t}i = ptrtoint ptr {1} to {W}",
        "{t}itag = trunc {W} {t}i to i1",
        "{t}w = ptrtoint ptr {0} to {W}",
        "{t}wtag = trunc {W} {t}w to i1",
        "{t}not = xor i1 {t}wtag, true",
        "{t}may = and i1 {t}itag, {t}not",
        "br i1 {t}may, label {t}object, label {t}slow, !prof !{likely}",
        "{t}object:",
        "{t}given = ashr {W} {t}i, 1",
        "{t}behind = icmp slt {W} {t}given, 0",
        "{t}type = load ptr, ptr {0}",
        "{t}is = icmp eq ptr {t}type, {2}",
        f"br i1 {{t}}is, label {{t}}list, label {{t}}{otherwise}, !prof !{{likely}}",
        "{t}list:",
        "{t}lp = getelementptr i8, ptr {0}, {W} {3}",
        "{t}n = load {W}, ptr {t}lp",
        "{t}fromend = add {W} {t}given, {t}n",
        "{t}at = select i1 {t}behind, {W} {t}fromend, {W} {t}given",
        "{t}has = icmp ult {W} {t}at, {t}n",
        "br i1 {t}has, label {t}good, label {t}slow, !prof !{likely}",
        "{t}good:",
        "{t}sp = getelementptr i8, ptr {0}, {W} {4}",
        "{t}storage = load ptr, ptr {t}sp",
        "{t}first = getelementptr i8, ptr {t}storage, {W} {5}",
        "{t}vp = getelementptr ptr, ptr {t}first, {W} {t}at",
    ]


#: An item of a list or, with type ``{6}``, of a tuple, whose length and items lie at ``{7}`` and
#: ``{8}``: to block ``got`` as ``listed`` from ``good``, or ``tupled`` from ``inside``.
_ITEM = [
    *_place_in_list("other"),
    "{t}listed = load ptr, ptr {t}vp",
    "br label {t}got",
    "{t}other:",
    "{t}ist = icmp eq ptr {t}type, {6}",
    "br i1 {t}ist, label {t}tuple, label {t}slow",
    "{t}tuple:",
    "{t}tlp = getelementptr i8, ptr {0}, {W} {7}",
    "{t}tn = load {W}, ptr {t}tlp",
    "{t}tfromend = add {W} {t}given, {t}tn",
    "{t}tat = select i1 {t}behind, {W} {t}tfromend, {W} {t}given",
    "{t}thas = icmp ult {W} {t}tat, {t}tn",
    "br i1 {t}thas, label {t}inside, label {t}slow, !prof !{likely}",
    "{t}inside:",
    "{t}tfirst = getelementptr i8, ptr {0}, {W} {8}",
    "{t}tvp = getelementptr ptr, ptr {t}tfirst, {W} {t}tat",
    "{t}tupled = load ptr, ptr {t}tvp",
    "br label {t}got",
]

PREDICATES = {"lt": "slt", "le": "sle", "gt": "sgt", "ge": "sge", "eq": "eq", "ne": "ne"}

TEMPLATES: dict[str, list[str]] = {
    "small.is": [
        "{t}w = ptrtoint ptr {0} to {W}",
        "{r} = trunc {W} {t}w to i1",
    ],
    "small.value": [
        "{t}w = ptrtoint ptr {0} to {W}",
        "{r} = ashr {W} {t}w, 1",
    ],
    "small.make": [
        "{t}s = shl {W} {0}, 1",
        "{t}w = or {W} {t}s, 1",
        "{r} = inttoptr {W} {t}w to ptr",
    ],
    "type_of": [
        "{t}w = ptrtoint ptr {0} to {W}",
        "{t}tag = trunc {W} {t}w to i1",
        "br i1 {t}tag, label {t}join, label {t}heap",
        "{t}heap:",
        "{t}loaded = load ptr, ptr {0}",
        "br label {t}join",
        "{t}join:",
        "{r} = phi ptr [ @{int}, {pred} ], [ {t}loaded, {t}heap ]",
    ],
    "truth": [
        "{t}t = icmp eq ptr {0}, @{true}",
        "br i1 {t}t, label {t}join, label {t}nottrue",
        "{t}nottrue:",
        "{t}f = icmp eq ptr {0}, @{false}",
        "br i1 {t}f, label {t}join, label {t}slow",
        "{t}slow:",
        "{t}called = call i1 @{s0}(ptr {0})",
        *_check("asked"),
        "br label {t}join",
        "{t}join:",
        "{r} = phi i1 [ true, {pred} ], [ false, {t}nottrue ], [ {t}called, {t}asked ]",
    ],
    "small.add": _overflowing(
        "sadd", ["{t}c = xor {W} {t}b, 1"], "{W} {t}a, {W} {t}c", "{t}word = or {W} {t}sum, 1"
    ),
    "small.sub": _overflowing(
        "ssub", ["{t}c = xor {W} {t}b, 1"], "{W} {t}a, {W} {t}c", "{t}word = or {W} {t}sum, 1"
    ),
    "small.mul": _overflowing(
        "smul",
        ["{t}c = xor {W} {t}a, 1", "{t}d = ashr {W} {t}b, 1"],
        "{W} {t}c, {W} {t}d",
        "{t}word = or {W} {t}sum, 1",
    ),
    "small.and": _bitwise(["{t}word = and {W} {t}a, {t}b"]),
    "small.or": _bitwise(["{t}word = or {W} {t}a, {t}b"]),
    "small.xor": _bitwise(["{t}x = xor {W} {t}a, {t}b", "{t}word = or {W} {t}x, 1"]),
    "small.rshift": _RSHIFT,
    "small.floordiv": _divided("{t}q"),
    "small.mod": _divided("{t}m"),
    "frameaddress": [
        "{t}p = call ptr @llvm.frameaddress.p0(i32 0)",
        "{r} = ptrtoint ptr {t}p to {W}",
    ],
    "enter": [
        "{t}p = call ptr @llvm.frameaddress.p0(i32 0)",
        "{t}l = load ptr, ptr @{stack_limit}",
        "{t}stop = icmp ult ptr {t}p, {t}l",
        *_ATTEND,
    ],
    "enter.poll": [
        "{t}p = call ptr @llvm.frameaddress.p0(i32 0)",
        "{t}l = load ptr, ptr @{stack_limit}",
        "{t}low = icmp ult ptr {t}p, {t}l",
        *_COUNT,
        "{t}stop = or i1 {t}low, {t}over",
        *_ATTEND,
    ],
    "poll": [
        *_COUNT,
        "br i1 {t}over, label {t}turn, label {t}join, !prof !{unlikely}",
        "{t}turn:",
        "call void @{s0}()",
        "br label {t}join",
        "{t}join:",
    ],
    # A global of the module with namespace ``{0}``: at once if what ``{2}`` remembers still holds.
    # ``{3}`` is the offset of a dict's ``watch``.
    "global.load": [
        "{t}wp = getelementptr i8, ptr {0}, {W} {3}",
        "{t}watch = load {W}, ptr {t}wp",
        "{t}now = xor {W} {t}watch, -1",
        "{t}note = load {W}, ptr {2}",
        "{t}holds = icmp eq {W} {t}now, {t}note",
        "br i1 {t}holds, label {t}there, label {t}slow, !prof !{likely}",
        "{t}there:",
        "{t}pp = getelementptr i8, ptr {2}, {W} {4}",
        "{t}place = load ptr, ptr {t}pp",
        "{t}value = load ptr, ptr {t}place",
        "br label {t}join",
        *_or_called("there", "ptr {0}, ptr {1}, ptr {2}"),
    ],
    "item.load": [
        *_ITEM,
        "{t}got:",
        "{t}value = phi ptr [ {t}listed, {t}good ], [ {t}tupled, {t}inside ]",
        "br label {t}join",
        *_or_called("got", "ptr {0}, ptr {1}"),
    ],
    # The same as a number, an array's float without an object; ``{{s0}}`` gives numbers.
    "item.load_number": [
        *_ITEM,
        "{t}got:",
        "{t}value = phi ptr [ {t}listed, {t}good ], [ {t}tupled, {t}inside ]",
        "{t}whole = insertvalue {{ptr, double}} zeroinitializer, ptr {t}value, 0",
        "br label {t}join",
        "{t}slow:",
        "{t}called = call {{ptr, double}} @{s0}(ptr {0}, ptr {1})",
        "{t}object1 = extractvalue {{ptr, double}} {t}called, 0",
        "{t}failed = icmp eq ptr {t}object1, null",
        "br i1 {t}failed, label {fail}, label {t}found, !prof !{unlikely}",
        "{t}found:",
        "br label {t}join",
        "{t}join:",
        "{r} = phi {{ptr, double}} [ {t}whole, {t}got ], [ {t}called, {t}found ]",
    ],
    # ``{6}`` is a number, made an object (by ``{{s1}}``) if it goes into a list.
    "item.store_number": [
        "{t}p = extractvalue {{ptr, double}} {6}, 0",
        "{t}d = extractvalue {{ptr, double}} {6}, 1",
        *_place_in_list("slow"),
        "{t}bare = icmp eq ptr {t}p, inttoptr ({W} 2 to ptr)",
        "br i1 {t}bare, label {t}box, label {t}put",
        "{t}box:",
        "{t}made = call ptr @{s1}(double {t}d)",
        "{t}none = icmp eq ptr {t}made, null",
        "br i1 {t}none, label {fail}, label {t}boxed, !prof !{unlikely}",
        "{t}boxed:",
        "br label {t}put",
        "{t}put:",
        "{t}item = phi ptr [ {t}p, {t}good ], [ {t}made, {t}boxed ]",
        "store ptr {t}item, ptr {t}vp",
        "br label {t}join",
        "{t}slow:",
        "call void @{s0}(ptr {0}, ptr {1}, ptr {t}p, double {t}d)",
        *_check("stored"),
        "br label {t}join",
        "{t}join:",
    ],
    # Where the ``{1}`` items of ``{0}`` are: in a list or tuple of so many, else in ``{2}``.
    # ``{3}`` is the type of lists, ``{4}`` to ``{6}`` are offsets in those; ``{7}`` is that of
    # tuples, ``{8}`` and ``{9}`` are offsets there.
    "items.spread": [
        *_type_of_object("slow"),
        "{t}is = icmp eq ptr {t}type, {7}",
        "br i1 {t}is, label {t}tuple, label {t}other",
        "{t}tuple:",
        "{t}tlp = getelementptr i8, ptr {0}, {W} {8}",
        "{t}tn = load {W}, ptr {t}tlp",
        "{t}tall = icmp eq {W} {t}tn, {1}",
        "{t}tvp = getelementptr i8, ptr {0}, {W} {9}",
        "br i1 {t}tall, label {t}join, label {t}slow, !prof !{likely}",
        "{t}other:",
        "{t}isl = icmp eq ptr {t}type, {3}",
        "br i1 {t}isl, label {t}list, label {t}slow, !prof !{likely}",
        "{t}list:",
        "{t}lp = getelementptr i8, ptr {0}, {W} {4}",
        "{t}n = load {W}, ptr {t}lp",
        "{t}sp = getelementptr i8, ptr {0}, {W} {5}",
        "{t}storage = load ptr, ptr {t}sp",
        "{t}vp = getelementptr i8, ptr {t}storage, {W} {6}",
        "{t}all = icmp eq {W} {t}n, {1}",
        "br i1 {t}all, label {t}join, label {t}slow, !prof !{likely}",
        "{t}slow:",
        "call void @{s0}(ptr {0}, {W} {1}, ptr {2})",
        *_check("filled"),
        "br label {t}join",
        "{t}join:",
        "{r} = phi ptr [ {t}tvp, {t}tuple ], [ {t}vp, {t}list ], [ {2}, {t}filled ]",
    ],
    "item.store": [
        *_place_in_list("slow"),
        "store ptr {6}, ptr {t}vp",
        "br label {t}join",
        "{t}slow:",
        "call void @{s0}(ptr {0}, ptr {1}, ptr {6})",
        *_check("stored"),
        "br label {t}join",
        "{t}join:",
    ],
    # The next item of an iterator, null at the end: at once if it is a list's. ``{1}`` is the
    # type of those, ``{2}`` and ``{3}`` the offsets of what one goes over and of its index.
    "next": [
        "{t}type = load ptr, ptr {0}",
        "{t}is = icmp eq ptr {t}type, {1}",
        "br i1 {t}is, label {t}list, label {t}slow",
        "{t}list:",
        "{t}op = getelementptr i8, ptr {0}, {W} {2}",
        "{t}over = load ptr, ptr {t}op",
        "{t}gone = icmp eq ptr {t}over, null",
        "br i1 {t}gone, label {t}slow, label {t}open, !prof !{unlikely}",
        "{t}open:",
        "{t}ip = getelementptr i8, ptr {0}, {W} {3}",
        "{t}at = load {W}, ptr {t}ip",
        "{t}lp = getelementptr i8, ptr {t}over, {W} {4}",
        "{t}n = load {W}, ptr {t}lp",
        "{t}has = icmp ult {W} {t}at, {t}n",
        "br i1 {t}has, label {t}good, label {t}slow, !prof !{likely}",
        "{t}good:",
        "{t}following = add {W} {t}at, 1",
        "store {W} {t}following, ptr {t}ip",
        "{t}sp = getelementptr i8, ptr {t}over, {W} {5}",
        "{t}storage = load ptr, ptr {t}sp",
        "{t}first = getelementptr i8, ptr {t}storage, {W} {6}",
        "{t}vp = getelementptr ptr, ptr {t}first, {W} {t}at",
        "{t}value = load ptr, ptr {t}vp",
        "br label {t}join",
        "{t}slow:",
        "{t}called = call ptr @{s0}(ptr {0})",
        "{t}null = icmp eq ptr {t}called, null",
        "br i1 {t}null, label {t}ended, label {t}join, !prof !{unlikely}",
        "{t}ended:",
        *_check("end"),
        "br label {t}join",
        "{t}join:",
        "{r} = phi ptr [ {t}value, {t}good ], [ {t}called, {t}slow ], [ null, {t}end ]",
    ],
    "attribute.load": [
        *_PLACE_IN_INSTANCE,
        "br i1 {t}empty, label {t}slow, label {t}join, !prof !{unlikely}",
        *_or_called("compact", "ptr {0}, ptr {1}, ptr {2}"),
    ],
    # Whether an instance, which cannot have an attribute of the name itself, is of the type
    # whose method was called last.
    "method.known": [
        *_type_of_object("join"),
        "{t}known = load ptr, ptr {1}",
        "{t}same = icmp eq ptr {t}type, {t}known",
        "br i1 {t}same, label {t}typed, label {t}join, !prof !{likely}",
        "{t}typed:",
        "{t}op = getelementptr i8, ptr {0}, {W} {2}",
        "{t}order = load {W}, ptr {t}op",
        "{t}inside = icmp ult {W} {t}order, {3}",
        "br label {t}join",
        "{t}join:",
        "{r} = phi i1 [ false, {pred} ], [ false, {t}object ], [ {t}inside, {t}typed ]",
    ],
    "attribute.store": [
        *_PLACE_IN_INSTANCE,
        "br i1 {t}empty, label {t}new, label {t}put, !prof !{unlikely}",
        "{t}new:",
        "{t}np = getelementptr ptr, ptr {2}, i32 2",
        "{t}before = load {W}, ptr {t}np",
        "{t}inorder = icmp eq {W} {t}order, {t}before",
        "br i1 {t}inorder, label {t}add, label {t}slow, !prof !{likely}",
        "{t}add:",
        "{t}ap = getelementptr ptr, ptr {2}, i32 3",
        "{t}after = load {W}, ptr {t}ap",
        "store {W} {t}after, ptr {t}op",
        "br label {t}put",
        "{t}put:",
        "store ptr {5}, ptr {t}vp",
        "br label {t}join",
        "{t}slow:",
        "call void @{s0}(ptr {0}, ptr {1}, ptr {5}, ptr {2})",
        *_check("stored"),
        "br label {t}join",
        "{t}join:",
    ],
    "mulhi": [
        "{t}a = zext {T} {0} to {TT}",
        "{t}b = zext {T} {1} to {TT}",
        "{t}m = mul {TT} {t}a, {t}b",
        "{t}h = lshr {TT} {t}m, {tbits}",
        "{r} = trunc {TT} {t}h to {T}",
    ],
    "ctlz": ["{r} = call {T} @llvm.ctlz.{T}({T} {0}, i1 false)"],
    "cttz": ["{r} = call {T} @llvm.cttz.{T}({T} {0}, i1 false)"],
    "ctpop": ["{r} = call {T} @llvm.ctpop.{T}({T} {0})"],
    "bswap": ["{r} = call {T} @llvm.bswap.{T}({T} {0})"],
    "sqrt": ["{r} = call double @llvm.sqrt.f64(double {0})"],
    "fma": ["{r} = call double @llvm.fma.f64(double {0}, double {1}, double {2})"],
    # What is known, though nothing in the code says it.
    "assume": ["call void @llvm.assume(i1 {0})"],
    "prefetch": [
        "{t}p = inttoptr {W} {0} to ptr",
        "call void @llvm.prefetch.p0(ptr {t}p, i32 0, i32 3, i32 1)",
    ],
    "splat": [
        "{t}v = insertelement <8 x i8> poison, i8 {0}, i32 0",
        "{r} = shufflevector <8 x i8> {t}v, <8 x i8> poison, <8 x i32> zeroinitializer",
    ],
    "pick": [
        "{r} = shufflevector <8 x i8> {0}, <8 x i8> {1}, <8 x i32> <"
        + ", ".join(f"i32 {{{i}}}" for i in range(2, 10)) + ">",
    ],
    "memmove": ["call void @llvm.memmove.p0.p0.{W}(ptr {0}, ptr {1}, {W} {2}, i1 false)"],
    "memset": ["call void @llvm.memset.p0.{W}(ptr {0}, i8 {1}, {W} {2}, i1 false)"],
    "arm.dmb": ["call void @llvm.arm.dmb(i32 {0})"],
    "arm.dsb": ["call void @llvm.arm.dsb(i32 {0})"],
    "arm.isb": ["call void @llvm.arm.isb(i32 {0})"],
    "arm.hint": ["call void @llvm.arm.hint(i32 {0})"],
    "arm.mrc": [
        "{r} = call i32 @llvm.arm.mrc(i32 {0}, i32 {1}, i32 {2}, i32 {3}, i32 {4})",
    ],
    "arm.mcr": [
        "call void @llvm.arm.mcr(i32 {0}, i32 {1}, i32 {2}, i32 {3}, i32 {4}, i32 {5})",
    ],
    "arm.mrrc": [
        "{t}p = call {{i32, i32}} @llvm.arm.mrrc(i32 {0}, i32 {1}, i32 {2})",
        "{t}l = extractvalue {{i32, i32}} {t}p, 0",
        "{t}h = extractvalue {{i32, i32}} {t}p, 1",
        "{t}lw = zext i32 {t}l to i64",
        "{t}hw = zext i32 {t}h to i64",
        "{t}hs = shl i64 {t}hw, 32",
        "{r} = or i64 {t}hs, {t}lw",
    ],
}
for _name, _predicate in PREDICATES.items():
    TEMPLATES[f"compare.{_name}"] = _compare(_predicate)
    TEMPLATES[f"test.{_name}"] = _test(_predicate)
for _sign in "su":
    for _op in ("add", "sub", "mul"):
        TEMPLATES[f"{_sign}{_op}.overflows"] = [
            f"{{t}}p = call {{{{{{T}}, i1}}}} @llvm.{_sign}{_op}.with.overflow.{{T}}"
            "({T} {0}, {T} {1})",
            "{r} = extractvalue {{{T}, i1}} {t}p, 1",
        ]

#: Declarations of the intrinsics, by the prefix of their name.
DECLARATIONS = """
declare ptr @llvm.frameaddress.p0(i32)
declare double @llvm.sqrt.f64(double)
declare double @llvm.fma.f64(double, double, double)
declare void @llvm.assume(i1)
declare void @llvm.prefetch.p0(ptr, i32, i32, i32)
declare void @llvm.memmove.p0.p0.{W}(ptr, ptr, {W}, i1)
declare void @llvm.memset.p0.{W}(ptr, i8, {W}, i1)
"""
ARM_DECLARATIONS = """
declare void @llvm.arm.dmb(i32)
declare void @llvm.arm.dsb(i32)
declare void @llvm.arm.isb(i32)
declare void @llvm.arm.hint(i32)
declare i32 @llvm.arm.mrc(i32, i32, i32, i32, i32)
declare void @llvm.arm.mcr(i32, i32, i32, i32, i32, i32)
declare {i32, i32} @llvm.arm.mrrc(i32, i32, i32)
"""
