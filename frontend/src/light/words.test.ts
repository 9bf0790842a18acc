import * as format from "@/lib/format";
import * as dates from "@/lib/dates";
import * as words from "../../public/light/words.js";

test("the light pages write as the interface does", () => {
  for (const instant of ["2026-11-25T20:30:00Z", "2026-12-01T03:59:00Z", "2027-01-01T05:00:00Z"]) {
    expect(words.dayOf(instant)).toBe(dates.dayOf(instant));
    expect(words.timeOf(instant)).toBe(dates.timeOf(instant));
    expect(words.longDate(words.dayOf(instant))).toBe(format.formatLongDate(instant));
    expect(words.weekday(words.dayOf(instant))).toBe(format.formatWeekday(words.dayOf(instant)).toLowerCase());
  }
  expect(words.addDays("2026-12-28", 7)).toBe(dates.addDays("2026-12-28", 7));
  for (const value of ["0.50", "45.00", "1284.5"]) expect(words.price(value)).toBe(format.formatMoney(value));
  for (const minutes of [15, 60, 90]) expect(words.duration(minutes)).toBe(format.formatDuration(minutes));
  for (const phone of ["+593998124470", "+59322551234;ext=12", "+34600111222"])
    expect(words.phone(phone)).toBe(format.formatPhone(phone));
});

test("on the clock of whichever zone the clinic is in", () => {
  words.keepClock("Pacific/Galapagos");
  expect(words.hourOf({ start_time: "2026-11-26T05:30:00Z", end_time: "2026-11-26T06:15:00Z" })).toBe(
    "Miércoles 25 de noviembre, 23:30–00:15",
  );
});
