import { accountOf } from "@/entities/account/testing";
import { sessionOf } from "@/entities/cash/testing";
import { patient } from "@/entities/patient/testing";
import { draft as draftOf, invoiceRow } from "@/entities/invoice/testing";
import { answer, renderPage, screen, waitFor } from "@/testing/render";
import { CashPage } from "./components/cash-page";

const draft = draftOf({ id: 41, balance: "25.00", total: "25.00", paid: "0.00", version: 3 });
const paid = { ...draft, status: "ISSUED" as const, number: "001-001-000000009", balance: "0.00", paid: "25.00" };

const xray = {
  id: 9,
  code: "RX-01",
  name: "Radiografía",
  category: "Imagen",
  price: "15.00",
  duration_minutes: 10,
  iva_code: "0",
  aesthetic: false,
  active: true,
  cost: "0.00",
  margin: "15.00",
  version: 1,
};

function day(waiting = [invoiceRow({ id: 41, status: "DRAFT", number: null, balance: "25.00" })]) {
  answer("get", "/facturacion/invoices", ({ query }) => ({
    data: query.get("status") === "DRAFT" ? waiting : [],
    next: null,
  }));
  answer("get", "/facturacion/invoices/41", draft);
  answer("get", "/facturacion/patient-packages", { data: [], next: null });
  answer("get", "/historia-clinica/patients/3/summary", patient({ id: 3 }));
}

beforeEach(() => {
  window.matchMedia = ((query: string) => ({
    matches: query.includes("min-width"),
    media: query,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  })) as unknown as typeof window.matchMedia;
  answer("get", "/historia-clinica/patients/alert-kinds", { data: [] });
});

it("charges the exact rest with C and Enter, and hands over the receipt", async () => {
  day();
  const calls = answer("post", "/facturacion/invoices/41/charge", paid);
  const { user } = renderPage(<CashPage />, { at: "/caja/" });
  await screen.findByRole("button", { name: /Cobrar y emitir \$25,00/ });
  expect(screen.getByText("$312,50")).toBeInTheDocument();
  expect(document.title).toBe(`${draft.buyer.name} · Caja`);
  await user.keyboard("c");
  expect(screen.getByRole("button", { name: /Enter cobra \$25,00 exactos/ })).toHaveFocus();
  await user.keyboard("{Enter}");
  await waitFor(() =>
    expect(calls[0]?.body).toEqual({ payments: [{ method: "CASH", amount: "25.00", reference: null }] }),
  );
  expect(calls[0]?.headers.get("If-Match")).toBe('"3"');
  const receipt = await screen.findByRole("link", { name: /^Recibo/ });
  expect(receipt).toHaveAttribute("href", "/api/facturacion/invoices/41/receipt?paper=80mm");
});

it("writes what was handed over with a digit after C, and says the change", async () => {
  day();
  answer("post", "/facturacion/invoices/41/charge", paid);
  const { user } = renderPage(<CashPage />, { at: "/caja/" });
  await screen.findByRole("button", { name: /Cobrar y emitir/ });
  // The focus is in the sum after the one before was charged.
  await user.click(screen.getByLabelText("Valor en efectivo"));
  await user.keyboard("c30");
  expect(screen.getByLabelText("Recibe")).toHaveValue("30");
  expect(screen.getByText("Vuelto")).toHaveTextContent("$5,00");
  await user.keyboard("{Enter}");
  expect(await screen.findByText("Entregue de vuelto")).toBeInTheDocument();
});

it("takes the method of a digit, spreads over two ways, and keeps what was typed when it is refused", async () => {
  day();
  const refused = { type: "about:blank", status: 503, title: "Servicio no disponible", detail: "No responde." };
  const calls = answer("post", "/facturacion/invoices/41/charge", refused, { status: 503 });
  const { user } = renderPage(<CashPage />, { at: "/caja/" });
  await screen.findByRole("button", { name: /Cobrar y emitir/ });
  await user.keyboard("4");
  const transfer = screen.getByLabelText("Valor en transferencia");
  await user.clear(transfer);
  await user.type(transfer, "10");
  expect(screen.getByText("Faltan $15,00")).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Otra forma" }));
  await user.click(screen.getByRole("button", { name: /Cobrar y emitir \$25,00/ }));
  await waitFor(() =>
    expect(calls[0]?.body).toEqual({
      payments: [
        { method: "TRANSFER", amount: "10.00", reference: null },
        { method: "CASH", amount: "15.00", reference: null },
      ],
    }),
  );
  expect(await screen.findByText("No se guardó el cobro de $25,00")).toBeInTheDocument();
  expect(transfer).toHaveValue("10");
});

it("asks to open a till in place before anything is charged", async () => {
  day();
  answer("get", "/facturacion/cash/sessions/own", { session: null });
  answer("get", "/facturacion/tills", {
    data: [{ id: 1, name: "Caja 1", active: true, open_by: null, left_in_till: null, version: 1 }],
  });
  const calls = answer("post", "/facturacion/cash/sessions", sessionOf(), { status: 201 });
  const { user } = renderPage(<CashPage />, { at: "/caja/" });
  const float = await screen.findByLabelText("Fondo inicial");
  expect(screen.queryByRole("button", { name: /Cobrar/ })).not.toBeInTheDocument();
  await user.type(float, "50{Enter}");
  await waitFor(() => expect(calls[0]?.body).toEqual({ till_id: 1, opening_float: "50" }));
});

