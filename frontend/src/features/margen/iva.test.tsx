import { http, HttpResponse } from "msw";
import { server } from "@/testing/server";
import { answer, renderPage, screen, within, waitFor } from "@/testing/render";
import { IvaPage } from "./components/iva-page";
import { purchasesCsv, salesCsv } from "./iva";

const SALE = {
  day: "2026-11-03",
  document: "INVOICE" as const,
  invoice_id: 9,
  number: "001-001-000000009",
  id_type: "05",
  buyer_document: "1714307103",
  buyer_name: "María Torres",
  annulled: false,
  base_zero: "40.00",
  base_taxed: "20.00",
  iva: "3.00",
  total: "63.00",
};
const PURCHASE = {
  day: "2026-11-05",
  expense_id: 4,
  document_type: "INVOICE",
  document_number: "002-001-000004512",
  supplier_ruc: "1790011674001",
  supplier_name: "Inmobiliaria Andina",
  description: "Arriendo",
  base: "100.00",
  iva: "15.00",
  total: "115.00",
  withheld_income: "2.00",
  withheld_iva: "4.50",
};
const NONE = { count: 0, base_zero: "0.00", base_taxed: "0.00", base: "0.00", iva: "0.00", total: "0.00" };
const BOOKS = {
  month: "2026-11",
  days: [
    { day: "2026-11-03", sold: "0.00", bought: "0.00" },
    { day: "2026-11-05", sold: "0.00", bought: "115.00" },
  ],
  sales: {
    rows: [SALE, { ...SALE, document: "CREDIT_NOTE", number: "001-001-000000001", total: "-63.00" }],
    total: { ...NONE, count: 2, iva: "0.00" },
  },
  purchases: { rows: [PURCHASE], total: { ...NONE, ...PURCHASE, count: 1 } },
  balance: "-15.00",
};

