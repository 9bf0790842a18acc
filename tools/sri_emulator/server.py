"""The emulator's HTTP: SOAP 1.1 on loopback, faults by switches, and the portal's annulment by hand."""

import json
import time
from datetime import datetime, timedelta
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from xml.sax.saxutils import escape
from zoneinfo import ZoneInfo

from lxml import etree

from tools.sri_emulator import checks
from tools.sri_emulator.checks import TEXTS, Refused
from tools.sri_emulator.state import AUTHORISED, NOT_AUTHORISED, PROCESSING, State

GUAYAQUIL = ZoneInfo("America/Guayaquil")
LOOPBACK = frozenset(("127.0.0.1", "::1", "localhost"))
BANNER = "EMULADOR LOCAL: NO ES EL SRI"
PATH = "/comprobantes-electronicos-ws/"
RECEPTION, AUTHORISATION, CONSULTATION = (
    f"{PATH}RecepcionComprobantesOffline",
    f"{PATH}AutorizacionComprobantesOffline",
    f"{PATH}ConsultaComprobante",
)
SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
# Switches: how often the next calls of a service go wrong, and how.
SILENT_BEFORE, SILENT_AFTER, FAULT, GARBAGE, CUT, BUSY = (
    "silent_before", "silent_after", "fault", "garbage", "cut", "busy",
)  # fmt: skip
FAULTS = (SILENT_BEFORE, SILENT_AFTER, FAULT, GARBAGE, CUT, BUSY)
REFUSING = ("reception", "authorisation")
NAMES = {AUTHORISED: "AUTORIZADO", NOT_AUTHORISED: "NO AUTORIZADO"}
ANNULLED, TO_ANNUL = "ANULADO", "PENDIENTE DE ANULAR"


class Emulator:
    """What the services do. `enabled` are the RUCs that may issue, None for all; `processing` is how long a decision takes,
    in seconds; `days` how old a document may be (65), `tolerance` by how much a sum may differ (52), `environment` the only
    one that is served."""

    def __init__(self, ca_file, xsd_dir, state=None, enabled=None, processing=0.0, days=0, tolerance="0.02"):
        self.ca_file, self.schemas, self.state = ca_file, checks.Schemas(xsd_dir), state or State()
        self.enabled, self.processing, self.days, self.tolerance = (
            enabled,
            processing,
            days,
            Decimal(tolerance),
        )
        self.environment = "1"
        self.faults, self.silence = {}, 5.0
        # What the next document meets, each used up by it: a refusal of a service, and a decision that takes longer.
        self.refusals, self.slowness = {}, 0.0
        # Seconds that its clock is ahead of the machine's: the SRI's own is not ours.
        self.ahead = 0.0

    def now(self):
        return datetime.now(GUAYAQUIL) + timedelta(seconds=self.ahead)

    def receive(self, encoded):
        """RECIBIDA, or Refused."""
        content, root = checks.read(encoded)
        self.schemas.check(root)
        key = checks.text(root, "claveAcceso")
        checks.check_digit(key)
        if checks.text(root, "ambiente") != self.environment:
            raise Refused("35", "este servicio es solo de pruebas")
        series = "-".join(
            checks.text(root, name) for name in ("ruc", "ambiente", "codDoc", "estab", "ptoEmi", "secuencial")
        )
        with self.state.locked():
            known = self.state.get(key)
            if known is not None:
                self.decide(known)
                known = self.state.get(key)
                if known["state"] == PROCESSING:
                    raise Refused("70", f"La clave de acceso {key} esta en procesamiento VALOR DEVUELTO: SI")
                if known["state"] != NOT_AUTHORISED:
                    raise Refused("43", key)
            elif self.state.with_series(series) is not None:
                raise Refused("45", series)
            checks.check_date(root, self.now().date(), self.days)
            self.refuse("reception")
            self.state.store(key, series, content, self.now(), self.slowness)
            self.slowness = 0.0
        return key

    def decide(self, known):
        """What becomes of a document, once its time has come."""
        waited = (self.now() - datetime.fromisoformat(known["received_at"])).total_seconds()
        if known["state"] != PROCESSING or waited < self.processing + known["slowness"]:
            return
        root = etree.fromstring(known["content"])
        try:
            if self.enabled is not None and checks.text(root, "ruc") not in self.enabled:
                raise Refused("37", checks.text(root, "ruc"))
            checks.check_key(root)
            checks.check_signature(known["content"], root, self.ca_file, self.now())
            checks.check_sums(root, self.tolerance)
            self.refuse("authorisation")
        except Refused as refusal:
            self.state.decide(
                known["key"], NOT_AUTHORISED, [(refusal.code, refusal.more, "ERROR")], self.now()
            )
        else:
            said = [(code, BANNER, "ADVERTENCIA") for code in checks.warnings(root)]
            self.state.decide(known["key"], AUTHORISED, said, self.now())

    def look(self, key):
        """What is known of a key, after deciding what was due; None for nothing."""
        with self.state.locked():
            known = self.state.get(key)
            if known is not None:
                self.decide(known)
            return self.state.get(key)

    def annul(self, key, state):
        """What a person does in the portal with an authorised document."""
        known = self.look(key)
        if known is None or known["state"] not in (AUTHORISED, TO_ANNUL):
            raise Refused("99", key)
        with self.state.locked():
            self.state.decide(
                key, state, json.loads(known["messages"]), datetime.fromisoformat(known["decided_at"])
            )

    def refuse(self, service):
        """Raise Refused where a switch says that this service refuses what comes next."""
        told = self.refusals.pop(service, None)
        if told is not None:
            raise Refused(*told)

    def fault(self, service):
        """The fault that the next call of this service suffers, used up by it; None for none."""
        for kind in FAULTS:
            left = self.faults.get((service, kind), 0)
            if left:
                self.faults[service, kind] = left - 1
                return kind
        return None


