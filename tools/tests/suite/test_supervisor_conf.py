import configparser
import shlex

import pytest
from supervisor.datatypes import dict_of_key_value_pairs

from tools import settings
from tools.messages import Problem
from tools.suite import supervisor_conf
from tools.suite.programs import APPLICATIONS, SERVERS, Program


def read(text):
    """Parse it the way the supervisor does."""
    parsed = configparser.RawConfigParser(inline_comment_prefixes=(";", "#"), strict=False)
    parsed.read_string(text)
    return parsed


def render(tmp_path, *programs):
    return read(supervisor_conf.render(settings.build({"CLINICA_HOME": str(tmp_path)}), list(programs)))


def test_a_command_and_its_environment_survive_the_format(tmp_path):
    environment = {"A": "uno, dos", "B": "100%", "C": "", "D": "con 'comilla' dentro", "E": "x=y;z#w"}
    program = Program(
        "citas", APPLICATIONS, ["/con espacio/python", "-m", "citas:create_app()"], 5005, environment
    )
    section = render(tmp_path, program)["program:citas"]
    # The supervisor turns %% back into % before it reads a value.
    assert dict_of_key_value_pairs(section["environment"].replace("%%", "%")) == environment
    assert shlex.split(section["command"])[-3:] == program.command


@pytest.mark.parametrize("value", ["a\nb", "'a\"b", '"a"', "a ;b", "a #b"])
def test_a_value_that_the_format_cannot_say_is_refused(value, tmp_path):
    with pytest.raises(Problem, match="SMTP_PASSWORD"):
        render(tmp_path, Program("citas", APPLICATIONS, ["x"], environment={"SMTP_PASSWORD": value}))


def test_databases_stop_after_what_uses_them(tmp_path):
    parsed = render(
        tmp_path, Program("postgres", SERVERS, ["x"], stop_signal="INT"), Program("auth", APPLICATIONS, ["y"])
    )
    assert int(parsed["program:postgres"]["priority"]) < int(parsed["program:auth"]["priority"])
    assert parsed["program:postgres"]["stopsignal"] == "INT"


def test_the_socket_moves_when_the_path_of_the_home_is_too_long_for_one(tmp_path):
    near = supervisor_conf.socket(settings.build({"CLINICA_HOME": "/short"}))
    far = supervisor_conf.socket(settings.build({"CLINICA_HOME": "/" + "long/" * 30}))
    assert str(near) == "/short/run/supervisor.sock"
    assert len(str(far)) <= supervisor_conf.LONGEST_SOCKET


def test_the_file_is_for_its_owner_only(tmp_path):
    suite = settings.build({"CLINICA_HOME": str(tmp_path)})
    suite.run.mkdir()
    supervisor_conf.write(suite, [])
    assert supervisor_conf.path(suite).stat().st_mode & 0o077 == 0
