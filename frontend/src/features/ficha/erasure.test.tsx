import { patientSchema } from "@/entities/patient/schema";
import { erasure, patient } from "@/entities/patient/testing";
import { answer, renderPage, screen, waitFor, within } from "@/testing/render";
import { ErasureDialog } from "./components/erasure-dialog";

const me = { id: 1, permissions: ["patients:read", "erasures:read", "erasures:write", "erasures:confirm"] };

it("shows what goes, what stays until when, and what is to be settled first; then notes the request", async () => {
  const FILE = "/historia-clinica/patients/7";
  answer("get", `${FILE}/erasures`, { data: [] });
  answer("get", `${FILE}/erasure-preview`, {
    whole: false,
    goes: [{ what: "CONTACTS", count: 3, until: null }],
    stays: [{ what: "NOTES", count: 2, until: "2041-11-20" }],
    obstacles: ["cancele 1 cita por atender."],
    record_until: "2041-11-20",
    invoices_until: null,
  });
  const sent = answer("post", `${FILE}/erasures`, erasure(), { status: 201 });
  const { user } = renderPage(<ErasureDialog patient={patientSchema.parse(patient())} onClose={() => undefined} />, {
    at: "/pacientes/ver/?id=7",
    me,
  });
  const dialog = await screen.findByRole("dialog");
  expect(await within(dialog).findByText(/cancele 1 cita/)).toBeInTheDocument();
  expect(within(dialog).getByText(/^hasta el .*2041/)).toBeInTheDocument();
  await user.type(within(dialog).getByLabelText(/Por qué/), "Lo pide por escrito");
  await user.click(within(dialog).getByRole("button", { name: "Anotar pedido" }));
  await waitFor(() =>
    expect(sent[0]).toMatchObject({ body: { requested_by: "PATIENT", reason: "Lo pide por escrito" } }),
  );
});
