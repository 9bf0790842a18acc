"""Files that people attach: cleaned at the door, stored by their content, described by a row of `files`.

`examine` says what a file is by its bytes, refuses in words what is none of what the clinic keeps, and cleans the rest;
`Store` keeps the bytes, on a volume or in a bucket; `uploads` is the resource that a service takes files at, `POST /api/<prefix>/files`, and whose answer's
id names the file in what it is attached to; `reply` shows one. A service that keeps files has a table `files` of its own.
"""

from common.files.examine import Examined, examine
from common.files.resource import file_reply, thumbnail_reply, uploads
from common.files.rows import StoredFile
from common.files.rows import insert as insert_file
from common.files.rows import own
from common.files.store import Store, VolumeStore, get_store, store_of

__all__ = [
    "Examined",
    "insert_file",
    "Store",
    "StoredFile",
    "VolumeStore",
    "examine",
    "file_reply",
    "get_store",
    "own",
    "store_of",
    "thumbnail_reply",
    "uploads",
]
