import { at, SALAZAR } from "@/entities/appointment/testing";
import { answer, refuse, renderPage, screen, waitFor, within } from "@/testing/render";
import { RecoveredPage } from "./components/recovered-page";
import { WaitlistPage } from "./components/waitlist-page";

const LIST = "/citas/waitlist";
const person = (id: number, name: string) => ({ id, name, phone: "+593998124470" });
const entry = (id: number, name: string, change = {}) => ({
  id,
  patient: { ...person(id, name), document_number: null, email: null },
  treatments: [{ treatment_id: 5, name: "Resina", quantity: "1", unit_price: "45.00", duration_minutes: 45 }],
  minutes: 45,
  doctor: null,
  windows: [{ weekday: 1, start_time: "12:00", end_time: "24:00" }],
  first_day: "2030-11-01",
  last_day: null,
  notice_minutes: 120,
  gives_up: null,
  note: null,
  priority: false,
  priority_reason: null,
  state: "WAITING",
  appointment: null,
  created_at: at("09:00", "2030-11-12"),
  version: 1,
  ...change,
});
const offer = (change = {}) => ({
  id: 31,
  entry_id: 1,
  patient: person(1, "Estefanía Ponce"),
  doctor: SALAZAR,
  start_time: at("15:30"),
  end_time: at("16:15"),
  reason: "Llena el hueco.",
  mailed: false,
  state: "OPEN",
  appointment_id: null,
  created_at: at("10:12"),
  expires_at: at("10:42"),
  seen_at: null,
  ended_at: null,
  ...change,
});
const gap = (change = {}) => ({
  id: 4,
  appointment_id: 12,
  doctor: SALAZAR,
  room: { id: 1, name: "Sillón 1" },
  start_time: at("15:30"),
  end_time: at("16:15"),
  cause: "CANCELLED",
  freed_at: at("09:58"),
  freed_by: "Inés Borja",
  state: "FREE",
  fits: 1,
  offers: [],
  ...change,
});
const candidate = (id: number, name: string, place: number | null, reason: string) => ({
  entry_id: id,
  patient: person(id, name),
  minutes: 45,
  place,
  reason,
});

function list(entries = [entry(1, "Estefanía Ponce"), entry(2, "Marisol Guerra")], gaps = [gap()]) {
  answer("get", "/auth/practitioners", { data: [] });
  answer("get", LIST, { data: entries, next: null, total: entries.length, total_exact: true });
  answer("get", `${LIST}/gaps`, { data: gaps });
  answer("get", `${LIST}/recovered`, { freed: 31, booked: 23, minutes: 940, total: "1180.00" });
  answer("get", `${LIST}/gaps/4/candidates`, {
    fit: [candidate(2, "Marisol Guerra", 1, "Espera 12 días, llena el hueco.")],
    unfit: [candidate(1, "Estefanía Ponce", null, "Esa hora no le sirve.")],
  });
}

const open = (at = "/agenda/espera/", me = {}) => renderPage(<WaitlistPage />, { at, me });

test("who waits, for what and when, and what the list filled", async () => {
  list();
  open();
  const row = await screen.findByRole("row", { name: /Estefanía Ponce/ });
  expect(within(row).getByText("45 min · cualquiera")).toBeVisible();
  expect(within(row).getByText("tarde")).toBeVisible();
  expect(await screen.findByText(/2 personas\. En .* llenó 23 de 31 huecos, \$1\.180,00\./)).toBeVisible();
});

test("with an hour chosen, whom it suits comes first and is offered it; the others say why not", async () => {
  list();
  const offered = answer("post", `${LIST}/gaps/4/offers`, { data: [offer({ entry_id: 2 })] }, { status: 201 });
  const { user } = open();
  await user.click(await screen.findByRole("button", { name: "Elegir" }));
  await user.click(await screen.findByRole("checkbox", { name: "Elegir a Marisol Guerra" }));
  const [, first, second] = screen.getAllByRole("row");
  expect(within(first!).getByText("Justo")).toBeVisible();
  expect(within(second!).getByText("Esa hora no le sirve.")).toBeVisible();
  expect(screen.queryByRole("checkbox", { name: "Elegir a Estefanía Ponce" })).not.toBeInTheDocument();
  const card = screen.getByRole("region", { name: "Quienes esperan" });
  await user.click(within(card).getByRole("button", { name: /^Ofrecer/ }));
  await waitFor(() => expect(offered[0]?.body).toEqual({ entry_ids: [2] }));
});

test("the first of the list are offered an hour in one click", async () => {
  list();
  const offered = answer("post", `${LIST}/gaps/4/offers`, { data: [offer()] }, { status: 201 });
  const { user } = open();
  await user.click(await screen.findByRole("button", { name: "Ofrecer" }));
  await waitFor(() => expect(offered[0]?.body).toEqual({}));
});

test("an offer is sent by its link", async () => {
  list(undefined, [gap({ state: "OFFERED", offers: [offer()] })]);
  answer("post", `${LIST}/offers/31/links`, { url: "https://c.example/espera/#abc", expires_at: at("10:42") });
  const { user } = open();
  await user.click(await screen.findByRole("button", { name: "Enviar el enlace a Estefanía Ponce" }));
  const link = await screen.findByRole("link", { name: "WhatsApp" });
  expect(link).toHaveAttribute("href", expect.stringContaining("https://wa.me/593998124470?text=Se%20liber"));
});

