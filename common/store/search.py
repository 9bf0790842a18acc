"""What people type into a search box, as LIKE patterns; `public.plain` on both sides leaves out accents and case."""

import re

# A trigram index needs three letters of the middle of a word; its first ones it finds however few they are.
FEWEST = 3


def containing(text):
    """The pattern of what has `text` somewhere in it, word for word; None where nothing was typed.

    Every sign but letters, digits and spaces means itself: not only `%`, but also what `plain` turns into one.
    """
    return "%" + re.sub(r"([^\w\s]|_)", r"\\\1", text) + "%" if text else None


def words(text):
    """The parameters of `has_words`: a pattern for each word, the longest apart.

    Where even the longest is one or two letters or digits, it is looked for at the beginning of words, so that the search
    does not read a whole table.
    """
    longest, *others = sorted((text or "").split(), key=len, reverse=True) or [None]
    pattern = beginning = containing(longest)
    if longest and len(longest) < FEWEST and longest.isalnum():
        pattern, beginning = f"% {longest}%", f"{longest}%"
    return {
        "longest": pattern,
        "beginning": beginning,
        "others": [containing(word) for word in others] or None,
    }


def has_words(column):
    """The condition that `column`, plain already, holds every word of a search in any order.

    The longest word finds candidates through a trigram index, the others decide among them; what there is none of is
    folded away, so that the planner does not guess at it.
    """
    return f"""(%(longest)s IS NULL OR {column} LIKE public.plain(%(longest)s) OR {column} LIKE public.plain(%(beginning)s))
           AND (%(others)s IS NULL
                OR {column} LIKE ALL (ARRAY(SELECT public.plain(word) FROM unnest(%(others)s::text[]) AS word)))"""
