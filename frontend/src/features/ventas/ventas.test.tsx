import { startOfMonth, today } from "@/lib/dates";
import { formatDate } from "@/lib/format";
import { answer, refuse, renderPage, screen, waitFor, within } from "@/testing/render";
import { SalesPage } from "./components/sales-page";
import { salesCsv } from "./csv";
import { aboutOf, VIEWS } from "./words";

const sums = { income: "0.00", quantity: "0.000", charged: "0.00", collected: "0.00", count: 0 };
const row = (more: object = {}) => ({
  ...sums,
  day: null,
  kind: null,
  reference_id: null,
  doctor_id: null,
  category: null,
  method: null,
  name: null,
  ...more,
});
const SPAN = { from: startOfMonth(today()), to: today() };
const DAYS = {
  ...SPAN,
  by: "day" as const,
  rows: [row({ day: today(), income: "100.00", charged: "115.00", collected: "60.00", count: 2 })],
  total: { ...sums, income: "100.00", charged: "115.00", collected: "60.00", count: 2 },
};
const TREATMENTS = {
  ...SPAN,
  by: "treatment" as const,
  rows: [
    row({
      kind: "TREATMENT",
      reference_id: 5,
      name: "Resina",
      category: "Operatoria",
      income: "70.00",
      quantity: "2.000",
    }),
    row({ income: "30.00", quantity: "1.000" }),
  ],
  total: { ...sums, income: "100.00", quantity: "3.000" },
};
const LINE = {
  id: 1,
  day: today(),
  source: "INVOICE",
  invoice_id: 9,
  number: "001-001-000000009",
  buyer_name: "María Torres",
  kind: "TREATMENT",
  reference_id: 5,
  name: "Resina",
  doctor_name: null,
  method: null,
  amount: "80.00",
};
const LINES = {
  data: [LINE, { ...LINE, id: 2, source: "CREDIT_NOTE", amount: "-10.00" }],
  next: null,
};

const serve = (sales: object = DAYS) =>
  answer("get", "/facturacion/reports/sales", sales as unknown as Record<string, string>);

describe("sales", () => {
  it("show what was charged beside what was collected, day by day", async () => {
    serve();
    renderPage(<SalesPage />, { at: "/panel/ventas/" });
    const table = await screen.findByRole("table", { name: /Ventas por día/ });
    const day = within(table).getByRole("row", { name: new RegExp(formatDate(today())) });
    expect(day).toHaveTextContent("$115,00");
    expect(day).toHaveTextContent("$60,00");
    expect(screen.getByRole("button", { name: /facturado \$115,00, cobrado \$60,00/ })).toBeInTheDocument();
    expect(screen.getByRole("region", { name: "Cifras del período" })).toHaveTextContent("Facturado sin cobrar$55,00");
  });

  it("open a row into lines that come to it, in the address too", async () => {
    serve(TREATMENTS);
    const calls = answer("get", "/facturacion/reports/sales/lines", LINES as unknown as Record<string, string>);
    const { user } = renderPage(<SalesPage />, { at: "/panel/ventas/?por=tratamiento" });
    const table = await screen.findByRole("table", { name: /Ventas por tratamiento/ });
    await user.click(within(table).getByRole("button", { name: /Resina/ }));
    expect(await screen.findByText("Suma de las líneas")).toBeInTheDocument();
    const lines = screen.getByRole("list", { name: "Líneas" });
    expect(lines).toHaveTextContent("Suma de las líneas$70,00");
    expect(lines).toHaveTextContent("Nota de crédito 001-001-000000009");
    expect(within(lines).getAllByRole("link")[0]).toHaveAttribute("href", expect.stringContaining("id=9"));
    expect(calls[0]!.query.get("kind")).toBe("TREATMENT");
    expect(calls[0]!.query.get("reference_id")).toBe("5");
    expect([...calls[0]!.query.keys()].sort()).toEqual(["from", "kind", "limit", "reference_id", "to"]);
    expect(window.location.search).toContain("fila=T5");
  });

  it("are asked by another view and for other days", async () => {
    const calls = serve();
    const { user } = renderPage(<SalesPage />, { at: "/panel/ventas/?from=2026-01-01&to=2026-01-31" });
    await user.click(await screen.findByRole("tab", { name: "Por forma de pago" }));
    await waitFor(() => expect(calls.at(-1)!.query.get("by")).toBe("method"));
    expect(calls.at(-1)!.query.get("from")).toBe("2026-01-01");
    expect(calls.at(-1)!.query.get("to")).toBe("2026-01-31");
  });

  it("days without anything say so; what fails can be asked again; without permission it is named", async () => {
    serve({ ...DAYS, rows: [], total: sums });
    const first = renderPage(<SalesPage />, { at: "/panel/ventas/" });
    expect(await screen.findByText(/^Nada vendido/)).toBeInTheDocument();
    first.unmount();
    refuse("get", "/facturacion/reports/sales", 503, {});
    const second = renderPage(<SalesPage />, { at: "/panel/ventas/" });
    expect(await screen.findByText("No se pudo cargar las ventas")).toBeInTheDocument();
    second.unmount();
    renderPage(<SalesPage />, { at: "/panel/ventas/", me: { permissions: [] } });
    expect(screen.getByText("No puede ver las ventas")).toBeInTheDocument();
  });

  it("are exported to their total", () => {
    const { columns, rows } = salesCsv(TREATMENTS, VIEWS[2]);
    const lines = rows.map((line) => columns.map(({ value }) => value(line)));
    expect(lines).toEqual([
      ["Resina", "Operatoria", "2,000", "70,00"],
      ["Otros conceptos", null, "1,000", "30,00"],
      ["Total", null, "3,000", "100,00"],
    ]);
  });

  it("ask the lines of a month within the days asked for", () => {
    const month = row({ day: "2026-02-01" });
    const span = { from: "2026-02-10", to: "2026-03-05" };
    expect(aboutOf(month, VIEWS[1], span)).toEqual({ from: "2026-02-10", to: "2026-02-28" });
    expect(aboutOf(row({ day: "2026-03-01" }), VIEWS[1], span)).toEqual({ from: "2026-03-01", to: "2026-03-05" });
    expect(aboutOf(row(), VIEWS[4], span)).toEqual({ ...span, without: "category" });
  });
});
