import { draft, invoice, payment, RATES, SERIES } from "@/entities/invoice/testing";
import { dropDraft } from "@/lib/drafts";
import { answer, refuse, renderPage, screen, waitFor, within } from "@/testing/render";
import { InvoicePage } from "./components/invoice-page";

const PATH = "/facturacion/invoices/7";
const AT = "/facturacion/ver/?id=7";
const open = (me = {}) => renderPage(<InvoicePage />, { at: AT, me });

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
    await user.click(within(dialog).getByRole("button", { name: "Emitir y cobrar $85,25" }));
    expect(await screen.findByText("Pagada")).toBeInTheDocument();
    expect(issues[0]?.headers.get("If-Match")).toBe('"2"');
    expect(payments[0]?.body).toMatchObject({ method: "CASH", amount: "85.25", reference: null });
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

  it("says what the appointment brought that no invoice takes, and lets it be mended", async () => {
    const code = "RESINA-COMPUESTA-MOLAR-SUPERIOR";
    const [first, second] = draft().lines;
    let state = draft({
      lines: [{ ...first!, code }, second!],
      to_mend: [{ field: "lines.0.code", message: "Escriba como máximo 25 caracteres." }],
    });
    answer("get", PATH, () => state);
    const { user } = open();
    expect(await screen.findByText("concepto 1, código")).toBeInTheDocument();
    expect(screen.getByRole("button", { name: /Emitir y cobrar/ })).toBeDisabled();
    expect(await screen.findByText("Corrija lo señalado y guarde para emitir.")).toBeInTheDocument();
    const calls = answer("patch", PATH, () => (state = draft({ version: 3 })));
    await user.type(screen.getByLabelText(/Observaciones/), "Revisar");
    await user.click(screen.getByRole("button", { name: /Guardar borrador/ }));
    expect(await screen.findByText(/^Revise concepto 1, código/)).toBeInTheDocument();
    expect(calls).toHaveLength(0);
    await user.clear(screen.getByLabelText("Código"));
    await user.type(screen.getByLabelText("Código"), "RES-01");
    await user.click(screen.getByRole("button", { name: /Guardar borrador/ }));
    await waitFor(() => expect(calls[0]?.body).toMatchObject({ lines: [{ code: "RES-01" }, {}] }));
    await waitFor(() => expect(screen.getByRole("button", { name: /Emitir y cobrar/ })).toBeEnabled());
    expect(screen.queryByText(/Así no se emite/)).not.toBeInTheDocument();
  });

  it("takes a cédula as it is printed", async () => {
    answer("get", PATH, draft());
    const calls = answer("patch", PATH, draft({ version: 3 }));
    const { user } = open();
    const document_ = await screen.findByLabelText("Documento");
    await user.clear(document_);
    await user.type(document_, "171003406-5");
    await user.click(screen.getByRole("button", { name: /Guardar borrador/ }));
    await waitFor(() => expect(calls[0]?.body).toMatchObject({ buyer: { document: "1710034065" } }));
  });

  it("of a reopened appointment says so and is only looked at", async () => {
    answer("get", PATH, draft({ status: "DISCARDED", annul_reason: "Reabierta: Faltó una radiografía" }));
    open();
    expect(await screen.findByText(/Descartado.*: Reabierta: Faltó una radiografía/)).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: /Emitir/ })).not.toBeInTheDocument();
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

  it("asks why it is made out to consumidor final", async () => {
    answer("get", PATH, draft({ total: "40.00" }));
    const { user } = open();
    await user.click(await screen.findByRole("radio", { name: "Consumidor final" }));
    await user.click(screen.getByRole("button", { name: /Guardar borrador/ }));
    expect(await screen.findByText("Escriba por qué se factura a consumidor final.")).toBeInTheDocument();
  });

  it("offers whom the patient's invoices were made out to before", async () => {
    answer("get", PATH, draft());
    const company = { id_type: "04", document: "1790011674001", name: "Seguros del Valle", phone: null };
    answer("get", "/facturacion/invoices/buyers", { data: [company] });
    const { user } = open();
    await user.click(await screen.findByRole("button", { name: /Seguros del Valle/ }));
    expect(screen.getByLabelText("Documento")).toHaveValue("1790011674001");
    expect(screen.getByLabelText("Nombre o razón social")).toHaveValue("Seguros del Valle");
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

  it("keeps what is typed when another window saved first, and saves over it or gives way", async () => {
    answer("get", PATH, draft());
    refuse("patch", PATH, 412, { detail: "Alguien guardó cambios." });
    const { user } = open();
    const notes = await screen.findByLabelText(/Observaciones/);
    await user.type(notes, "Paga la madre");
    answer("get", PATH, draft({ version: 3, notes: "Paga el padre" }));
    await user.click(screen.getByRole("button", { name: /Guardar borrador/ }));
    expect(await screen.findByText("Paga el padre")).toBeInTheDocument();
    expect(notes).toHaveValue("Paga la madre");
    await user.click(screen.getByRole("button", { name: "Dejar lo de aquí" }));
    expect(notes).toHaveValue("Paga la madre");
    const saved = answer("patch", PATH, draft({ version: 4, notes: "Paga la madre" }));
    await user.click(screen.getByRole("button", { name: /Guardar borrador/ }));
    expect(await screen.findByRole("button", { name: /Borrador guardado/ })).toBeDisabled();
    expect(saved[0]?.headers.get("If-Match")).toBe('"3"');
    expect(saved[0]?.body).toMatchObject({ notes: "Paga la madre" });

    refuse("patch", PATH, 412, { detail: "Alguien guardó cambios." });
    answer("get", PATH, draft({ version: 5, notes: "Paga la tía" }));
    await user.type(notes, " el viernes");
    await user.click(screen.getByRole("button", { name: /Guardar borrador/ }));
    await user.click(await screen.findByRole("button", { name: "Usar la otra versión" }));
    expect(notes).toHaveValue("Paga la tía");
    expect(screen.getByRole("button", { name: /Borrador guardado/ })).toBeDisabled();
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
