import type { Page } from "./api";
import { allPages, MOST_ROWS, toCsv } from "./csv";
import { ApiError, problemOf } from "./problem";

type Row = { name: string; total: string | null };
const columns = [
  { label: "Nombre", value: (row: Row) => row.name },
  { label: "Total", value: (row: Row) => row.total },
];

describe("toCsv", () => {
  it("writes what a spreadsheet of Ecuador opens", () => {
    expect(
      toCsv(columns, [
        { name: "Vélez; Ana", total: "45,00" },
        { name: 'La "nueva"', total: null },
      ]),
    ).toBe('\uFEFFNombre;Total\r\n"Vélez; Ana";45,00\r\n"La ""nueva""";\r\n');
  });

  it("never writes a formula", () => {
    expect(
      toCsv(columns, [
        { name: "=HYPERLINK(A1)", total: "-20,00" },
        { name: "@x", total: "+593 99" },
      ]),
    ).toContain("'=HYPERLINK(A1);-20,00\r\n'@x;+593 99");
  });
});

describe("allPages", () => {
  const pages: Record<string, Page<number>> = {
    start: { data: [1, 2], next: "b", total: 3 },
    b: { data: [3], next: null, total: 3 },
  };

  it("walks to the end and says how far it is", async () => {
    const progress: unknown[] = [];
    const rows = await allPages(async (after) => pages[after ?? "start"]!, {
      onProgress: (...step) => progress.push(step),
    });
    expect(rows).toEqual({ rows: [1, 2, 3], whole: true });
    expect(progress).toEqual([
      [2, 3],
      [3, 3],
    ]);
  });

  it("stops at what a spreadsheet can carry, and says that there is more", async () => {
    const many = Array.from({ length: 100 }, (_, index) => index);
    const ask = jest.fn(async () => ({ data: many, next: "more", total: 50_000 }));
    const { rows, whole } = await allPages(ask);
    expect([rows.length, whole]).toEqual([MOST_ROWS, false]);
    expect(ask).toHaveBeenCalledTimes(MOST_ROWS / 100);
  });

  it("waits as long as the server asks, and goes on", async () => {
    jest.useFakeTimers();
    let refused = false;
    const done = allPages(async (after) => {
      if (after && !refused) {
        refused = true;
        throw new ApiError(problemOf(429), 7);
      }
      return pages[after ?? "start"]!;
    });
    await jest.advanceTimersByTimeAsync(7000);
    await expect(done).resolves.toMatchObject({ rows: [1, 2, 3] });
    jest.useRealTimers();
  });

  it("ends with any other failure, and when it is told to stop", async () => {
    await expect(allPages(async () => Promise.reject(new ApiError(problemOf(503))))).rejects.toThrow();
    const controller = new AbortController();
    const stopped = allPages(async () => (controller.abort(), pages.start!), { signal: controller.signal });
    await expect(stopped).rejects.toThrow();
  });
});
