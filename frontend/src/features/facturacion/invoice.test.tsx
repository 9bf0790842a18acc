import { draft, invoice, payment, RATES, SERIES } from "@/entities/invoice/testing";
import { dropDraft } from "@/lib/drafts";
import { answer, refuse, renderPage, screen, waitFor, within } from "@/testing/render";
import { InvoicePage } from "./components/invoice-page";

const PATH = "/facturacion/invoices/7";
const AT = "/facturacion/ver/?id=7";
const open = (me = {}) => renderPage(<InvoicePage />, { at: AT, me });

describe("an issued invoice", () => {
  it("is charged with Enter: the amount comes set to what is owed", async () => {
    let paid = false;
    answer("get", PATH, () =>
      paid ? invoice({ paid: "85.25", balance: "0.00", payment_status: "PAID", payments: [payment()] }) : invoice(),
    );
    const calls = answer(
      "post",
      `${PATH}/payments`,
      () => {
        paid = true;
        return payment();
      },
      { status: 201 },
    );
    const { user } = open();
    await screen.findByRole("button", { name: /Cobrar \$85,25/ });
    await user.keyboard("c");
    expect(screen.getByLabelText("Recibe")).toHaveFocus();
    await user.keyboard("{Enter}");

    expect(await screen.findByText("Pagada")).toBeInTheDocument();
    expect(calls[0]?.body).toEqual({ method: "CASH", amount: "85.25", reference: null });
    expect(screen.queryByRole("button", { name: /^Cobrar/ })).not.toBeInTheDocument();
  });

  it("tells the change of a note and charges only what is owed", async () => {
    answer("get", PATH, invoice());
    const calls = answer("post", `${PATH}/payments`, payment(), { status: 201 });
    const { user } = open();
    const amount = await screen.findByLabelText("Recibe");
    await user.clear(amount);
    await user.type(amount, "100");
    expect(screen.getByText("Se cobran $85,25. Vuelto: $14,75.")).toBeInTheDocument();
    await user.keyboard("{Enter}");
    await waitFor(() => expect(calls[0]?.body).toMatchObject({ amount: "85.25" }));
  });

  it("does not take a card for more than the balance, and shows a part paid by another method", async () => {
    answer(
      "get",
      PATH,
      invoice({ payments: [payment({ amount: "20.00" })], paid: "20.00", balance: "65.25", payment_status: "PARTIAL" }),
    );
    const calls = answer("post", `${PATH}/payments`, payment(), { status: 201 });
    const { user } = open();
    await user.click(await screen.findByRole("radio", { name: "Crédito" }));
    const amount = screen.getByLabelText("Valor");
    await user.clear(amount);
    await user.type(amount, "70{Enter}");
    expect(await screen.findByText("El pago supera el saldo de $65,25.")).toBeInTheDocument();
    await user.clear(amount);
    await user.type(amount, "30,5");
    await user.type(screen.getByLabelText(/Voucher/), "004512{Enter}");
    await waitFor(() =>
      expect(calls[0]?.body).toEqual({ method: "CARD_CREDIT", amount: "30.50", reference: "004512" }),
    );
  });

  it("says at the field what the service refused, and asks again what is owed", async () => {
    const reads = answer("get", PATH, invoice());
    refuse("post", `${PATH}/payments`, 409, {
      detail: "El pago supera el saldo de la factura.",
      errors: [{ field: "amount", message: "El pago supera el saldo de la factura." }],
    });
    const { user } = open();
    await user.click(await screen.findByRole("button", { name: /Cobrar/ }));
    expect(await screen.findByText("El pago supera el saldo de la factura.")).toBeInTheDocument();
    await waitFor(() => expect(reads.length).toBeGreaterThan(1));
  });

  it("voids a payment with a reason", async () => {
    answer("get", PATH, invoice({ payments: [payment()], paid: "85.25", balance: "0.00", payment_status: "PAID" }));
    const calls = answer(
      "post",
      "/facturacion/payments/31/void",
      payment({ voided_at: "2026-11-24T16:00:00Z", void_reason: "Valor equivocado" }),
    );
    const { user } = open();
    await user.click(await screen.findByRole("button", { name: "Anular el pago de $85,25" }));
    const dialog = await screen.findByRole("alertdialog");
    await user.click(within(dialog).getByRole("button", { name: "Anular pago" }));
    expect(calls).toHaveLength(0);
    await user.type(within(dialog).getByLabelText("Motivo"), "Valor equivocado");
    await user.click(within(dialog).getByRole("button", { name: "Anular pago" }));
    expect(await screen.findByText("Pago de $85,25 anulado")).toBeInTheDocument();
    expect(calls[0]?.body).toEqual({ reason: "Valor equivocado" });
  });

  it("is annulled with its reason and its version", async () => {
    answer("get", PATH, invoice());
    const calls = answer(
      "patch",
      `${PATH}/status`,
      invoice({ status: "ANNULLED", annul_reason: "Precio equivocado", balance: "0.00" }),
    );
    const { user } = open();
    await user.click(await screen.findByRole("button", { name: "Más acciones" }));
    await user.click(await screen.findByRole("menuitem", { name: "Anular factura" }));
    const dialog = await screen.findByRole("alertdialog", { name: "Anular la factura 001-001-000000123" });
    await user.type(within(dialog).getByLabelText("Motivo"), "Precio equivocado");
    await user.click(within(dialog).getByRole("button", { name: "Anular factura" }));
    expect(await screen.findByText("Anulada")).toBeInTheDocument();
    expect(calls[0]?.body).toEqual({ status: "ANNULLED", reason: "Precio equivocado" });
    expect(calls[0]?.headers.get("If-Match")).toBe('"3"');
  });

  it("says why it cannot be annulled while it has payments", async () => {
    answer("get", PATH, invoice({ payments: [payment()], paid: "85.25", balance: "0.00", payment_status: "PAID" }));
    const { user } = open();
    await user.click(await screen.findByRole("button", { name: "Más acciones" }));
    const item = await screen.findByRole("menuitem", { name: /Anular factura/ });
    expect(item).toHaveAttribute("aria-disabled", "true");
    expect(item).toHaveTextContent("Anule primero los pagos registrados.");
  });

  it("is only looked at by who may not charge nor annul", async () => {
    answer("get", PATH, invoice());
    open({ permissions: ["invoices:read"] });
    expect(await screen.findByText(/cobra Caja o la administración/)).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: "Más acciones" })).not.toBeInTheDocument();
    expect(screen.queryByRole("button", { name: /Cobrar/ })).not.toBeInTheDocument();
  });

  it("has a paper of its own, with the sums and without what was voided", async () => {
    answer(
      "get",
      PATH,
      invoice({ payments: [payment(), payment({ id: 32, amount: "9.00", voided_at: "2026-11-24T16:00:00Z" })] }),
    );
    open();
    await screen.findByRole("heading", { name: /001-001-000000123/ });
    const paper = document.querySelector("body > [data-print-sheet]")!;
    expect(paper).toHaveTextContent("María Fernanda Vélez");
    expect(paper).toHaveTextContent("Total$85,25");
    expect(paper).not.toHaveTextContent("$9,00");
  });

  it("tells a missing invoice from a failing service", async () => {
    refuse("get", PATH, 404, { detail: "No existe esa factura." });
    open();
    expect(await screen.findByText("No lo encontramos")).toBeInTheDocument();
  });

  it("names the permission that is missing", async () => {
    open({ permissions: [] });
    expect(await screen.findByText("invoices:read")).toBeInTheDocument();
  });
});