describe("the books of IVA", () => {
  beforeEach(() => {
    const MONTH = { month: "2026-11", documents: 4, authorised: 3, annulled: 0 };
    answer("get", "/facturacion/einvoices/month", MONTH);
  });

  it("open a day from the chart, and each document from its row", async () => {
    const later = { ...SALE, day: "2026-11-09", number: "001-001-000000010", buyer_name: "Luis Paz", total: "40.00" };
    const days = [...BOOKS.days, { day: later.day, sold: "40.00", bought: "0.00" }];
    const calls = answer("get", "/facturacion/reports/iva", ({ query }) =>
      query.has("day")
        ? { ...BOOKS, days: days.slice(-1), sales: { rows: [later], total: { ...NONE, count: 1 } } }
        : { ...BOOKS, days, sales: { rows: [SALE, later], total: { ...NONE, count: 2 } } },
    );
    const { user } = renderPage(<IvaPage />, { at: "/panel/iva/?mes=2026-11" });
    await user.click(await screen.findByRole("button", { name: /^9 nov 2026: ventas \$40,00/ }));
    expect(await screen.findByText("Solo lo del 9 nov 2026.", { exact: false })).toBeInTheDocument();
    await waitFor(() => expect(screen.getByText("Luis Paz")).toBeInTheDocument());
    expect(screen.queryByText("María Torres")).not.toBeInTheDocument();
    expect(calls.at(-1)!.query.get("day")).toBe("2026-11-09");
    await user.click(screen.getByRole("button", { name: "Ver el mes" }));
    expect(await screen.findByText("María Torres")).toBeInTheDocument();
    expect(screen.getByRole("link", { name: "Inmobiliaria Andina" })).toHaveAttribute("href", "/gastos?gasto=4");
  });

  it("give the ATS once nothing is lacking, and say until then what is", async () => {
    answer("get", "/facturacion/reports/iva", BOOKS);
    const ats = { month: "2026-11", sales: 2, purchases: 1, annulled: 0, annulled_on_paper: 1, left_out: 3 };
    const lack = {
      about: "purchase",
      id: 4,
      label: "Inmobiliaria Andina, 002-001-000004512",
      lacks: ["la autorización"],
    };
    answer("get", "/facturacion/reports/ats", { ...ats, lacking: [lack] });
    const { user } = renderPage(<IvaPage />, { at: "/panel/iva/?mes=2026-11" });
    await user.click(await screen.findByRole("button", { name: "Contabilidad" }));
    await user.click(await screen.findByRole("menuitem", { name: "ATS (XML)" }));
    const dialog = within(await screen.findByRole("dialog", { name: "ATS de noviembre de 2026" }));
    expect(await dialog.findByRole("link", { name: lack.label })).toHaveAttribute("href", "/gastos?gasto=4");
    expect(dialog.getByRole("button", { name: "Descargar XML" })).toBeDisabled();
  });

  it("give the accountant what the ATS is made of, and the month's documents in one file", async () => {
    answer("get", "/facturacion/reports/iva", BOOKS);
    const taken: (string | null)[] = [];
    server.use(
      http.get("*/api/facturacion/einvoices/month.zip", ({ request }) => {
        taken.push(new URL(request.url).searchParams.get("month"));
        return new HttpResponse("PK", { headers: { "Content-Type": "application/zip" } });
      }),
    );
    URL.createObjectURL = jest.fn(() => "blob:file");
    URL.revokeObjectURL = jest.fn();
    jest.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(() => undefined);
    const { user } = renderPage(<IvaPage />, { at: "/panel/iva/?mes=2026-11" });
    await user.click(await screen.findByRole("button", { name: "Contabilidad" }));
    expect(screen.getByRole("menuitem", { name: "Datos del ATS (XLSX)" })).toHaveAttribute(
      "href",
      "/api/facturacion/reports/ats.xlsx?month=2026-11",
    );
    expect(screen.getByRole("menuitem", { name: "Datos del ATS (CSV)" })).toHaveAttribute(
      "href",
      "/api/facturacion/reports/ats.zip?month=2026-11",
    );
    await user.click(await screen.findByRole("menuitem", { name: /XML y RIDE del mes.*3 comprobantes/ }));
    await waitFor(() => expect(taken).toEqual(["2026-11"]));
    expect(await screen.findByText("Los comprobantes del mes están en sus descargas.")).toBeVisible();
  });

  it("list each document of the month and lead to its invoice", async () => {
    const calls = answer("get", "/facturacion/reports/iva", BOOKS);
    renderPage(<IvaPage />, { at: "/panel/iva/?mes=2026-11" });
    const sales = within(await screen.findByRole("region", { name: "Ventas" }));
    expect(calls[0]!.query.get("month")).toBe("2026-11");
    expect(sales.getByRole("link", { name: "001-001-000000009" })).toHaveAttribute(
      "href",
      expect.stringContaining("id=9"),
    );
    expect(sales.getByText(/Nota de crédito/)).toBeInTheDocument();
    expect(
      within(screen.getByRole("region", { name: "Compras" })).getByText("Inmobiliaria Andina"),
    ).toBeInTheDocument();
  });

  it("are two lines a document on a phone, which lead to the invoice, and no table that moves sideways", async () => {
    const { matchMedia } = window;
    window.matchMedia = (query) => ({ ...matchMedia(query), matches: false });
    try {
      answer("get", "/facturacion/reports/iva", BOOKS);
      renderPage(<IvaPage />, { at: "/panel/iva/?mes=2026-11" });
      const sales = within(await screen.findByRole("region", { name: "Ventas" }));
      const [invoice, note] = sales.getAllByRole("link");
      expect(invoice).toHaveTextContent(/María Torres.*001-001-000000009.*63,00.*IVA.*3,00/);
      expect(invoice).toHaveAttribute("href", expect.stringContaining("id=9"));
      expect(note).toHaveTextContent("Nota de crédito");
      expect(screen.queryByRole("table")).not.toBeInTheDocument();
    } finally {
      window.matchMedia = matchMedia;
    }
  });

  it("list the first documents of a large month, and put all of them in the file", async () => {
    const calls = answer("get", "/facturacion/reports/iva", {
      ...BOOKS,
      sales: { ...BOOKS.sales, total: { ...NONE, count: 3085 } },
    });
    const saved: string[] = [];
    URL.createObjectURL = jest.fn(() => "blob:file");
    URL.revokeObjectURL = jest.fn();
    jest.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
      saved.push(this.download);
    });
    const { user } = renderPage(<IvaPage />, { at: "/panel/iva/?mes=2026-11" });
    const sales = within(await screen.findByRole("region", { name: "Ventas" }));
    expect(sales.getByText(/Se listan los primeros 2 documentos.*los 3\.085 documentos/)).toBeInTheDocument();
    await user.click(sales.getByRole("button", { name: "CSV" }));
    await waitFor(() => expect(saved).toEqual(["iva-ventas-2026-11.csv"]));
    expect(calls.at(-1)!.query.get("limit")).toBe("10000");
  });

  it("say that there is nothing, and who may read them", async () => {
    answer("get", "/facturacion/reports/iva", {
      ...BOOKS,
      days: [],
      sales: { rows: [], total: NONE },
      purchases: { rows: [], total: { ...NONE, withheld_income: "0.00", withheld_iva: "0.00" } },
      balance: "0.00",
    });
    const view = renderPage(<IvaPage />, { at: "/panel/iva/?mes=2026-11" });
    expect(await screen.findByText(/Ninguna venta en noviembre/)).toBeInTheDocument();
    view.unmount();
    renderPage(<IvaPage />, { at: "/panel/iva/", me: { permissions: [] } });
    expect(screen.getByText("No puede ver los libros de IVA")).toBeInTheDocument();
  });

  it("go to the accountant with a comma for the decimals", () => {
    expect(salesCsv.map(({ value }) => value(SALE)).slice(-4)).toEqual(["40,00", "20,00", "3,00", "63,00"]);
    expect(purchasesCsv.map(({ value }) => value(PURCHASE)).slice(-2)).toEqual(["2,00", "4,50"]);
  });
});
