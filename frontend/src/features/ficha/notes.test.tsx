import { page, patient } from "@/entities/patient/testing";
import { answer, configure, refuse, renderPage, screen, waitFor, within } from "@/testing/render";
import { PatientPage } from "./components/patient-page";
import { entry, note, signed, visit } from "./testing";

// A draft rests for two seconds before it is saved, and machines that test are busy.
configure({ asyncUtilTimeout: 8000 });
jest.setTimeout(40_000);

const FILE = "/historia-clinica/patients/7";
const DOCTOR = {
  full_name: "Dra. Lucía Mora",
  permissions: [
    "patients:read",
    "records:read",
    "records:write",
    "records:sign",
    "records:cosign",
    "appointments:read",
  ],
};

function open(query: string, { me = DOCTOR, notes = [] as ReturnType<typeof note>[] } = {}) {
  answer("get", FILE, patient());
  answer("get", `${FILE}/notes`, page(...notes));
  return renderPage(<PatientPage />, { at: `/pacientes/ver/?id=7${query}`, me });
}

it("saves itself while it is written, and is signed knowingly", async () => {
  const posts = answer("post", `${FILE}/notes`, note({ reason: "Dolor", subjective: null }), { status: 201 });
  const patches = answer("patch", "/historia-clinica/notes/12", note({ reason: "Dolor", version: 2 }));
  const signatures = answer("post", "/historia-clinica/notes/12/sign", signed({ id: 12 }));
  const { user } = open("&tab=notas");
  await user.click(await screen.findByRole("button", { name: "Escribir nota" }));
  await user.type(await screen.findByLabelText("Motivo de consulta"), "Dolor");
  expect(await screen.findByText(/Borrador guardado a las/)).toBeInTheDocument();
  expect(posts[0]?.body).toMatchObject({ reason: "Dolor", appointment_id: null, diagnoses: [] });
  expect(window.location.search).toContain("nota=12");

  await user.type(screen.getByLabelText("Plan"), "Reposo");
  await user.click(screen.getByRole("button", { name: "Agregar diagnóstico" }));
  const code = await screen.findByLabelText("Código del diagnóstico 1");
  // A row just added is not a mistake yet.
  expect(code).not.toHaveAttribute("aria-invalid");
  await user.type(code, "k021");
  // What is left out of the draft is said where it says that it was saved, and one press leads there.
  expect(await screen.findByText("Guardado, menos un diagnóstico incompleto o repetido.")).toBeInTheDocument();
  expect(screen.queryByText(/Borrador guardado a las/)).not.toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Ir a completar" }));
  expect(screen.getByLabelText("Descripción del diagnóstico 1")).toHaveFocus();
  // Nothing is signed half written.
  await user.click(screen.getByRole("button", { name: /Firmar nota/ }));
  expect(await screen.findByText("Escriba el diagnóstico.")).toBeInTheDocument();
  expect(screen.queryByRole("alertdialog")).not.toBeInTheDocument();
  await user.type(screen.getByLabelText("Descripción del diagnóstico 1"), "Caries de la dentina");
  await user.click(screen.getByRole("button", { name: /Firmar nota/ }));

  const dialog = await screen.findByRole("alertdialog");
  expect(dialog).toHaveTextContent("nadie podrá cambiarla ni borrarla, tampoco usted");
  expect(signatures).toHaveLength(0);
  await user.click(within(dialog).getByRole("button", { name: "Firmar nota" }));
  expect(await screen.findByText("Nota firmada")).toBeInTheDocument();
  expect(patches.at(-1)?.body).toMatchObject({
    plan: "Reposo",
    diagnoses: [{ code: "K02.1", description: "Caries de la dentina", kind: "PRESUMPTIVE" }],
  });
  expect(signatures[0]?.headers.get("If-Match")).toBe('"2"');
  expect(window.location.search).not.toContain("nota=");
});

