import pytest

API = "/api/historia-clinica"


@pytest.fixture
def code_of(database_of):
    """What the QR of a paper says after the #."""

    def act(kind, id):
        with database_of("historia_clinica").session() as db:
            return db.value(
                "SELECT code FROM historia_clinica.paper_codes WHERE kind = %(kind)s AND paper_id = %(id)s",
                kind=kind,
                id=id,
            )

    return act


@pytest.fixture
def show(client):
    """What whoever holds the paper is told."""

    def act(code):
        return client.get(f"{API}/shared/paper", headers={"Authorization": f"Link {code}"})

    return act
