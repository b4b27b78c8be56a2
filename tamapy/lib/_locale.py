"""``_locale``: the locales ``C`` and ``C.UTF-8``; others there are none."""

LC_CTYPE, LC_NUMERIC, LC_TIME, LC_COLLATE, LC_MONETARY, LC_MESSAGES, LC_ALL = range(7)
CHAR_MAX = 127

#: The names of what ``nl_langinfo`` tells, in rows of successive numbers, and what it tells.
_ROWS = (
    (14, "CODESET", ("",)),
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
_CODESET = 14
_texts = {}
for _first, _names, _told in _ROWS:
    for _step, _name in enumerate(_names.split()):
        globals()[_name] = _first + _step
        _texts[_first + _step] = _told[_step]

#: The last six have no names in ``locale``; they are set with all others only.
_CATEGORIES = ("CTYPE", "NUMERIC", "TIME", "COLLATE", "MONETARY", "MESSAGES", "PAPER", "NAME",
               "ADDRESS", "TELEPHONE", "MEASUREMENT", "IDENTIFICATION")
#: A locale's name to the name it is known by.
_KNOWN = {"C": "C", "POSIX": "C", "C.UTF-8": "C.UTF-8", "C.utf8": "C.utf8", "": "C.UTF-8"}
#: The locale of every category. Text is UTF-8 from the start.
_current = ["C.UTF-8"] + ["C"] * (len(_CATEGORIES) - 1)

_MONEY = ("int_curr_symbol", "currency_symbol", "mon_decimal_point", "mon_thousands_sep")
_SIGNS = ("positive_sign", "negative_sign")
_PLACES = ("int_frac_digits", "frac_digits", "p_cs_precedes", "p_sep_by_space", "n_cs_precedes",
           "n_sep_by_space", "p_sign_posn", "n_sign_posn")


class Error(Exception):
    """A locale that there is not."""


Error.__module__ = "locale"


def _text(value, function, place):
    if not isinstance(value, str):
        raise TypeError(
            f"{function}() argument {place} must be str, not {type(value).__name__}"
        )
    return value


def setlocale(category, locale=None, /):
    """Set the locale of a category or of all; its name. Without one, the present name."""
    if not hasattr(type(category), "__index__"):
        kind = type(category).__name__
        raise TypeError(f"'{kind}' object cannot be interpreted as an integer")
    if locale is not None and not isinstance(locale, str):
        kind = type(locale).__name__
        raise TypeError(f"setlocale() argument 2 must be str or None, not {kind}")
    if not 0 <= category <= LC_ALL:
        raise Error("locale query failed" if locale is None else "unsupported locale setting")
    if locale is not None:
        _set(range(len(_CATEGORIES)) if category == LC_ALL else (category,), locale)
    if category != LC_ALL:
        return _current[category]
    if len(set(_current)) == 1:
        return _current[0]
    return ";".join([f"LC_{name}={_current[at]}" for at, name in enumerate(_CATEGORIES)])


def _set(categories, locale):
    if "=" in locale and len(categories) > 1:
        wanted = dict([part.partition("=")[::2] for part in locale.split(";")])
        names = [wanted.get("LC_" + name) for name in _CATEGORIES]
    else:
        names = [locale] * len(_CATEGORIES)
    for category in categories:
        if names[category] not in _KNOWN:
            raise Error("unsupported locale setting")
    for category in categories:
        _current[category] = _KNOWN[names[category]]


def localeconv():
    """How numbers and amounts of money are written."""
    found = dict.fromkeys(_MONEY, "")
    found["mon_grouping"] = []
    found.update(dict.fromkeys(_SIGNS, ""))
    found.update(dict.fromkeys(_PLACES, CHAR_MAX))
    found.update({"decimal_point": ".", "thousands_sep": "", "grouping": []})
    return found


def nl_langinfo(key, /):
    """What the locale says of a subject."""
    if not isinstance(key, int):
        kind = type(key).__name__
        raise TypeError(f"'{kind}' object cannot be interpreted as an integer")
    if key not in _texts:
        raise ValueError("unsupported langinfo constant")
    if key == _CODESET:
        return "ANSI_X3.4-1968" if _current[LC_CTYPE] == "C" else "UTF-8"
    return _texts[key]


def getencoding():
    """The encoding of text."""
    return nl_langinfo(_CODESET)


def strcoll(os1, os2, /):
    """Compare two texts: -1, 0 or 1."""
    if "\0" in _text(os1, "strcoll", 1) or "\0" in _text(os2, "strcoll", 2):
        raise ValueError("embedded null character")
    return (os1 > os2) - (os1 < os2)


def strxfrm(string, /):
    """A text that compares as :func:`strcoll` does."""
    if "\0" in _text(string, "strxfrm", 1):
        raise ValueError("embedded null character")
    return string


# -- messages: there are no catalogues -----------------------------------------------------

_domain = ["messages"]
_directories = {}
_encodings = {}


def gettext(msg, /):
    """The message as it is."""
    return _text(msg, "gettext", 1)


def dgettext(domain, msg, /):
    """The message as it is."""
    return _text(msg, "dgettext", 2)


def dcgettext(domain, msg, category, /):
    """The message as it is."""
    return _text(msg, "dcgettext", 2)


def textdomain(domain, /):
    """Set the domain of messages unless it is ``None``; the present one."""
    if domain is not None:
        _domain[0] = _text(domain, "textdomain", 1) or "messages"
    return _domain[0]


def bindtextdomain(domain, dir, /):
    """Say where the catalogues of a domain lie."""
    if not domain:
        raise Error("domain must be a non-empty string")
    if dir is not None:
        _directories[domain] = dir
    return _directories.get(domain, "/usr/share/locale")


def bind_textdomain_codeset(domain, codeset, /):
    """Say in which encoding the messages of a domain are wanted."""
    if codeset is not None:
        _encodings[domain] = codeset
    return _encodings.get(domain)
