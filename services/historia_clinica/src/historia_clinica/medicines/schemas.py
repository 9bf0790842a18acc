"""Medicines, as they come in and go out."""

from pydantic import BaseModel, Field

from common.fields import Search, line
from common.web.paging import Page, PageQuery
from common.web.schema import Input

Dci = line(120, "Amoxicilina", shortest=2)
Concentration = line(60, "500 mg")
Form = line(80, "cápsula")


class NewMedicine(Input):
    """One of the clinic's own list, by its international name (DCI)."""

    dci: Dci
    concentration: Concentration
    form: Form
    controlled: bool = False


class MedicineChanges(Input):
    dci: Dci = None
    concentration: Concentration = None
    form: Form = None
    controlled: bool = None
    active: bool = None


class MedicineFilter(PageQuery):
    search: Search | None = None
    active: bool | None = None
    sort: str = Field("dci", pattern="^-?dci$")


class Medicine(BaseModel):
    id: int
    dci: str = Field(examples=["Amoxicilina"])
    concentration: str = Field(examples=["500 mg"])
    form: str = Field(examples=["cápsula"])
    controlled: bool
    active: bool
    version: int


class MedicinePage(Page[Medicine]):
    pass
