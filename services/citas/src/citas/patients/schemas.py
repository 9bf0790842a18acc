"""What is answered of a person."""

from pydantic import BaseModel


class Holdings(BaseModel):
    """How much is kept of a person here, for whoever decides whether they can be erased."""

    appointments: int
    upcoming: int
    waitlist: int
    waiting: int
    messages: int
    self_bookings: int
