import { appointment } from "@/entities/appointment/testing";
import { draft, invoiceRow } from "@/entities/invoice/testing";
import { gloves, shortage } from "@/entities/product/testing";
import { startOfMonth, today } from "@/lib/dates";
import { answer, refuse, renderPage, screen, waitFor, within } from "@/testing/render";
import { PanelPage } from "./components/panel-page";

/** Outside of a build, Next's links drop the slash before the query. */
const to = (href: string) => href.replace("/?", "?");

// The chart's own drawing is the library's; jsdom has no sizes to draw in.
jest.mock("./components/months-chart", () => ({ MonthsChart: () => <div role="img" aria-label="Ingresos por mes" /> }));

const figures = {
  income: "1200.00",
  expenses: "300.00",
  cost: "100.00",
  commission: "0.00",
  losses: "0.00",
  profit: "800.00",
  collected: "900.00",
};
const STATS = {
  today: { income: "80.00", collected: "60.00", invoices: 2, drafts: 1 },
  month: figures,
  receivable: "260.00",
  previous_month: figures,
};
const REPORT = {
  from: "2026-10-01",
  to: "2026-10-24",
  ...figures,
  income: "1000.00",
  receivable: "0.00",
  invoices: 9,
  average_ticket: "111.11",
  by_method: [
    { method: "CASH", total: "500.00" },
    { method: "CARD_CREDIT", total: "400.00" },
  ],
  by_day: [
    { date: "2026-10-23", income: "10.00", expenses: "0.00", collected: "0.00" },
    { date: "2026-10-24", income: "30.00", expenses: "0.00", collected: "0.00" },
  ],
  top_treatments: [{ code: "RES-01", description: "Resina compuesta", quantity: "4.000", income: "180.00" }],
};
const MONTHS = {
  data: [
    { month: "2026-10", ...figures, invoices: 20 },
    { month: "2026-11", ...figures, invoices: 12 },
  ],
};
const VISITS = {
  data: [appointment({ patient: { id: 3, name: "María Fernanda Vélez" }, status: "CONFIRMED" })],
};
const page = <T,>(data: T[], total = data.length) => ({ data, next: null, total, total_exact: true });
const DRAFTS = page(
  [draft({ buyer: { ...invoiceRow().buyer, name: "Ana Paredes" }, dated_on: "2026-11-20", total: "45.00" })],
  9,
);
const STOCK = page([
  { ...gloves, id: 8, name: "Guantes de nitrilo", usable_quantity: "4.000", minimum_stock: "20.000" },
]);

function serve() {
  answer("get", "/facturacion/dashboard/stats", STATS);
  answer("get", "/facturacion/reports/dashboard", REPORT);
  answer("get", "/facturacion/dashboard/monthly", MONTHS);
  answer("get", "/facturacion/invoices", DRAFTS);
  answer("get", "/inventario/products/low-stock", STOCK);
  return answer("get", "/citas/appointments/today", VISITS);
}

