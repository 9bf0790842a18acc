"""What people type into a search box, as LIKE patterns; `public.plain` on both sides leaves out accents and case."""

import re

# A trigram index needs three letters of the middle of a word; its first ones it finds however few they are.
FEWEST = 3
# What no trigram can be made of where it stands in the middle of a word; a letter after a sign begins one.
FEW = re.compile(rf"[^\W_]{{1,{FEWEST - 1}}}[\W_]*")
# A group of digits of a number as it is printed: `099`, `(02)`, `234-5678`, `171430710-3`.
GROUP = re.compile(r"[+(]?[0-9][0-9().,/-]*")
# What is dialled before a number of Ecuador: from abroad +593 or 00593, sometimes with the 0 as well; at home 0.
PREFIX = re.compile(r"^(?:(?:00)?593(?=[0-9]{5})0?|0)")


def containing(text):
    """The pattern of what has `text` somewhere in it, word for word; None where nothing was typed.

    Every sign but letters, digits and spaces means itself: not only `%`, but also what `plain` turns into one.
    """
    return "%" + re.sub(r"([^\w\s]|_)", r"\\\1", text) + "%" if text else None


def words(text):
    """The parameters of `has_words`: a pattern for each word, the longest three apart; and those of its reading as a number.

    Where even the longest has one or two letters or digits together, it is looked for at the beginning of words, so that
    the search does not read a whole table; no index holds signs, and a search of signs alone finds nothing.
    """
    typed = (text or "").split()
    longest, others = _apart(typed)
    indexed = [word for word in others if _letters(word) >= FEWEST][:2]
    others = [word for word in others if word not in indexed]
    pattern = beginning = containing(longest)
    if longest and FEW.fullmatch(longest):
        pattern, beginning = f"% {pattern[1:]}", pattern[1:]
    read = as_stored(typed)
    number, beside = _apart(read if read != typed else [])
    return {
        "signs_alone": bool(typed) and not any(map(_letters, typed)),
        "longest": pattern,
        "beginning": beginning,
        "second": containing(indexed[0]) if indexed else None,
        "third": containing(indexed[1]) if len(indexed) > 1 else None,
        "others": [containing(word) for word in others] or None,
        "number": containing(number),
        "beside": [containing(word) for word in beside] or None,
    }


def as_stored(typed):
    """The words with each number as it is stored: its groups joined, its signs and the dialling prefix left out.

    `171430710-3` is the cédula 1714307103; `099 123 4567`, `(099) 123-4567` and `+593 99 123 4567` are 991234567, which
    the stored phone +593991234567 holds as well as one written 0991234567. What is shorter than a word of the index
    stays as it was typed: `27 30` may be two sizes of needle.
    """
    read, groups = [], []
    for word in [*typed, None]:
        if word is not None and GROUP.fullmatch(word):
            groups.append(word)
            continue
        number = PREFIX.sub("", re.sub("[^0-9]", "", "".join(groups)))
        read += [number] if len(number) >= FEWEST else groups
        groups = []
        # `ext. 12` is stored as `ext=12`.
        read += [word.rstrip(".,:;") or word] if word is not None else []
    return read


def has_words(column):
    """The condition that `column`, plain already, holds every word of a search in any order.

    Every list searches by it: `MATCHES = has_words("search_text")`, and `words(wanted.search)` among its parameters.
    Words are written the way people write, copy and paste them: with or without accents and capitals, in any order, any
    spaces between; a number also as it is printed, `as_stored`.

    The three longest words find candidates through a trigram index, which holds them against one another before a row is read: of
    a million appointments a surname alone is in fifty thousand. The others decide among them; what there is none of is
    folded away, so that the planner does not guess at it.
    """
    return f"""(NOT %(signs_alone)s
            AND ((%(longest)s IS NULL OR {column} LIKE public.plain(%(longest)s) OR {column} LIKE public.plain(%(beginning)s))
            AND (%(second)s IS NULL OR {column} LIKE public.plain(%(second)s))
            AND (%(third)s IS NULL OR {column} LIKE public.plain(%(third)s))
            AND {_has_all(column, "others")}
             OR %(number)s IS NOT NULL AND {column} LIKE public.plain(%(number)s) AND {_has_all(column, "beside")}))"""


def _letters(word):
    """How many letters or digits stand together in it at most: what a trigram index finds it by."""
    return max(map(len, re.split(r"[\W_]+", word)))


def _apart(words):
    """The word with the most letters or digits together, or None, and the others."""
    longest, *others = sorted(words, key=lambda word: (_letters(word), word.isalnum()), reverse=True) or [
        None
    ]
    return longest, others


def _has_all(column, patterns):
    return f"""(%({patterns})s IS NULL
                OR {column} LIKE ALL (ARRAY(SELECT public.plain(word) FROM unnest(%({patterns})s::text[]) AS word)))"""
