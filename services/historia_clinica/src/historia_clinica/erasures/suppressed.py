"""The list of who was erased, outside of the database: numbers and hashes, no name. A restore brings nobody back who stands in it.

It lies where the service's files lie: on the volume, or in the bucket of S3. What a volume had before there was a bucket counts too.
"""

import json

from common.files import VolumeStore, store_of

FOLDER = "suppressed"


def remember(settings, erased, whole):
    """A document for each number, whole or not at all; again it is the same."""
    store = store_of(settings, "historia_clinica")
    for one in erased:
        name = f"{FOLDER}/{one['patient_id']}-{'whole' if whole else 'limited'}.json"
        store.note(name, json.dumps(one | {"whole": whole}).encode())


def remembered(settings):
    """Who was erased: {number: (fingerprint, whole)}. Raises Unavailable where the bucket does not answer."""
    places = [VolumeStore(settings.files_dir)] if settings.files_dir else []
    if settings.files_s3_bucket:
        places.append(store_of(settings, "historia_clinica"))
    known = {}
    for one in (json.loads(document) for place in places for document in place.notes(FOLDER)):
        was_whole = known.get(one["patient_id"], (0, False))[1]
        known[one["patient_id"]] = (one["fingerprint"], one["whole"] or was_whole)
    return known
