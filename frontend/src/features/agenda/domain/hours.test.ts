import { appointment, at, DAY, HOURS } from "@/entities/appointment/testing";
import { formatTime } from "@/lib/format";
import {
  closedOn,
  firstSight,
  freeOn,
  isoOf,
  occupancyOf,
  openingsOn,
  subtract,
  visibleHours,
  type Span,
} from "./hours";

const told = (spans: readonly Span[]) =>
  spans.map(({ start, end }) => `${formatTime(isoOf(start))}–${formatTime(isoOf(end))}`);
const day = { hours: HOURS, timeOff: [], day: DAY };
const course = { id: 1, doctor_id: 7, start_time: at("15:00"), end_time: at("16:00"), reason: "Curso" };

describe("a doctor's day", () => {
  it("opens by its weekday, up to midnight", () => {
    expect(told(openingsOn(HOURS, DAY))).toEqual(["08:00–13:00", "14:00–18:00"]);
    expect(openingsOn(HOURS, "2030-11-30")).toEqual([]);
    expect(told(openingsOn([{ weekday: 1, start_time: "20:00", end_time: "24:00" }], DAY))).toEqual(["20:00–00:00"]);
  });

  it("says why it is closed", () => {
    expect(closedOn({ ...day, timeOff: [course] }).map(({ label }) => label)).toEqual([
      "Inicia 08:00",
      "Pausa",
      "Termina 18:00",
      "Curso",
    ]);
    expect(closedOn({ ...day, day: "2030-11-30" }).map(({ label }) => label)).toEqual(["No atiende"]);
  });

  it("opens by the timetable that is valid then", () => {
    const next = "2030-12-03"; // the Tuesday after
    const tuesday = { weekday: 1, start_time: "08:00", end_time: "12:00" };
    const later = [{ ...tuesday, start_time: "10:00", valid_from: next }];
    const hours = [{ ...tuesday, valid_until: next }, ...later];
    expect([DAY, next].map((on) => told(openingsOn(hours, on)))).toEqual([["08:00–12:00"], ["10:00–12:00"]]);
    expect(closedOn({ ...day, hours: later })).toEqual([]);
    expect(closedOn({ ...day, hours: later, day: next }).map(({ label }) => label)).toEqual([
      "Inicia 10:00",
      "Termina 12:00",
    ]);
  });

  it("hatches nothing for whom no hours were entered", () => {
    expect(closedOn({ ...day, hours: [] })).toEqual([]);
    expect(freeOn({ ...day, hours: [] }, [], 0)).toEqual([]);
  });

  it("is free where nobody holds the hour; who cancelled does not, an overbooked one does", () => {
    const booked = [
      appointment(),
      appointment({ id: 2, status: "CANCELLED", start_time: at("11:00"), end_time: at("12:00") }),
      appointment({ id: 3, overbooked: true, start_time: at("12:00"), end_time: at("12:30") }),
    ];
    expect(told(freeOn({ ...day, timeOff: [course] }, booked, 0))).toEqual([
      "08:00–10:00",
      "10:45–12:00",
      "12:30–13:00",
      "14:00–15:00",
      "16:00–18:00",
    ]);
  });

  it("is free from now on, at the next five minutes", () => {
    expect(told(freeOn(day, [], Date.parse(at("12:31"))))[0]).toBe("12:35–13:00");
  });

  it("is as full as the attended minutes that are booked", () => {
    expect(
      occupancyOf(day, [
        appointment(),
        appointment({ id: 2, status: "NO_SHOW", start_time: at("11:00"), end_time: at("12:00") }),
      ]),
    ).toEqual({ open: 540, booked: 45, percent: 8 });
    expect(occupancyOf({ ...day, hours: [] }, [appointment()])).toBeNull();
  });
});

describe("spans", () => {
  it("lose what is taken, also when it crosses", () => {
    expect(
      subtract(
        [{ start: 0, end: 10 }],
        [
          { start: 2, end: 4 },
          { start: 3, end: 6 },
          { start: 9, end: 12 },
        ],
      ),
    ).toEqual([
      { start: 0, end: 2 },
      { start: 6, end: 9 },
    ]);
  });

  it("make the hours in sight, whole", () => {
    const span = { start: Date.parse(at("06:40")), end: Date.parse(at("19:10")) };
    expect(visibleHours([{ day: DAY, span }])).toEqual({ from: 6, to: 20 });
    expect(visibleHours([])).toEqual({ from: 8, to: 18 });
  });

  it("open at the first hour of work, or an hour before the present while there is work", () => {
    const spans = [
      ["09:30", "13:00"],
      ["14:00", "19:00"],
    ].map(([from, to]) => ({ day: DAY, span: { start: Date.parse(at(from!)), end: Date.parse(at(to!)) } }));
    expect([null, 3, 9.6, 16.2, 19, 23].map((present) => firstSight(spans, present))).toEqual([9, 9, 9, 15, 9, 9]);
    expect(firstSight([], null)).toBe(8);
  });
});
