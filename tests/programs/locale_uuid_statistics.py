"""locale in C and C.UTF-8, uuid, statistics: what they take from C modules."""

import locale
import statistics
import uuid
from _statistics import _normal_dist_inv_cdf


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


print(locale.setlocale(locale.LC_ALL, "C"), locale.setlocale(locale.LC_ALL), locale.localeconv())
for key in ("CODESET", "RADIXCHAR", "THOUSEP", "ABDAY_1", "DAY_7", "ABMON_9", "MON_12", "AM_STR", "D_T_FMT", "D_FMT", "T_FMT", "ERA", "CRNCYSTR", "YESEXPR"):
    print(key, getattr(locale, key), locale.nl_langinfo(getattr(locale, key)))
print(locale.setlocale(locale.LC_ALL, "C.UTF-8"), locale.nl_langinfo(locale.CODESET), locale.getencoding(), locale.getlocale(locale.LC_NUMERIC))
locale.setlocale(locale.LC_TIME, "C")
saved = locale.setlocale(locale.LC_ALL)
print("LC_TIME=C;" in saved, locale.setlocale(locale.LC_ALL, "POSIX"), locale.setlocale(locale.LC_ALL, saved) == saved, locale.setlocale(locale.LC_TIME))
attempt(lambda: locale.setlocale(locale.LC_ALL, "xx_YY"))
attempt(lambda: locale.setlocale(99))
attempt(lambda: locale.setlocale(99, "C"))
attempt(lambda: locale.nl_langinfo(-5))
attempt(lambda: locale.strxfrm("a\0"))
attempt(lambda: locale.strcoll("a", "b\0"))
attempt(lambda: locale.strcoll(1, "b"))
attempt(lambda: locale.bindtextdomain("", "x"))
print(locale.strcoll("a", "b"), locale.strcoll("b", "a"), locale.strcoll("é", "é"), sorted(["b", "A", "a", "B"], key=locale.strxfrm), locale.gettext("text"), locale.dgettext("d", "text"))
print(locale.str(1.5), locale.atof("2.25"), locale.atoi("17"), locale.format_string("%d %.2f", (1234567, 3.14159), grouping=True), locale.normalize("de"))
attempt(lambda: locale.currency(5))

first, second = uuid.uuid1(), uuid.uuid1()
print(first.version, second.variant, first.node == second.node == uuid.getnode(), first.time < second.time, first != second, uuid.uuid1(5, 6).node, uuid.uuid1(5, 6).clock_seq)
print(uuid.uuid3(uuid.NAMESPACE_DNS, "python.org"), uuid.uuid5(uuid.NAMESPACE_URL, "x"), uuid.uuid4().version, uuid.UUID(int=7).hex, uuid.UUID(bytes=bytes(range(16))).fields)
attempt(lambda: uuid.UUID("too short"))

normal = statistics.NormalDist(100, 15)
print([normal.inv_cdf(p) for p in (0.001, 0.1, 0.25, 0.5, 0.75, 0.9, 0.999)], normal.quantiles(3), normal.cdf(110))
print(_normal_dist_inv_cdf(1e-300, 0, 1), _normal_dist_inv_cdf(1e-20, 0, 1), _normal_dist_inv_cdf(1 - 2**-53, 0, 1), _normal_dist_inv_cdf(float("nan"), 0, 1))
for wrong in ((0, 0, 1), (1, 0, 1), (0.5, 0, 0), (0.5, "x", 1)):
    attempt(lambda: _normal_dist_inv_cdf(*wrong))
data = [2.5, 3.25, 5.5, 11.25, 11.75, 4]
print(statistics.mean(data), statistics.median(data), statistics.stdev(data), statistics.quantiles(data), statistics.mode("aabbb"), statistics.correlation(data, data[::-1]), statistics.fmean(data, [1, 2, 3, 1, 1, 1]))
print(statistics.NormalDist.from_samples(data), statistics.geometric_mean(data), statistics.harmonic_mean(data), statistics.linear_regression(data, data[::-1]))
