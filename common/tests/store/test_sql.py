from common.store.sql import assignments, names, only, values

FIELDS = ("name", "active")


def test_every_part_of_a_statement_comes_from_one_tuple():
    assert names(FIELDS) == "name, active" and names(FIELDS, of="r") == "r.name, r.active"
    assert values(FIELDS) == "%(name)s, %(active)s"
    assert assignments(FIELDS) == "name = %(name)s, active = %(active)s"


def test_a_row_that_holds_more_gives_only_its_columns():
    assert only({"id": 1, "name": "x", "total": 3}, "id", "name") == {"id": 1, "name": "x"}
