"""SOAP client of the SRI's three services: reception, authorisation, consultation.

The descriptions (WSDL) are shipped, since a service that is down cannot be asked for its own; the addresses are settings. A
fault, a 5xx and whatever is no answer are `Unreachable`: the document was neither accepted nor refused.
"""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

import requests
import zeep
from lxml import etree
from zeep.transports import Transport

WSDL = Path(__file__).with_name("wsdl")
PATH = "/comprobantes-electronicos-ws"
# What the client calls a service, the SRI's name of it, and the namespace of its binding.
SERVICES = {
    "reception": ("RecepcionComprobantesOffline", "{http://ec.gob.sri.ws.recepcion}RecepcionComprobantesOfflineServiceSoapBinding"),
    "authorisation": ("AutorizacionComprobantesOffline", "{http://ec.gob.sri.ws.autorizacion}AutorizacionComprobantesOfflineServiceSoapBinding"),
    "consultation": ("ConsultaComprobante", "{http://ec.gob.sri.ws.consultas}ConsultaComprobanteServiceSoapBinding"),
}  # fmt: skip


class Unreachable(Exception):
    """No answer that counts: the reason, for the log of attempts."""


class Message(NamedTuple):
    """What the SRI says of a document, with its code."""

    code: str
    text: str
    more: str
    kind: str


class Receipt(NamedTuple):
    """Answer of the reception: RECIBIDA or DEVUELTA, and why."""

    state: str
    messages: tuple


class Authorisation(NamedTuple):
    """One answer of the authorisation: AUTORIZADO, NO AUTORIZADO, EN PROCESO."""

    state: str
    number: str
    at: object
    document: str
    messages: tuple


@cache
def described(name):
    """The description of a service, read once."""
    return zeep.Client(str(WSDL / f"{name}.wsdl")).wsdl


class Clocked(Transport):
    """A transport that keeps the time which the last answer says it was."""

    said = None

    def post(self, address, message, headers):
        response = super().post(address, message, headers)
        self.said = response.headers.get("Date")
        return response


def drift(said):
    """How many seconds this clock is ahead of an answer's `Date`; None where it says none, or no time."""
    try:
        return (datetime.now(UTC) - parsedate_to_datetime(said)).total_seconds()
    except (TypeError, ValueError):
        return None


class Sri:
    """The services at one address, with a time to connect and to answer, in seconds.

    `drift`: how far this clock was ahead of theirs at the last answer, in seconds; None while none came.
    """

    drift = None

    def __init__(self, url, session, connect=5.0, answer=20.0):
        self.url, self.session, self.timeout = url.rstrip("/"), session, (connect, answer)

    def receive(self, content):
        """Hand in the signed bytes of a document."""
        answer = self._call("reception", "validarComprobante", content)
        if answer is None or answer["estado"] not in ("RECIBIDA", "DEVUELTA"):
            raise Unreachable("la recepción no dijo si recibió el comprobante")
        told = (answer["comprobantes"] and answer["comprobantes"]["comprobante"]) or []
        return Receipt(answer["estado"], tuple(message for one in told for message in messages_of(one)))

    def authorisation(self, key):
        """What became of a key, the newest answer; None while the SRI knows nothing or is not done.

        Several answers may come for one key, or only the last: the one with the latest date counts.
        """
        answer = self._call("authorisation", "autorizacionComprobante", key)
        told = (answer and answer["autorizaciones"] and answer["autorizaciones"]["autorizacion"]) or []
        if not told:
            return None
        last = max(told, key=lambda one: (one["fechaAutorizacion"] is not None, one["fechaAutorizacion"]))
        return Authorisation(
            (last["estado"] or "").strip().upper(),
            last["numeroAutorizacion"],
            last["fechaAutorizacion"],
            last["comprobante"],
            tuple(messages_of(last)),
        )

    def consult(self, key):
        """AUTORIZADO, NO AUTORIZADO, PENDIENTE DE ANULAR or ANULADO; None for a question that the SRI rejects (99)."""
        answer = self._call("consultation", "consultarEstadoAutorizacionComprobante", key)
        if answer is None or answer["claveAcceso"] not in (None, key):
            raise Unreachable("la consulta no respondió sobre este comprobante")
        # A good answer has no state of the question, only that of the document.
        return None if answer["estadoConsulta"] == "RECHAZADA" else answer["estadoAutorizacion"]

    def clock(self):
        """How far this clock is ahead of theirs now, in seconds; None where nobody says."""
        try:
            answer = self.session.get(
                f"{self.url}{PATH}/{SERVICES['reception'][0]}?wsdl", timeout=self.timeout, stream=True
            )
        except requests.RequestException:
            return None
        with answer:
            return drift(answer.headers.get("Date"))

    def _call(self, service, operation, argument):
        name, own = SERVICES[service]
        transport = Clocked(session=self.session, operation_timeout=self.timeout)
        client = zeep.Client(described(name), transport=transport, settings=zeep.Settings(strict=False))
        try:
            answer = getattr(client.create_service(own, f"{self.url}{PATH}/{name}"), operation)(argument)
            self.drift = drift(transport.said)
            return answer
        except zeep.exceptions.Error as error:
            raise Unreachable(f"{type(error).__name__}: {str(error)[:300]}") from error
        except (requests.RequestException, etree.LxmlError) as error:
            raise Unreachable(f"sin respuesta: {type(error).__name__}") from error


def messages_of(told):
    for one in (told["mensajes"] and told["mensajes"]["mensaje"]) or []:
        yield Message(
            one["identificador"] or "",
            one["mensaje"] or "",
            one["informacionAdicional"] or "",
            one["tipo"] or "",
        )
