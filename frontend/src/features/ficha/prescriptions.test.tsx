import { page, patient } from "@/entities/patient/testing";
import type { Prescription } from "@/entities/prescription/schema";
import { answer, configure, refuse, renderPage, screen, waitFor, within } from "@/testing/render";
import { PatientPage } from "./components/patient-page";
import { note } from "./testing";

configure({ asyncUtilTimeout: 8000 });
jest.setTimeout(40_000);

const FILE = "/historia-clinica/patients/7";
const SERVICE = "/historia-clinica";
const DENTIST = { full_name: "Dra. Lucía Mora", permissions: ["patients:read", "records:read", "records:sign"] };
const AMOXICILLIN = {
  id: 4,
  dci: "Amoxicilina",
  concentration: "500 mg",
  form: "cápsula",
  controlled: false,
  active: true,
  version: 1,
};

const CERTIFICATE = {
  holder: "LUCIA MORA",
  issuer: "CA DE PRUEBA",
  serial: "77",
  valid_from: "2026-01-01T00:00:00-05:00",
  valid_to: "2099-01-01T00:00:00-05:00",
  uploaded_at: "2026-11-24T10:00:00-05:00",
};

const prescription = (change: Partial<Prescription> = {}): Prescription => ({
  id: 9,
  number: "0000318",
  patient_id: 7,
  note_id: null,
  diagnoses: [{ code: "K04.7", description: "Absceso periapical" }],
  items: [
    {
      medicine_id: 4,
      dci: "Amoxicilina",
      concentration: "500 mg",
      form: "cápsula",
      dose: "1 cápsula",
      route: "oral",
      frequency: "cada 8 horas",
      days: 7,
      quantity: 21,
      instructions: null,
      allergy: null,
      allergy_answer: null,
    },
  ],
  prescriber: { id: "1", name: "Dra. Lucía Mora" },
  general: null,
  warning: null,
  issued_at: "2026-11-24T10:00:00-05:00",
  valid_until: "2026-11-27",
  annulled: null,
  ...change,
});

function open(query: string, prescriptions: Prescription[] = [], me = DENTIST) {
  answer("get", FILE, patient());
  answer("get", `${FILE}/prescriptions`, page(...prescriptions));
  answer("get", `${SERVICE}/own-signing-certificate`, { certificate: null });
  answer(
    "get",
    `${FILE}/notes`,
    page(note({ diagnoses: prescription().diagnoses.map((one) => ({ ...one, kind: "DEFINITIVE" })) })),
  );
  answer("get", `${SERVICE}/prescription-templates`, { data: [] });
  answer("get", `${SERVICE}/medicines`, page(AMOXICILLIN));
  return renderPage(<PatientPage />, { at: `/pacientes/ver/?id=7&tab=recetas${query}`, me });
}

it("signs with the certificate of who prescribes, unless they say otherwise", async () => {
  const { user } = open("", [prescription({ signature: CERTIFICATE })]);
  expect(await screen.findByText("Firmada electrónicamente por LUCIA MORA")).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Firma electrónica" }));
  expect(await screen.findByText(/Todavía no hay: sus recetas van sin firma/)).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Subir certificado" }));
  const posts = answer("post", `${SERVICE}/own-signing-certificate`, { certificate: CERTIFICATE }, { status: 201 });
  const dialog = within(await screen.findByRole("dialog", { name: "Subir el certificado" }));
  await user.upload(dialog.getByLabelText("Archivo del certificado"), new File(["abc"], "firma.p12"));
  await user.type(dialog.getByLabelText("Contraseña del archivo"), "clave");
  answer("get", `${SERVICE}/own-signing-certificate`, { certificate: CERTIFICATE });
  await user.click(dialog.getByRole("button", { name: "Guardar certificado" }));
  expect(await screen.findByText("Certificado guardado: firma desde ahora")).toBeInTheDocument();
  expect(posts[0]?.body).toEqual({ content: "YWJj", password: "clave" });
  expect(await screen.findByText("CA DE PRUEBA")).toBeInTheDocument();
  await user.keyboard("{Escape}");
  await user.click(await screen.findByRole("button", { name: "Escribir receta" }));
  expect(await screen.findByRole("checkbox", { name: "Firmar electrónicamente" })).toBeChecked();
});

