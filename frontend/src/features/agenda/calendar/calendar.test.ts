import type { Calendar } from "@event-calendar/core";
import { appointment, DAY, HOURS, SALAZAR } from "@/entities/appointment/testing";
import { eventInputs, InputCache } from "./inputs";
import { neighbourOf } from "./neighbours";
import { patchEvents, type EventInput } from "./patch-events";
import { DENSITY } from "./layout";
import { instantOf } from "./wall-clock";

const box = (left: number, top: number) => ({ left, right: left + 100, top, bottom: top + 40 });

describe("arrows", () => {
  const boxes = [box(0, 0), box(0, 50), box(110, 45), box(110, 200), box(220, 60)];
  it.each([
    ["down", 0, 1],
    ["up", 1, 0],
    ["right", 1, 2],
    ["left", 4, 2],
    ["up", 0, -1],
    ["right", 4, -1],
  ] as const)("%s from %i leads to %i", (way, from, to) => {
    expect(neighbourOf(boxes, from, way)).toBe(to);
  });
});

describe("the calendar is told", () => {
  const event = (id: string): EventInput => ({ id, start: "", end: "" });
  const fake = () => ({
    updateEvent: jest.fn(),
    addEvent: jest.fn(),
    removeEventById: jest.fn(),
    setOption: jest.fn(),
  });

  it("only what changed", () => {
    const [a, b, c] = [event("a"), event("b"), event("c")];
    const calendar = fake();
    const changed = event("b");
    patchEvents(calendar as unknown as Calendar, [a, b], [a, changed, c]);
    expect(calendar.updateEvent.mock.calls).toEqual([[changed]]);
    expect(calendar.addEvent.mock.calls).toEqual([[c]]);
    expect(calendar.setOption).not.toHaveBeenCalled();
    patchEvents(calendar as unknown as Calendar, [a, b], [a]);
    expect(calendar.removeEventById.mock.calls).toEqual([["b"]]);
  });

  it("everything anew when much changed", () => {
    const calendar = fake();
    const many = Array.from({ length: 30 }, (_, index) => event(String(index)));
    patchEvents(calendar as unknown as Calendar, [], many);
    expect(calendar.setOption).toHaveBeenCalledWith("events", many);
  });
});

it("an appointment keeps its block while nothing of it changes", () => {
  const cache = new InputCache();
  const doctor = { ...SALAZAR, specialty: null, gone: false, hours: HOURS, timeOff: [] };
  const rows = [appointment(), appointment({ id: 13 })];
  const draw = (appointments = rows, selectedId: number | null = null) =>
    eventInputs(cache, {
      data: { appointments, doctors: [doctor] },
      by: "doctor",
      days: [DAY],
      selectedId,
      editable: true,
      colours: "state",
      now: 0,
      density: DENSITY.compacta,
      marks: new Map(),
    });
  const [first, second] = draw();
  expect(draw()[0]).toBe(first);
  const selected = draw(rows, 13);
  expect(selected[0]).toBe(first);
  expect(selected[1]).not.toBe(second);
  expect(draw([{ ...rows[0]! }, rows[1]!])[0]).not.toBe(first);
});

it("the wall clock of the calendar is the clinic's, whatever the browser's zone", () => {
  expect(instantOf(new Date(2030, 10, 26, 9, 5))).toBe("2030-11-26T09:05:00-05:00");
});
