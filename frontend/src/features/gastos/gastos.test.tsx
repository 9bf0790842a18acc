import type { Expense } from "@/entities/expense/schema";
import { dropDraft } from "@/lib/drafts";
import { storedFileOf } from "@/testing/files";
import { answer, refuse, renderPage, screen, waitFor, within } from "@/testing/render";
import { ExpensesPage } from "./components/expenses-page";

const LIST = "/facturacion/expenses";
const expense = (change: Partial<Expense> = {}): Expense => ({
  id: 5,
  date: "2026-11-03",
  category: "Arriendo",
  description: "Arriendo del consultorio",
  amount: "850.00",
  supplier_name: "Inmobiliaria Andina",
  document_number: "002-001-000004512",
  supplier_ruc: null,
  document_type: null,
  iva: "0.00",
  withheld_income: "0.00",
  withheld_iva: "0.00",
  base_zero: "0.00",
  payment_method: "TRANSFER",
  from_till: false,
  stocked: "0.00",
  receipt: false,
  active: true,
  void_reason: null,
  recorded_by: { id: "1", name: "Paola Rivadeneira" },
  version: 4,
  created_at: "2026-11-03T15:00:00Z",
  ...change,
});
const rows = [
  expense(),
  expense({
    id: 6,
    category: "Internet",
    description: "Internet y telefonía",
    amount: "45.90",
    active: false,
    void_reason: "Repetido",
  }),
];
const page = (data: Expense[]) => ({ data, next: null, total: data.length, total_exact: true });
const TOTALS = {
  total: "1250.00",
  by_category: [
    { category: "Arriendo", total: "850.00", count: 1 },
    { category: "Nómina", total: "400.00", count: 2 },
  ],
};

function serve(data = rows) {
  answer("get", `${LIST}/totals`, TOTALS);
  answer("get", `${LIST}/categories`, { data: [{ name: "Arriendo", count: 1 }] });
  return answer("get", LIST, page(data));
}