describe("a draft", () => {
  beforeEach(() => {
    // What the story before left unsaved on purpose.
    dropDraft("invoice:7");
    answer("get", "/facturacion/iva-rates", RATES);
    answer("get", "/facturacion/series", SERIES);
  });

  it("adds up while it is typed, and saves over the version it was opened with", async () => {
    answer("get", PATH, draft());
    const calls = answer("patch", PATH, draft({ version: 3, total: "125.50" }));
    const { user } = open();
    const totals = within(await screen.findByRole("region", { name: "Totales" }));
    expect(await totals.findByText("85,25", { exact: false })).toBeInTheDocument();
    const quantity = screen.getAllByLabelText("Cantidad")[1]!;
    await user.clear(quantity);
    await user.type(quantity, "2");
    expect(await totals.findByText("125,50", { exact: false })).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: /Guardar borrador/ }));
    expect(await screen.findByRole("button", { name: /Borrador guardado/ })).toBeDisabled();
    expect(calls[0]?.headers.get("If-Match")).toBe('"2"');
    expect(calls[0]?.body).toMatchObject({
      patient_id: 3,
      lines: [
        { quantity: "1", unit_price: "45.00", discount: "0" },
        { reference_id: 8, quantity: "2" },
      ],
    });
  });

  it("is issued and charged in one act", async () => {
    let state = draft();
    answer("get", PATH, () => state);
    const issues = answer("post", `${PATH}/issue`, () => (state = invoice()));
    const payments = answer(
      "post",
      `${PATH}/payments`,
      () => {
        state = invoice({ paid: "85.25", balance: "0.00", payment_status: "PAID", payments: [payment()] });
        return payment();
      },
      { status: 201 },
    );
    const { user } = open();
    await user.click(await screen.findByRole("button", { name: /Emitir y cobrar/ }));
    const dialog = await screen.findByRole("dialog");
    expect(within(dialog).getByLabelText("Recibe")).toHaveFocus();
    await user.keyboard("{Enter}");
    expect(await screen.findByText("Pagada")).toBeInTheDocument();
    expect(issues[0]?.headers.get("If-Match")).toBe('"2"');
    expect(payments[0]?.body).toEqual({ method: "CASH", amount: "85.25", reference: null });
  });

  it("says what was done and what was not when only the payment fails, and does not issue twice", async () => {
    let state = draft();
    answer("get", PATH, () => state);
    const issues = answer("post", `${PATH}/issue`, () => (state = invoice()));
    const refused = refuse("post", `${PATH}/payments`, 503, {
      detail: "La base de datos no responde. Intente de nuevo.",
    });
    const { user } = open();
    await user.click(await screen.findByRole("button", { name: /Emitir y cobrar/ }));
    await user.click(await screen.findByRole("button", { name: "Emitir y cobrar $85,25" }));
    const dialog = within(await screen.findByRole("dialog"));
    expect(
      await dialog.findByText("La factura 001-001-000000123 ya está emitida; falta registrar el cobro."),
    ).toBeInTheDocument();
    expect(dialog.getByText(/La base de datos no responde/)).toBeInTheDocument();
    await user.click(dialog.getByRole("button", { name: "Cobrar $85,25" }));
    await waitFor(() => expect(refused).toHaveLength(2));
    expect(issues).toHaveLength(1);
  });

  it("to consumidor final says its limit and is not issued above it", async () => {
    answer("get", PATH, draft());
    const { user } = open();
    await user.click(await screen.findByRole("radio", { name: "Consumidor final" }));
    expect(screen.getByText(/hasta \$50,00 y este borrador suma \$85,25/)).toBeInTheDocument();
    expect(screen.getByRole("button", { name: /Emitir y cobrar/ })).toBeDisabled();
    await user.click(screen.getByRole("radio", { name: "Con datos" }));
    expect(screen.getByLabelText("Documento")).toHaveValue("1710034065");
  });

  it("checks the cédula while it is typed", async () => {
    answer("get", PATH, draft());
    const { user } = open();
    const document_ = await screen.findByLabelText("Documento");
    await user.clear(document_);
    await user.type(document_, "1710034066");
    await user.tab();
    expect(await screen.findByText("La cédula no es válida: revise los dígitos.")).toBeInTheDocument();
  });

  it("keeps what is typed when somebody else saved first", async () => {
    answer("get", PATH, draft());
    refuse("patch", PATH, 412, { detail: "Alguien guardó cambios." });
    const { user } = open();
    await user.type(await screen.findByLabelText(/Observaciones/), "Paga la madre");
    await user.click(screen.getByRole("button", { name: /Guardar borrador/ }));
    expect(await screen.findByText(/Otra persona guardó este borrador/)).toBeInTheDocument();
    expect(screen.getByLabelText(/Observaciones/)).toHaveValue("Paga la madre");
    expect(screen.getByRole("button", { name: "Cargar lo nuevo" })).toBeInTheDocument();
  });

  it("left unsaved, is found again on coming back", async () => {
    answer("get", PATH, draft());
    const first = open();
    await first.user.type(await screen.findByLabelText(/Observaciones/), "A medias");
    first.unmount();
    const { user } = open();
    expect(await screen.findByText("Aquí está lo que dejó sin guardar.")).toBeInTheDocument();
    expect(screen.getByLabelText(/Observaciones/)).toHaveValue("A medias");
    await user.click(screen.getByRole("button", { name: "Descartar cambios" }));
    expect(screen.getByLabelText(/Observaciones/)).toHaveValue("");
  });

  it("is discarded with a reason, said in the service's words when it is too short", async () => {
    answer("get", PATH, draft());
    refuse("patch", `${PATH}/status`, 422, {
      detail: "Revise los campos señalados.",
      errors: [{ field: "reason", message: "Escriba al menos 3 caracteres" }],
    });
    const { user } = open();
    await user.click(await screen.findByRole("button", { name: "Más acciones" }));
    await user.click(await screen.findByRole("menuitem", { name: "Descartar borrador" }));
    const dialog = await screen.findByRole("alertdialog");
    await user.type(within(dialog).getByLabelText("Motivo"), "x");
    await user.click(within(dialog).getByRole("button", { name: "Descartar borrador" }));
    expect(await within(dialog).findByText("Escriba al menos 3 caracteres")).toBeInTheDocument();
  });
});
