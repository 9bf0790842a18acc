import type { InvoiceRow } from "@/entities/invoice/schema";
import { draft, invoiceRow, payment, RATES, SERIES } from "@/entities/invoice/testing";
import { dropDraft } from "@/lib/drafts";
import { answer, refuse, renderPage, screen, waitFor, within } from "@/testing/render";
import { InvoicesPage } from "./components/invoices-page";
import { csvColumns } from "./components/invoice-columns";
import { listTotals } from "./components/list-totals";

/** Outside of a build, Next's links drop the slash before the query. */
const to = (href: string) => href.replace("/?", "?");

const LIST = "/facturacion/invoices";
const TOTALS = {
  count: 12,
  subtotal: "1200.00",
  iva: "84.50",
  total: "1284.50",
  paid: "1199.25",
  balance: "85.25",
  by_status: [
    { status: "DRAFT", count: 2, total: "90.00" },
    { status: "ISSUED", count: 12, total: "1284.50" },
    { status: "ANNULLED", count: 1, total: "40.00" },
    { status: "DISCARDED", count: 0, total: "0.00" },
  ],
} as const;
const page = (data: InvoiceRow[]) => ({ data, next: null, total: data.length, total_exact: true });
const rows = [
  invoiceRow(),
  invoiceRow({ id: 8, number: null, status: "DRAFT", issue_date: null, total: "45.00", balance: "45.00" }),
  invoiceRow({
    id: 9,
    number: "001-001-000000124",
    payment_status: "PAID",
    paid: "40.00",
    total: "40.00",
    balance: "0.00",
  }),
];

