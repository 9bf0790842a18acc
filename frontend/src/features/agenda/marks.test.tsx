import { appointment, at, clinic, DAY } from "@/entities/appointment/testing";
import { answer, renderPage, screen } from "@/testing/render";
import { AgendaPage } from "./components/agenda-page";

jest.mock("./calendar/ec-lib", () => jest.requireActual("./calendar/fake-calendar"));

const open = (me = {}) => renderPage(<AgendaPage />, { at: `/agenda/?fecha=${DAY}`, me });
const block = (name: RegExp) => screen.findByRole("button", { name });

describe("marks on a block what one should know of its patient", () => {
  const somebody = (id: number, name: string, change = {}) =>
    appointment({ id: id + 10, patient: { ...appointment().patient, id, name }, ...change });
  const rows = [
    somebody(3, "Sofía Andrade"),
    somebody(4, "Iván Guamán", { start_time: at("11:00"), end_time: at("11:45") }),
    somebody(5, "Rosa Toapanta", { status: "CANCELLED", start_time: at("15:00"), end_time: at("15:45") }),
    somebody(6, "Luis Chávez", { status: "COMPLETED", start_time: at("16:00"), end_time: at("16:45") }),
  ];
  const known = () => {
    clinic(rows);
    return [
      answer("get", "/historia-clinica/patients/alert-kinds", {
        data: [
          { patient_id: 3, alert_kinds: ["ALLERGY", "PREGNANCY"] },
          { patient_id: 4, alert_kinds: [] },
          { patient_id: 6, alert_kinds: ["ALLERGY"] },
        ],
      }),
      answer("get", "/citas/appointments/of-patients", {
        data: [
          { patient_id: 3, last: at("10:00", "2030-10-01"), next: at("10:00") },
          { patient_id: 4, last: null, next: at("11:00") },
          { patient_id: 6, last: at("16:00"), next: null },
        ],
      }),
      answer("get", "/facturacion/invoices/balances", { data: [{ patient_id: 6, balance: "45.50" }] }),
    ];
  };

  it("asking once about everybody who is expected", async () => {
    const asked = known();
    open();
    await block(/Sofía Andrade.*Alertas: alergia, embarazo$/);
    await block(/Iván Guamán.*Primera vez$/);
    // Attended: what was owed stays, what warned is past.
    await block(/Luis Chávez.*Debe \$45,50$/);
    await block(/Rosa Toapanta.*Salazar$/);
    expect(asked.map((calls) => calls.map(({ query }) => query.get("ids")))).toEqual([["3,4,6"], ["3,4,6"], ["3,4,6"]]);
  });

  it("to whom may know it", async () => {
    const [alerts, , debts] = known();
    open({ permissions: ["appointments:read"] });
    await block(/Iván Guamán.*Primera vez$/);
    await block(/Sofía Andrade.*Salazar$/);
    expect([alerts, debts]).toEqual([[], []]);
  });
});
