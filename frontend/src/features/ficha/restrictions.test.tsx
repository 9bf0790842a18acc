import { page, patient } from "@/entities/patient/testing";
import { answer, refuse, renderPage, screen, waitFor, within } from "@/testing/render";
import { PatientPage } from "./components/patient-page";
import { signed } from "./testing";

const FILE = "/historia-clinica/patients/7";
const DOCTOR = { full_name: "Dra. Lucía Mora", permissions: ["patients:read", "records:read", "records:write"] };
const restricted = (change = {}) => ({
  note_id: 11,
  patient_id: 7,
  appointment_id: null,
  status: "SIGNED",
  author: { id: "9", name: "Ps. Iván Mora" },
  created_at: "2026-11-20T10:00:00-05:00",
  roles: ["Psicología"],
  restricted_by: { id: "9", name: "Ps. Iván Mora" },
  restricted_at: "2026-11-20T11:00:00-05:00",
  readable: false,
  open_until: null,
  ...change,
});

function open(notes: ReturnType<typeof signed>[]) {
  answer("get", FILE, patient());
  answer("get", `${FILE}/notes`, page(...notes));
  return renderPage(<PatientPage />, { at: "/pacientes/ver/?id=7&tab=notas", me: DOCTOR });
}

it("shows that a restricted note is there, and opens it with a reason", async () => {
  answer("get", `${FILE}/restricted-notes`, { data: [restricted()] });
  const { user } = open([]);
  const section = await screen.findByRole("region", { name: "Notas restringidas" });
  expect(section).toHaveTextContent("Ps. Iván Mora");
  expect(section).toHaveTextContent("La leen: Psicología");
  await user.click(within(section).getByRole("button", { name: "Abrir con un motivo" }));
  const dialog = await screen.findByRole("alertdialog");
  refuse("post", "/historia-clinica/notes/11/openings", 422, { detail: "Explique por qué necesita leer la nota." });
  await user.type(within(dialog).getByRole("textbox"), "corto");
  await user.click(within(dialog).getByRole("button", { name: "Abrir nota" }));
  // What was typed stays, and why it was refused stands beside it.
  expect(await within(dialog).findByText(/Explique por qué/)).toBeInTheDocument();
  expect(within(dialog).getByRole("textbox")).toHaveValue("corto");
});

it("is restricted by its author, to roles or to nobody else", async () => {
  answer("get", "/auth/roles/readers", {
    data: [
      { id: 1, name: "Médico" },
      { id: 2, name: "Psicología" },
    ],
  });
  const posts = answer("post", "/historia-clinica/notes/11/restrictions", restricted({ readable: true }));
  const { user } = open([signed()]);
  await user.click(await screen.findByRole("button", { name: "Restringir" }));
  const dialog = await screen.findByRole("dialog");
  await user.click(await within(dialog).findByRole("checkbox", { name: "Psicología" }));
  answer("get", `${FILE}/restricted-notes`, {
    data: [restricted({ readable: true, author: { id: "1", name: "Yo" } })],
  });
  await user.click(within(dialog).getByRole("button", { name: "Restringir nota" }));
  await waitFor(() => expect(posts[0]?.body).toEqual({ roles: ["Psicología"] }));
  expect(await screen.findByText("Restringida")).toBeInTheDocument();
  expect(screen.getByText("Solo la leen usted y los roles: Psicología.")).toBeInTheDocument();
});
