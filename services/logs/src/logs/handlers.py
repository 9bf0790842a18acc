"""Handler of every event of every service: it is kept as an entry. Nothing is published."""

from logs import queries, rules


def handle(tx, events):
    """Up to 500 events, stored by one statement. Nothing in an event makes it unfit to be kept."""
    if events:
        queries.insert(tx, [rules.entry_of(event) for event in events])
    for event in events:
        pair = rules.merged_pair(event)
        if pair and event.type == "patient.merged":
            queries.merge_patient(tx, *pair)
        elif pair:
            queries.separate_patient(tx, pair[0])
        person = rules.erased_person(event)
        if person:
            queries.erase_patient(tx, *person)
