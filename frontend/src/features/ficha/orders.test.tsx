import type { Exam, Order } from "@/entities/order/schema";
import { page, patient } from "@/entities/patient/testing";
import { answer, configure, renderPage, screen, waitFor, within } from "@/testing/render";
import { PatientPage } from "./components/patient-page";
import { note } from "./testing";

configure({ asyncUtilTimeout: 8000 });
jest.setTimeout(40_000);

const FILE = "/historia-clinica/patients/7";
const DENTIST = {
  full_name: "Dra. Lucía Mora",
  permissions: ["patients:read", "records:read", "records:sign", "documents:read", "documents:write"],
};
const exam = (change: Partial<Exam> = {}): Exam => ({
  id: 3,
  kind: "LABORATORY",
  category: "Química sanguínea",
  name: "Glucosa en ayunas",
  unit: "mg/dL",
  low: "70.000",
  high: "100.000",
  active: true,
  version: 1,
  ...change,
});
const order = (change: Partial<Order> = {}): Order => ({
  id: 5,
  number: "0000042",
  kind: "LABORATORY",
  patient_id: 7,
  patient_name: "Marcela Vélez Cano",
  urgent: true,
  indication: "Control previo a cirugía",
  diagnoses: [{ code: "K04.7", description: "Absceso periapical" }],
  items: [{ ...exam(), exam_id: 3, detail: null }],
  professional: { id: "1", name: "Dra. Lucía Mora" },
  issued_at: "2026-11-24T10:46:00-05:00",
  state: "RESULTED",
  results: [
    {
      id: 9,
      position: 1,
      value: "118.5",
      flag: "HIGH",
      document: null,
      remark: null,
      recorded_by: { id: "4", name: "Rosa Vera" },
      recorded_at: "2026-11-25T09:00:00-05:00",
      withdrawn: null,
    },
  ],
  seen: null,
  annulled: null,
  ...change,
});

function open(query = "", orders: Order[] = []) {
  answer("get", FILE, patient());
  answer("get", `${FILE}/orders`, page(...orders));
  answer(
    "get",
    `${FILE}/notes`,
    page(note({ diagnoses: [{ code: "K04.7", description: "Absceso periapical", kind: "DEFINITIVE" }] })),
  );
  answer("get", `${FILE}/documents`, page());
  answer("get", "/historia-clinica/exams", page(exam()));
  return renderPage(<PatientPage />, { at: `/pacientes/ver/?id=7&tab=ordenes${query}`, me: DENTIST });
}

it("marks as seen up to the last result that was on the page", async () => {
  const seen = answer("post", "/historia-clinica/orders/5/seen", order({ state: "SEEN" }));
  const { user } = open("", [order()]);
  const row = await screen.findByRole("listitem", { name: "Orden 0000042" });
  expect(row).toHaveTextContent("Glucosa en ayunas: 118,5 mg/dL");
  expect(row).toHaveTextContent("(70 a 100 mg/dL)");
  expect(within(row).getByText("alto")).toBeVisible();
  await user.click(within(row).getByRole("button", { name: "Marcar como vistos" }));
  await waitFor(() => expect(seen[0]?.body).toEqual({ result_id: 9 }));
});

it("orders exams of the clinic's catalogue, and says which tooth", async () => {
  const { user } = open("&orden=nueva");
  const sent = answer("post", `${FILE}/orders`, order({ results: [], state: "ORDERED" }), { status: 201 });
  await user.click(await screen.findByRole("checkbox", { name: "Glucosa en ayunas" }));
  await user.type(screen.getByLabelText("Detalle de Glucosa en ayunas"), "basal");
  await user.type(screen.getByLabelText("Indicación"), "Control");
  await user.click(screen.getByRole("button", { name: "Emitir orden" }));
  expect(await screen.findByText("Elija al menos un diagnóstico.")).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "K04.7 de la última nota" }));
  await user.click(screen.getByRole("button", { name: "Emitir orden" }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]!.body).toMatchObject({
    kind: "LABORATORY",
    urgent: false,
    items: [{ exam_id: 3, detail: "basal" }],
    diagnoses: [{ code: "K04.7", description: "Absceso periapical" }],
  });
});

it("records the value of an exam that has none yet", async () => {
  const sent = answer("post", "/historia-clinica/orders/5/results", order(), { status: 201 });
  const { user } = open("", [order({ results: [], state: "ORDERED" })]);
  await user.click(await screen.findByRole("button", { name: "Registrar resultado" }));
  await user.type(await screen.findByLabelText("Valor (mg/dL)"), "118,5");
  const sheet = screen.getByRole("dialog");
  await user.click(within(sheet).getByRole("button", { name: "Registrar resultado" }));
  await waitFor(() =>
    expect(sent[0]?.body).toEqual({ position: 1, value: "118,5", attachment_id: null, remark: null }),
  );
});
