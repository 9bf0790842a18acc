import { invoice, payment } from "@/entities/invoice/testing";
import { today } from "@/lib/dates";
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
    expect(document.title).toBe("Factura 001-001-000000123");
    await user.keyboard("c");
    expect(screen.getByLabelText("Recibe")).toHaveFocus();
    await user.keyboard("{Enter}");

    expect(await screen.findByText("Pagada")).toBeInTheDocument();
    expect(calls[0]?.body).toEqual({ method: "CASH", amount: "85.25", reference: null, received_on: today() });
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
      expect(calls[0]?.body).toMatchObject({ method: "CARD_CREDIT", amount: "30.50", reference: "004512" }),
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

  it("asks whether a repeated reference is another payment, and the day on which the money came", async () => {
    answer("get", PATH, invoice({ payments: [payment({ amount: "5.00", received_on: "2026-11-20" })] }));
    const warned = refuse("post", `${PATH}/payments`, 409, {
      detail: "Esa referencia ya está en un pago de $20,00 de la factura 001-001-000000122.",
      warning: "repeated_reference",
      confirm: "confirm_repeated",
    });
    const { user } = open();
    expect(await screen.findByText(/20 nov 2026, registrado el 24 nov 2026/)).toBeInTheDocument();
    await user.click(await screen.findByRole("radio", { name: "Transferencia" }));
    await user.type(screen.getByLabelText(/Número de comprobante/), "4512");
    await user.click(screen.getByRole("button", { name: "Se recibió otro día" }));
    const day = screen.getByLabelText("Se recibió el");
    await user.clear(day);
    await user.type(day, "23/11/2026");
    await user.click(screen.getByRole("button", { name: /^Cobrar/ }));
    expect(await screen.findByText(/Esa referencia ya está en un pago/)).toBeInTheDocument();
    expect(warned).toHaveLength(1);
    const calls = answer("post", `${PATH}/payments`, payment(), { status: 201 });
    await user.click(screen.getByRole("button", { name: "Registrar igual" }));
    await waitFor(() => expect(calls).toHaveLength(1));
    expect(calls[0]?.body).toMatchObject({
      reference: "4512",
      received_on: "2026-11-23",
      confirm_repeated: true,
    });
  });

  it("prints the day on which the money came", async () => {
    answer("get", PATH, invoice({ payments: [payment({ amount: "5.00", received_on: "2026-11-20" })] }));
    open();
    await waitFor(() =>
      expect(document.querySelector("[data-print-sheet]")).toHaveTextContent(/20 nov 2026 · Efectivo/),
    );
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
    await user.click(await screen.findByRole("menuitem", { name: /^Anular factura/ }));
    const dialog = await screen.findByRole("alertdialog", { name: "Anular la factura 001-001-000000123" });
    await user.type(within(dialog).getByLabelText("Motivo"), "Precio equivocado");
    await user.click(within(dialog).getByRole("button", { name: "Anular factura" }));
    expect(await screen.findByText("Anulada")).toBeInTheDocument();
    expect(calls[0]?.body).toEqual({ status: "ANNULLED", reason: "Precio equivocado" });
    expect(calls[0]?.headers.get("If-Match")).toBe('"3"');
  });

  it("waits for the SRI's portal once its annulment is asked for, and the request is withdrawn", async () => {
    const annulment = {
      reason: "Precio equivocado",
      asked_at: "2026-11-24T16:00:00Z",
      asked_by: { id: "1", name: "Rosa Directora" },
    };
    answer("get", PATH, invoice());
    answer("patch", `${PATH}/status`, invoice({ annulment }));
    const withdrawn = answer("delete", `${PATH}/annulment`, invoice());
    const { user } = open();
    await user.click(await screen.findByRole("button", { name: "Más acciones" }));
    await user.click(await screen.findByRole("menuitem", { name: /^Anular factura/ }));
    const dialog = await screen.findByRole("alertdialog");
    await user.type(within(dialog).getByLabelText("Motivo"), "Precio equivocado");
    await user.click(within(dialog).getByRole("button", { name: "Anular factura" }));
    expect(await screen.findByText("Pendiente de anular")).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: /Cobrar/ })).not.toBeInTheDocument();
    expect(screen.queryByRole("button", { name: "Acordar cuotas" })).not.toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Más acciones" }));
    expect(await screen.findByRole("menuitem", { name: /Anular factura/ })).toHaveAttribute("aria-disabled", "true");
    await user.keyboard("{Escape}");
    await user.click(await screen.findByRole("button", { name: "Retirar el pedido" }));
    expect(await screen.findByText("Pedido de anulación retirado")).toBeInTheDocument();
    expect(withdrawn).toHaveLength(1);
    await waitFor(() => expect(screen.queryByText("Pendiente de anular")).not.toBeInTheDocument());
  });

  it("says why it cannot be annulled while it has payments", async () => {
    answer("get", PATH, invoice({ payments: [payment()], paid: "85.25", balance: "0.00", payment_status: "PAID" }));
    const { user } = open();
    await user.click(await screen.findByRole("button", { name: "Más acciones" }));
    const item = await screen.findByRole("menuitem", { name: /Anular factura/ });
    expect(item).toHaveAttribute("aria-disabled", "true");
    expect(item).toHaveTextContent("Anule primero los pagos registrados, o emita una nota de crédito.");
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
    expect(await screen.findByText("«Facturas: ver»")).toBeInTheDocument();
  });
});
