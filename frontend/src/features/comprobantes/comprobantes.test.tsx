import { leftAtDayEnd } from "@/entities/einvoice/notices";
import type { Einvoice, EinvoiceDetail, Summary } from "@/entities/einvoice/schema";
import { answer, refuse, renderPage, screen, waitFor, within } from "@/testing/render";
import { BoardPage } from "./components/board-page";
import { attemptWords, repeated, sinceOf, subtitleOf } from "./words";

const LIST = "/facturacion/einvoices";
const KEY = "2911202601179001691900110010020000048144071826517";
const document = (change: Partial<Einvoice> = {}): Einvoice => ({
  id: 7,
  invoice_id: 12,
  credit_note_id: null,
  document_code: "01",
  number: "001-002-000004814",
  access_key: KEY,
  environment: "1",
  status: "RETURNED",
  issue_date: "2026-11-24",
  buyer_name: "Diego Andrango",
  total: "55.00",
  messages: [],
  advice: {
    meaning: "La dirección del comprador no está escrita como la admite el SRI.",
    then: "Corríjalo y vuelva a enviar. El número, la fecha y la clave se conservan.",
    who: "CASHIER",
    fields: ["buyer.address"],
  },
  annulment: null,
  signed_at: "2026-11-24T14:31:05Z",
  received_at: null,
  authorised_at: null,
  mailed_at: null,
  mailed_to: null,
  mail_refused: null,
  since: "2026-11-24T14:33:10Z",
  note: null,
  next_attempt_at: null,
  version: 4,
  created_at: "2026-11-24T14:31:04Z",
  ...change,
});
const GOING = document({
  id: 8,
  number: "001-002-000004819",
  buyer_name: "Rosa Elena Tipán",
  status: "SIGNED",
  advice: null,
  note: "El SRI no contestó. Se reintenta con los mismos bytes.",
});
const DONE = document({
  id: 9,
  number: "001-002-000004816",
  buyer_name: "Ana Lucía Paredes",
  status: "AUTHORISED",
  advice: null,
  authorised_at: "2026-11-24T15:04:31Z",
});
const refusal = { code: "35", text: "ARCHIVO NO CUMPLE ESTRUCTURA XML", more: "… direccionComprador", kind: "ERROR" };
const attempt = (change = {}) => ({
  id: 1,
  operation: "RECEPTION" as const,
  at: "2026-11-24T14:33:10Z",
  milliseconds: 1800,
  sent_sha256: "ab".repeat(32),
  state: "DEVUELTA",
  messages: [refusal],
  error: null,
  ...change,
});
const detail = (change: Partial<EinvoiceDetail> = {}): EinvoiceDetail => ({
  ...document(),
  buyer: { id_type: "05", document: "1710034065", name: "Diego Andrango", address: "N34-120", email: null },
  attempts: [attempt()],
  asked: false,
  ...change,
});
const SUMMARY: Summary = {
  states: [
    { status: "RETURNED", count: 1, oldest_at: "2026-11-24T14:31:04Z", oldest: 9000 },
    { status: "SIGNED", count: 1, oldest_at: "2026-11-24T14:31:04Z", oldest: 90 },
  ],
  authorised_today: { count: 1, total: "55.00" },
  next_attempt_at: "2026-11-24T16:59:02Z",
  last_attempt: { at: "2026-11-24T16:58:00Z", milliseconds: 1800, answered: true },
  environment: "1",
  active: true,
  emulated: true,
  certificate_valid_to: "2028-03-12T00:00:00Z",
  expires_soon: false,
  iva_to_confirm: null,
};
const page = (data: Einvoice[]) => ({ data, next: null, total: data.length, total_exact: true });

function serve({ summary = SUMMARY, person = [document()], going = [GOING], done = [DONE] } = {}) {
  answer("get", `${LIST}/summary`, summary);
  return answer("get", LIST, ({ query }) =>
    page(
      query.get("waits") === "PERSON"
        ? person
        : query.get("waits") === "ITSELF"
          ? going
          : query.get("status") === "RETURNED"
            ? person
            : done,
    ),
  );
}
const board = (at = "/comprobantes/", permissions?: string[]) =>
  renderPage(<BoardPage />, { at, ...(permissions && { me: { permissions } }) });

/** Pasted: letter by letter a long text takes seconds. */
async function fill(user: ReturnType<typeof renderPage>["user"], field: HTMLElement, text: string) {
  await user.click(field);
  await user.paste(text);
}

