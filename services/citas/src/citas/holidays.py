"""National holidays of Ecuador as days of rest, moved as the law moves them; pure."""

from datetime import date, timedelta
from functools import lru_cache

from holidays.countries import Ecuador

MOVED = " (observado)"
# Where the two days of November rest, by the weekday of the second. The law moves them as a pair, which the package does
# not know: 2018 rested on 1 and 2 (Friday and Saturday), 2021 on 1 and 2 (Tuesday and Wednesday).
NOVEMBER = {0: (2, 3), 1: (1, 2), 2: (3, 4), 3: (2, 3), 4: (1, 2), 5: (1, 4), 6: (3, 4)}
SOULS, CUENCA = "Día de Difuntos", "Independencia de Cuenca"
# On these the clinic is closed though their rest is moved beside the weekend.
KEPT = ("Año Nuevo", "Navidad")


def national(first, last):
    """{day: name} of the days of rest from `first` to `last`.

    Ley Orgánica Reformatoria a la LOSEP y al Código del Trabajo (R.O. 906 S, 20 December 2016): from a Tuesday to Monday, from
    a Wednesday or Thursday to Friday, from a weekend beside it; but 1 January, 25 December and Carnival stay.
    """
    years = range(first.year, last.year + 1)
    return {day: name for year in years for day, name in of_year(year).items() if first <= day <= last}


@lru_cache(maxsize=64)
def of_year(year):
    listed = Ecuador(years=year, language="es")
    moved = {name.removesuffix(MOVED) for name in listed.values() if name.endswith(MOVED)} - set(KEPT)
    days = {
        day: name.removesuffix(MOVED)
        for day, name in sorted(listed.items())
        if name not in moved and name.removesuffix(MOVED) not in (SOULS, CUENCA)
    }
    souls, cuenca = NOVEMBER[date(year, 11, 2).weekday()]
    return days | {date(year, 11, souls): SOULS, date(year, 11, cuenca): CUENCA}


def calendar(rows, first, last):
    """What the law says of these days and, over it, what the clinic says: `rows` of {date, name, closed, version, updated_at}."""
    law = {
        day: {
            "date": day,
            "name": name,
            "closed": True,
            "origin": "NATIONAL",
            "version": 0,
            "updated_at": None,
        }
        for day, name in national(first, last).items()
    }
    said = {row["date"]: {**row, "origin": "NATIONAL" if row["date"] in law else "CLINIC"} for row in rows}
    return sorted((law | said).values(), key=lambda day: day["date"])


def days_of(start, end, zone):
    """The first and the last of the clinic's days that [start, end) touches."""
    return start.astimezone(zone).date(), (end - timedelta(microseconds=1)).astimezone(zone).date()
