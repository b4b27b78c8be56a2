"""``_ast``: the classes of syntax trees, for modules that mention them; nothing is parsed here."""

PyCF_ONLY_AST = 0x400
PyCF_TYPE_COMMENTS = 0x1000
PyCF_ALLOW_TOP_LEVEL_AWAIT = 0x2000


class AST:
    """The base of all nodes."""

    _fields = ()
    _attributes = ()
    __match_args__ = ()

    def __init__(self, *args, **kwargs):
        if len(args) > len(self._fields):
            raise TypeError(
                f"{type(self).__name__} constructor takes at most {len(self._fields)} "
                f"positional argument{'' if len(self._fields) == 1 else 's'}"
            )
        for name, value in zip(self._fields, args):
            setattr(self, name, value)
        for name, value in kwargs.items():
            setattr(self, name, value)

    def __reduce__(self):
        return type(self), (), self.__dict__.copy()


AST.__module__ = "ast"

#: Python.asdl of CPython 3.11: base, its attributes, then the nodes with their fields.
_PLACE = "lineno col_offset end_lineno end_col_offset"
_GRAMMAR = (
    ("mod", "", "Module(body type_ignores) Interactive(body) Expression(body) "
     "FunctionType(argtypes returns)"),
    ("stmt", _PLACE, "FunctionDef(name args body decorator_list returns type_comment) "
     "AsyncFunctionDef(name args body decorator_list returns type_comment) "
     "ClassDef(name bases keywords body decorator_list) Return(value) Delete(targets) "
     "Assign(targets value type_comment) AugAssign(target op value) "
     "AnnAssign(target annotation value simple) For(target iter body orelse type_comment) "
     "AsyncFor(target iter body orelse type_comment) While(test body orelse) "
     "If(test body orelse) With(items body type_comment) AsyncWith(items body type_comment) "
     "Match(subject cases) Raise(exc cause) Try(body handlers orelse finalbody) "
     "TryStar(body handlers orelse finalbody) Assert(test msg) Import(names) "
     "ImportFrom(module names level) Global(names) Nonlocal(names) Expr(value) Pass() Break() "
     "Continue()"),
    ("expr", _PLACE, "BoolOp(op values) NamedExpr(target value) BinOp(left op right) "
     "UnaryOp(op operand) Lambda(args body) IfExp(test body orelse) Dict(keys values) Set(elts) "
     "ListComp(elt generators) SetComp(elt generators) DictComp(key value generators) "
     "GeneratorExp(elt generators) Await(value) Yield(value) YieldFrom(value) "
     "Compare(left ops comparators) Call(func args keywords) "
     "FormattedValue(value conversion format_spec) JoinedStr(values) Constant(value kind) "
     "Attribute(value attr ctx) Subscript(value slice ctx) Starred(value ctx) Name(id ctx) "
     "List(elts ctx) Tuple(elts ctx) Slice(lower upper step)"),
    ("expr_context", "", "Load() Store() Del()"),
    ("boolop", "", "And() Or()"),
    ("operator", "", "Add() Sub() Mult() MatMult() Div() Mod() Pow() LShift() RShift() BitOr() "
     "BitXor() BitAnd() FloorDiv()"),
    ("unaryop", "", "Invert() Not() UAdd() USub()"),
    ("cmpop", "", "Eq() NotEq() Lt() LtE() Gt() GtE() Is() IsNot() In() NotIn()"),
    ("", "", "comprehension(target iter ifs is_async)"),
    ("excepthandler", _PLACE, "ExceptHandler(type name body)"),
    ("", "", "arguments(posonlyargs args vararg kwonlyargs kw_defaults kwarg defaults)"),
    ("", _PLACE, "arg(arg annotation type_comment) keyword(arg value) alias(name asname)"),
    ("", "", "withitem(context_expr optional_vars) match_case(pattern guard body)"),
    ("pattern", _PLACE, "MatchValue(value) MatchSingleton(value) MatchSequence(patterns) "
     "MatchMapping(keys patterns rest) MatchClass(cls patterns kwd_attrs kwd_patterns) "
     "MatchStar(name) MatchAs(pattern name) MatchOr(patterns)"),
    ("type_ignore", "", "TypeIgnore(lineno tag)"),
)


def _define(name, base, fields, attributes):
    made = type(name, (base,), {
        "_fields": fields, "__match_args__": fields, "_attributes": attributes,
        "__module__": "ast",
    })
    globals()[name] = made
    return made


for _base, _attributes, _nodes in _GRAMMAR:
    _names = tuple(_attributes.split())
    _parent = _define(_base, AST, (), _names) if _base else AST
    for _node in _nodes.replace(") ", ")\n").split("\n"):
        _name, _, _fields = _node.rstrip(")").partition("(")
        _define(_name, _parent, tuple(_fields.split()), _names)
