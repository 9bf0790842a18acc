import { documentOf } from "@/entities/document/testing";
import type { Control } from "@/entities/orthodontics/schema";
import { patient } from "@/entities/patient/testing";
import { storedFileOf } from "@/testing/files";
import { answer, configure, renderPage, screen, waitFor, within } from "@/testing/render";
import { OrthodonticsPage } from "./components/orthodontics-page";
import { bodyOf, controlForm, startOf } from "./forms";
import { ends, freeViews, seriesOf } from "./series";

configure({ asyncUtilTimeout: 8000 });
jest.setTimeout(60_000);

const OF = "/historia-clinica/patients/7";
const control: Control = {
  id: 5,
  patient_id: 7,
  note_id: 12,
  controlled_at: "2026-11-24T15:00:00+00:00",
  phase: "ALIGNMENT",
  upper: { act: "PLACED", alloy: "NITI", size: "0.016x0.022" },
  lower: { act: "REMOVED", alloy: null, size: null },
  elastics: { kind: "CLASS_II", side: "BOTH", size: "3/16″", hours: 22 },
  works: ["CHAIN"],
  rebonded: [15, 24],
  next_on: "2026-12-22",
  remark: null,
  recorded_by: { id: "3", name: "Dra. Salazar" },
  withdrawn: null,
};
const photoOf = (id: number, view: "SMILE" | "PROFILE", stage: "BEFORE" | "AFTER", taken_on: string) =>
  documentOf({ id, file_id: `f-${id}`, view, stage, taken_on });
const first = photoOf(3, "SMILE", "BEFORE", "2025-08-12");
const last = photoOf(9, "SMILE", "AFTER", "2026-11-20");
const profile = photoOf(4, "PROFILE", "BEFORE", "2025-08-12");

function open(controls: Control[], { photos = [] as (typeof first)[], query = "", permissions = ALL } = {}) {
  answer("get", OF, patient());
  answer("get", `${OF}/orthodontic-controls`, { data: controls, next: null } as never);
  answer("get", `${OF}/documents`, { data: photos, next: null } as never);
  answer("get", `${OF}/photo-pairs`, { data: [] });
  answer("get", `${OF}/notes`, { data: [], next: null } as never);
  answer("get", "/facturacion/patients/7/instalments", { data: [agreed] });
  return renderPage(<OrthodonticsPage />, { at: `/ortodoncia/?id=7${query}`, me: { permissions } });
}
const ALL = ["patients:read", "records:read", "records:write", "documents:read", "documents:write", "quotes:read"];
const part = { due_on: "2026-10-01", amount: "100.00", left: "0.00", overdue: false };
const agreed = {
  id: 8,
  number: "001-001-000000008",
  issue_date: "2026-10-01",
  total: "300.00",
  balance: "200.00",
  overdue: "100.00",
  instalments: [
    { ...part, position: 1 },
    { ...part, position: 2, due_on: "2026-11-01", left: "100.00", overdue: true },
    { ...part, position: 3, due_on: "2026-12-01", left: "100.00" },
  ],
};

it("says what was done at a control, when the next one is and how the instalments stand", async () => {
  open([control]);
  const card = within(await screen.findByRole("region", { name: /^Control del 24 nov/ }));
  expect(card.getByText("NiTi 0,016 × 0,022″, se colocó")).toBeInTheDocument();
  expect(card.getByText("Clase II, ambos lados · 3/16″ · 22 h al día")).toBeInTheDocument();
  expect(card.getByText("15, 24")).toBeInTheDocument();
  const money = within(await screen.findByRole("article", { name: /000000008/ }));
  expect(money.getByText("Vencido $100,00")).toBeInTheDocument();
  expect(money.getByText(/1 de 3 pagadas/)).toBeInTheDocument();
  expect(money.getByText("1 nov 2026 · vencida")).toBeInTheDocument();
});