describe("the panel", () => {
  it("shows the month, the day and what is missing, and leads to each list", async () => {
    serve();
    renderPage(<PanelPage />, { at: "/panel/" });
    expect(
      await screen.findByText("1 cita por atender, 9 borradores por cobrar, 1 producto bajo el mínimo."),
    ).toBeInTheDocument();
    const month = within(await screen.findByRole("region", { name: /^Cifras de/ }));
    expect(month.getByRole("link", { name: "1.200,00" })).toHaveAttribute(
      "href",
      to(`/facturacion/?status=ISSUED&from=${startOfMonth(today())}&to=${today()}`),
    );
    expect(month.getByRole("link", { name: "300,00" })).toHaveAttribute(
      "href",
      to(`/gastos/?from=${startOfMonth(today())}&to=${today()}`),
    );
    expect(await month.findByText(/^20/)).toBeInTheDocument();
    expect(screen.getByRole("link", { name: /María Fernanda Vélez/ })).toHaveAttribute("href", to("/agenda/?cita=12"));
    expect(screen.getByRole("link", { name: /Ana Paredes/ })).toHaveAttribute("href", to("/facturacion/ver/?id=7"));
    expect(screen.getByRole("link", { name: "Ver los 9" })).toHaveAttribute("href", to("/facturacion/?status=DRAFT"));
    expect(screen.getByRole("link", { name: "Ver el producto" })).toHaveAttribute(
      "href",
      to("/inventario/?low_stock=true"),
    );
    expect(await screen.findByText("260,00", { exact: false })).toBeInTheDocument();
  });

  it("has every month as a table too, each with its way to the invoices", async () => {
    serve();
    const { user } = renderPage(<PanelPage />, { at: "/panel/" });
    expect(await screen.findByRole("img", { name: "Ingresos por mes" })).toBeInTheDocument();
    await user.click(screen.getByRole("radio", { name: "Tabla" }));
    const table = within(await screen.findByRole("table"));
    expect(table.getByRole("link", { name: /Octubre/ })).toHaveAttribute(
      "href",
      to("/facturacion/?status=ISSUED&from=2026-10-01&to=2026-10-31"),
    );
    expect(within(table.getAllByRole("row").at(-1)!).getAllByText("2.400,00", { exact: false })).toHaveLength(1);
  });

  it("asks only for what the role may see", async () => {
    answer("get", "/facturacion/invoices", DRAFTS);
    answer("get", "/citas/appointments/today", VISITS);
    renderPage(<PanelPage />, { me: { permissions: ["appointments:read", "invoices:read"] } });
    expect(await screen.findByText("Ana Paredes")).toBeInTheDocument();
    expect(screen.queryByRole("region", { name: "Mes a mes" })).not.toBeInTheDocument();
    expect(screen.queryByRole("region", { name: "Bajo el mínimo" })).not.toBeInTheDocument();
  });

  it("shows practitioners their own day", async () => {
    const calls = answer("get", "/citas/appointments/today", VISITS);
    renderPage(<PanelPage />, { me: { id: 4, permissions: ["appointments:read", "records:sign"] } });
    expect(await screen.findByText("Sus citas de hoy")).toBeInTheDocument();
    await waitFor(() => expect(calls[0]?.query.get("doctor_id")).toBe("4"));
  });

  it("shows the front desk who to call, what to charge and what is missing, and no results of the clinic", async () => {
    answer("get", "/citas/appointments/today", VISITS);
    answer(
      "get",
      "/citas/appointments",
      page([
        appointment({
          id: 31,
          start_time: "2026-11-25T14:00:00Z",
          patient: { id: 9, name: "Raúl Chávez", phone: "0985421430" },
        }),
      ]),
    );
    answer("get", "/facturacion/invoices", ({ query }) =>
      query.get("status") === "DRAFT"
        ? DRAFTS
        : page([
            invoiceRow({
              id: 9,
              number: "001-001-000000124",
              buyer: { ...invoiceRow().buyer, name: "Luis Andrade" },
              dated_on: today(),
              balance: "30.00",
            }),
          ]),
    );
    answer("get", "/inventario/products/low-stock", STOCK);
    renderPage(<PanelPage />, {
      me: {
        permissions: [
          "appointments:read",
          "appointments:write",
          "invoices:read",
          "invoices:write",
          "payments:write",
          "products:read",
        ],
      },
    });
    const tomorrow = within(await screen.findByRole("region", { name: "Por confirmar para mañana" }));
    expect(await tomorrow.findByRole("link", { name: /09:00.*Raúl Chávez.*098 542 1430/ })).toHaveAttribute(
      "href",
      expect.stringMatching(/cita=31/),
    );
    expect(await screen.findByRole("link", { name: /Luis Andrade/ })).toHaveAttribute(
      "href",
      to("/facturacion/ver/?id=9"),
    );
    expect(await screen.findByRole("link", { name: /Ana Paredes/ })).toBeInTheDocument();
    expect(await screen.findByRole("link", { name: /Guantes de nitrilo/ })).toBeInTheDocument();
    expect(screen.queryByRole("region", { name: /Cifras|Mes a mes|Faltantes/ })).not.toBeInTheDocument();
  });

  it("shows the storeroom what appointments lacked", async () => {
    answer("get", "/inventario/products/low-stock", STOCK);
    const calls = answer("get", "/inventario/shortages", {
      data: [
        {
          ...shortage,
          id: 3,
          product_name: "Anestesia",
          appointment_id: 12,
          quantity: "2.000",
          created_at: "2026-11-24T15:00:00Z",
        },
      ],
      next: null,
      total: 1,
      total_exact: true,
    });
    renderPage(<PanelPage />, { me: { permissions: ["products:read", "stock:write"] } });
    expect(await screen.findByRole("link", { name: /Anestesia/ })).toHaveAttribute(
      "href",
      to("/inventario/?vista=faltantes&resolved=false"),
    );
    expect(calls[0]!.query.get("resolved")).toBe("false");
    expect(screen.queryByRole("region", { name: "Citas de hoy" })).not.toBeInTheDocument();
  });

  it("keeps the rest when one service fails", async () => {
    serve();
    refuse("get", "/citas/appointments/today", 503, { detail: "El servicio no está disponible." });
    renderPage(<PanelPage />, { at: "/panel/" });
    expect(await screen.findByText("No se pudo cargar las citas de hoy")).toBeInTheDocument();
    expect(await screen.findByText("Ana Paredes")).toBeInTheDocument();
  });

  it("says so when a role has nothing here", async () => {
    renderPage(<PanelPage />, { me: { permissions: [] } });
    expect(await screen.findByText("Su rol no tiene cifras que mostrar")).toBeInTheDocument();
  });
});
