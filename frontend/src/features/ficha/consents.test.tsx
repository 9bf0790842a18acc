import type { ConsentRequest, ConsentTemplate, ProcedureConsent } from "@/entities/consent/schema";
import { page, patient } from "@/entities/patient/testing";
import { answer, configure, fireEvent, refuse, renderPage, screen, waitFor, within } from "@/testing/render";
import { PatientPage } from "./components/patient-page";

configure({ asyncUtilTimeout: 8000 });
jest.setTimeout(40_000);

const FILE = "/historia-clinica/patients/7";
const DOCTOR = {
  full_name: "Dra. Lucía Mora",
  permissions: ["patients:read", "consents:read", "consents:write", "consents:template", "treatments:read"],
};

const template = (change: Partial<ConsentTemplate> = {}): ConsentTemplate => ({
  id: 3,
  name: "Exodoncia",
  edition: 2,
  body: "## Qué se va a hacer\nSe retira la pieza a {paciente}.",
  valid_days: 30,
  treatments: [{ id: 4, name: "Exodoncia simple" }],
  active: true,
  version: 2,
  updated_at: "2026-11-01T10:00:00-05:00",
  ...change,
});

const consent = (change: Partial<ProcedureConsent> = {}): ProcedureConsent => ({
  id: 11,
  patient_id: 7,
  template_id: 3,
  edition: 2,
  appointment_id: null,
  decision: "ACCEPTED",
  title: "Exodoncia",
  reason: null,
  revokes_id: null,
  revoked_by: null,
  signer: "PATIENT",
  signer_name: "Marcela Vélez Cano",
  signer_document: "1710034065",
  signer_relation: null,
  professional_name: "Dra. Lucía Mora",
  valid_until: "2026-12-20",
  content_sha256: "b71e".padEnd(64, "0"),
  file_id: "f-11",
  recorded_by: { id: "1", name: "Dra. Lucía Mora" },
  signed_at: "2026-11-20T10:20:00-05:00",
  signed_through: "SCREEN",
  ...change,
});

const preview = (change = {}) => ({
  template_id: 3,
  edition: 2,
  title: "Exodoncia",
  text: "## Qué se va a hacer\nSe retira la pieza a Marcela Vélez Cano.",
  text_sha256: "a".repeat(64),
  needs_guardian: false,
  guardian: null,
  ...change,
});

function open(
  query = "",
  {
    me = DOCTOR,
    consents = [] as ProcedureConsent[],
    templates = [template()],
    read = {},
    requests = [] as ConsentRequest[],
  } = {},
) {
  answer("get", FILE, patient());
  answer("get", `${FILE}/procedure-consents`, page(...consents));
  answer("get", "/historia-clinica/consent-templates", { data: templates });
  answer("get", `${FILE}/consents/preview`, preview(read));
  answer("get", `${FILE}/consent-requests`, { data: requests });
  return renderPage(<PatientPage />, { at: `/pacientes/ver/?id=7&tab=consentimientos${query}`, me });
}

function draw() {
  const pad = screen.getByRole("img", { name: "Firma" });
  fireEvent.pointerDown(pad, { clientX: 0, clientY: 0, pointerId: 1 });
  fireEvent.pointerMove(pad, { clientX: 1, clientY: 1, pointerId: 1 });
  fireEvent.pointerUp(pad, { pointerId: 1 });
}

it("is read, signed on the screen and sent with what was read", async () => {
  const { user } = open();
  const posts = answer("post", `${FILE}/procedure-consents`, consent(), { status: 201 });
  expect(await screen.findByText("Nada firmado todavía")).toBeInTheDocument();
  await user.click(await screen.findByRole("button", { name: "Hacer firmar" }));
  await user.click(await screen.findByRole("button", { name: /^Exodoncia/ }));
  expect(await screen.findByText("Se retira la pieza a Marcela Vélez Cano.")).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Acepto y firmo" }));
  expect(await screen.findByText("Falta la firma.")).toBeInTheDocument();
  expect(posts).toHaveLength(0);
  draw();
  await user.click(screen.getByRole("button", { name: "Acepto y firmo" }));
  expect(await screen.findByText("Consentimiento firmado")).toBeInTheDocument();
  expect(posts[0]?.body).toMatchObject({
    template_id: 3,
    decision: "ACCEPTED",
    signer: "PATIENT",
    signer_name: "Marcela Vélez Cano",
    text_sha256: "a".repeat(64),
    professional_name: "Dra. Lucía Mora",
  });
});

it("asks a minor's guardian to sign, and keeps what was drawn when the service refuses", async () => {
  const { user } = open("&firmar=3", { read: { needs_guardian: true, guardian: "Rosa Vélez" } });
  refuse("post", `${FILE}/procedure-consents`, 409, { detail: "El texto cambió mientras se leía." });
  expect(await screen.findByText("Es menor de edad: firma su representante.")).toBeInTheDocument();
  expect(screen.getByLabelText("Nombre de quien firma")).toHaveValue("Rosa Vélez");
  draw();
  await user.click(screen.getByRole("button", { name: "Acepto y firmo" }));
  expect(await screen.findByText("Diga qué es del paciente quien firma por él.")).toBeInTheDocument();
  await user.type(screen.getByLabelText("Qué es del paciente"), "madre");
  await user.click(screen.getByRole("button", { name: "Acepto y firmo" }));
  expect(await screen.findByText("El texto cambió mientras se leía.")).toBeInTheDocument();
  expect(screen.getByRole("button", { name: "Borrar" })).toBeEnabled();
});

