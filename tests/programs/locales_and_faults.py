"""locale, faulthandler, uuid and statistics: modules that rest on small C parts."""

import calendar
import faulthandler
import locale
import re
import signal
import statistics
import tempfile
import uuid


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


print(locale.setlocale(locale.LC_ALL, "C"), locale.setlocale(locale.LC_NUMERIC), locale.localeconv()["decimal_point"])
print(locale.setlocale(locale.LC_CTYPE, "C.UTF-8"), locale.setlocale(locale.LC_ALL))
print(locale.nl_langinfo(locale.D_T_FMT), locale.nl_langinfo(locale.DAY_1), locale.nl_langinfo(locale.MON_12), locale.nl_langinfo(locale.RADIXCHAR), locale.nl_langinfo(locale.YESEXPR))
print(locale.format_string("%d %.2f", (1234567, 2.5), grouping=True), locale.atof("1.5"), locale.strcoll("a", "b"), sorted("bäac", key=locale.strxfrm), f"{12345.5:n}")
attempt(lambda: locale.setlocale(locale.LC_ALL, "xx_YY"))
attempt(lambda: locale.nl_langinfo(5))
print(locale.normalize("de_de.utf8"), calendar.month_name[3], calendar.day_abbr[0])

with tempfile.TemporaryFile("w+") as file:

    def inner():
        faulthandler.dump_traceback(file, all_threads=False)

    inner()
    faulthandler.dump_traceback(file)
    faulthandler.register(signal.SIGUSR1, file, all_threads=False)
    signal.raise_signal(signal.SIGUSR1)
    print(faulthandler.unregister(signal.SIGUSR1), faulthandler.unregister(signal.SIGUSR1))
    file.seek(0)
    shown = re.sub(r"0x[0-9a-f]+", "0x...", re.sub(r'"[^"]*"', '"..."', re.sub(r"line \d+", "line N", file.read())))
    print(shown)
    print(faulthandler.is_enabled(), faulthandler.enable(file), faulthandler.is_enabled(), faulthandler.disable(), faulthandler.disable())
    faulthandler.dump_traceback_later(1000, file=file)
    faulthandler.cancel_dump_traceback_later()
attempt(lambda: faulthandler.dump_traceback_later(0))
attempt(lambda: faulthandler.register(signal.SIGSEGV))

print(uuid.uuid3(uuid.NAMESPACE_DNS, "python.org"), uuid.uuid5(uuid.NAMESPACE_URL, "x"), uuid.uuid1().version, uuid.uuid4().variant)
print(statistics.NormalDist(100, 15).inv_cdf(0.975), statistics.quantiles([1, 2, 3, 4, 5]), statistics.fmean([1, 2.5]), statistics.stdev([1, 2, 4]))
