"""What FHIR searches take."""

from pydantic import Field

from common.fhir.answers import FhirSearch
from common.fields import line


class IdentifierSearch(FhirSearch):
    identifier: line(60) = Field(
        description="El número del documento, con o sin su sistema", examples=["1710034065"]
    )