it("asks nothing of billing, nor of the documents, for who may not read them", async () => {
  open([control], { permissions: ["patients:read", "records:read"] });
  await screen.findByRole("region", { name: /^Control del/ });
  expect(screen.queryByRole("region", { name: "Cuotas" })).not.toBeInTheDocument();
  expect(screen.queryByRole("region", { name: "Fotografías" })).not.toBeInTheDocument();
  expect(screen.queryByRole("button", { name: "Registrar control" })).not.toBeInTheDocument();
});

it("goes on from the wires and elastics that the last control left", () => {
  const values = startOf(control, 12, "2026-11-30");
  expect(bodyOf(controlForm.parse({ ...values, rebonded: "16, 26", works: ["SPRING"] }))).toEqual({
    note_id: 12,
    phase: "ALIGNMENT",
    upper: { act: "KEPT", alloy: "NITI", size: "0.016x0.022" },
    lower: null,
    elastics: { kind: "CLASS_II", side: "BOTH", size: "3/16″", hours: 22 },
    works: ["SPRING"],
    rebonded: [16, 26],
    next_on: "2026-12-28",
    remark: null,
  });
});

it("records a control with the note that the address names", async () => {
  const calls = answer("post", `${OF}/orthodontic-controls`, control as never, { status: 201 });
  const { user } = open([], { query: "&nota=12" });
  await user.click(await screen.findByRole("button", { name: "Registrar control" }));
  const sheet = within(await screen.findByRole("dialog", { name: "Registrar control" }));
  await user.click(sheet.getByRole("checkbox", { name: "Cadena elástica" }));
  await user.click(sheet.getByRole("button", { name: "Registrar control" }));
  await waitFor(() => expect(calls[0]?.body).toMatchObject({ note_id: 12, works: ["CHAIN"], upper: null }));
});

it("compares the first and the last photo of a view, and then other two", async () => {
  const middle = photoOf(6, "SMILE", "AFTER", "2026-03-01");
  const { user } = open([control], { photos: [last, middle, profile, first] });
  expect(await screen.findByRole("button", { name: "Sonrisa, Inicio · 12 ago 2025" })).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: "Comparar perfil" })).not.toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Comparar sonrisa" }));
  expect(new URLSearchParams(window.location.search).get("par")).toBe("3-9");
  expect(await screen.findByRole("slider", { name: "Cortina entre antes y después" })).toBeInTheDocument();
});

it("adds a series: each photo takes the next view", async () => {
  answer("post", "/historia-clinica/files", storedFileOf({ id: "f-9" }), { status: 201 });
  const posts = answer("post", `${OF}/documents`, first, { status: 201 });
  URL.createObjectURL = jest.fn(() => "blob:photo");
  URL.revokeObjectURL = jest.fn();
  const { user } = open([control], { photos: [first] });
  await user.click(await screen.findByRole("button", { name: "Agregar serie" }));
  const sheet = within(await screen.findByRole("dialog", { name: "Agregar serie de fotos" }));
  const file = (name: string) => new File(["x"], name, { type: "image/jpeg" });
  await user.upload(sheet.getByLabelText("Fotos de la serie"), [file("1.jpg"), file("2.jpg")]);
  await user.click(sheet.getByRole("button", { name: "Guardar 2 fotos" }));
  await waitFor(() => expect(posts).toHaveLength(2));
  expect(posts.map(({ body }) => body)).toMatchObject([
    { view: "FRONTAL", stage: "PROGRESS", title: "Frontal en reposo, avance", file_id: "f-9", kind: "PHOTO" },
    { view: "SMILE", stage: "PROGRESS" },
  ]);
});

it("orders series by day, and gives each picture a view that none has", () => {
  expect(seriesOf([last, first, profile]).map(({ key }) => key)).toEqual(["2025-08-12 BEFORE", "2026-11-20 AFTER"]);
  expect(ends([last, profile, first], "SMILE")).toEqual([first, last]);
  expect(ends([profile], "PROFILE")).toBeNull();
  expect(freeViews(2, ["FRONTAL"])).toEqual(["SMILE", "PROFILE"]);
  expect(freeViews(10).at(-1)).toBeNull();
});
