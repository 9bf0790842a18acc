"""The SRI's emulator beside a suite: `./clinica demo` puts it there, and a clinic that names the SRI's own host has none."""

from pathlib import Path

from tools.settings import EMULATOR_DISTANCE, Settings

NAME = "sri-emulator"
# Whoever sets one of these has chosen what answers for the SRI.
CHOSEN = ("SRI_TEST_URL", "SRI_PRODUCTION_URL")


def authority(settings: Settings) -> Path:
    """The certificate of the authority that the emulator trusts, made for this suite."""
    return settings.home / "sri" / "ca.pem"


def is_chosen(settings: Settings) -> bool:
    """Whether somebody said where the SRI is."""
    return any(settings.passed_through.get(name) for name in CHOSEN)


def emulated(settings: Settings) -> bool:
    """Whether the emulator answers for the SRI here."""
    return authority(settings).exists() and not is_chosen(settings)


def put(settings: Settings, certificate: bytes) -> None:
    """From the next start on the emulator is there, and trusts this authority (PEM)."""
    file = authority(settings)
    file.parent.mkdir(mode=0o700, exist_ok=True)
    file.write_bytes(certificate)


def port(settings: Settings) -> int:
    return settings.service_port_base + EMULATOR_DISTANCE


def url(settings: Settings) -> str:
    return f"http://127.0.0.1:{port(settings)}"


def command(settings: Settings) -> list[str]:
    """The process; what it has received outlives it."""
    state = authority(settings).with_name("documents.sqlite")
    return [
        settings.python, "-m", "tools.sri_emulator", "--ca", str(authority(settings)), "--state", str(state),
        "--port", str(port(settings)),
    ]  # fmt: skip
