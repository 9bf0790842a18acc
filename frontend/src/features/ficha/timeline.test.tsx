import { appointment } from "@/entities/appointment/testing";
import { invoiceRow } from "@/entities/invoice/testing";
import { page, patient } from "@/entities/patient/testing";
import type { TimelineEntry } from "@/entities/record/schema";
import { answer, configure, refuse, renderPage, screen, waitFor, within } from "@/testing/render";
import { PatientPage } from "./components/patient-page";
import { signed } from "./testing";
import { daysOf } from "./timeline";

configure({ asyncUtilTimeout: 8000 });
jest.setTimeout(40_000);

const FILE = "/historia-clinica/patients/7";

const entry = (change: Partial<TimelineEntry> = {}): TimelineEntry => ({
  kind: "NOTE",
  id: 11,
  at: "2026-11-20T10:20:00-05:00",
  appointment_id: null,
  title: "Dolor al masticar",
  text: "Caries oclusal en 26",
  diagnoses: [],
  addenda: 0,
  status: "SIGNED",
  author: { id: "1", name: "Dra. Lucía Mora" },
  file_id: null,
  media_type: null,
  ...change,
});
const visit = (id: number, start: string) =>
  appointment({ id, start_time: start, end_time: start.replace(":00:00", ":30:00"), status: "COMPLETED" });
const whole = <T,>(...rows: T[]) => ({ rows, more: false });

describe("the days of a record", () => {
  it("put what belongs to a visit beneath it, whatever day it was made on", () => {
    const late = entry({ appointment_id: 5, at: "2026-11-21T09:00:00-05:00" });
    const { days } = daysOf(
      whole(visit(5, "2026-11-20T10:00:00-05:00")),
      whole(late),
      whole(invoiceRow({ id: 3, appointment_id: 5, created_at: "2026-11-20T10:31:00-05:00" })),
    );
    expect(days.map(({ day }) => day)).toEqual(["2026-11-20"]);
    expect(days[0]!.blocks).toHaveLength(1);
    expect(days[0]!.blocks[0]!.lines.map(({ key }) => key)).toEqual(["INVOICE3", "NOTE11"]);
  });

  it("are those of the clinic, the last first", () => {
    // Ten at night in Guayaquil is the next day in Greenwich.
    const evening = entry({ id: 1, at: "2026-11-21T03:00:00Z" });
    const { days } = daysOf(whole(), whole(evening, entry({ id: 2, at: "2026-11-18T15:00:00Z" })), whole());
    expect(days.map(({ day }) => day)).toEqual(["2026-11-20", "2026-11-18"]);
  });

  it("stop where a list that goes on may still bring something", () => {
    const { days, more } = daysOf(
      { rows: [visit(5, "2026-11-20T10:00:00-05:00")], more: true },
      whole(entry({ id: 1, at: "2026-11-22T10:00:00-05:00" }), entry({ id: 2, at: "2026-01-10T10:00:00-05:00" })),
      whole(),
    );
    expect(days.map(({ day }) => day)).toEqual(["2026-11-22", "2026-11-20"]);
    expect(more).toBe(true);
  });
});

function open(query = "", permissions = ["patients:read", "records:read", "appointments:read", "invoices:read"]) {
  answer("get", FILE, patient());
  const visits = answer("get", "/citas/appointments", page(visit(5, "2026-11-20T10:00:00-05:00")));
  const entries = answer(
    "get",
    `${FILE}/timeline`,
    page(entry({ appointment_id: 5 }), entry({ id: 12, title: "Control" })),
  );
  const invoices = answer("get", "/facturacion/invoices", page(invoiceRow({ id: 3, appointment_id: 5 })));
  const shown = renderPage(<PatientPage />, { at: `/pacientes/ver/?id=7&tab=historia${query}`, me: { permissions } });
  return { visits, entries, invoices, ...shown };
}

it("shows the record without the invoices, until they are asked for", async () => {
  const { user, invoices, entries } = open();
  const day = within(await screen.findByRole("listitem", { name: /20 de noviembre/ }));
  expect(day.getByText("Dolor al masticar")).toBeInTheDocument();
  expect(invoices).toHaveLength(0);
  expect(entries[0]!.query.get("kinds")).toBe("NOTE,VITAL_SIGNS,PRESCRIPTION,CERTIFICATE,ORDER,CHART");
  await user.click(screen.getByRole("button", { name: "Facturas" }));
  expect(await screen.findByRole("link", { name: /^Factura/ })).toBeInTheDocument();
  expect(window.location.search).toContain("INVOICE");
});

it("searches the record, the visits and what else is shown", async () => {
  const { user, entries, visits } = open();
  await screen.findByText("Dolor al masticar");
  await user.type(screen.getByRole("searchbox", { name: "Buscar en la historia" }), "caries{Enter}");
  await waitFor(() => expect(entries.at(-1)!.query.get("search")).toBe("caries"));
  expect(visits.at(-1)!.query.get("search")).toBe("caries");
});

it("opens a note where it stands", async () => {
  const { user } = open();
  answer("get", "/historia-clinica/notes/11", signed({ objective: "Pieza 26 con cavidad profunda" }));
  answer("get", `${FILE}/vital-signs`, page());
  await user.click(await screen.findByRole("button", { name: /Dolor al masticar/ }));
  expect(await screen.findByText("Pieza 26 con cavidad profunda")).toBeInTheDocument();
});

it("says what failed, and asks again", async () => {
  const { user } = open();
  await screen.findByText("Dolor al masticar");
  refuse("get", `${FILE}/timeline`, 500, {});
  await user.click(screen.getByRole("button", { name: "Recetas" }));
  expect(await screen.findByText(/No se pud/)).toBeInTheDocument();
  answer("get", `${FILE}/timeline`, page(entry()));
  await user.click(screen.getByRole("button", { name: "Reintentar" }));
  expect(await screen.findByText("Dolor al masticar")).toBeInTheDocument();
});
