import { page, patient } from "@/entities/patient/testing";
import { answer, configure, refuse, renderPage, screen, waitFor, within } from "@/testing/render";
import { PatientPage } from "./components/patient-page";
import { note, signed } from "./testing";

// Sheets come when they are first shown, and machines that test are busy.
configure({ asyncUtilTimeout: 8000 });
jest.setTimeout(40_000);

const FILE = "/historia-clinica/patients/7";
const STUDENT = {
  id: 1,
  full_name: "Nora Paz",
  permissions: ["patients:read", "records:read", "records:write", "records:sign", "appointments:read"],
};
const DOCTOR = { ...STUDENT, full_name: "Carla Ruiz", permissions: [...STUDENT.permissions, "records:cosign"] };
const person = (id: number, full_name: string, supervises: boolean) => ({ id, full_name, supervises });
const kept = (change = {}) => ({
  note_id: 11,
  patient_id: 7,
  status: "SIGNED",
  author: { id: "5", name: "Nora Paz" },
  signed_at: "2026-11-20T10:30:00-05:00",
  supervisor: { id: "3", name: "Iván Mora" },
  remark: null,
  cosigned_by: null,
  cosigned_at: null,
  ...change,
});

function open(me: typeof STUDENT, notes: ReturnType<typeof note>[], query = "") {
  answer("get", FILE, patient());
  answer("get", `${FILE}/notes`, page(...notes));
  answer("get", `${FILE}/restricted-notes`, { data: [] });
  const people = [person(1, "Nora Paz", false), person(3, "Iván Mora", true), person(4, "Eva Sanz", false)];
  answer("get", "/auth/practitioners", { data: people });
  // A learner attends nobody, and writes.
  answer("get", "/auth/authors", { data: [...people, person(8, "Luz Mena", false)] });
  return renderPage(<PatientPage />, { at: `/pacientes/ver/?id=7&tab=notas${query}`, me });
}

it("asks a student who is to co-sign, and signs after that was said", async () => {
  const draft = note();
  answer("get", "/historia-clinica/notes/12", draft);
  const chosen = answer("put", "/historia-clinica/notes/12/supervisor", kept({ note_id: 12, status: "DRAFT" }));
  const signatures = answer("post", "/historia-clinica/notes/12/sign", signed({ id: 12 }));
  const { user } = open(STUDENT, [draft], "&nota=12");
  await user.click(await screen.findByRole("button", { name: /Firmar nota/ }));
  const dialog = await screen.findByRole("dialog");
  await user.click(within(dialog).getByRole("button", { name: "Firmar nota" }));
  expect(await within(dialog).findByText("Elija a una persona.")).toBeInTheDocument();
  expect(signatures).toHaveLength(0);
  await user.click(within(dialog).getByRole("combobox"));
  // Only who may co-sign is offered.
  expect(screen.getAllByRole("option")).toHaveLength(1);
  await user.click(screen.getByRole("option", { name: "Iván Mora" }));
  await user.click(within(dialog).getByRole("button", { name: "Firmar nota" }));
  expect(await screen.findByText("Nota firmada")).toBeInTheDocument();
  expect(chosen[0]?.body).toEqual({ supervisor_id: 3 });
  expect(signatures).toHaveLength(1);
});

it("co-signs what somebody else signed", async () => {
  const supervision = { supervisor: { id: "1", name: "Carla Ruiz" } };
  const waits = signed({ author: { id: "5", name: "Nora Paz" }, supervision });
  const posts = answer("post", "/historia-clinica/notes/11/cosignature", kept());
  const { user } = open(DOCTOR, [waits]);
  const card = await screen.findByRole("article", { name: "Dolor en molar" });
  expect(card).toHaveTextContent("Espera refrendo");
  expect(await within(card).findByText("Espera que la refrende usted.")).toBeInTheDocument();
  await user.click(within(card).getByRole("button", { name: "Refrendar" }));
  const dialog = await screen.findByRole("dialog");
  await user.type(within(dialog).getByRole("textbox"), "De acuerdo");
  await user.click(within(dialog).getByRole("button", { name: "Refrendar nota" }));
  expect(await screen.findByText("Nota refrendada")).toBeInTheDocument();
  expect(posts[0]?.body).toEqual({ remark: "De acuerdo" });
});

