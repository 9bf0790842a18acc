import { endOfMonth, startOfMonth, today } from "@/lib/dates";
import { formatMonth } from "@/lib/format";
import { answer, refuse, renderPage, screen, waitFor, within } from "@/testing/render";
import { MarginPage } from "./components/margin-page";
import { marginCsv } from "./csv";
import { VIEWS } from "./words";

const MONTH = today().slice(0, 7);
const sums = (more: object = {}) => ({
  income: "0.00",
  materials: "0.00",
  commission: "0.00",
  expenses: "0.00",
  minutes: "0.00",
  sessions: "0.000",
  margin: "0.00",
  ...more,
});
const row = (more: object = {}) => ({
  ...sums(),
  kind: "TREATMENT" as const,
  reference_id: 5,
  name: "Resina compuesta",
  doctor_id: null,
  doctor_name: null,
  appointment_id: null,
  invoice_id: null,
  number: null,
  day: null,
  ...more,
});
const result = {
  income: "130.00",
  materials: "40.00",
  commission: "0.00",
  expenses: "60.00",
  losses: "0.00",
  result: "30.00",
};
const MARGIN = {
  month: MONTH,
  from: startOfMonth(today()),
  to: today(),
  rule: "CHAIR_TIME" as const,
  count: 2,
  next: null as string | null,
  rows: [
    row({
      income: "100.00",
      materials: "10.00",
      expenses: "40.00",
      sessions: "2.000",
      minutes: "90.00",
      margin: "50.00",
    }),
    row({
      reference_id: 7,
      name: "Prótesis",
      income: "20.00",
      materials: "30.00",
      expenses: "20.00",
      margin: "-30.00",
    }),
  ],
  unallocated: sums({ income: "10.00", margin: "10.00" }),
  losses: "0.00",
  total: sums({ ...result, sessions: "2.000", margin: "30.00" }),
  result,
  previous: { ...result, income: "100.00", result: "20.00", from: startOfMonth(today()), to: endOfMonth(today()) },
};
const LINES = {
  month: MONTH,
  rule: "CHAIR_TIME",
  visit_count: 2,
  materials: [
    {
      product_id: 3,
      product_name: "Resina A2",
      unit: "g",
      lot_id: 8,
      lot_number: "RN-2611",
      expiry_date: "2028-04-30",
      unit_cost: "5.0000",
      quantity: "2.000",
      cost: "10.00",
    },
  ],
  parts: [row({ doctor_id: 4, doctor_name: "Lucía Mora", sessions: "2.000", margin: "50.00" })],
  total: sums({ materials: "10.00", margin: "50.00" }),
};
const visit = (appointment_id: number, margin: string, invoice: object) =>
  row({ appointment_id, day: today(), doctor_name: "Lucía Mora", margin, ...invoice });
const item = { sku: "X", usable_quantity: "10.000" };
const RECIPE = {
  treatment_id: 5,
  version: 1,
  cost: "4.05",
  price: "50.00",
  margin: "45.95",
  items: [
    {
      ...item,
      product_id: 3,
      name: "Resina A2",
      unit: "g",
      quantity: "0.750",
      unit_cost: "5.0000",
      cost: "3.75",
    },
    {
      ...item,
      product_id: 4,
      name: "Guantes",
      unit: "par",
      quantity: "1.000",
      unit_cost: "0.3000",
      cost: "0.30",
    },
  ],
};
const month = (name: string, more: object = {}) => ({
  month: name,
  ...result,
  charged: "0.00",
  collected: "0.00",
  ...more,
});
const months = (year: number) =>
  Array.from({ length: 12 }, (_, at) => month(`${year}-${String(at + 1).padStart(2, "0")}`));
const YEAR = Number(today().slice(0, 4));
const RESULTS = {
  year: YEAR,
  months: months(YEAR),
  previous: months(YEAR - 1),
  running: { ...month(`${YEAR - 1}-01`), to: today() },
};

const OWED = {
  today: "2026-11-24",
  total: "26.00",
  by_age: [
    { from_days: 0, to_days: 30, balance: "20.00" },
    { from_days: 31, to_days: 60, balance: "0.00" },
    { from_days: 61, to_days: 90, balance: "0.00" },
    { from_days: 91, to_days: null, balance: "6.00" },
  ],
};

function serve(margin: object = MARGIN) {
  answer("get", "/facturacion/reports/receivables", OWED);
  answer("get", "/facturacion/reports/results", RESULTS);
  answer("get", "/facturacion/reports/expense-sharing", {
    rule: "CHAIR_TIME",
    version: 3,
    updated_at: "2026-11-01T00:00:00Z",
  });
  return answer("get", "/facturacion/reports/margin", margin as typeof MARGIN);
}