def messages(told):
    """The element `mensajes` of (code, more, kind)."""
    if not told:
        return ""
    one = "".join(
        f"<mensaje><identificador>{code}</identificador><mensaje>{escape(TEXTS[code])}</mensaje>"
        f"<informacionAdicional>{escape(more[:1000])}</informacionAdicional><tipo>{kind}</tipo></mensaje>"
        for code, more, kind in told
    )
    return f"<mensajes>{one}</mensajes>"


def received(emulator, encoded):
    try:
        emulator.receive(encoded)
    except Refused as refusal:
        return returned([(refusal.code, refusal.more, "ERROR")])
    return reception("<estado>RECIBIDA</estado><comprobantes/>")


def returned(told):
    inside = f"<comprobante>{messages(told)}</comprobante>"
    return reception(f"<estado>DEVUELTA</estado><comprobantes>{inside}</comprobantes>")


def reception(inside):
    return (
        '<ns2:validarComprobanteResponse xmlns:ns2="http://ec.gob.sri.ws.recepcion"><RespuestaRecepcionComprobante>'
        f"{inside}</RespuestaRecepcionComprobante></ns2:validarComprobanteResponse>"
    )


def authorised(emulator, key):
    known = emulator.look(key)
    inside = ""
    if known is not None and known["state"] != PROCESSING:
        content = known["content"].decode()
        number = f"<numeroAutorizacion>{key}</numeroAutorizacion>" if known["state"] == AUTHORISED else ""
        inside = (
            f"<autorizacion><estado>{NAMES.get(known['state'], 'AUTORIZADO')}</estado>{number}"
            f"<fechaAutorizacion>{known['decided_at']}</fechaAutorizacion><ambiente>PRUEBAS</ambiente>"
            f"<comprobante>{escape(content)}</comprobante>{messages(json.loads(known['messages']))}</autorizacion>"
        )
    return (
        '<ns2:autorizacionComprobanteResponse xmlns:ns2="http://ec.gob.sri.ws.autorizacion">'
        f"<RespuestaAutorizacionComprobante><claveAccesoConsultada>{escape(key)}</claveAccesoConsultada>"
        f"<numeroComprobantes>{int(bool(inside))}</numeroComprobantes><autorizaciones>{inside}</autorizaciones>"
        "</RespuestaAutorizacionComprobante></ns2:autorizacionComprobanteResponse>"
    )


def consulted(emulator, key):
    known = emulator.look(key)
    if known is None or known["state"] == PROCESSING:
        inside = f"<estadoConsulta>RECHAZADA</estadoConsulta>{messages([('99', key, 'ERROR')])}"
    else:
        inside = f"<estadoAutorizacion>{NAMES.get(known['state'], known['state'])}</estadoAutorizacion>"
    return (
        '<ns2:consultarEstadoAutorizacionComprobanteResponse xmlns:ns2="http://ec.gob.sri.ws.consultas">'
        f"<EstadoAutorizacionComprobante><claveAcceso>{escape(key)}</claveAcceso>{inside}"
        "</EstadoAutorizacionComprobante></ns2:consultarEstadoAutorizacionComprobanteResponse>"
    )