describe("comprobantes", () => {
  it("puts first what waits for a person, in the words of whoever sits at the till", async () => {
    serve();
    board();
    const group = within(await screen.findByRole("region", { name: "Necesitan a alguien" }));
    expect(group.getAllByText("Diego Andrango")[0]).toBeInTheDocument();
    expect(group.getByText(/La dirección del comprador no está escrita/)).toBeInTheDocument();
    expect(group.getByText("Corregir y reenviar")).toBeInTheDocument();
    const alone = within(screen.getByRole("region", { name: "En camino, avanzan solos" }));
    expect(alone.getByText("El SRI no contestó. Se reintenta con los mismos bytes.")).toBeInTheDocument();
    expect(alone.queryByText("Corregir y reenviar")).not.toBeInTheDocument();
    expect(screen.getByRole("region", { name: "Autorizados hoy" })).toBeInTheDocument();
    expect(screen.getByText("Esto no es el SRI.")).toBeInTheDocument();
    expect(screen.getByText(/1 espera a una persona/)).toBeInTheDocument();
  });

  it("narrows by a state, and says so where nothing matches", async () => {
    const calls = serve({ person: [] });
    const { user } = board();
    await screen.findByRole("region", { name: "Autorizados hoy" });
    await user.click(screen.getByRole("button", { name: /Devuelto/ }));
    expect(await screen.findByText("Nada coincide con la búsqueda")).toBeInTheDocument();
    expect(calls.at(-1)?.query.get("status")).toBe("RETURNED");
    expect(calls.at(-1)?.query.get("authorised_on")).toBeNull();
    expect(window.location.search).toContain("status=RETURNED");
  });

  it("corrects what the SRI found fault with and sends it again, over the version that was seen", async () => {
    serve();
    answer("get", `${LIST}/7`, detail());
    const calls = answer("post", `${LIST}/7/resend`, detail({ status: "SIGNED", advice: null, version: 5 }));
    const { user } = board("/comprobantes/?id=7");
    const address = await screen.findByLabelText("Dirección del comprador");
    expect(window.document.title).toBe(`${detail().number} · Comprobante`);
    expect(screen.getByText(/Todavía no vale como comprobante; lo cobrado sí está hecho/)).toBeInTheDocument();
    expect(screen.getByText(/35 ARCHIVO NO CUMPLE/)).toBeInTheDocument();
    expect(screen.getByRole("link", { name: "Lo que se envió" })).toHaveAttribute(
      "href",
      `/api${LIST}/7/sent/${"ab".repeat(32)}`,
    );
    await user.clear(address);
    await fill(user, address, "Av. 6 de Diciembre N34-120");
    await user.click(screen.getByRole("button", { name: /Corregir y reenviar/ }));
    await waitFor(() => expect(calls[0]?.body).toEqual({ buyer: { address: "Av. 6 de Diciembre N34-120" } }));
    expect(calls[0]?.headers.get("If-Match")).toBe('"4"');
    expect(await screen.findByText(/Está firmado y sale hacia el SRI/)).toBeInTheDocument();
  });

  it("sends again as it is what another has put right, and says at the field what is refused", async () => {
    serve();
    const other = { meaning: "El SRI no aceptó la firma.", then: "Avise.", who: "ADMINISTRATOR" as const, fields: [] };
    answer("get", `${LIST}/7`, detail({ status: "NOT_AUTHORISED", advice: other }));
    const calls = refuse("post", `${LIST}/7/resend`, 422, {
      errors: [{ field: "buyer.name", message: "Quite estos caracteres, que el SRI no admite: 🦷" }],
    });
    const { user } = board("/comprobantes/?id=7");
    await user.click(await screen.findByRole("button", { name: "Corregir cómo está escrito el comprador" }));
    await fill(user, screen.getByLabelText("Nombre o razón social del comprador"), " 🦷");
    await user.click(screen.getByRole("button", { name: /Corregir y reenviar/ }));
    expect(await screen.findByText(/Quite estos caracteres/)).toBeInTheDocument();
    expect(calls[0]?.body).toEqual({ buyer: { name: "Diego Andrango 🦷" } });
  });

  it("asks the SRI and shows that the answer is on its way", async () => {
    serve();
    answer("get", `${LIST}/9`, detail({ ...DONE, attempts: [] }));
    answer("post", `${LIST}/9/ask`, detail({ ...DONE, attempts: [], asked: true }));
    const { user } = board("/comprobantes/?id=9");
    await user.click(await screen.findByRole("button", { name: "Preguntar al SRI" }));
    expect(await screen.findByRole("button", { name: "Preguntando…" })).toBeDisabled();
    expect(screen.queryByRole("button", { name: /reenviar|Volver a enviar/ })).not.toBeInTheDocument();
  });

  it("hurries what waits for another attempt", async () => {
    serve();
    answer("post", `${LIST}/hurry`, { hurried: 2 });
    const { user } = board();
    await waitFor(() => expect(screen.getByRole("button", { name: "Consultar ahora" })).toBeEnabled());
    await user.click(screen.getByRole("button", { name: "Consultar ahora" }));
    expect(await screen.findByText("2 intentos adelantados.")).toBeInTheDocument();
  });

  it("warns before the certificate expires", async () => {
    const soon = new Date(Date.now() + 12 * 86_400_000).toISOString();
    serve({ summary: { ...SUMMARY, expires_soon: true, certificate_valid_to: soon } });
    board();
    expect(await screen.findByText(/El certificado de firma vence en 12 días/)).toBeInTheDocument();
    expect(screen.getByRole("link", { name: "Ver el certificado" })).toHaveAttribute(
      "href",
      expect.stringMatching(/^\/comprobantes\/emisor\/?$/),
    );
  });

  it("says at the end of the day what it leaves without authorisation, and not before", async () => {
    const left = {
      ...SUMMARY,
      states: [{ status: "SIGNED" as const, count: 2, oldest_at: "2026-11-24T22:00:00Z", oldest: 60 }],
    };
    expect(leftAtDayEnd(left, new Date("2026-11-24T22:59:59Z"))).toBe(0);
    expect(leftAtDayEnd(left, new Date("2026-11-24T23:00:00Z"))).toBe(2);
    jest.useFakeTimers({ now: new Date("2026-11-24T23:00:00Z"), advanceTimers: true });
    try {
      serve({ summary: left });
      board();
      expect(await screen.findByText(/Termina el día con 2 comprobantes sin autorizar/)).toBeInTheDocument();
    } finally {
      jest.useRealTimers();
    }
  });

  it("asks for next year's IVA while nobody has confirmed it", async () => {
    serve({ summary: { ...SUMMARY, iva_to_confirm: 2027 } });
    board();
    expect(await screen.findByText(/Nadie ha confirmado la tarifa general de IVA de 2027/)).toBeInTheDocument();
  });

  it("only looks, without the permission to act", async () => {
    serve();
    answer("get", `${LIST}/7`, detail());
    board("/comprobantes/?id=7", ["einvoices:read"]);
    expect(await screen.findByText("Qué hacer")).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: /reenviar|Consultar ahora|Preguntar/ })).not.toBeInTheDocument();
    expect(screen.queryByRole("link", { name: "Ver factura" })).not.toBeInTheDocument();
  });

  it("says when nothing is issued electronically, what failed, and who may look", async () => {
    const quiet = { ...SUMMARY, active: false, emulated: false, states: [], next_attempt_at: null };
    serve({ summary: quiet, person: [], going: [], done: [] });
    const first = board();
    expect(await screen.findByText("Todavía no se emiten comprobantes electrónicos")).toBeInTheDocument();
    expect(screen.queryByText("Esto no es el SRI.")).not.toBeInTheDocument();
    first.unmount();
    refuse("get", LIST, 503);
    const second = board();
    expect(await screen.findByText("No se pudo cargar la lista de comprobantes")).toBeInTheDocument();
    second.unmount();
    board("/comprobantes/", ["invoices:read"]);
    expect(screen.getByText("No puede ver los comprobantes electrónicos")).toBeInTheDocument();
  });
});

