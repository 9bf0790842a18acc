import { patient } from "@/entities/patient/testing";
import { answer, configure, renderPage, screen, waitFor, within } from "@/testing/render";
import { OralHealthPage } from "./components/oral-health-page";
import { bodyOf, EMPTY, oralHealthForm } from "./forms";

configure({ asyncUtilTimeout: 8000 });
jest.setTimeout(60_000);

const averaged = { sum: 2, teeth: 2, average: "1.00" };
const exam = {
  id: 5,
  taken_at: "2026-11-24T15:00:00+00:00",
  sextants: [{ tooth: 16, plaque: 1, calculus: 1, gingivitis: null }],
  periodontal: "MILD",
  malocclusion: null,
  fluorosis: "NONE",
  remark: null,
  hygiene: { plaque: averaged, calculus: averaged, gingivitis: averaged, simplified: "2.0", level: "FAIR" },
  recorded_by: { id: "3", name: "Dra. Salazar" },
  withdrawn: null,
};
const older = {
  ...exam,
  id: 4,
  taken_at: "2026-05-20T15:00:00+00:00",
  hygiene: { ...exam.hygiene, simplified: "3.2" },
};
const OF = "/historia-clinica/patients/7/oral-health";

function open(exams: object[]) {
  answer("get", "/historia-clinica/patients/7", patient());
  answer("get", "/historia-clinica/patients/7/odontograms", { data: [], current: null });
  answer("get", OF, { data: exams, next: null } as never);
  const permissions = ["patients:read", "records:read", "records:write"];
  return renderPage(<OralHealthPage />, { at: "/salud-bucal/?id=7", me: { permissions } });
}

it("shows the index with its level and what it was before", async () => {
  open([exam, older]);
  const latest = within(await screen.findByRole("region", { name: /^Examen del 24 nov/ }));
  expect(latest.getByText("regular")).toBeInTheDocument();
  expect(latest.getByText("3,2 antes")).toBeInTheDocument();
  expect(latest.getByText("Sin examinar")).toBeInTheDocument();
});

it("records what was seen and leaves out the rest", async () => {
  const calls = answer("post", OF, exam as never, { status: 201 });
  const { user } = open([]);
  await user.click(await screen.findByRole("button", { name: "Registrar examen" }));
  const sheet = within(await screen.findByRole("dialog", { name: "Registrar examen" }));
  await user.type(sheet.getByRole("textbox", { name: /^Observación/ }), "Usa hilo");
  await user.click(sheet.getByRole("button", { name: "Registrar examen" }));
  await waitFor(() =>
    expect(calls[0]?.body).toEqual({
      sextants: [],
      periodontal: null,
      malocclusion: null,
      fluorosis: null,
      remark: "Usa hilo",
    }),
  );
});

it("keeps a sextant of which one measure was seen", () => {
  const values = structuredClone(EMPTY);
  values.sextants[3] = { tooth: "75", plaque: "2", calculus: "-", gingivitis: "-" };
  expect(bodyOf(oralHealthForm.parse(values)).sextants).toEqual([
    { tooth: 75, plaque: 2, calculus: null, gingivitis: null },
  ]);
});