describe("margins", () => {
  it("say what each treatment leaves, what is not allocated, and that both are the result", async () => {
    serve();
    renderPage(<MarginPage />, { at: "/panel/margen/" });
    expect(await screen.findByText(/Prótesis pierde \$30,00; \$10,00 sin asignar/)).toBeInTheDocument();
    const table = screen.getByRole("table", { name: /Margen por tratamiento/ });
    const resin = within(table).getByRole("row", { name: /Resina compuesta/ });
    expect(resin).toHaveTextContent("$100,00");
    expect(resin).toHaveTextContent("50 %");
    expect(within(resin).getByRole("img", { name: /margen \$50,00/ })).toBeInTheDocument();
    expect(within(table).getByRole("row", { name: /Resultado del mes/ })).toHaveTextContent("$30,00");
    expect(screen.getByRole("table", { name: /cada mes/ })).toBeInTheDocument();
  });

  it("visits come in pages, in the address too; what leads to another view begins it anew", async () => {
    const visit = { ...MARGIN.rows[0]!, kind: null, reference_id: null, appointment_id: 41, day: "2026-11-20" };
    const calls = serve({ ...MARGIN, rows: [visit], count: 120, next: "abc" });
    const { user } = renderPage(<MarginPage />, { at: "/panel/margen/?por=cita" });
    expect(await screen.findByText("1–1 de 120")).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Página siguiente" }));
    await waitFor(() => expect(calls.at(-1)!.query.get("after")).toBe("abc"));
    expect(window.location.search).toContain("after=abc");
    await user.click(screen.getByRole("radio", { name: "Por tratamiento" }));
    await waitFor(() => expect(calls.at(-1)!.query.get("by")).toBe("treatment"));
    expect(window.location.search).not.toContain("after");
    expect(calls.at(-1)!.query.has("after")).toBe(false);
  });

  it("a row opens into its lots and its visits, in the address too", async () => {
    serve();
    const calls = answer("get", "/facturacion/reports/margin/lines", LINES as unknown as Record<string, string>);
    const { user } = renderPage(<MarginPage />, { at: "/panel/margen/" });
    const opener = await screen.findByRole("button", { name: "Resina compuesta" });
    await user.click(opener);
    expect(opener).toHaveAttribute("aria-expanded", "true");
    expect(await screen.findByText("RN-2611")).toBeInTheDocument();
    expect(calls[0]!.query.get("kind")).toBe("TREATMENT");
    expect(calls[0]!.query.get("reference_id")).toBe("5");
    expect(window.location.search).toContain("fila=T5");
    // Nothing is asked of the visits before somebody wants to see them; they come page by page, to the sum of the row.
    const first = visit(71, "20.00", { invoice_id: 9, number: "001-001-000000009" });
    const pages = answer("get", "/facturacion/reports/margin/visits", { data: [first], next: "abc" });
    await user.click(screen.getByText("Ver 2 líneas"));
    expect(await screen.findByRole("link", { name: "001-001-000000009" })).toHaveAttribute(
      "href",
      expect.stringContaining("id=9"),
    );
    expect(screen.getByRole("row", { name: /Las primeras 1 de 2/ })).toHaveTextContent("$20,00");
    answer("get", "/facturacion/reports/margin/visits", { data: [visit(72, "30.00", {})], next: null });
    await user.click(screen.getByRole("button", { name: "Ver más líneas" }));
    expect(await screen.findByRole("row", { name: /Suma de las líneas/ })).toHaveTextContent("$50,00");
    expect(pages[0]!.query.get("reference_id")).toBe("5");
    expect(screen.getByText(/Por tiempo de sillón: 1 h 30/)).toBeInTheDocument();
  });

  it("a treatment shows what its recipe asked for beside what its lots gave", async () => {
    serve();
    answer("get", "/facturacion/reports/margin/lines", LINES as unknown as Record<string, string>);
    answer("get", "/inventario/treatments/5/recipe", RECIPE as unknown as Record<string, string>);
    const { user } = renderPage(<MarginPage />, { at: "/panel/margen/?fila=T5" });
    const card = within(await screen.findByRole("region", { name: "Proyectado contra real" }));
    // Two sessions of 0.75 g: 1.5 g; 2 g left the lots. Nobody used the gloves.
    const resin = card.getByRole("row", { name: /Resina A2/ });
    expect(resin).toHaveTextContent("1,5 g");
    expect(resin).toHaveTextContent("+0,5 g");
    expect(resin).toHaveTextContent("$7,50$10,00");
    expect(card.getByRole("row", { name: /Guantes/ })).toHaveTextContent("−2 par");
    expect(card.getByRole("row", { name: /Suma/ })).toHaveTextContent("$8,10$10,00");
    await user.click(card.getByRole("button", { name: "Exportar" }));
    expect(await screen.findByRole("menuitem", { name: "Excel (XLSX)" })).toHaveAttribute(
      "href",
      expect.stringMatching(/^\/api\/facturacion\/reports\/projected\.xlsx\?treatment_id=5&month=\d{4}-\d{2}$/),
    );
  });

  it("are asked by professional and for another month", async () => {
    const calls = serve();
    const { user } = renderPage(<MarginPage />, { at: "/panel/margen/?mes=2026-02" });
    expect((await screen.findAllByText(formatMonth("2026-02"))).length).toBeGreaterThan(0);
    await user.click(await screen.findByRole("radio", { name: "Por profesional" }));
    await waitFor(() => expect(calls.at(-1)!.query.get("by")).toBe("professional"));
    await user.click(screen.getByRole("button", { name: "Mes anterior" }));
    await waitFor(() => expect(calls.at(-1)!.query.get("month")).toBe("2026-01"));
  });

  it("the owner chooses how expenses are shared", async () => {
    serve();
    const calls = answer("put", "/facturacion/reports/expense-sharing", {
      rule: "INCOME",
      version: 4,
      updated_at: "2026-11-01T00:00:00Z",
    });
    const { user } = renderPage(<MarginPage />, { at: "/panel/margen/" });
    await user.click(await screen.findByRole("button", { name: "Cómo se reparte" }));
    await user.click(await screen.findByRole("radio", { name: /Por ingresos/ }));
    await user.click(screen.getByRole("button", { name: "Guardar reparto" }));
    await waitFor(() => expect(calls[0]?.body).toEqual({ rule: "INCOME" }));
    expect(calls[0]!.headers.get("If-Match")).toBe('"3"');
    expect(await screen.findByText("Gastos: por ingresos")).toBeInTheDocument();
  });

  it("closes how expenses are shared when nothing was changed, and sends nothing", async () => {
    serve();
    const { user } = renderPage(<MarginPage />, { at: "/panel/margen/" });
    await user.click(await screen.findByRole("button", { name: "Cómo se reparte" }));
    await user.click(await screen.findByRole("button", { name: "Guardar reparto" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
  });

  it("who only reads sees how they are shared, and who decides", async () => {
    serve();
    const { user } = renderPage(<MarginPage />, { at: "/panel/margen/", me: { permissions: ["reports:read"] } });
    await user.click(await screen.findByRole("button", { name: "Cómo se reparte" }));
    expect(await screen.findByText("«Resultados: cambiar»")).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: "Guardar reparto" })).not.toBeInTheDocument();
  });

  it("a month without anything says so; what fails can be asked again; without permission it is named", async () => {
    serve({ ...MARGIN, rows: [], count: 0, unallocated: sums(), total: sums() });
    const first = renderPage(<MarginPage />, { at: "/panel/margen/" });
    expect(
      await screen.findByText(`Nada facturado ni gastado en ${formatMonth(MONTH).toLowerCase()}`),
    ).toBeInTheDocument();
    first.unmount();
    refuse("get", "/facturacion/reports/margin", 503, {});
    const second = renderPage(<MarginPage />, { at: "/panel/margen/" });
    expect(await screen.findByText("No se pudo cargar el margen")).toBeInTheDocument();
    second.unmount();
    renderPage(<MarginPage />, { at: "/panel/margen/", me: { permissions: [] } });
    expect(screen.getByText("No puede ver los márgenes")).toBeInTheDocument();
  });

  it("what is owed opens its invoices by age", async () => {
    serve();
    renderPage(<MarginPage />, { at: "/panel/margen/" });
    const card = within(await screen.findByRole("region", { name: "Por cobrar" }));
    expect(await card.findByRole("link", { name: "Hasta 30 días" })).toHaveAttribute(
      "href",
      expect.stringContaining("/panel/por-cobrar?to=2026-11-24&from=2026-10-25"),
    );
    expect(card.getByRole("link", { name: "Más de 90 días" })).toHaveAttribute(
      "href",
      expect.stringContaining("/panel/por-cobrar?to=2026-08-25"),
    );
    expect(card.queryByRole("link", { name: "31–60 días" })).not.toBeInTheDocument();
  });

  it("are exported to their last line", () => {
    const { columns, rows } = marginCsv(MARGIN, VIEWS[0]);
    const lines = rows.map((line) => columns.map(({ value }) => value(line)));
    expect(lines.map((line) => line[0])).toEqual([
      "Resina compuesta",
      "Prótesis",
      "Sin asignar",
      "Bajas de inventario",
      "Resultado del mes",
    ]);
    expect(lines.map((line) => line.at(-1))).toEqual(["50,00", "-30,00", "10,00", "0,00", "30,00"]);
  });
});