describe("gastos", () => {
  beforeEach(() => dropDraft("expense:new"));

  it("lists them with the total in force, and narrows by category", async () => {
    const calls = serve();
    const { user } = renderPage(<ExpensesPage />, { at: "/gastos/" });
    expect(await screen.findByText(/\$1\.250,00 en total/)).toBeInTheDocument();
    const table = within(await screen.findByRole("table"));
    expect(table.getByText("Anulado")).toBeInTheDocument();
    expect(table.getByText("3 gastos vigentes")).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: /^Arriendo/, pressed: false }));
    await waitFor(() => expect(calls.at(-1)?.query.get("category")).toBe("Arriendo"));
    expect(await table.findByText("1 gasto vigente")).toBeInTheDocument();
    expect(window.location.search).toContain("category=Arriendo");
  });

  it("opens with N and records one", async () => {
    serve();
    const calls = answer("post", LIST, expense(), { status: 201 });
    const { user } = renderPage(<ExpensesPage />, { at: "/gastos/" });
    await screen.findByRole("table");
    await user.keyboard("n");
    const sheet = within(await screen.findByRole("dialog", { name: "Nuevo gasto" }));
    await user.type(sheet.getByLabelText("Valor"), "96,4");
    await user.type(sheet.getByLabelText("Categoría"), "Servicios básicos");
    await user.type(sheet.getByLabelText("Detalle"), "Luz de noviembre");
    await user.click(sheet.getByRole("button", { name: "Registrar gasto" }));
    expect(await screen.findByText("Gasto de $96,40 registrado")).toBeInTheDocument();
    expect(calls[0]?.body).toMatchObject({
      amount: "96.4",
      category: "Servicios básicos",
      description: "Luz de noviembre",
      payment_method: "CASH",
      supplier_name: null,
    });
    expect(window.location.search).toBe("");
  });

  it("records a supplier's credit note with what it modifies, in positive, and nothing withheld", async () => {
    serve();
    const calls = answer("post", LIST, expense({ amount: "-23.00", document_type: "CREDIT_NOTE" }), { status: 201 });
    const { user } = renderPage(<ExpensesPage />, { at: "/gastos/?nuevo=1" });
    const sheet = within(await screen.findByRole("dialog", { name: "Nuevo gasto" }));
    await user.type(sheet.getByLabelText("Valor"), "23");
    await user.type(sheet.getByLabelText("Categoría"), "Insumos");
    await user.type(sheet.getByLabelText("Detalle"), "Descuento");
    await user.click(sheet.getByText("Para contabilidad"));
    await user.click(sheet.getByRole("combobox", { name: /^Documento/ }));
    await user.click(await screen.findByRole("option", { name: "Nota de crédito" }));
    expect(sheet.queryByLabelText(/^Retención de IVA/)).not.toBeInTheDocument();
    expect(sheet.getByText("Se resta de los gastos y del IVA del mes.")).toBeInTheDocument();
    await user.type(sheet.getByLabelText("Factura que modifica"), "002-001-000004512");
    await user.click(sheet.getByRole("button", { name: "Registrar gasto" }));
    expect(await screen.findByText("Nota de crédito de $23,00 registrada")).toBeInTheDocument();
    expect(calls[0]?.body).toMatchObject({
      amount: "23",
      document_type: "CREDIT_NOTE",
      modified_number: "002-001-000004512",
      withheld_iva: "0",
      from_till: false,
    });
  });

  it("records petty cash out of the till, with what the accountant needs and a photo", async () => {
    serve();
    const calls = answer("post", LIST, expense({ id: 9, from_till: true }), { status: 201 });
    const files = answer("post", "/facturacion/files", storedFileOf({ id: "f-1", media_type: "application/pdf" }), {
      status: 201,
    });
    const photos = answer("put", `${LIST}/9/receipt`, expense({ id: 9, receipt: true }));
    const { user } = renderPage(<ExpensesPage />, { at: "/gastos/?nuevo=1" });
    const sheet = within(await screen.findByRole("dialog", { name: "Nuevo gasto" }));
    await user.type(sheet.getByLabelText("Valor"), "11,5");
    await user.type(sheet.getByLabelText("Categoría"), "Transporte");
    await user.type(sheet.getByLabelText("Detalle"), "Mensajería");
    await user.click(sheet.getByLabelText("Sale de mi caja"));
    await user.click(sheet.getByText("Para contabilidad"));
    await user.type(sheet.getByLabelText(/^IVA incluido/), "1,5");
    await user.upload(
      sheet.getByLabelText("Foto o PDF del comprobante"),
      new File(["%PDF-"], "recibo.pdf", { type: "application/pdf" }),
    );
    await user.click(sheet.getByRole("button", { name: "Registrar gasto" }));
    await waitFor(() => expect(photos[0]?.body).toEqual({ file_id: "f-1" }));
    expect(files).toHaveLength(1);
    expect(calls[0]?.body).toMatchObject({ amount: "11.5", iva: "1.5", withheld_iva: "0", from_till: true });
  });

  it("says at the field what is wrong, its own or the service's", async () => {
    serve();
    refuse("post", LIST, 422, {
      detail: "Revise los campos señalados.",
      errors: [{ field: "category", message: "Use como máximo 80 caracteres" }],
    });
    const { user } = renderPage(<ExpensesPage />, { at: "/gastos/?nuevo=1" });
    const sheet = within(await screen.findByRole("dialog", { name: "Nuevo gasto" }));
    await user.type(sheet.getByLabelText("Valor"), "abc");
    await user.type(sheet.getByLabelText("Categoría"), "Internet");
    await user.type(sheet.getByLabelText("Detalle"), "Netlife");
    await user.click(sheet.getByRole("button", { name: "Registrar gasto" }));
    expect(await sheet.findByText(/un número, por ejemplo/)).toBeInTheDocument();
    await user.clear(sheet.getByLabelText("Valor"));
    await user.type(sheet.getByLabelText("Valor"), "45");
    await user.click(sheet.getByRole("button", { name: "Registrar gasto" }));
    expect(await sheet.findByText("Use como máximo 80 caracteres")).toBeInTheDocument();
  });

  it("renames a category, and says where the name is taken", async () => {
    serve();
    const { user } = renderPage(<ExpensesPage />, { at: "/gastos/?category=Arriendo" });
    await user.click(await screen.findByRole("button", { name: "Cambiar nombre de Arriendo" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Cambiar nombre de Arriendo" }));
    refuse("patch", `${LIST}/categories`, 409, {
      errors: [{ field: "new_name", message: "Ya existe otra categoría con ese nombre." }],
    });
    await user.clear(dialog.getByLabelText("Nombre"));
    await user.type(dialog.getByLabelText("Nombre"), "Alquiler");
    await user.click(dialog.getByRole("button", { name: "Guardar nombre" }));
    expect(await dialog.findByText("Ya existe otra categoría con ese nombre.")).toBeInTheDocument();
    const calls = answer("patch", `${LIST}/categories`, { name: "Alquiler", count: 1 });
    await user.click(dialog.getByRole("button", { name: "Guardar nombre" }));
    await waitFor(() => expect(calls[0]?.body).toEqual({ name: "Arriendo", new_name: "Alquiler" }));
    await waitFor(() => expect(window.location.search).toContain("category=Alquiler"));
  });

  it("asks whether a repeated document is another expense", async () => {
    serve();
    const warned = refuse("post", LIST, 409, {
      detail: "Ya se registró ese documento de ese proveedor: «Arriendo» del 03/11/2026 por $850,00.",
      warning: "repeated_document",
      confirm: "confirm_repeated",
    });
    const { user } = renderPage(<ExpensesPage />, { at: "/gastos/?nuevo=1" });
    const sheet = within(await screen.findByRole("dialog", { name: "Nuevo gasto" }));
    await user.type(sheet.getByLabelText("Valor"), "850");
    await user.type(sheet.getByLabelText("Categoría"), "Arriendo");
    await user.type(sheet.getByLabelText("Detalle"), "Arriendo");
    await user.click(sheet.getByRole("button", { name: "Registrar gasto" }));
    expect(await sheet.findByText(/Ya se registró ese documento/)).toBeInTheDocument();
    expect(warned[0]?.body).not.toHaveProperty("confirm_repeated");
    const calls = answer("post", LIST, expense(), { status: 201 });
    await user.click(sheet.getByRole("button", { name: "Registrar igual" }));
    await waitFor(() => expect(calls[0]?.body).toMatchObject({ amount: "850", confirm_repeated: true }));
    expect(await screen.findByText("Gasto de $850,00 registrado")).toBeInTheDocument();
  });

  it("corrects one over the version that was opened", async () => {
    serve();
    const calls = answer("patch", `${LIST}/5`, expense({ amount: "860.00", version: 5 }));
    const { user } = renderPage(<ExpensesPage />, { at: "/gastos/" });
    await user.click(await screen.findByRole("button", { name: "Arriendo del consultorio" }));
    const amount = await screen.findByLabelText("Valor");
    await user.clear(amount);
    await user.type(amount, "860");
    await user.click(screen.getByRole("button", { name: "Guardar cambios" }));
    expect(await screen.findByText("Gasto corregido")).toBeInTheDocument();
    expect(calls[0]?.headers.get("If-Match")).toBe('"4"');
    expect(calls[0]?.body).toMatchObject({ amount: "860", description: "Arriendo del consultorio" });
  });

  it("voids one with a reason, and a voided one is only looked at", async () => {
    serve();
    const calls = answer("patch", `${LIST}/5`, expense({ active: false, void_reason: "Repetido" }));
    const { user } = renderPage(<ExpensesPage />, { at: "/gastos/" });
    await user.click(await screen.findByRole("button", { name: "Arriendo del consultorio" }));
    await user.click(await screen.findByRole("button", { name: "Anular gasto" }));
    const dialog = within(await screen.findByRole("alertdialog", { name: "Anular el gasto de $850,00" }));
    await user.type(dialog.getByLabelText("Motivo"), "Repetido");
    await user.click(dialog.getByRole("button", { name: "Anular gasto" }));
    expect(await screen.findByText("Gasto de $850,00 anulado")).toBeInTheDocument();
    expect(calls[0]?.body).toEqual({ active: false, void_reason: "Repetido" });

    await user.click(await screen.findByRole("button", { name: /Internet y telefonía/ }));
    expect(await screen.findByText("Gasto anulado: Repetido")).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: "Guardar cambios" })).not.toBeInTheDocument();
  });

  it("invites to record the first, shows an error, and names the permission", async () => {
    serve([]);
    const { unmount } = renderPage(<ExpensesPage />, { at: "/gastos/" });
    expect(await screen.findByText("Aún no hay gastos")).toBeInTheDocument();
    unmount();
    refuse("get", LIST, 500);
    const failed = renderPage(<ExpensesPage />, { at: "/gastos/" });
    expect(await screen.findByText("No se pudo cargar la lista de gastos")).toBeInTheDocument();
    failed.unmount();
    renderPage(<ExpensesPage />, { me: { permissions: [] } });
    expect(await screen.findByText("«Gastos: ver»")).toBeInTheDocument();
  });
});
