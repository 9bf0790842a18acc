import { SALAZAR } from "@/entities/appointment/testing";
import { answer, refuse, renderPage, screen, within } from "@/testing/render";
import { KeepingPage } from "./components/keeping-page";

const KEEPING = "/citas/appointments/keeping";
const counts = { attended: 12, missed: 4, called_off_late: 1, late: 0, late_minutes: 0 };
const open = (at: string) => renderPage(<KeepingPage />, { at });

function days() {
  answer("get", "/auth/practitioners", { data: [] });
  answer("get", `${KEEPING}/by-doctor`, { data: [{ ...counts, doctor_id: 2, doctor_name: SALAZAR.name }] });
  answer("get", `${KEEPING}/by-patient`, { data: [{ ...counts, patient_id: 7, patient_name: "Inés Borja" }] });
  return answer("get", `${KEEPING}/visits`, {
    data: [
      {
        id: 31,
        start_time: "2026-11-24T15:30:00-05:00",
        status: "NO_SHOW",
        patient: { id: 7, name: "Inés Borja" },
        doctor: SALAZAR,
        late_minutes: null,
      },
    ],
    next: null,
    total: 1,
    total_exact: true,
  });
}

test("each figure of a professional opens its visits", async () => {
  const asked = days();
  const { user } = open("/agenda/cumplimiento/?from=2026-11-01&to=2026-11-30");
  await user.click(await screen.findByRole("button", { name: `Inasistencias de ${SALAZAR.name}: 4` }));
  const sheet = await screen.findByRole("dialog");
  expect(await within(sheet).findByRole("link", { name: "24 nov 2026, 15:30" })).toHaveAttribute(
    "href",
    "/agenda?cita=31",
  );
  const wish = asked[0]!.query;
  expect([wish.get("what"), wish.get("doctor_id"), wish.get("patient_id")]).toEqual(["MISSED", "2", null]);
});

test("the same by patient, of one professional's visits", async () => {
  const asked = days();
  const { user } = open("/agenda/cumplimiento/?por=paciente&prof=2");
  await user.click(await screen.findByRole("button", { name: "Canceladas tarde de Inés Borja: 1" }));
  await screen.findByRole("dialog");
  const wish = asked[0]!.query;
  expect([wish.get("what"), wish.get("doctor_id"), wish.get("patient_id")]).toEqual(["CALLED_OFF_LATE", "2", "7"]);
});

test("nothing to show, and what could not be read, say so", async () => {
  refuse("get", `${KEEPING}/by-doctor`, 503, { detail: "Intente de nuevo." });
  answer("get", "/auth/practitioners", { data: [] });
  answer("get", `${KEEPING}/by-patient`, { data: [] });
  const { user } = open("/agenda/cumplimiento/");
  expect(await screen.findByRole("button", { name: "Reintentar" })).toBeVisible();
  await user.click(screen.getByRole("tab", { name: "Por paciente" }));
  expect(await screen.findByText("Nadie faltó ni llegó tarde en esos días")).toBeVisible();
});