OPERATIONS = {
    RECEPTION: ("reception", "xml", received),
    AUTHORISATION: ("authorisation", "claveAccesoComprobante", authorised),
    CONSULTATION: ("consultation", "claveAcceso", consulted),
}


def envelope(body):
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><!-- {BANNER} --><soap:Envelope xmlns:soap="{SOAP}">'
        f"<soap:Body>{body}</soap:Body></soap:Envelope>"
    ).encode()


class Handler(BaseHTTPRequestHandler):
    """POST of a SOAP envelope; PUT of a switch, outside of any document."""

    protocol_version = "HTTP/1.1"
    server_version = "SRI-Emulador"

    def date_time_string(self, timestamp=None):
        """The emulator's own clock, which may be another than this machine's."""
        return super().date_time_string(self.server.emulator.now().timestamp())

    def log_message(self, *_):
        """Nothing: whoever runs it reads the state instead."""

    def body(self):
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def answer(self, status, content, kind="text/xml; charset=utf-8"):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("X-Emulador", BANNER)
        self.end_headers()
        self.wfile.write(content)

    def do_POST(self):
        body = self.body()
        if self.path not in OPERATIONS:
            return self.answer(404, BANNER.encode(), "text/plain")
        service, argument, act = OPERATIONS[self.path]
        emulator = self.server.emulator
        fault = emulator.fault(service)
        if fault == SILENT_BEFORE:
            return self.say_nothing()
        if fault == FAULT:
            return self.soap_fault("Error interno del servidor")
        if fault == GARBAGE:
            return self.answer(200, b"<html>Mantenimiento</html>", "text/html")
        try:
            value = argument_of(body, argument)
        except etree.XMLSyntaxError:
            return self.soap_fault("El mensaje no es XML")
        content = envelope(returned([("50", "", "ERROR")]) if fault == BUSY else act(emulator, value))
        if fault == SILENT_AFTER:
            return self.say_nothing()
        if fault == CUT:
            return self.cut(content)
        return self.answer(200, content)

    def say_nothing(self):
        """Keep the caller waiting, then hang up."""
        time.sleep(self.server.emulator.silence)
        self.close_connection = True

    def cut(self, content):
        """Hang up in the middle of the answer."""
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content[: len(content) // 2])
        self.close_connection = True

    def soap_fault(self, said):
        self.answer(
            500,
            envelope(
                "<soap:Fault><faultcode>soap:Server</faultcode>"
                f"<faultstring>{escape(said)}</faultstring></soap:Fault>"
            ),
        )

    def do_PUT(self):
        """`/faults` {"service", "kind", "times"}; `/portal` {"key", "state"}; `/processing` {"seconds"}; of the next document
        only `/refusals` {"service", "code", "more"} and `/slow` {"seconds"}."""
        told, emulator = json.loads(self.body() or b"{}"), self.server.emulator
        if self.path == "/faults" and told.get("kind") in FAULTS:
            emulator.faults[told["service"], told["kind"]] = int(told["times"])
        elif self.path == "/processing":
            emulator.processing = float(told["seconds"])
        elif self.path == "/slow":
            emulator.slowness = float(told["seconds"])
        elif self.path == "/refusals" and told.get("service") in REFUSING and told.get("code") in TEXTS:
            emulator.refusals[told["service"]] = told["code"], str(told.get("more", ""))
        elif self.path == "/portal" and told.get("state") in (TO_ANNUL, ANNULLED):
            try:
                emulator.annul(told["key"], told["state"])
            except Refused:
                return self.answer(404, BANNER.encode(), "text/plain")
        else:
            return self.answer(400, BANNER.encode(), "text/plain")
        return self.answer(200, BANNER.encode(), "text/plain")


def argument_of(body, name):
    """The text of the operation's only argument; empty where it is missing."""
    root = etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    found = root.find(f".//{name}")
    return "" if found is None else found.text or ""


class Server(ThreadingHTTPServer):
    """The emulator on a port of this machine, and of no other: another address is refused."""

    daemon_threads = True

    def __init__(self, emulator, port=0, host="127.0.0.1"):
        if host not in LOOPBACK:
            raise ValueError(f"the emulator listens on this machine only, not on {host}")
        self.emulator = emulator
        super().__init__((host, port), Handler)

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}"
