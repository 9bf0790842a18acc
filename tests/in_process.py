"""The six services inside the process of a test: on one connection that is rolled back, and reaching one another for real."""

from contextlib import contextmanager
from importlib import import_module
from urllib.parse import urlsplit

import requests
from requests.adapters import BaseAdapter
from werkzeug.test import Client

from common.messages.client import new_session
from common.messages.relay import Relay
from common.run.metrics import Deliveries
from common.store.db import Session, no_reader
from common.store.pool import Pool
from common.suite import SERVICES, subscribers_of
from tests.documented import hold_against_document


class OneConnection:
    """The connection that all services share in a test; whose transactions are savepoints."""

    def __init__(self, connection):
        self.connection, self.service = connection, None

    @contextmanager
    def as_role(self, service):
        """Act with the rights of the service, and no others."""
        before = self.service
        self._run(self.become(service))
        try:
            yield
        finally:
            self._run(self.become(before))

    def become(self, service):
        """The statements from which on the connection acts for a service, or for nobody: as its owner."""
        self.service = service
        if service is None:
            return "RESET ROLE; RESET search_path"
        return f"SET ROLE omni_{service}; SET search_path = {service}, public"

    def _run(self, sql):
        if not self.connection.closed:
            with self.connection.cursor() as cursor:
                cursor.execute(sql)


class RollbackDatabase:
    """Takes common.store.db.Database's place in a test."""

    pool = Pool("", "", 1)  # never lends; what meters a pool finds one

    def __init__(self, shared, schema):
        self.shared, self.schema, self.reader = shared, schema, no_reader

    @contextmanager
    def session(self):
        with self.transaction() as tx:
            yield tx

    @contextmanager
    def transaction(self):
        tx = Session(self.shared.connection, repeats=True, reader=self.reader())
        before = self.shared.service
        # In one round trip with the role, since a test has dozens of them.
        with self.shared.connection.cursor() as cursor:
            cursor.execute(f"{self.shared.become(self.schema)}; SAVEPOINT test")
        try:
            yield tx
            tx.run(f"RELEASE SAVEPOINT test; {self.shared.become(before)}")
        except BaseException:
            tx.waiting, tx.said = [], []
            # Released too: the one around it has the same name.
            tx.run(f"ROLLBACK TO SAVEPOINT test; RELEASE SAVEPOINT test; {self.shared.become(before)}")
            raise
        for act in tx.after_commit:
            act()


class InProcess(BaseAdapter):
    """Carries one service's HTTP to another inside the test's process, so that they talk for real."""

    def __init__(self):
        super().__init__()
        self.apps = {}

    def send(self, request, **kwargs):
        host = urlsplit(request.url).hostname
        app = self.apps[host.removesuffix("-service").replace("-", "_")]
        request.headers.pop("Accept-Encoding", None)  # nobody unpacks inside a process
        answer = Client(app).open(
            request.path_url, method=request.method, headers=dict(request.headers), data=request.body
        )
        response = requests.Response()
        response.status_code = answer.status_code
        response.headers.update(answer.headers)
        response._content = answer.data
        response.url, response.request = request.url, request
        return response

    def close(self):
        pass


def build_suite(settings, database_of):
    """The six services in this process, each on `database_of(service)`, reaching one another through HTTP."""
    adapter = InProcess()
    session = new_session()
    session.mount("http://", adapter)
    for service in SERVICES:
        create_app = import_module(service).create_app
        adapter.apps[service] = create_app(
            settings=settings, database=database_of(service), session=session, revoked=dict
        )
        adapter.apps[service].after_request(hold_against_document)
        adapter.apps[service].testing = True
        adapter.apps[service].config["PROPAGATE_EXCEPTIONS"] = False
    return adapter.apps, session


class GivenToken:
    def __init__(self, token):
        self.token = token

    def get(self):
        return self.token

    def forget(self):
        raise AssertionError("the token was refused")


def deliver_all(apps, settings, session, token, database_of):
    """Run every service's relay until nobody has anything left to tell."""
    relays = [
        Relay(settings, database_of(service), GivenToken(token), subscriber, session, Deliveries())
        for service in apps
        for subscriber in subscribers_of(service)
    ]
    while any([relay.run_once() for relay in relays]):
        pass