test("somebody is withdrawn with a reason, by the version that was read", async () => {
  list();
  const sent = answer("post", `${LIST}/1/withdraw`, entry(1, "Estefanía Ponce", { state: "WITHDRAWN" }));
  const { user } = open();
  await user.click(await screen.findByRole("button", { name: "Acciones de Estefanía Ponce" }));
  await user.click(await screen.findByRole("menuitem", { name: "Retirar de la lista" }));
  await user.type(await screen.findByRole("textbox", { name: /Motivo/ }), "Ya no lo necesita");
  await user.click(screen.getByRole("button", { name: "Retirar" }));
  await waitFor(() => expect(sent[0]?.body).toEqual({ reason: "Ya no lo necesita" }));
  expect(sent[0]!.headers.get("If-Match")).toBe('"1"');
});

test("nobody waits, and what could not be read says so", async () => {
  list([], []);
  open();
  expect(await screen.findByText("Nadie espera")).toBeVisible();
  expect(screen.getByText("Ninguna hora liberada")).toBeVisible();
});

test("a list that does not come is asked again", async () => {
  list();
  refuse("get", LIST, 503, { detail: "Intente de nuevo." });
  open();
  expect(await screen.findByRole("button", { name: "Reintentar" })).toBeVisible();
});

test("who only reads the agenda offers nothing", async () => {
  list();
  open("/agenda/espera/?hueco=4", { permissions: ["appointments:read"] });
  expect(await screen.findByText("Justo")).toBeVisible();
  expect(screen.queryByRole("button", { name: /Ofrecer|Añadir|Acciones/ })).not.toBeInTheDocument();
  expect(screen.queryByRole("checkbox")).not.toBeInTheDocument();
});

test("somebody is entered with the mornings that suit", async () => {
  list();
  const found = { id: 7, full_name: "Ana Pérez", document_type: null, document_number: null, birth_date: null };
  answer("get", "/historia-clinica/patients/search", { data: [found] });
  const { user } = open();
  await user.click((await screen.findAllByRole("button", { name: "Añadir a la lista" }))[0]!);
  const form = await screen.findByRole("dialog", { name: "A la lista de espera" });
  await user.click(within(form).getByRole("button", { name: "Añadir a la lista" }));
  expect(await within(form).findByText("Elija un paciente.")).toBeVisible();
  expect(within(form).getByText("Agregue al menos un tratamiento.")).toBeVisible();
  const tuesday = within(form).getByRole("button", { name: "martes por la mañana" });
  await user.click(tuesday);
  expect(tuesday).toHaveAttribute("aria-pressed", "true");
});

test("an hour that offers itself says when it goes on, and is stopped", async () => {
  list(
    [entry(1, "Estefanía Ponce", { skipped: { times: 2, reason: "Espera a otro profesional." } })],
    [gap({ automatic: true, offer_at: at("10:42"), offers: [offer()] })],
  );
  const calls = answer("put", `${LIST}/gaps/4/automatic`, gap());
  const { user } = open();
  expect(await screen.findByText("Se ofrece sola. A los siguientes, a las 10:42.")).toBeVisible();
  expect(screen.getByText("2 horas no se le ofrecieron. Espera a otro profesional.")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Detener" }));
  await waitFor(() => expect(calls[0]?.body).toEqual({ automatic: false }));
});

const filled = (change = {}) => ({
  appointment_id: 12,
  given_at: at("10:00"),
  start_time: at("15:30"),
  minutes: 45,
  status: "COMPLETED",
  patient: { id: 1, name: "Estefanía Ponce" },
  doctor: SALAZAR,
  total: "45.00",
  invoice: {
    invoice_id: 8,
    number: "001-001-000000012",
    status: "ISSUED",
    total: "45.00",
    credited: "5.00",
    paid: "40.00",
  },
  ...change,
});

test("what the list filled is held against what was invoiced", async () => {
  answer("get", `${LIST}/recovered`, { freed: 31, booked: 2, minutes: 75, total: "75.00" });
  const asked = answer("get", `${LIST}/recovered/visits`, {
    data: [filled(), filled({ appointment_id: 13, minutes: 30, total: "30.00", status: "CONFIRMED", invoice: null })],
    total: "75.00",
    invoiced: "40.00",
    paid: "40.00",
    not_invoiced: "30.00",
  });
  renderPage(<RecoveredPage />, { at: "/agenda/espera/recuperadas/?from=2026-11-01&to=2026-11-30" });
  expect(await screen.findByRole("link", { name: "001-001-000000012" })).toHaveAttribute(
    "href",
    "/facturacion/ver?id=8",
  );
  expect(asked[0]?.query.toString()).toBe("from=2026-11-01&to=2026-11-30");
  expect(screen.getByText("Por atender")).toBeVisible();
  const sums = screen.getByRole("region", { name: "Cifras del período" });
  expect(within(sums).getByText("por atender, o en borrador")).toBeVisible();
});

test("without an answer of billing the report says so and is asked again", async () => {
  answer("get", `${LIST}/recovered`, { freed: 0, booked: 0, minutes: 0, total: "0.00" });
  refuse("get", `${LIST}/recovered/visits`, 503, {
    detail: "El servicio de facturación no responde. Intente de nuevo.",
  });
  renderPage(<RecoveredPage />, { at: "/agenda/espera/recuperadas/" });
  expect(await screen.findByRole("button", { name: "Reintentar" })).toBeVisible();
});
