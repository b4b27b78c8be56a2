"""``_locale``: the locales C and C.UTF-8; there are no others without files of an OS."""

LC_CTYPE, LC_NUMERIC, LC_TIME, LC_COLLATE, LC_MONETARY, LC_MESSAGES, LC_ALL = range(7)
CHAR_MAX = 127


class Error(Exception):
    """A locale that is not to be had."""


Error.__module__ = "locale"

#: The last six have no names in ``locale``; they are set with all others only.
_CATEGORIES = (
    "CTYPE", "NUMERIC", "TIME", "COLLATE", "MONETARY", "MESSAGES",
    "PAPER", "NAME", "ADDRESS", "TELEPHONE", "MEASUREMENT", "IDENTIFICATION",
)
#: What is set, by category. Text is UTF-8 from the start.
_set = ["C.UTF-8"] + ["C"] * 11
#: Names that can be set, with those they have then.
_NAMES = {"": "C.UTF-8", "C": "C", "POSIX": "C", "C.UTF-8": "C.UTF-8", "C.utf8": "C.utf8"}

#: Texts of the C locale by number as in glibc: the first number, names, texts.
_TEXTS = (
    (14, "CODESET", ("UTF-8",)),
    (0x10000, "RADIXCHAR THOUSEP", (".", "")),
    (0x20000, "ABDAY_1 ABDAY_2 ABDAY_3 ABDAY_4 ABDAY_5 ABDAY_6 ABDAY_7",
     ("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat")),
    (0x20007, "DAY_1 DAY_2 DAY_3 DAY_4 DAY_5 DAY_6 DAY_7",
     ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")),
    (0x2000E, "ABMON_1 ABMON_2 ABMON_3 ABMON_4 ABMON_5 ABMON_6 ABMON_7 ABMON_8 ABMON_9 ABMON_10 "
     "ABMON_11 ABMON_12",
     ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")),
    (0x2001A, "MON_1 MON_2 MON_3 MON_4 MON_5 MON_6 MON_7 MON_8 MON_9 MON_10 MON_11 MON_12",
     ("January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December")),
    (0x20026, "AM_STR PM_STR D_T_FMT D_FMT T_FMT T_FMT_AMPM ERA",
     ("AM", "PM", "%a %b %e %H:%M:%S %Y", "%m/%d/%y", "%H:%M:%S", "%I:%M:%S %p", "")),
    (0x2002E, "ERA_D_FMT ALT_DIGITS ERA_D_T_FMT ERA_T_FMT", ("", "", "", "")),
    (0x2006C, "_DATE_FMT", ("%a %b %e %H:%M:%S %Z %Y",)),
    (0x4000F, "CRNCYSTR", ("-",)),
    (0x50000, "YESEXPR NOEXPR", ("^[yY]", "^[nN]")),
)
_langinfo = {}
for _first, _names, _texts in _TEXTS:
    for _offset, _name in enumerate(_names.split(" ")):
        globals()[_name] = _first + _offset
        _langinfo[_first + _offset] = _texts[_offset]


def setlocale(category, locale=None, /):
    """Set the locale of a category, or tell it."""
    if locale is not None and not isinstance(locale, str):
        raise TypeError(
            f"setlocale() argument 2 must be str or None, not {type(locale).__name__}"
        )
    if not LC_CTYPE <= category <= LC_ALL:
        raise Error("locale query failed" if locale is None else "unsupported locale setting")
    chosen = range(len(_CATEGORIES)) if category == LC_ALL else (category,)
    if locale is not None:
        names = _parsed(locale) if category == LC_ALL else None
        for each in chosen:
            name = _NAMES.get(names[each] if names else locale)
            if name is None:
                raise Error("unsupported locale setting")
            _set[each] = name
    found = [_set[each] for each in chosen]
    if found.count(found[0]) == len(found):
        return found[0]
    return ";".join([f"LC_{name}={value}" for name, value in zip(_CATEGORIES, found)])


def _parsed(locale):
    """The names by category that ``setlocale`` told of all; None if there is but one."""
    if "=" not in locale:
        return None
    given = dict([part.split("=", 1) for part in locale.split(";")])
    return [given.get("LC_" + name, "?") for name in _CATEGORIES]


def localeconv():
    """How numbers and sums of money are written."""
    found = {name: "" for name in (
        "int_curr_symbol", "currency_symbol", "mon_decimal_point", "mon_thousands_sep",
    )}
    found.update(mon_grouping=[], positive_sign="", negative_sign="")
    for name in ("int_frac_digits", "frac_digits", "p_cs_precedes", "p_sep_by_space",
                 "n_cs_precedes", "n_sep_by_space", "p_sign_posn", "n_sign_posn"):
        found[name] = CHAR_MAX
    found.update(decimal_point=".", thousands_sep="", grouping=[])
    return found


def nl_langinfo(key, /):
    """A text of the locale."""
    if key not in _langinfo:
        raise ValueError("unsupported langinfo constant")
    return _langinfo[key]


def _checked(text):
    if "\0" in text:
        raise ValueError("embedded null character")
    return text


def strcoll(os1, os2, /):
    """-1, 0 or 1: how two texts are ordered."""
    os1, os2 = _checked(os1), _checked(os2)
    return (os1 > os2) - (os1 < os2)


def strxfrm(string, /):
    """A text whose order is that of the locale."""
    return _checked(string)


def getencoding():
    """The encoding of the locale."""
    return "UTF-8"
