import { visit } from "./testing";
import { splitVisits } from "./visits";
import { visitSummary } from "./words";

it("tells what comes from what was, and counts absences over the visits that were due", () => {
  const visits = [
    visit({ id: 5, start_time: "2026-12-03T10:00:00-05:00", status: "PENDING" }),
    visit({ id: 4, start_time: "2026-11-24T09:00:00-05:00", status: "ARRIVED" }),
    visit({ id: 3, start_time: "2026-11-20T09:00:00-05:00", status: "CANCELLED" }),
    visit({ id: 2, start_time: "2026-11-12T09:00:00-05:00", status: "NO_SHOW" }),
    visit({ id: 1, start_time: "2026-11-01T09:00:00-05:00", status: "COMPLETED" }),
    visit({ id: 0, start_time: "2026-10-01T09:00:00-05:00", status: "CONFIRMED" }),
  ];
  const { upcoming, last, absences, counted } = splitVisits(visits, "2026-11-24");
  expect(upcoming.map(({ id }) => id)).toEqual([4, 5]);
  expect([last?.id, absences, counted]).toEqual([1, 1, 2]);
});

it("says an appointment in one line", () => {
  expect(visitSummary(visit())).toBe("Resina compuesta");
  expect(visitSummary(visit({ treatments: [], reason: "Dolor" }))).toBe("Dolor");
  expect(visitSummary(visit({ treatments: [] }))).toBe("Sin tratamientos");
});
