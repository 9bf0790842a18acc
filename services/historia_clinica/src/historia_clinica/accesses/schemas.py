"""Which accesses are asked for."""

from pydantic import Field

from common.fields import Day
from common.web.schema import Input


class AccessPeriod(Input):
    since: Day | None = Field(None, alias="from", description="Por omisión, un año antes del final")
    until: Day | None = Field(None, alias="to", description="Por omisión, hoy")