describe("the invoices", () => {
  it("are listed with what is owed, and the sums of the period under them", async () => {
    answer("get", LIST, page(rows));
    answer("get", `${LIST}/totals`, TOTALS);
    renderPage(<InvoicesPage />, { at: "/facturacion/" });
    expect(
      await screen.findByText("12 facturas emitidas por $1.284,50, $85,25 por cobrar. 2 borradores por emitir."),
    ).toBeInTheDocument();
    const table = within(screen.getByRole("table"));
    expect(table.getByRole("link", { name: /001-001-000000123/ })).toHaveAttribute(
      "href",
      to("/facturacion/ver/?id=7"),
    );
    expect(table.getByText("Pagada")).toBeInTheDocument();
    const last = within(table.getAllByRole("row").at(-1)!);
    expect(last.getByText("Emitidas: 12")).toBeInTheDocument();
    expect(last.getByText("1.284,50", { exact: false })).toBeInTheDocument();
  });

  it("flag the drafts that must be mended, which can be listed alone", async () => {
    const calls = answer(
      "get",
      LIST,
      page([invoiceRow({ id: 8, number: null, status: "DRAFT", needs_mending: true })]),
    );
    answer("get", `${LIST}/totals`, TOTALS);
    const { user } = renderPage(<InvoicesPage />, { at: "/facturacion/" });
    expect(await within(await screen.findByRole("table")).findByText("Por corregir")).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Revisión" }));
    await user.click(await screen.findByRole("option", { name: /Por corregir/ }));
    await waitFor(() => expect(calls.at(-1)?.query.get("needs_mending")).toBe("true"));
  });

  it("say what the SRI has not authorised", async () => {
    const rows = [invoiceRow({ einvoice_status: "RETURNED" }), invoiceRow({ id: 9, einvoice_status: "AUTHORISED" })];
    answer("get", LIST, page(rows));
    answer("get", `${LIST}/totals`, TOTALS);
    renderPage(<InvoicesPage />, { at: "/facturacion/" });
    expect(await within(await screen.findByRole("table")).findByText("SRI: devuelto")).toBeInTheDocument();
    expect(screen.queryByText(/autorizado/)).not.toBeInTheDocument();
  });

  it("are exported with the day on which money last came", () => {
    const column = csvColumns.find(({ label }) => label === "Último pago recibido el");
    expect(column?.value(invoiceRow({ last_received_on: "2026-11-20" }))).toBe("2026-11-20");
    expect(column?.value(invoiceRow())).toBeNull();
  });

  it("ask the service for what the address filters", async () => {
    const calls = answer("get", LIST, page(rows));
    const totals = answer("get", `${LIST}/totals`, TOTALS);
    renderPage(<InvoicesPage />, { at: "/facturacion/?status=ISSUED&from=2026-11-01&to=2026-11-24&search=v%C3%A9lez" });
    await screen.findByRole("table");
    expect(Object.fromEntries(calls[0]!.query)).toMatchObject({
      status: "ISSUED",
      from: "2026-11-01",
      to: "2026-11-24",
      search: "vélez",
      total: "true",
      sort: "-created_at",
    });
    expect(Object.fromEntries(totals[0]!.query)).toEqual({ from: "2026-11-01", to: "2026-11-24" });
  });

  it("are charged without leaving the list", async () => {
    answer("get", LIST, page(rows));
    answer("get", `${LIST}/totals`, TOTALS);
    const calls = answer("post", `${LIST}/7/payments`, payment(), { status: 201 });
    const { user } = renderPage(<InvoicesPage />, { at: "/facturacion/" });
    await user.click(await screen.findByRole("button", { name: "Cobrar la factura 001-001-000000123" }));
    const dialog = await screen.findByRole("dialog", { name: "Cobrar la factura 001-001-000000123" });
    await user.click(within(dialog).getByRole("button", { name: /^Cobrar/ }));
    expect(await screen.findByText("Cobro de $85,25 registrado (efectivo)")).toBeInTheDocument();
    expect(calls[0]?.body).toMatchObject({ method: "CASH", amount: "85.25", reference: null });
  });

  it("offer the next act when there are none, and clearing when nothing matches", async () => {
    answer("get", LIST, page([]));
    answer("get", `${LIST}/totals`, TOTALS);
    const { unmount } = renderPage(<InvoicesPage />, { at: "/facturacion/" });
    expect(await screen.findByText("Aún no hay facturas")).toBeInTheDocument();
    unmount();
    renderPage(<InvoicesPage />, { at: "/facturacion/?status=ANNULLED" });
    expect(await screen.findByText("Nada coincide con la búsqueda")).toBeInTheDocument();
  });

  it("say that the service failed, with its code", async () => {
    refuse("get", LIST, 503, { detail: "El servicio no está disponible." });
    answer("get", `${LIST}/totals`, TOTALS);
    renderPage(<InvoicesPage />, { at: "/facturacion/" });
    expect(await screen.findByText("Código 7f3a-91c2")).toBeInTheDocument();
  });

  it("are behind their permission, and a role that only reads starts none", async () => {
    const { unmount } = renderPage(<InvoicesPage />, { me: { permissions: [] } });
    expect(await screen.findByText("«Facturas: ver»")).toBeInTheDocument();
    unmount();
    answer("get", LIST, page(rows));
    answer("get", `${LIST}/totals`, TOTALS);
    renderPage(<InvoicesPage />, { at: "/facturacion/?nuevo=1", me: { permissions: ["invoices:read"] } });
    await screen.findByRole("table");
    expect(screen.queryByRole("button", { name: /Nueva factura/ })).not.toBeInTheDocument();
    expect(screen.queryByRole("button", { name: /Cobrar la factura/ })).not.toBeInTheDocument();
  });
});

