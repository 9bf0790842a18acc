import { render, screen, within } from "@testing-library/react";
import { AlertKinds } from "./alert-kinds";
import { alertLook, bySeverity, PatientAlerts } from "./alerts";

it("puts the severest alert first, and an allergy that nobody graded among the grave ones", () => {
  const alerts = [
    { category: "CONDITION", description: "Hipertensión", severity: "MODERATE" as const },
    { category: "ALLERGY", description: "Látex", severity: null },
    { category: "MEDICATION", description: "Warfarina", severity: "HIGH" as const },
    { category: "ALLERGY", description: "Polen", severity: "LOW" as const },
  ];
  expect(bySeverity(alerts).map(({ description }) => description)).toEqual([
    "Látex",
    "Warfarina",
    "Hipertensión",
    "Polen",
  ]);
  expect(alertLook(alerts[1]!)).toMatchObject({ label: "Alergia", grade: null, variant: "danger" });
  expect(alertLook(alerts[0]!)).toMatchObject({ label: "Enfermedad", grade: "moderada", variant: "warning" });
  expect(alertLook({ category: "PREGNANCY", description: "12 semanas", severity: "MODERATE" }).grade).toBe("moderado");
});

it("says in every place the same of an alert, and that it may not be known", () => {
  const { rerender } = render(
    <PatientAlerts denied={null} alerts={[{ category: "MEDICATION", description: "Warfarina", severity: "HIGH" }]} />,
  );
  const list = within(screen.getByRole("list", { name: "Alertas clínicas" }));
  expect(list.getAllByRole("listitem")[0]).toHaveTextContent("Medicación grave: Warfarina");
  rerender(<AlertKinds kinds={["MEDICATION", "DEVICE"]} />);
  expect(screen.getByText("Medicación")).toBeInTheDocument();
  expect(screen.getByText("Alerta")).toBeInTheDocument();
  rerender(<PatientAlerts alerts={null} denied={null} />);
  expect(screen.getByText("Su rol no ve las alertas clínicas de este paciente.")).toBeInTheDocument();
});

it("tells that no allergy is known from that nobody asked, and an allergy's reaction and doubt", () => {
  const denied = { by: { name: "Dra. Ruiz" }, at: "2026-11-12T10:00:00-05:00" };
  const { rerender } = render(<PatientAlerts alerts={[]} denied={null} />);
  expect(screen.getByText("Alergias sin preguntar")).toBeInTheDocument();
  rerender(<PatientAlerts alerts={[]} denied={denied} />);
  expect(screen.getByText("Sin alergias conocidas")).toBeInTheDocument();
  rerender(
    <PatientAlerts
      denied={null}
      alerts={[
        { category: "ALLERGY", description: "Látex", severity: "LOW", reaction: "ronchas", certainty: "SUSPECTED" },
        { category: "CONDITION", description: "Marcapasos", condition_code: "PACEMAKER" },
      ]}
    />,
  );
  expect(screen.getAllByRole("listitem").map(({ textContent }) => textContent)).toEqual([
    "Enfermedad: Marcapasos",
    "Alergia leve: Látex (ronchas, sospecha)",
  ]);
});
