"""Content-addressed store in a bucket of S3, or of a server that speaks as S3 does. The same names as on a volume, under the service's.

`botocore` signs and sends (the part of boto3 that is used); it is loaded where a bucket is set, and nowhere else.
"""

import base64
import functools
import hashlib
import logging

from common.files.store import LOST, Store
from common.problems import Unavailable

AWAY = "El almacén de archivos (S3) no responde: nada se guardó. Intente de nuevo en unos segundos."
REFUSED = "El almacén de archivos (S3) no deja guardar: avise a quien administra el sistema."
UNLISTED = "El almacén de archivos (S3) no deja listar (s3:ListBucket): avise a quien administra el sistema."
UNREAD = "El almacén de archivos (S3) no responde. Intente de nuevo en unos segundos."
# Seconds; somebody's request waits for it.
CONNECT, READ, TRIES = 2, 10, 2
logger = logging.getLogger("files")


class S3Store(Store):
    """`prefix` is the service's: what one service keeps, no other names."""

    def __init__(self, client, bucket, prefix):
        self.client, self.bucket, self.prefix = client, bucket, prefix

    def _key(self, name):
        return f"{self.prefix}/{name}"

    def _write(self, name, content):
        """Whole or not at all; what is there already is not sent again, and never changed."""
        if not self._is_there(name):
            self.note(name, content)

    def note(self, name, content):
        # Told again at the other end, so that what was broken on the way is not taken.
        md5 = base64.b64encode(hashlib.md5(content, usedforsecurity=False).digest()).decode()
        self._ask(
            REFUSED,
            AWAY,
            "put_object",
            Key=self._key(name),
            Body=content,
            ContentMD5=md5,
            ContentLength=len(content),
        )

    def notes(self, folder):
        found, mark = [], {}
        while mark is not None:
            page = self._ask(UNLISTED, UNREAD, "list_objects_v2", Prefix=self._key(f"{folder}/"), **mark)
            found += [self._bytes(one["Key"].removeprefix(self._key(""))) for one in page.get("Contents", ())]
            mark = {"ContinuationToken": page["NextContinuationToken"]} if page["IsTruncated"] else None
        return found

    def _bytes(self, name):
        return self._ask(LOST, UNREAD, "get_object", Key=self._key(name))["Body"].read()

    def _remove(self, name):
        self._ask(REFUSED, AWAY, "delete_object", Key=self._key(name))

    def _is_there(self, name):
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            self.client.head_object(Bucket=self.bucket, Key=self._key(name))
        # Who may not list is answered 403 for what is not there: writing says what is wrong.
        except ClientError:
            return False
        except BotoCoreError as error:
            raise self._away(AWAY, error) from None
        return True

    def _ask(self, refused, away, verb, **what):
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            return getattr(self.client, verb)(Bucket=self.bucket, **what)
        except ClientError as error:
            passing = error.response["ResponseMetadata"]["HTTPStatusCode"] >= 500
            raise self._away(away if passing else refused, error) from None
        except BotoCoreError as error:
            raise self._away(away, error) from None

    @staticmethod
    def _away(sentence, error):
        """What the other end says is for the log: it names keys and hosts."""
        logger.warning("S3: %s", error)
        return Unavailable(sentence, retry_after=10)


@functools.cache
def client(endpoint, region, key, secret):
    """One for each process: it keeps connections, and threads share it."""
    import botocore.session
    from botocore.config import Config

    return botocore.session.Session().create_client(
        "s3",
        endpoint_url=endpoint or None,
        region_name=region,
        aws_access_key_id=key or None,
        aws_secret_access_key=secret or None,
        config=Config(
            connect_timeout=CONNECT,
            read_timeout=READ,
            retries={"total_max_attempts": TRIES, "mode": "standard"},
            max_pool_connections=16,
            signature_version="s3v4",
            # A server of the clinic's own has no name for each bucket, and old ones know no other sums than MD5.
            s3={"addressing_style": "path" if endpoint else "auto"},
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
            proxies={},
        ),
    )