describe("a new invoice", () => {
  beforeEach(() => {
    dropDraft("invoice:new");
    answer("get", "/facturacion/iva-rates", RATES);
    answer("get", "/facturacion/series", SERIES);
    answer("get", LIST, page(rows));
    answer("get", `${LIST}/totals`, TOTALS);
  });

  it("takes the buyer from a patient and the price from a treatment", async () => {
    answer("get", "/historia-clinica/patients/search", {
      data: [
        {
          id: 3,
          full_name: "María Fernanda Vélez",
          document_type: "CEDULA",
          document_number: "1710034065",
          phone: null,
          birth_date: null,
        },
      ],
    });
    answer("get", "/historia-clinica/patients/3/summary", {
      id: 3,
      full_name: "María Fernanda Vélez",
      document_type: "CEDULA",
      document_number: "1710034065",
      phone: "0998124470",
      email: null,
      address: null,
      birth_date: null,
      active: true,
    });
    answer("get", "/inventario/treatments", {
      data: [
        {
          id: 5,
          code: "RES-01",
          name: "Resina compuesta",
          category: "Operatoria",
          active: true,
          cost: "4.31",
          margin: "40.69",
          version: 1,
          price: "45.00",
          duration_minutes: 45,
          iva_code: "0",
          aesthetic: false,
        },
      ],
      next: null,
    });
    const calls = answer("post", LIST, draft({ id: 77 }), { status: 201 });
    const { user } = renderPage(<InvoicesPage />, { at: "/facturacion/?nuevo=1" });

    await user.click(await screen.findByRole("combobox", { name: "Llenar con los datos de un paciente" }));
    await user.keyboard("vélez");
    await user.click(await screen.findByRole("option", { name: /María Fernanda Vélez/ }));
    await waitFor(() => expect(screen.getByLabelText("Documento")).toHaveValue("1710034065"));
    await user.click(screen.getByRole("combobox", { name: "Agregar un tratamiento" }));
    await user.click(await screen.findByRole("option", { name: /Resina compuesta/ }));
    expect(await screen.findByLabelText("Precio")).toHaveValue("45,00");
    // The same again is two of it, not another line.
    await user.click(screen.getByRole("combobox", { name: "Agregar un tratamiento" }));
    await user.click(await screen.findByRole("option", { name: /Resina compuesta/ }));
    await waitFor(() => expect(screen.getByLabelText("Cantidad")).toHaveValue("2"));

    await user.click(screen.getByRole("button", { name: /Guardar borrador/ }));
    await waitFor(() => expect(window.location.search).toBe("?id=77"));
    expect(calls[0]?.body).toEqual({
      patient_id: 3,
      buyer: {
        id_type: "05",
        document: "1710034065",
        name: "María Fernanda Vélez",
        email: null,
        phone: "0998124470",
        address: null,
        reason: null,
      },
      lines: [
        {
          kind: "TREATMENT",
          reference_id: 5,
          code: "RES-01",
          description: "Resina compuesta",
          quantity: "2",
          unit_price: "45.00",
          discount: "0",
          discount_percent: null,
          discount_reason: null,
          iva_code: "0",
        },
      ],
      discount: null,
      notes: null,
    });
  });

  it("without anything to charge is not sent, and says so", async () => {
    const { user } = renderPage(<InvoicesPage />, { at: "/facturacion/?nuevo=1" });
    await user.click(await screen.findByRole("radio", { name: "Consumidor final" }));
    await user.click(screen.getByRole("button", { name: /Guardar borrador/ }));
    expect(await screen.findByText("Agregue al menos un concepto.")).toBeInTheDocument();
  });

  it("puts what the service refuses at the line's field", async () => {
    refuse("post", LIST, 422, {
      detail: "Revise los campos señalados.",
      errors: [{ field: "lines.0.discount", message: "El descuento supera el valor de la línea." }],
    });
    const { user } = renderPage(<InvoicesPage />, { at: "/facturacion/?nuevo=1" });
    await user.click(await screen.findByRole("radio", { name: "Consumidor final" }));
    await user.type(screen.getByLabelText("Por qué a consumidor final"), "No quiso dar sus datos");
    await user.click(screen.getByRole("button", { name: "Otro concepto" }));
    await user.type(await screen.findByLabelText("Descripción"), "Certificado médico");
    await user.type(screen.getByLabelText("Precio"), "10");
    await user.type(screen.getByLabelText("Descuento"), "12");
    await user.type(await screen.findByLabelText("Motivo del descuento"), "Cortesía");
    await user.click(screen.getByRole("button", { name: /Guardar borrador/ }));
    expect(await screen.findByText("El descuento supera el valor de la línea.")).toBeInTheDocument();
  });
});

describe("the sums under the list", () => {
  const totals = { ...TOTALS, by_status: [...TOTALS.by_status] };
  it("are the service's for a period or a status", () => {
    expect(listTotals(page(rows), totals, {}, "")).toMatchObject({
      label: "Emitidas: 12",
      total: "1284.50",
      balance: "85.25",
    });
    expect(listTotals(page(rows), totals, { status: "DRAFT" }, "")).toMatchObject({
      label: "2 borradores",
      total: "90.00",
      balance: null,
    });
  });
  it("are of the rows in view under any other filter, without what was not issued", () => {
    expect(listTotals(page(rows), totals, {}, "vélez")).toMatchObject({
      label: "Emitidas: 2",
      total: "125.25",
      balance: "85.25",
    });
    expect(listTotals({ ...page(rows), next: "x", total: 80 }, totals, { payment_status: "PENDING" }, "")?.label).toBe(
      "Emitidas: 2 en esta página",
    );
    expect(listTotals(page([]), totals, {}, "")).toBeNull();
  });
});
