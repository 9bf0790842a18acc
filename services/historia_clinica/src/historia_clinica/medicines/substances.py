"""What a substance is, whatever the clinic's list says of it: tables beside this file, in which each row names its source.

`allergy_groups.csv` holds substances that cause the same allergy; each `stem` is the beginning of a word of an allergy or of
a medicine. `controlled_dci.csv` holds what needs the Ministry's own pad. Words without accents or case.
"""

import csv
import unicodedata
from pathlib import Path


def rows(name):
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def groups(table):
    """The stems of each group, in the order of the table."""
    found = {}
    for row in table:
        found.setdefault(row["group"], []).append(row["stem"])
    return {name: tuple(stems) for name, stems in found.items()}


ALLERGY_GROUPS = groups(rows("allergy_groups.csv"))
CONTROLLED_DCI = frozenset(row["dci"] for row in rows("controlled_dci.csv"))


def plain_words(text):
    """The words of a text without accents or case."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
    return "".join(c if c.isalnum() else " " for c in bare).split()


def groups_of(text):
    """The names of ALLERGY_GROUPS that a substance belongs to."""
    words = plain_words(text)
    return {name for name, stems in ALLERGY_GROUPS.items() if any(word.startswith(stems) for word in words)}


def is_controlled(dci):
    return not CONTROLLED_DCI.isdisjoint(plain_words(dci))