it("writes a prescription, which an allergy stops until it is answered", async () => {
  const { user } = open("&receta=nueva");
  await user.click(await screen.findByRole("button", { name: "K04.7 de la última nota" }));
  await user.click(screen.getByRole("combobox", { name: "Agregar un medicamento" }));
  await user.click(await screen.findByRole("option", { name: /Amoxicilina 500 mg/ }));
  const item = await screen.findByRole("group", { name: "Amoxicilina 500 mg" });
  await user.click(screen.getByRole("button", { name: "Emitir receta" }));
  expect(within(item).getByLabelText("Dosis")).toHaveAttribute("aria-invalid", "true");
  await user.type(within(item).getByLabelText("Dosis"), "1 cápsula");
  await user.type(within(item).getByLabelText("Frecuencia"), "cada 8 horas");
  await user.type(within(item).getByLabelText("Días"), "7");
  await user.type(within(item).getByLabelText("Cantidad"), "21");

  refuse("post", `${FILE}/prescriptions`, 409, {
    confirm: "allergy_answer",
    allergies: [
      {
        item: 0,
        dci: "Amoxicilina",
        group: "penicilinas",
        description: "Penicilina",
        reaction: "Anafilaxia",
        severity: "HIGH",
        recorded_by: "Dr. Andrés Morales",
        recorded_at: "2025-03-04T10:00:00-05:00",
      },
    ],
  });
  await user.click(screen.getByRole("button", { name: "Emitir receta" }));
  const question = await screen.findByRole("alertdialog");
  expect(question).toHaveTextContent("Amoxicilina es del grupo de penicilinas");
  expect(question).toHaveTextContent("con anafilaxia. Lo anotó Dr. Andrés Morales, el 4 mar 2025");
  // What is safe is one key away; going on is folded and needs a reason.
  expect(within(question).getByRole("button", { name: "Quitar de la receta" })).toHaveFocus();
  await user.click(within(question).getByRole("button", { name: "Recetarlo de todos modos" }));
  await user.click(await within(question).findByRole("button", { name: "Recetar amoxicilina" }));
  expect(within(question).getByText("Escriba el motivo.")).toBeInTheDocument();
  const posts = answer("post", `${FILE}/prescriptions`, prescription(), { status: 201 });
  await user.type(within(question).getByLabelText("Motivo clínico"), "Prueba negativa en 2026");
  await user.click(within(question).getByRole("button", { name: "Recetar amoxicilina" }));
  expect(await screen.findByText("Receta 0000318 emitida")).toBeInTheDocument();
  expect(posts[0]?.body).toEqual({
    note_id: 12,
    sign: false,
    diagnoses: [{ code: "K04.7", description: "Absceso periapical" }],
    items: [
      {
        medicine_id: 4,
        dose: "1 cápsula",
        route: "oral",
        frequency: "cada 8 horas",
        days: 7,
        quantity: 21,
        instructions: null,
        allergy_answer: "Prueba negativa en 2026",
      },
    ],
    general: null,
    warning: null,
    valid_days: 3,
  });
});

it("shows what was prescribed, prints it, repeats it and annuls it with a reason", async () => {
  const annulments = answer("post", `${SERVICE}/prescriptions/9/annul`, prescription());
  const { user } = open("", [prescription()]);
  const row = await screen.findByRole("listitem", { name: "Receta 0000318" });
  expect(row).toHaveTextContent("Amoxicilina 500 mg, 1 cápsula cada 8 horas, por 7 días (21)");
  expect(within(row).getByRole("link", { name: "Imprimir" })).toHaveAttribute(
    "href",
    "/api/historia-clinica/prescriptions/9/pdf",
  );
  await user.click(within(row).getByRole("button", { name: "Anular" }));
  const dialog = await screen.findByRole("alertdialog", { name: "Anular la receta 0000318" });
  await user.type(within(dialog).getByLabelText("Motivo"), "Dosis equivocada");
  await user.click(within(dialog).getByRole("button", { name: "Anular receta" }));
  await waitFor(() => expect(annulments[0]?.body).toEqual({ reason: "Dosis equivocada" }));
  await user.click(within(row).getByRole("button", { name: "Repetir" }));
  expect(await screen.findByLabelText("Frecuencia")).toHaveValue("cada 8 horas");
});

it("says that there are none, and lets only who signs write one", async () => {
  const { unmount } = open("");
  expect(await screen.findByRole("button", { name: "Escribir receta" })).toBeInTheDocument();
  unmount();
  open("", [], { ...DENTIST, permissions: ["patients:read", "records:read"] });
  expect(await screen.findByText("Sin recetas")).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: "Escribir receta" })).not.toBeInTheDocument();
});
