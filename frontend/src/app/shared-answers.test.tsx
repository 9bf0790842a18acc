import { RATES } from "@/entities/invoice/testing";
import { patientSummaryQuery } from "@/entities/patient/queries";
import { page, patient } from "@/entities/patient/testing";
import { PanelPatient } from "@/features/agenda/components/panel-patient";
import { NewInvoice } from "@/features/facturacion/components/new-invoice";
import { useRecordEntry } from "@/features/ficha/api";
import { entry } from "@/features/ficha/testing";
import { answer, renderPage, screen, waitFor } from "@/testing/render";

// What one feature writes or reads, another one shows: they hold one answer of one address between them.

function RecordAllergy() {
  const record = useRecordEntry(7);
  const none = { reaction: null, certainty: null, condition_code: null };
  const allergy = {
    category: "ALLERGY",
    description: "Penicilina",
    severity: "HIGH",
    onset_date: null,
    ...none,
  } as const;
  return <button onClick={() => record.mutate(allergy)}>Registrar alergia</button>;
}

it("shows an allergy added in the record in the agenda's panel at once", async () => {
  let alerts: ReturnType<typeof patient>["alerts"] = [];
  answer("get", "/historia-clinica/patients/7", () => patient({ alerts }));
  answer("get", "/citas/appointments", page());
  answer("post", "/historia-clinica/patients/7/medical-history", () => {
    alerts = [{ category: "ALLERGY", description: "Penicilina", severity: "HIGH" }];
    return entry();
  });
  const { user } = renderPage(
    <>
      <RecordAllergy />
      <PanelPatient patient={{ id: 7, name: "Marcela Vélez Cano" }} title={(name) => <h2>{name}</h2>} actions={null} />
    </>,
  );
  expect(await screen.findByText(/años · F/)).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Registrar alergia" }));
  expect(await screen.findByText("Alergia grave: Penicilina")).toBeInTheDocument();
});

it("fills a new invoice with the patient's document and e-mail, also after the agenda asked for their name", async () => {
  const summary = {
    id: 7,
    full_name: "Marcela Vélez Cano",
    document_type: "CEDULA",
    document_number: "1710034065",
    phone: "+593998124470",
    email: "marcela@correo.ec",
    address: null,
  };
  answer("get", "/historia-clinica/patients/7/summary", summary);
  answer("get", "/historia-clinica/patients/search", { data: [summary] });
  answer("get", "/facturacion/iva-rates", RATES);
  answer("get", "/facturacion/series", { data: [] });
  const { user, client } = renderPage(<NewInvoice onCancel={() => undefined} />);
  await client.fetchQuery(patientSummaryQuery(7));

  await user.click(await screen.findByRole("combobox", { name: "Llenar con los datos de un paciente" }));
  await user.type(screen.getByPlaceholderText("Nombre, cédula o teléfono"), "vélez");
  await user.click(await screen.findByRole("option", { name: /Marcela Vélez/ }));
  await waitFor(() => expect(screen.getByLabelText(/Correo/)).toHaveValue("marcela@correo.ec"));
  expect(screen.getByLabelText("Documento")).toHaveValue("1710034065");
});