it("leads whoever may make a till to where that is, when others have all of them", async () => {
  day();
  answer("get", "/facturacion/cash/sessions/own", { session: null });
  answer("get", "/facturacion/tills", {
    data: [{ id: 1, name: "Caja 1", active: true, open_by: { id: 9, name: "Ana" }, left_in_till: null, version: 1 }],
  });
  renderPage(<CashPage />, { at: "/caja/" });
  expect(await screen.findByRole("link", { name: "Cree otra en Cajas y cierres." })).toHaveAttribute(
    "href",
    "/caja/cierres",
  );
});

it("says that nobody waits", async () => {
  day([]);
  renderPage(<CashPage />, { at: "/caja/" });
  expect(await screen.findByText("Nadie espera")).toBeInTheDocument();
});

describe("a draft at the counter", () => {
  const PATH = "/facturacion/invoices/41";
  const ready = () => screen.findByRole("button", { name: /Cobrar y emitir \$25,00/ });

  it("takes something off one line, with its reason, and keeps the others as they are", async () => {
    day();
    const reduced = {
      ...draft,
      version: 4,
      total: "20.50",
      balance: "20.50",
      discounts: [{ position: 1, percent: "10.00", amount: "4.50", reason: "Convenio Docentes" }],
    };
    const calls = answer("patch", PATH, reduced);
    const { user } = renderPage(<CashPage />, { at: "/caja/" });
    await ready();
    await user.keyboard("d");
    const text = await screen.findByLabelText("Valor o porcentaje");
    await user.type(text, "10 %");
    expect(screen.getByText("$40,50")).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Rebajar" }));
    expect(await screen.findByText("Escriba el motivo.")).toBeInTheDocument();
    await user.type(screen.getByLabelText("Motivo"), "Convenio Docentes{Enter}");
    await waitFor(() =>
      expect(calls[0]?.body).toMatchObject({
        lines: [
          { description: "Resina compuesta", discount_percent: "10", discount_reason: "Convenio Docentes" },
          { description: "Cepillo eléctrico", discount: "0.00", discount_reason: null },
        ],
      }),
    );
    expect(calls[0]?.headers.get("If-Match")).toBe('"3"');
    expect(await screen.findByRole("button", { name: "Rebaja en Resina compuesta" })).toHaveTextContent("−10 %");
  });

  it.each(["-1", "US$ 10", "9999"])("refuses %s as a discount", async (said) => {
    day();
    const calls = answer("patch", PATH, draft);
    const { user } = renderPage(<CashPage />, { at: "/caja/" });
    await ready();
    await user.click(screen.getByRole("button", { name: "Rebaja en Resina compuesta" }));
    await user.type(await screen.findByLabelText("Valor o porcentaje"), said);
    await user.type(screen.getByLabelText("Motivo"), "Familia{Enter}");
    await waitFor(() => expect(screen.getByLabelText("Valor o porcentaje")).toBeInvalid());
    expect(calls).toHaveLength(0);
  });

  it("is not charged before somebody approves what is above the limit", async () => {
    day();
    const approval = { about: "invoice:41:ab", percent: "25.00", limit: "10.00", needed: true, approved_by: null };
    answer("get", PATH, { ...draft, approval });
    renderPage(<CashPage />, { at: "/caja/" });
    expect(await screen.findByRole("button", { name: "Pedir aprobación" })).toBeInTheDocument();
    expect(await ready()).toBeDisabled();
  });

  it("is made out to whoever deduces it, or to nobody with a reason", async () => {
    day();
    const company = { id_type: "04", document: "1793204817001", name: "Andina Norte S. A.", email: "conta@andina.ec" };
    answer("get", "/facturacion/invoices/buyers", { data: [company] });
    const calls = answer("patch", PATH, draft);
    const { user } = renderPage(<CashPage />, { at: "/caja/" });
    await ready();
    await user.click(await screen.findByRole("radio", { name: "Andina Norte S. A." }));
    await waitFor(() => expect(calls[0]?.body).toMatchObject({ buyer: { ...company, phone: null, reason: null } }));
    await user.click(screen.getByRole("radio", { name: "Consumidor final" }));
    await user.click(screen.getByRole("radio", { name: "El paciente prefiere no darlos" }));
    await waitFor(() =>
      expect(calls[1]?.body).toMatchObject({ buyer: { id_type: "07", reason: "El paciente prefiere no darlos" } }),
    );
  });

  it("uses what the patient has in their favour, and charges the rest", async () => {
    day();
    answer("get", "/facturacion/patients/3/account", accountOf(3, { credit: "20.00" }));
    const calls = answer("post", `${PATH}/charge`, paid);
    const { user } = renderPage(<CashPage />, { at: "/caja/" });
    await ready();
    await user.click(await screen.findByRole("switch", { name: "Usar $20,00 a favor" }));
    await user.keyboard("c{Enter}");
    await waitFor(() =>
      expect(calls[0]?.body).toEqual({
        credit: "20.00",
        payments: [{ method: "CASH", amount: "5.00", reference: null }],
      }),
    );
    expect(await screen.findByText("Cobrados $25,00")).toBeInTheDocument();
  });

  it("says what a package paid", async () => {
    day();
    const [first, second] = draft.lines;
    const given = { ...first!, unit_price: "0.00", description: "Profilaxis · Paquete Profilaxis (sesión 3 de 4)" };
    answer("get", PATH, { ...draft, lines: [given, second!] });
    renderPage(<CashPage />, { at: "/caja/" });
    expect(await screen.findByText("Paquete Profilaxis (sesión 3 de 4)")).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: /Rebaja en Profilaxis/ })).not.toBeInTheDocument();
  });

  it("adds what the appointment did not bring, and takes a line away with its way back", async () => {
    day();
    answer("get", "/inventario/treatments", { data: [xray], next: null });
    const calls = answer("patch", PATH, { ...draft, version: 4 });
    const { user } = renderPage(<CashPage />, { at: "/caja/" });
    await ready();
    await user.click(await screen.findByRole("button", { name: "Agregar concepto" }));
    await user.click(await screen.findByLabelText("Agregar un tratamiento"));
    await user.click(await screen.findByText("Radiografía"));
    const added = { kind: "TREATMENT", reference_id: 9, code: "RX-01", unit_price: "15.00", quantity: "1" };
    await waitFor(() => expect(calls[0]?.body).toMatchObject({ lines: [{}, {}, added] }));
    await user.click(await screen.findByRole("button", { name: "Quitar Cepillo eléctrico" }));
    await waitFor(() => expect(calls[1]?.body).toMatchObject({ lines: [{ description: "Resina compuesta" }] }));
    await user.click(await screen.findByRole("button", { name: "Deshacer" }));
    await waitFor(() => expect((calls[2]?.body as { lines: object[] }).lines).toHaveLength(2));
    expect(calls[2]?.headers.get("If-Match")).toBe('"4"');
  });

  it("opens an account for who comes without an appointment", async () => {
    day([]);
    answer("get", "/historia-clinica/patients/search", { data: [patient({ id: 8, full_name: "Rosa Tipán" })] });
    answer("get", "/historia-clinica/patients/8/summary", patient({ id: 8, full_name: "Rosa Tipán" }));
    answer("get", "/inventario/treatments", { data: [xray], next: null });
    const calls = answer("post", "/facturacion/invoices", { ...draft, id: 41 }, { status: 201 });
    const { user } = renderPage(<CashPage />, { at: "/caja/" });
    await screen.findByText("Nadie espera");
    await user.keyboard("n");
    await user.click(await screen.findByLabelText("De quién es"));
    await user.type(await screen.findByPlaceholderText("Nombre, cédula o teléfono"), "Rosa");
    await user.click(await screen.findByText("Rosa Tipán"));
    await waitFor(() => expect(screen.getByLabelText("Agregar un tratamiento")).toBeEnabled());
    await user.click(screen.getByLabelText("Agregar un tratamiento"));
    await user.click(await screen.findByText("Radiografía"));
    await waitFor(() =>
      expect(calls[0]?.body).toMatchObject({ patient_id: 8, lines: [{ reference_id: 9, quantity: "1" }] }),
    );
    expect(await ready()).toBeInTheDocument();
  });

  it("keeps what the voucher says and a note with the payment, and sends the receipt by mail", async () => {
    day();
    const calls = answer("post", `${PATH}/charge`, { ...paid, buyer: { ...draft.buyer, email: "rosa@example.com" } });
    const { user } = renderPage(<CashPage />, { at: "/caja/" });
    await ready();
    await user.keyboard("3");
    await user.type(screen.getByLabelText("Marca de crédito"), "Visa");
    await user.type(screen.getByLabelText("Lote de crédito"), "000123");
    await user.type(screen.getByLabelText("Nota del cobro"), "Paga el hijo");
    await user.click(screen.getByRole("button", { name: /Cobrar y emitir/ }));
    const said = { card_brand: "Visa", card_lot: "000123", note: "Paga el hijo" };
    await waitFor(() => expect(calls[0]?.body).toMatchObject({ payments: [{ method: "CARD_CREDIT", ...said }] }));
    const mailed = answer("post", `${PATH}/receipt/mail`, { to: "rosa@example.com" });
    await user.click(await screen.findByRole("button", { name: "Correo" }));
    expect(screen.getByLabelText("Correo")).toHaveValue("rosa@example.com");
    await user.click(screen.getByRole("button", { name: "Enviar" }));
    expect(await screen.findByRole("button", { name: "Enviado a rosa@example.com" })).toBeInTheDocument();
    expect(mailed[0]?.body).toEqual({ to: "rosa@example.com" });
  });
});