it("keeps what is typed when it cannot be saved, says so, and brings it back", async () => {
  refuse("post", `${FILE}/notes`, 503);
  const { user } = open("&nota=nueva");
  await user.type(await screen.findByLabelText("Motivo de consulta"), "Control");
  expect(await screen.findByText(/Sin guardar\..*Se vuelve a intentar/)).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Cerrar" }));
  const question = await screen.findByRole("alertdialog", { name: "Nota sin guardar" });
  expect(question).toHaveTextContent("quedaría solo en esta ventana");
  await user.click(within(question).getByRole("button", { name: "Cerrar así" }));

  expect(await screen.findByText("Hay una nota sin guardar en esta ventana.")).toBeInTheDocument();
  answer("post", `${FILE}/notes`, note({ reason: "Control" }), { status: 201 });
  await user.click(screen.getByRole("button", { name: "Seguir escribiendo" }));
  expect(await screen.findByLabelText("Motivo de consulta")).toHaveValue("Control");
  expect(await screen.findByText(/Borrador guardado a las/)).toBeInTheDocument();
});

it("begins from an appointment with what is known of it", async () => {
  answer("get", "/citas/appointments/5", visit({ reason: "Dolor al masticar" }));
  answer("get", "/historia-clinica/appointments/5/notes", page());
  const posts = answer("post", `${FILE}/notes`, note({ appointment_id: 5 }), { status: 201 });
  const { user } = open("&cita=5");
  expect(await screen.findByLabelText("Motivo de consulta")).toHaveValue("Dolor al masticar");
  expect(screen.getByText(/Cita del 12 nov 2026, 10:00 · Resina compuesta/)).toBeInTheDocument();
  await user.type(screen.getByLabelText("Plan"), "Control");
  await waitFor(() =>
    expect(posts[0]?.body).toMatchObject({ appointment_id: 5, reason: "Dolor al masticar", plan: "Control" }),
  );
});

it("goes on with the draft of the appointment instead of beginning another", async () => {
  answer("get", "/citas/appointments/5", visit());
  answer("get", "/historia-clinica/appointments/5/notes", page(note({ appointment_id: 5 })));
  answer("get", "/historia-clinica/notes/12", note({ appointment_id: 5 }));
  const { user } = open("&cita=5");
  await user.click(await screen.findByRole("button", { name: "Seguir escribiendo" }));
  expect(await screen.findByLabelText("Subjetivo")).toHaveValue("Dolor al frío");
});

it("does not write in an appointment of somebody else", async () => {
  answer("get", "/citas/appointments/5", visit({ patient: { id: 8, name: "Otra" } }));
  answer("get", "/historia-clinica/appointments/5/notes", page());
  const { user } = open("&cita=5");
  expect(await screen.findByText(/Esa cita es de otro paciente/)).toBeInTheDocument();
  expect(screen.getByLabelText("Motivo de consulta")).toHaveValue("");
  await user.click(screen.getByRole("button", { name: "Quitar la cita" }));
  expect(screen.queryByText(/Esa cita es de otro paciente/)).not.toBeInTheDocument();
});

it("asks which text stays when the same draft was written in another window", async () => {
  answer("get", "/historia-clinica/notes/12", note());
  refuse("patch", "/historia-clinica/notes/12", 412);
  const { user } = open("&nota=12");
  const plan = await screen.findByLabelText("Plan");
  answer("get", "/historia-clinica/notes/12", note({ plan: "Lo otro", version: 4 }));
  await user.type(plan, "Lo mío");
  expect(await screen.findByText(/también se guardó en otra ventana/)).toBeInTheDocument();
  expect(screen.getByLabelText("Plan")).toHaveValue("Lo mío");
  await user.click(screen.getByRole("button", { name: "Usar la otra versión" }));
  await waitFor(() => expect(screen.getByLabelText("Plan")).toHaveValue("Lo otro"));
});

