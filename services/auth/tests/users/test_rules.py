import pytest

from auth.permissions import FOR_ROLES
from auth.users import rules
from common.problems import Conflict


def test_only_the_administrators_role_keeps_everything():
    rules.must_keep_every_permission({"code": None}, [])
    rules.must_keep_every_permission({"code": "administrator"}, FOR_ROLES)
    with pytest.raises(Conflict):
        rules.must_keep_every_permission({"code": "administrator"}, FOR_ROLES[1:])