it("sends a note back with what is to be mended, and says so where it is written again", async () => {
  const supervision = { supervisor: { id: "1", name: "Carla Ruiz" } };
  const author = { id: "5", name: "Nora Paz" };
  const by = { id: "1", name: "Carla Ruiz" };
  const returned = { by, reason: "Falta la vitalidad en 36", at: "2026-11-20T11:00:00-05:00", draft_id: 12 };
  const posts = answer("post", "/historia-clinica/notes/11/returns", kept({ returned }), { status: 201 });
  const { user } = open(DOCTOR, [signed({ author, supervision })]);
  await user.click(await screen.findByRole("button", { name: "Devolver" }));
  const dialog = await screen.findByRole("dialog");
  await user.click(within(dialog).getByRole("button", { name: "Devolver nota" }));
  expect(await within(dialog).findByText("Diga qué hay que corregir.")).toBeInTheDocument();
  await user.type(within(dialog).getByRole("textbox"), "Falta la vitalidad en 36");
  const redraft = note({ author, redraft_of: { note_id: 11, reason: returned.reason, by, at: returned.at } });
  answer("get", `${FILE}/notes`, page(redraft, signed({ author, supervision: { ...supervision, returned } })));
  await user.click(within(dialog).getByRole("button", { name: "Devolver nota" }));
  expect(await screen.findByText("Nota devuelta")).toBeInTheDocument();
  expect(posts[0]?.body).toEqual({ reason: "Falta la vitalidad en 36" });
  expect(await screen.findByText("Devuelta")).toBeInTheDocument();
  expect(await screen.findByText(/Usted devolvió la nota para que se corrija/)).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: "Agregar adenda" })).not.toBeInTheDocument();
});

it("hands a draft over, and takes back what was given by mistake", async () => {
  const draft = note({ author: { id: "1", name: "Carla Ruiz" } });
  refuse("post", "/historia-clinica/notes/12/handovers", 422, {
    errors: [{ field: "to_id", message: "Esa persona no atiende pacientes en la clínica: no escribe notas." }],
  });
  const { user } = open(DOCTOR, [draft]);
  await user.click(await screen.findByRole("button", { name: "Pasar a un colega" }));
  const dialog = await screen.findByRole("dialog");
  await user.click(within(dialog).getByRole("combobox"));
  expect(await screen.findByRole("option", { name: "Luz Mena" })).toBeInTheDocument();
  await user.click(screen.getByRole("option", { name: "Iván Mora" }));
  await user.click(within(dialog).getByRole("button", { name: "Pasar borrador" }));
  expect(await within(dialog).findByText(/no escribe notas/)).toBeInTheDocument();
  const me = { id: "1", name: "Carla Ruiz" };
  const to = { id: "3", name: "Iván Mora" };
  const handover = { from: me, to, by: me, note_version: 2, at: "2026-11-20T10:30:00-05:00" };
  const gave = answer(
    "post",
    "/historia-clinica/notes/12/handovers",
    { ...handover, id: 1, note_id: 12 },
    { status: 201 },
  );
  answer("get", `${FILE}/notes`, page(note({ author: to, version: 2, handovers: [handover] })));
  await user.click(within(dialog).getByRole("button", { name: "Pasar borrador" }));
  expect(await screen.findByText("El borrador es ahora de Iván Mora")).toBeInTheDocument();
  expect(gave[0]?.headers.get("If-Match")).toBe('"1"');
  const back = answer(
    "post",
    "/historia-clinica/notes/12/handovers/take-back",
    { ...handover, id: 2, note_id: 12 },
    { status: 201 },
  );
  await user.click(await screen.findByRole("button", { name: "Recuperar" }));
  await waitFor(() => expect(back).toHaveLength(1));
});