it("shows a signed note as it was signed, and takes addenda", async () => {
  const posts = answer(
    "post",
    "/historia-clinica/notes/11/addenda",
    { id: 1, text: "x", author: { id: "1", name: "Dra. Lucía Mora" }, created_at: "2026-11-21T10:00:00-05:00" },
    { status: 201 },
  );
  const { user } = open("&tab=notas", {
    notes: [
      signed({
        addenda: [
          {
            id: 1,
            text: "Refiere alergia.",
            author: { id: "1", name: "Dra. Lucía Mora" },
            created_at: "2026-11-21T09:00:00-05:00",
          },
        ],
        diagnoses: [{ code: "K02.1", description: "Caries de la dentina", kind: "DEFINITIVE" }],
      }),
    ],
  });
  const card = await screen.findByRole("article", { name: "Dolor en molar" });
  expect(within(card).getByText("Firmada")).toBeInTheDocument();
  expect(within(card).getByText("Refiere alergia.")).toBeInTheDocument();
  expect(within(card).getByText(/Firmada por Dra. Lucía Mora, 20 nov 2026, 10:30/)).toBeInTheDocument();
  expect(within(card).queryByRole("button", { name: "Seguir escribiendo" })).not.toBeInTheDocument();

  await user.click(within(card).getByRole("button", { name: "Agregar adenda" }));
  await user.type(await within(card).findByLabelText("Adenda"), "Control en una semana.");
  await user.click(within(card).getByRole("button", { name: "Agregar adenda" }));
  expect(await screen.findByText("Adenda agregada")).toBeInTheDocument();
  expect(posts[0]?.body).toEqual({ text: "Control en una semana." });
});

it("leaves a draft to its author, and signing to who may", async () => {
  const { unmount } = open("&tab=notas", { notes: [note({ author: { id: "9", name: "Dr. Andrés Morales" } })] });
  expect(await screen.findByText(/Es un borrador de Dr. Andrés Morales/)).toBeInTheDocument();
  unmount();
  open("&nota=nueva", { me: { ...DOCTOR, permissions: DOCTOR.permissions.filter((name) => name !== "records:sign") } });
  await screen.findByLabelText("Motivo de consulta");
  expect(screen.queryByRole("button", { name: /Firmar nota/ })).not.toBeInTheDocument();
});

it("finds a diagnosis in the CIE-10, with its condition, and says whether the visit is the first", async () => {
  const asked = answer("get", "/historia-clinica/cie10", {
    data: [{ code: "K04.0", description: "Pulpitis" }],
    loaded: true,
  });
  answer("get", "/historia-clinica/notes/12", note());
  const patches = answer("patch", "/historia-clinica/notes/12", note({ version: 2 }));
  const { user } = open("&nota=12", { notes: [note()] });
  await user.click(await screen.findByRole("combobox", { name: "Buscar un diagnóstico" }));
  await user.type(await screen.findByPlaceholderText(/Código o palabra/), "pulp");
  await user.click(await screen.findByRole("option", { name: /K04.0 ?Pulpitis/ }));
  expect(asked.at(-1)?.query.get("q")).toBe("pulp");
  expect(screen.getByLabelText("Descripción del diagnóstico 1")).toHaveValue("Pulpitis");
  // What is only presumed is neither new nor a control.
  expect(screen.queryByLabelText("Condición del diagnóstico 1")).not.toBeInTheDocument();
  await user.click(screen.getByRole("radio", { name: "Definitivo" }));
  await user.click(await screen.findByLabelText("Condición del diagnóstico 1"));
  await user.click(await screen.findByRole("option", { name: "De control" }));
  await user.click(screen.getByRole("radio", { name: "Subsecuente" }));
  await waitFor(() =>
    expect(patches.at(-1)?.body).toMatchObject({
      visit: "SUBSEQUENT",
      diagnoses: [{ code: "K04.0", description: "Pulpitis", kind: "DEFINITIVE", condition: "CONTROL" }],
    }),
  );
});

it("makes a diagnosis one of the patient's problems with one press", async () => {
  const diagnoses = [
    { code: "K05.3", description: "Periodontitis crónica", kind: "DEFINITIVE" as const, condition: "CONTROL" as const },
  ];
  const posts = answer("post", `${FILE}/medical-history`, entry({ category: "CONDITION" }), { status: 201 });
  answer("get", `${FILE}/medical-history`, page());
  const { user } = open("&tab=notas", { notes: [signed({ diagnoses, visit: "SUBSEQUENT" })] });
  expect(await screen.findByText("Definitivo de control")).toBeInTheDocument();
  expect(screen.getByText("Subsecuente atención por esta causa")).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Agregar K05.3 a los problemas" }));
  expect(await screen.findByText("En la lista de problemas")).toBeInTheDocument();
  expect(posts[0]?.body).toEqual({ category: "CONDITION", description: "Periodontitis crónica", cie10_code: "K05.3" });
});
