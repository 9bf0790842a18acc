import { answer, configure, refuse, renderPage, screen, within } from "@/testing/render";
import { VitalSignsCard } from "./components/vital-signs";

configure({ asyncUtilTimeout: 8000 });
jest.setTimeout(60_000);

const OF = "/historia-clinica/patients/7/vital-signs";
const ME = { permissions: ["patients:read", "records:read", "records:write"] };
const signs = (change: object = {}) => ({
  id: 1,
  patient_id: 7,
  note_id: null,
  taken_at: "2026-11-20T10:00:00-05:00",
  systolic: 124,
  diastolic: 78,
  pulse: 150,
  respiration: null,
  temperature: "36.6",
  saturation: null,
  weight: "9.648",
  height: null,
  head: null,
  glucose: null,
  pain: null,
  remark: null,
  bmi: null,
  growth: { weight: { z: "0.00", percentile: "50.0" } },
  unusual: ["pulse"],
  recorded_by: { id: "1", name: "Dra. Lucía Mora" },
  withdrawn: null,
  ...change,
});

it("shows the last figures with what is unusual and the percentile", async () => {
  const withdrawn = { by: { id: "1", name: "x" }, at: "2026-11-21T10:00:00-05:00", reason: "Mal puesto" };
  answer("get", OF, { data: [signs({ id: 2, pulse: 99, withdrawn }), signs()], next: null });
  renderPage(<VitalSignsCard patientId={7} noteId={null} />, { at: "/", me: ME });
  expect(await screen.findByText("124/78 mmHg")).toBeInTheDocument();
  expect(screen.getByText("36,6 °C")).toBeInTheDocument();
  expect(screen.getByText("percentil 50,0")).toBeInTheDocument();
  expect(screen.getByLabelText("Fuera de lo plausible a esta edad")).toBeInTheDocument();
  expect(screen.queryByText("99 lpm")).not.toBeInTheDocument();
});

it("warns of what is not plausible, and records it all the same", async () => {
  answer("get", `${OF}/plausible`, { data: [{ measure: "pulse", low: 40, high: 130 }] });
  const posts = answer("post", OF, signs(), { status: 201 });
  const { user } = renderPage(<VitalSignsCard patientId={7} noteId={12} />, { at: "/", me: ME });
  expect(await screen.findByText("Aún no se ha medido nada.")).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Registrar signos" }));
  const sheet = await screen.findByRole("dialog", { name: "Registrar signos vitales" });
  await user.type(within(sheet).getByLabelText("Pulso (lpm)"), "150");
  await user.type(within(sheet).getByLabelText("Peso (kg)"), "68,4");
  expect(await within(sheet).findByText(/Revise pulso/)).toBeInTheDocument();
  await user.click(within(sheet).getByRole("button", { name: "Registrar signos" }));
  expect(await screen.findByText("Signos registrados")).toBeInTheDocument();
  expect(posts[0]?.body).toEqual({ pulse: 150, weight: "68.4", remark: null, note_id: 12 });
});

it("says that nothing came, and asks again", async () => {
  refuse("get", OF, 500);
  renderPage(<VitalSignsCard patientId={7} noteId={null} />, { at: "/", me: ME });
  expect(await screen.findByRole("button", { name: "Reintentar" })).toBeInTheDocument();
});

it("draws the curves of the WHO with what was measured", async () => {
  answer("get", OF, { data: [signs()], next: null });
  const at = (month: number, p50: number) => ({ month, p3: p50 - 8, p15: p50 - 4, p50, p85: p50 + 4, p97: p50 + 8 });
  answer("get", "/historia-clinica/patients/7/growth", {
    data: {
      measure: "height",
      reference: "WHO_2007",
      curves: [at(61, 110), at(228, 163)],
      points: [{ month: 96, value: 125.5, percentile: "41.0" }],
    },
  });
  const { user } = renderPage(<VitalSignsCard patientId={7} noteId={null} />, { at: "/", me: ME });
  await user.click(await screen.findByRole("button", { name: /Curvas/ }));
  const chart = await screen.findByRole("img", { name: "Curvas de talla para la edad" });
  const heights = within(chart).getAllByText(/^1\d\d$/);
  expect(heights.map(({ textContent }) => textContent)).toEqual(["110", "120", "130", "140", "150", "160", "170"]);
  expect(screen.getByRole("row", { name: "8 años 125,5 41,0" })).toBeInTheDocument();
});
