"""A backup of the running suite can be gone back to: it is restored beside, and everything is counted again."""

import subprocess
import sys

from tests.running import clinic


def runner(*arguments):
    return subprocess.run([sys.executable, "-m", "tools", *arguments], capture_output=True, text=True)


def test_a_backup_is_complete_and_a_damaged_one_is_refused(admin, tmp_path):
    clinic.new_patient(admin)
    made = runner("backup", "--to", str(tmp_path))
    assert made.returncode == 0, made.stderr
    [file] = tmp_path.glob("*.tar")
    verified = runner("restore", str(file), "--verify")
    assert verified.returncode == 0, verified.stderr + verified.stdout
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0xFF
    file.write_bytes(content)
    assert runner("restore", str(file), "--verify").returncode != 0
