import { answer, renderPage, screen, waitFor } from "@/testing/render";
import { PatientPicker } from "./patient-picker";

it("finds a patient by a fragment", async () => {
  answer("get", "/historia-clinica/patients/search", {
    data: [{ id: 7, full_name: "María Vélez", document_type: "CEDULA", document_number: "1710034065" }],
  });
  const onSelect = jest.fn();
  const { user } = renderPage(<PatientPicker aria-label="Paciente" value={null} onSelect={onSelect} />);
  await user.click(screen.getByRole("combobox", { name: "Paciente" }));
  await user.type(await screen.findByPlaceholderText("Nombre, cédula o teléfono"), "vel");
  await user.click(await screen.findByRole("option", { name: /1710034065/ }));
  expect(onSelect).toHaveBeenCalledWith(expect.objectContaining({ id: 7 }));
});

it("takes the first hit of a search that was still on its way when Enter was pressed", async () => {
  answer("get", "/historia-clinica/patients/search", {
    data: [{ id: 7, full_name: "María Vélez", document_type: "CEDULA", document_number: "1710034065" }],
  });
  const onSelect = jest.fn();
  const { user } = renderPage(<PatientPicker aria-label="Paciente" value={null} onSelect={onSelect} />);
  await user.click(screen.getByRole("combobox", { name: "Paciente" }));
  await user.type(await screen.findByPlaceholderText("Nombre, cédula o teléfono"), "1710034065{Enter}");
  await waitFor(() => expect(onSelect).toHaveBeenCalledWith(expect.objectContaining({ id: 7 })));
});
