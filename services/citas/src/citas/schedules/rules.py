"""What the clinic decided about schedules. Neither HTTP nor SQL: values in, a value or a Problem out."""

from datetime import timedelta

from common.problems import Invalid

LONGEST_TIME_OFF = timedelta(days=366)


def must_be_a_period(start_time, end_time):
    if not timedelta() < end_time - start_time <= LONGEST_TIME_OFF:
        raise Invalid.field("end_time", "Debe terminar después de empezar, y como máximo un año más tarde.")


def must_not_cross(items):
    """Hours of one weekday that end before they begin, or overlap, name the line that is wrong."""
    for position, item in enumerate(items):
        if item["end_time"] <= item["start_time"]:
            raise Invalid.field(f"items.{position}.end_time", "Debe terminar después de empezar.")
        for other in items[:position]:
            same_day = item["weekday"] == other["weekday"]
            if same_day and item["start_time"] < other["end_time"] and other["start_time"] < item["end_time"]:
                raise Invalid.field(
                    f"items.{position}.start_time", "Se cruza con otro horario del mismo día."
                )
