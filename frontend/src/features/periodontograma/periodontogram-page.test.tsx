import type { PeriodontalTooth, Periodontogram } from "@/entities/periodontogram/schema";
import { indicesOf, noTooth } from "@/entities/periodontogram/sites";
import { patient } from "@/entities/patient/testing";
import { answer, configure, refuse, renderPage, screen, waitFor, within } from "@/testing/render";
import { PeriodontogramPage } from "./components/periodontogram-page";

configure({ asyncUtilTimeout: 8000 });
jest.setTimeout(60_000);

const OF = "/historia-clinica/patients/7/periodontograms";
const ME = { permissions: ["patients:read", "records:read", "records:write", "records:sign"] };
const DOCTOR = { id: "4", name: "Dra. Verónica Salazar" };
const deep = (depth: number): PeriodontalTooth => {
  const item = noTooth(16);
  return { ...item, sites: { ...item.sites, DV: { ...item.sites.DV, depth, margin: 0, bleeding: depth > 4 } } };
};
const exam = (change: Partial<Periodontogram> = {}): Periodontogram => {
  const teeth = change.teeth ?? [deep(4)];
  return {
    id: 51,
    patient_id: 7,
    note_id: null,
    status: "DRAFT",
    created_at: "2026-11-24T15:00:00Z",
    updated_at: "2026-11-24T15:10:00Z",
    author: DOCTOR,
    signed_at: null,
    signed_by: null,
    version: 1,
    indices: indicesOf(teeth),
    ...change,
    teeth,
  };
};
const before = exam({
  id: 50,
  status: "SIGNED",
  signed_at: "2026-05-20T15:00:00Z",
  signed_by: DOCTOR,
  teeth: [deep(6)],
});

function clinic(...exams: Periodontogram[]) {
  answer("get", "/historia-clinica/patients/7", patient());
  answer("get", OF, { data: exams, current: exams[0] ?? null } as never);
}
const open = (me: object = ME) => renderPage(<PeriodontogramPage />, { at: "/periodontograma/?id=7", me });
const words = () => document.getElementById("periodontograma-palabras")!;

it("takes depths one after the other, saves them, and counts", async () => {
  clinic(exam());
  let version = 1;
  const puts = answer("put", "/historia-clinica/periodontograms/51/sites", ({ body }) => {
    const { teeth } = body as { teeth: PeriodontalTooth[] };
    return exam({ version: ++version, teeth }) as never;
  });
  const { user } = open();
  expect(await screen.findByText("1 de 192 sitios")).toBeInTheDocument();
  expect(words()).toHaveTextContent("18 vestibular, sitio distal: sin medir. Después: 18 vestibular central.");
  await user.keyboard("s3");
  expect(words()).toHaveTextContent("18 vestibular, sitio central");
  await waitFor(() => expect(puts.length).toBeGreaterThan(0));
  await waitFor(() => {
    const { teeth } = puts.at(-1)!.body as { teeth: PeriodontalTooth[] };
    expect(teeth.find(({ tooth }) => tooth === 18)?.sites.DV).toEqual({
      depth: 3,
      margin: 0,
      bleeding: true,
      suppuration: false,
      plaque: false,
    });
  });
  expect(puts[0]!.headers.get("If-Match")).toBe('"1"');
  expect(await screen.findByText("2 de 192 sitios")).toBeInTheDocument();
});

it("compares with the exam before", async () => {
  clinic(exam(), before);
  answer("get", "/historia-clinica/periodontograms/50", before as never);
  const { user } = open();
  await user.click(await screen.findByRole("button", { name: /^Comparar/ }));
  const table = await screen.findByRole("table", { name: "Piezas que cambiaron" });
  expect(within(table).getByRole("row", { name: /^16 Mejoró 6 → 4 mm 1 → 1 1 → 0$/ })).toBeInTheDocument();
});

it("only reads what is signed, and begins another", async () => {
  clinic(before);
  const posts = answer("post", OF, exam() as never, { status: 201 });
  const { user } = open();
  expect(await screen.findByText(/^Firmado por Dra. Verónica Salazar/)).toBeInTheDocument();
  await user.keyboard("3");
  expect(words()).toHaveTextContent("Un examen firmado solo se lee.");
  await user.click(screen.getByRole("button", { name: "Nuevo examen" }));
  expect(await screen.findByRole("button", { name: "Firmar examen" })).toBeInTheDocument();
  expect(posts).toHaveLength(1);
});

it("says that nothing came, and who may not look", async () => {
  clinic();
  refuse("get", OF, 500);
  const { unmount } = open();
  expect(await screen.findByRole("button", { name: "Reintentar" })).toBeInTheDocument();
  unmount();
  open({ permissions: ["patients:read"] });
  expect(await screen.findByText("No puede ver el periodontograma de un paciente")).toBeInTheDocument();
});
