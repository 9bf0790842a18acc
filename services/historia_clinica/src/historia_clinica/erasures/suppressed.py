"""The list of who was erased, outside of the database: numbers and hashes, no name. A restore brings nobody back who stands in it."""

import json
import os
from pathlib import Path

FOLDER = "suppressed"


def remember(files_dir, erased, whole):
    """A file for each number, whole or not at all; again it is the same."""
    folder = Path(files_dir) / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for one in erased:
        target = folder / f"{one['patient_id']}-{'whole' if whole else 'limited'}.json"
        draft = target.with_suffix(".part")
        draft.write_text(json.dumps(one | {"whole": whole}))
        os.replace(draft, target)


def remembered(files_dir):
    """Who was erased: {number: (fingerprint, whole)}."""
    known = {}
    for file in sorted((Path(files_dir) / FOLDER).glob("*.json")):
        one = json.loads(file.read_text())
        known[one["patient_id"]] = (
            one["fingerprint"],
            one["whole"] or known.get(one["patient_id"], (0, False))[1],
        )
    return known