describe("the words of the board", () => {
  const now = new Date("2026-11-24T17:00:00Z");
  beforeEach(() => jest.useFakeTimers({ now, doNotFake: ["nextTick", "queueMicrotask"] }));
  afterEach(() => jest.useRealTimers());

  it.each([
    ["2026-11-24T16:59:57Z", "3 s"],
    ["2026-11-24T16:39:00Z", "21 min"],
    ["2026-11-24T14:35:00Z", "2 h 25 min"],
    ["2026-11-23T23:40:00Z", "ayer 18:40"],
  ])("tells how long it has waited since %s", (since, told) => {
    expect(sinceOf({ status: "RETURNED", since }, now).replaceAll("\u00a0", " ")).toBe(told);
  });

  it("sums up what is to be done", () => {
    const waiting = (count: number, oldest_at: string) => ({
      status: "RETURNED" as const,
      count,
      oldest_at,
      oldest: 1,
    });
    const told = (states: Summary["states"]) => subtitleOf({ ...SUMMARY, states }).replaceAll("\u00a0", " ");
    expect(told([])).toBe("Todo lo emitido está autorizado.");
    expect(told([waiting(3, "2026-11-23T23:40:00Z"), SUMMARY.states[1]!])).toBe(
      "3 esperan a una persona, el más antiguo ayer a las 18:40. Otro avanza solo.",
    );
    expect(told([waiting(1, "2026-11-24T14:31:04Z")])).toBe("1 espera a una persona, emitido hoy a las 09:31.");
  });

  it("counts what was asked again and again as one step", () => {
    const asked = { operation: "AUTHORISATION" as const, state: null, sent_sha256: null, messages: [] };
    const runs = repeated([attempt({ state: "RECIBIDA" }), attempt({ id: 2, ...asked }), attempt({ id: 3, ...asked })]);
    expect(runs.map(({ attempt: { id }, times }) => [id, times])).toEqual([
      [3, 2],
      [1, 1],
    ]);
  });

  it("tells what came of an attempt", () => {
    expect(attemptWords(attempt(), 3)).toMatchObject({ title: "Envío 3: devuelto", tone: "danger" });
    expect(attemptWords(attempt({ messages: [{ ...refusal, code: "70" }] }), 1).title).toBe("Envío 1: ya lo tenía");
    expect(attemptWords(attempt({ state: null, error: "sin respuesta: ReadTimeout" }), 1)).toMatchObject({
      title: "Envío 1: sin respuesta",
      text: "Sin respuesta: ReadTimeout, a los 1,8 s.",
    });
  });
});