it("writes an emergency without a signature, with its reason", async () => {
  const { user } = open("&firmar=3");
  const posts = answer("post", `${FILE}/procedure-consents`, consent({ decision: "EMERGENCY" }), { status: 201 });
  await user.click(await screen.findByRole("radio", { name: "Emergencia" }));
  expect(screen.getByRole("button", { name: "Registrar emergencia" })).toBeDisabled();
  await user.type(screen.getByLabelText("Por qué no se pudo pedir el consentimiento"), "Hemorragia");
  await user.click(screen.getByRole("button", { name: "Registrar emergencia" }));
  await waitFor(() => expect(posts[0]?.body).toMatchObject({ decision: "EMERGENCY", reason: "Hemorragia" }));
  expect(posts[0]?.body).not.toHaveProperty("signature");
});

it("shows what was signed with its PDF, and revokes it with another document", async () => {
  const { user } = open("", {
    consents: [consent(), consent({ id: 9, file_id: "f-9", decision: "REFUSED", title: "Cirugía" })],
  });
  const posts = answer(
    "post",
    "/historia-clinica/procedure-consents/11/revoke",
    consent({ id: 12, decision: "REVOKED" }),
    {
      status: 201,
    },
  );
  const [pdf] = await screen.findAllByRole("link", { name: "PDF" });
  expect(pdf).toHaveAttribute("href", "/api/historia-clinica/procedure-consents/f-11/pdf");
  await user.click(screen.getByRole("button", { name: "Revocar" }));
  const sheet = within(await screen.findByRole("dialog", { name: "Revocar «Exodoncia»" }));
  await user.type(sheet.getByLabelText("Motivo"), "Cambió de opinión");
  draw();
  await user.click(sheet.getByRole("button", { name: "Revoco y firmo" }));
  await waitFor(() => expect(posts[0]?.body).toMatchObject({ reason: "Cambió de opinión", signer: "PATIENT" }));
});

it("has its texts, of which another is another version; whoever only reads signs nothing", async () => {
  const { user } = open();
  const patches = answer("patch", "/historia-clinica/consent-templates/3", template({ edition: 3 }));
  await user.click(await screen.findByRole("button", { name: "Textos" }));
  await user.click(await screen.findByRole("button", { name: "Cambiar" }));
  await user.type(await screen.findByLabelText("Texto"), " Más.");
  await user.click(screen.getByRole("button", { name: "Guardar texto" }));
  await waitFor(() =>
    expect(patches[0]?.body).toMatchObject({ body: expect.stringContaining("Más."), valid_days: 30 }),
  );
  expect(patches[0]?.headers.get("If-Match")).toBe('"2"');
});

it("offers nothing to sign to whoever only reads", async () => {
  open("", { me: { ...DOCTOR, permissions: ["patients:read", "consents:read"] } });
  expect(await screen.findByText("Nada firmado todavía")).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: "Hacer firmar" })).not.toBeInTheDocument();
});

const REQUEST: ConsentRequest = {
  id: 5,
  title: "Exodoncia",
  professional_name: "Dra. Lucía Mora",
  asked_at: "2026-11-29T10:20:00-05:00",
  expires_at: "2026-12-02T10:20:00-05:00",
};

it("is sent to the patient's phone by a link of its own", async () => {
  const { user } = open("&firmar=3");
  const asked = answer("post", `${FILE}/consent-requests`, REQUEST, { status: 201 });
  answer("post", "/historia-clinica/consent-requests/5/links", {
    url: "https://clinica.example/firmar/#abc",
    expires_at: REQUEST.expires_at,
  });
  await user.click(await screen.findByRole("button", { name: "Que firme en su teléfono" }));
  expect(await screen.findByRole("dialog", { name: "Firmar «Exodoncia» en su teléfono" })).toBeVisible();
  expect(await screen.findByDisplayValue("https://clinica.example/firmar/#abc")).toBeVisible();
  expect(asked[0]?.body).toEqual({ template_id: 3, professional_name: "Dra. Lucía Mora" });
  const said = new URL(screen.getByRole("link", { name: "WhatsApp" }).getAttribute("href")!);
  expect(said.searchParams.get("text")).toBe("Lea y firme aquí «Exodoncia»: https://clinica.example/firmar/#abc");
});

it("what was sent waits in sight until it is signed, and is taken back", async () => {
  const { user } = open("", { requests: [REQUEST] });
  const taken = answer("delete", "/historia-clinica/consent-requests/5", null, { status: 204 });
  const waiting = await screen.findByRole("region", { name: "Por firmar en su teléfono" });
  expect(within(waiting).getByText("Exodoncia")).toBeVisible();
  answer("get", `${FILE}/consent-requests`, { data: [] });
  await user.click(within(waiting).getByRole("button", { name: "Retirar" }));
  await waitFor(() => expect(waiting).not.toBeInTheDocument());
  expect(taken).toHaveLength(1);
});
