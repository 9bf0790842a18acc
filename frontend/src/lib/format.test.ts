import {
  formatAge,
  formatAgo,
  formatDate,
  formatDateRange,
  formatDateTime,
  formatDuration,
  formatLongDate,
  formatMoney,
  formatMonth,
  formatPercent,
  formatPhone,
  formatQuantity,
  formatTimeRange,
  initialsOf,
} from "./format";

describe("formatters", () => {
  it.each([
    [formatMoney("1284.5"), "$1.284,50"],
    [formatMoney("-20"), "−$20,00"],
    [formatMoney("0"), "$0,00"],
    [formatMoney("1234567.891"), "$1.234.567,89"],
    [formatQuantity("2.000"), "2"],
    [formatQuantity("0.500"), "0,5"],
    [formatQuantity("-3"), "−3"],
    [formatPercent(82), "82\u00a0%"],
    [formatPercent("12.34"), "12,3\u00a0%"],
  ])("numbers: %s", (got, wanted) => expect(got).toBe(wanted));

  it.each([
    [formatDate("2026-11-24"), "24 nov 2026"],
    [formatDate("2026-11-25T03:00:00Z"), "24 nov 2026"],
    [formatLongDate("2026-11-24"), "Martes 24 de noviembre"],
    [formatMonth("2026-11"), "Noviembre de 2026"],
    [formatDateTime("2026-11-24T10:05:00-05:00"), "24 nov 2026, 10:05"],
    [formatTimeRange("2026-11-24T15:00:00Z", "2026-11-24T10:45:00-05:00"), "10:00–10:45"],
    [formatDateRange("2026-11-01", "2026-11-24"), "1–24 nov 2026"],
    [formatDateRange("2026-10-28", "2026-11-03"), "28 oct–3 nov 2026"],
    [formatDuration(90), "1\u00a0h 30\u00a0min"],
    [formatDuration(0), "0\u00a0min"],
  ])("dates, at the clinic's clock: %s", (got, wanted) => expect(got).toBe(wanted));

  it.each([
    [formatAgo("2026-11-24T10:00:00-05:00", new Date("2026-11-24T10:05:00-05:00")), "hace 5\u00a0min"],
    [formatAgo("2026-11-23T23:00:00-05:00", new Date("2026-11-24T10:05:00-05:00")), "ayer, 23:00"],
    [formatAge("1992-11-25", "2026-11-24"), "33 años"],
    [formatAge("2026-03-30", "2026-11-24"), "7 meses"],
    [formatAge("2026-10-25", "2026-11-24"), "30 días"],
    [formatAge("2026-10-24", "2026-11-24"), "1 mes"],
    [formatAge("2026-11-23", "2026-11-24"), "1 día"],
    [formatAge("2026-11-24", "2026-11-24"), "0 días"],
    [formatPhone("+59322551234;ext=12"), "02 255 1234 ext. 12"],
    [formatPhone("+573001234567"), "+573001234567"],
    [formatPhone("0998124470"), "099 812 4470"],
    [formatPhone("+593998124470"), "099 812 4470"],
    [formatPhone("022551234"), "02 255 1234"],
    [formatPhone("ext. 12"), "ext. 12"],
    [initialsOf("María Fernanda Vélez"), "MF"],
    [initialsOf("Dra. Verónica Salazar"), "VS"],
  ])("people: %s", (got, wanted) => expect(got).toBe(wanted));
});
