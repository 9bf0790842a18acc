import type { Certificate } from "@/entities/certificate/schema";
import { page, patient } from "@/entities/patient/testing";
import { answer, configure, renderPage, screen, waitFor, within } from "@/testing/render";
import { PatientPage } from "./components/patient-page";
import { note } from "./testing";

configure({ asyncUtilTimeout: 8000 });
jest.setTimeout(40_000);

const FILE = "/historia-clinica/patients/7";
const DENTIST = { full_name: "Dra. Lucía Mora", permissions: ["patients:read", "records:read", "records:certify"] };
const certificate = (change: Partial<Certificate> = {}): Certificate => ({
  id: 5,
  number: "0000127",
  patient_id: 7,
  attended_on: "2026-11-24",
  attended_from: "10:00:00",
  attended_until: null,
  reason: "Cuadro agudo",
  diagnoses: [{ code: "K04.7", description: "Absceso periapical", kind: "DEFINITIVE" }],
  show_diagnosis: false,
  rest: "DAYS",
  rest_hours: null,
  rest_from: "2026-11-24",
  rest_until: "2026-11-25",
  rest_kind: "ABSOLUTE",
  contingency: "ILLNESS",
  advice: null,
  professional: { id: "1", name: "Dra. Lucía Mora" },
  issued_at: "2026-11-24T10:46:00-05:00",
  code: "7ZK4M0Q9V2XH8T5RBNE1C6JGWD",
  annulled: null,
  ...change,
});

function open(query = "", certificates: Certificate[] = [], me = DENTIST) {
  answer("get", FILE, patient());
  answer("get", `${FILE}/certificates`, page(...certificates));
  answer(
    "get",
    `${FILE}/notes`,
    page(note({ diagnoses: [{ code: "K04.7", description: "Absceso periapical", kind: "DEFINITIVE" }] })),
  );
  return renderPage(<PatientPage />, { at: `/pacientes/ver/?id=7&tab=certificados${query}`, me });
}

it("asks whether the diagnosis is to be printed before it issues a certificate", async () => {
  const { user } = open("&certificado=nuevo");
  const sent = answer("post", `${FILE}/certificates`, certificate(), { status: 201 });
  await user.click(await screen.findByRole("button", { name: "K04.7 de la última nota" }));
  await user.type(screen.getByLabelText("Desde las"), "10:00");
  await user.type(screen.getByLabelText("Motivo de la atención"), "Cuadro agudo");
  await user.click(screen.getByRole("button", { name: "Emitir certificado" }));
  expect(await screen.findByText("Pregunte al paciente.")).toBeInTheDocument();
  await user.click(screen.getByRole("radio", { name: "No, queda reservado" }));
  await user.click(screen.getByRole("radio", { name: "Horas" }));
  await user.type(screen.getByRole("textbox", { name: "Horas" }), "4");
  await user.click(screen.getByRole("button", { name: "Emitir certificado" }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]!.body).toMatchObject({
    attended_from: "10:00",
    attended_until: null,
    diagnoses: [{ code: "K04.7", description: "Absceso periapical" }],
    show_diagnosis: false,
    rest: "HOURS",
    rest_hours: 4,
    rest_until: null,
    rest_kind: "ABSOLUTE",
  });
});

it("shows what was certified, prints it and annuls it with a reason", async () => {
  const annulments = answer("post", "/historia-clinica/certificates/5/annul", certificate());
  const { user } = open("", [certificate()]);
  const row = await screen.findByRole("listitem", { name: "Certificado 0000127" });
  expect(row).toHaveTextContent("Reposo de 2 días");
  expect(row).toHaveTextContent("K04.7 (reservado)");
  expect(within(row).getByRole("link", { name: "Imprimir" })).toHaveAttribute(
    "href",
    "/api/historia-clinica/certificates/5/pdf",
  );
  await user.click(within(row).getByRole("button", { name: "Anular" }));
  const dialog = await screen.findByRole("alertdialog", { name: "Anular el certificado 0000127" });
  await user.type(within(dialog).getByLabelText("Motivo"), "Fecha equivocada");
  await user.click(within(dialog).getByRole("button", { name: "Anular certificado" }));
  await waitFor(() => expect(annulments[0]?.body).toEqual({ reason: "Fecha equivocada" }));
});

it("lets only who certifies write one, and annul their own", async () => {
  const { unmount } = open("", [], { ...DENTIST, permissions: ["patients:read", "records:read"] });
  expect(await screen.findByText("Sin certificados")).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: "Escribir certificado" })).not.toBeInTheDocument();
  unmount();
  open("", [certificate({ professional: { id: "9", name: "Otra" } })]);
  expect(await screen.findByRole("listitem", { name: "Certificado 0000127" })).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: "Anular" })).not.toBeInTheDocument();
});
