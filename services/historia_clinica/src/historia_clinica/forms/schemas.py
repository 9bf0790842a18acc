"""What is asked of a form that the record does not say."""

from enum import StrEnum

from pydantic import Field

from common.fields import Day, line, text
from common.web.schema import Input

Institution = line(120, "Hospital Pablo Arturo Suárez", shortest=2)
Service = line(120, "Cirugía maxilofacial")
Specialty = line(120, "Cirujano maxilofacial")
Findings = text(1500, "Radiografía panorámica con imagen radiolúcida en 48.")


class EvolutionDates(Input):
    since: Day | None = Field(
        None, alias="from", description="Desde este día; los últimos seis meses si no se dice"
    )
    until: Day | None = Field(None, alias="to", description="Hasta este día inclusive")


class ReferralKind(StrEnum):
    REFERRAL = "REFERRAL"
    DERIVATION = "DERIVATION"
    COUNTER_REFERRAL = "COUNTER_REFERRAL"


class ReferralReason(StrEnum):
    LIMITED_CAPACITY = "LIMITED_CAPACITY"
    NO_PROFESSIONAL = "NO_PROFESSIONAL"
    FOLLOW_UP = "FOLLOW_UP"
    OTHER = "OTHER"


class Referral(Input):
    """To whom the patient of a signed note is sent, and why. It is no address: findings are not for logs and histories."""

    kind: ReferralKind = ReferralKind.REFERRAL
    institution: Institution
    service: Service
    specialty: Specialty | None = Field(None, examples=[None])
    reason: ReferralReason = ReferralReason.LIMITED_CAPACITY
    findings: Findings | None = Field(None, examples=[None])
