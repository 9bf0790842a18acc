import { patient } from "@/entities/patient/testing";
import { answer, renderPage, screen, within } from "@/testing/render";
import { PatientPage } from "./components/patient-page";

const FILE = "/historia-clinica/patients/7";
const copy = (change = {}) => ({
  id: 3,
  patient_id: 7,
  state: "READY",
  done: 9,
  total: 9,
  error: null,
  asked_by: { id: "1", name: "Julia Paz" },
  asked_at: "2026-11-20T10:00:00-05:00",
  expires_at: "2026-11-27T10:00:00-05:00",
  sha256: "17c8",
  size_bytes: 2_400_000,
  ...change,
});

it("is asked for, tells how far it is, and is downloaded", async () => {
  answer("get", FILE, patient());
  answer("get", `${FILE}/exports`, { data: [copy()] });
  const me = { full_name: "Julia Paz", permissions: ["patients:read", "records:export"] };
  const { user } = renderPage(<PatientPage />, { at: "/pacientes/ver/?id=7", me });
  await user.click(await screen.findByRole("button", { name: "Más acciones" }));
  await user.click(await screen.findByRole("menuitem", { name: "Copia de la historia" }));
  const dialog = await screen.findByRole("dialog");
  const link = await within(dialog).findByRole("link", { name: /Descargar/ });
  expect(link).toHaveAttribute("href", "/api/historia-clinica/exports/3/zip");
  answer("post", `${FILE}/exports`, copy({ id: 4, state: "WAITING", done: 0 }), { status: 201 });
  answer("get", `${FILE}/exports`, { data: [copy({ id: 4, state: "RUNNING", done: 3 }), copy()] });
  await user.click(within(dialog).getByRole("button", { name: "Preparar copia" }));
  expect(await within(dialog).findByText("3 de 9 partes")).toBeInTheDocument();
  expect(within(dialog).getByRole("progressbar")).toBeInTheDocument();
});
