import { page, patient } from "@/entities/patient/testing";
import type { Me } from "@/lib/session";
import { answer, refuse, renderPage, screen, waitFor, within } from "@/testing/render";
import { PatientPage } from "./components/patient-page";
import { entry, invoice, note, signed, visit } from "./testing";

const FILE = "/historia-clinica/patients/7";
const DOCTOR = {
  permissions: [
    "patients:read",
    "patients:write",
    "records:read",
    "records:write",
    "records:sign",
    "appointments:read",
  ],
};
const alerts = [
  { category: "CONDITION", description: "Hipertensión", severity: "MODERATE" as const },
  { category: "ALLERGY", description: "Penicilina", severity: "HIGH" as const },
];

const open = (query: string, me: Partial<Me> = DOCTOR) =>
  renderPage(<PatientPage />, { at: `/pacientes/ver/?id=7${query}`, me });

describe("the file", () => {
  it("says who it is with the severest alert first, and what comes next", async () => {
    answer("get", FILE, patient({ alerts }));
    answer(
      "get",
      "/citas/appointments",
      page(
        visit({
          id: 9,
          start_time: "2099-12-03T10:00:00-05:00",
          end_time: "2099-12-03T10:45:00-05:00",
          status: "CONFIRMED",
        }),
        visit({ id: 6, status: "NO_SHOW" }),
        visit(),
      ),
    );
    answer("get", "/facturacion/invoices", page(invoice(), invoice({ id: 21, balance: "10.50" })));
    open("", { permissions: [...DOCTOR.permissions, "invoices:read"] });

    expect(await screen.findByRole("heading", { name: "Marcela Vélez Cano" })).toBeInTheDocument();
    expect(document.title).toBe("Marcela Vélez Cano · Ficha");
    const chips = within(screen.getByRole("list", { name: "Alertas clínicas" })).getAllByRole("listitem");
    expect(chips.map((chip) => chip.textContent)).toEqual([
      "Alergia grave: Penicilina",
      "Enfermedad moderada: Hipertensión",
    ]);
    expect(await screen.findByText("Confirmada")).toBeInTheDocument();
    expect(screen.getByText("Inasistencias").nextSibling).toHaveTextContent("1 de 2");
    expect(await screen.findByText("35,50")).toBeInTheDocument();
    expect(screen.getByRole("link", { name: "099 812 4470" })).toHaveAttribute("href", "tel:0998124470");
  });

  it("prints who saw it for whoever reads the register, for a period that has an end", async () => {
    answer("get", FILE, patient());
    answer("get", "/citas/appointments", page());
    const printed = jest.spyOn(window, "open").mockReturnValue(null);
    const { user } = open("", { permissions: ["patients:read", "appointments:read", "logs:read"] });

    await user.click(await screen.findByRole("button", { name: "Más acciones" }));
    await user.click(await screen.findByRole("menuitem", { name: "Informe de accesos" }));
    const dialog = await screen.findByRole("dialog", { name: "Informe de accesos" });
    const from = within(dialog).getByLabelText("Desde");
    await user.clear(from);
    await user.type(from, "01/01/2020");
    await user.click(within(dialog).getByRole("button", { name: "Abrir PDF" }));
    expect(await within(dialog).findByText("Elija un período de hasta un año.")).toBeInTheDocument();
    expect(printed).not.toHaveBeenCalled();

    await user.clear(from);
    await user.type(from, `01/01/${new Date().getFullYear()}`);
    await user.click(within(dialog).getByRole("button", { name: "Abrir PDF" }));
    await waitFor(() => expect(printed).toHaveBeenCalledTimes(1));
    expect(String(printed.mock.calls[0]![0])).toMatch(
      /^\/api\/historia-clinica\/patients\/7\/accesses\.pdf\?from=\d{4}-01-01&to=\d{4}-\d\d-\d\d$/,
    );
  });

  it("shows reception no clinical part, and refuses it by address too", async () => {
    answer("get", FILE, patient({ alerts }));
    open("&tab=notas", { role: { id: 3, name: "Recepción" }, permissions: ["patients:read"] });
    expect(await screen.findByText(/No puede[s]? ver las notas clínicas/)).toBeInTheDocument();
    expect(screen.queryByRole("tab", { name: "Antecedentes" })).not.toBeInTheDocument();
    expect(screen.queryByRole("button", { name: "Escribir nota" })).not.toBeInTheDocument();
    expect(screen.getByRole("list", { name: "Alertas clínicas" })).toBeInTheDocument();
  });

  it("says that alerts are kept from a role, instead of looking as if there were none", async () => {
    answer("get", FILE, patient({ alerts: null }));
    open("", { role: { id: 4, name: "Caja" }, permissions: ["patients:read"] });
    expect(await screen.findByText("Su rol no ve las alertas clínicas de este paciente.")).toBeInTheDocument();
    expect(screen.queryByRole("list", { name: "Alertas clínicas" })).not.toBeInTheDocument();
  });

  it("says when there is no such patient", async () => {
    refuse("get", FILE, 404, { detail: "Ese paciente no existe." });
    open("");
    expect(await screen.findByText("Ese paciente no existe.")).toBeInTheDocument();
  });

  it("explains what it is to deactivate somebody before doing it", async () => {
    answer("get", FILE, patient());
    const patches = answer("patch", FILE, patient({ active: false, version: 4 }));
    const { user } = open("&tab=x", { permissions: ["patients:read", "patients:write"] });
    await user.click(await screen.findByRole("button", { name: "Más acciones" }));
    await user.click(await screen.findByRole("menuitem", { name: "Desactivar paciente" }));
    expect(await screen.findByText(/no se le pueden dar citas nuevas/)).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Desactivar paciente" }));
    expect(await screen.findByText("Inactivo")).toBeInTheDocument();
    expect(patches[0]?.body).toEqual({ active: false });
    expect(patches[0]?.headers.get("If-Match")).toBe('"3"');
  });
});

describe("editing at the same time as somebody else", () => {
  it("keeps what is typed, brings the rest, and says who wins in each field", async () => {
    let now = patient();
    answer("get", FILE, () => now);
    answer("get", "/historia-clinica/patients/likely-duplicates", { data: [] });
    const patches = refuse("patch", FILE, 412);
    const { user } = open("", { permissions: ["patients:read", "patients:write"] });
    await user.click(await screen.findByRole("button", { name: "Editar datos" }));
    const phone = await screen.findByLabelText("Teléfono (opcional)");
    await user.clear(phone);
    await user.type(phone, "0987654321");
    now = patient({ phone: "022555111", address: "Calle Larga 12", version: 4 });
    await user.click(screen.getByRole("button", { name: "Guardar cambios" }));

    expect(await screen.findByText(/Otra persona guardó cambios mientras usted escribía/)).toBeInTheDocument();
    expect(patches[0]?.body).toEqual({ phone: "0987654321" });
    expect(screen.getByLabelText("Teléfono (opcional)")).toHaveValue("0987654321");
    expect(screen.getByLabelText("Dirección (opcional)")).toHaveValue("Calle Larga 12");
    expect(screen.getByText(/La otra persona dejó «02 255 5111»/)).toBeInTheDocument();

    const again = answer("patch", FILE, () => patient({ phone: "0987654321", version: 5 }));
    await user.click(screen.getByRole("button", { name: "Guardar cambios" }));
    expect(await screen.findByText("Datos guardados")).toBeInTheDocument();
    expect(again[0]?.body).toEqual({ phone: "0987654321" });
    expect(again[0]?.headers.get("If-Match")).toBe('"4"');
  });
});

describe("antecedents", () => {
  const HISTORY = `${FILE}/medical-history`;

  it("stand by category, can be added, corrected and put aside", async () => {
    answer("get", FILE, patient({ alerts }));
    const reads = answer(
      "get",
      HISTORY,
      page(
        entry({ id: 2, description: "Látex", severity: "LOW" }),
        entry(),
        entry({ id: 3, category: "SURGERY", description: "Apendicectomía", severity: null, active: false }),
      ),
    );
    const posts = answer("post", HISTORY, entry({ id: 4 }), { status: 201 });
    const patches = answer("patch", "/historia-clinica/medical-history/1", entry({ active: false, version: 2 }));
    const { user } = open("&tab=antecedentes");

    expect(await screen.findByText("2 antecedentes activos")).toBeInTheDocument();
    // The gravest of a category first; what is inactive waits to be asked for.
    expect(
      screen.getAllByRole("button", { name: /^Corregir/ }).map((button) => button.getAttribute("aria-label")),
    ).toEqual(["Corregir Penicilina", "Corregir Látex"]);
    expect(screen.queryByText("Apendicectomía")).not.toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Ver 1 inactivo" }));
    expect(await screen.findByRole("button", { name: "Reactivar Apendicectomía" })).toBeInTheDocument();

    await user.click(screen.getByRole("button", { name: "Agregar antecedente" }));
    const dialog = await screen.findByRole("dialog");
    await user.click(within(dialog).getByRole("button", { name: "Agregar antecedente" }));
    expect(await within(dialog).findByText(/Complet[ae] este campo/)).toBeInTheDocument();
    await user.type(within(dialog).getByLabelText("Sustancia"), "Ibuprofeno");
    await user.type(within(dialog).getByLabelText(/Reacción/), "Urticaria");
    await user.click(within(dialog).getByRole("button", { name: "Agregar antecedente" }));
    expect(await screen.findByText("Antecedente agregado")).toBeInTheDocument();
    expect(posts[0]?.body).toEqual({
      category: "ALLERGY",
      description: "Ibuprofeno",
      severity: null,
      onset_date: null,
      reaction: "Urticaria",
      certainty: null,
      condition_code: null,
    });
    await waitFor(() => expect(reads.length).toBeGreaterThan(1));

    await user.click(await screen.findByRole("button", { name: "Desactivar Penicilina" }));
    expect(await screen.findByText(/ya no saldrá como alerta/)).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Desactivar antecedente" }));
    expect(await screen.findByText("Antecedente desactivado")).toBeInTheDocument();
    expect(patches[0]?.body).toEqual({ active: false });
  });

  it("has somebody say that no allergy is known, and takes it back", async () => {
    const denied = { by: { name: "Dra. Lucía Mora" }, at: "2026-02-01T10:00:00-05:00" };
    answer("get", FILE, patient({ alerts: [], no_known_allergies: null }));
    answer("get", HISTORY, page(entry({ category: "SURGERY", description: "Apendicectomía", severity: null })));
    const posts = answer("post", `${FILE}/no-known-allergies`, { id: 1, patient_id: 7, ...denied }, { status: 201 });
    const { user } = open("&tab=antecedentes");
    expect(await screen.findByText("Ninguna registrada. Aún no consta que se haya preguntado.")).toBeInTheDocument();
    answer("get", FILE, patient({ alerts: [], no_known_allergies: denied }));
    await user.click(screen.getByRole("button", { name: "No tiene alergias conocidas" }));
    expect(await screen.findByText(/Lo registró Dra. Lucía Mora/)).toBeInTheDocument();
    expect(posts).toHaveLength(1);
    const deletes = answer("delete", `${FILE}/no-known-allergies`, null, { status: 204 });
    await user.click(screen.getByRole("button", { name: "Retirar" }));
    await waitFor(() => expect(deletes).toHaveLength(1));
  });

  it("say that none is written, and offer to begin", async () => {
    answer("get", FILE, patient());
    answer("get", HISTORY, page());
    open("&tab=antecedentes");
    expect(await screen.findByText("Sin antecedentes registrados")).toBeInTheDocument();
  });
});

describe("visits and invoices", () => {
  it("open to their notes and invoices, asked only then", async () => {
    answer("get", FILE, patient());
    answer(
      "get",
      "/citas/appointments",
      page(
        visit(),
        visit({ id: 4, start_time: "2026-10-01T10:00:00-05:00", status: "CANCELLED", cancel_reason: "Viajó" }),
      ),
    );
    const reads = answer("get", "/historia-clinica/appointments/5/notes", page(signed({ reason: "Caries" })));
    answer("get", "/facturacion/invoices", page(invoice()));
    const { user } = open("&tab=citas", { permissions: [...DOCTOR.permissions, "invoices:read"] });
    const first = await screen.findByRole("button", { name: /12 nov 2026/ });
    expect(reads).toHaveLength(0);
    await user.click(first);
    expect(await screen.findByRole("article", { name: "Caries" })).toBeInTheDocument();
    expect(await screen.findByRole("link", { name: /001-001-000000123/ })).toHaveAttribute(
      "href",
      expect.stringMatching(/^\/facturacion\/ver\/?\?id=20$/),
    );
    expect(screen.getByRole("link", { name: "Ver en la agenda" })).toHaveAttribute(
      "href",
      expect.stringMatching(/^\/agenda\/?\?cita=5$/),
    );
  });

  it("stand in their year by month, with how they ended and which is next", async () => {
    answer("get", FILE, patient());
    const asked = answer(
      "get",
      "/citas/appointments",
      page(
        visit({
          id: 4,
          start_time: "2026-10-01T10:00:00-05:00",
          end_time: "2026-10-01T10:30:00-05:00",
          status: "NO_SHOW",
        }),
        visit(),
        visit({
          id: 6,
          start_time: "2026-11-30T22:30:00-05:00",
          end_time: "2026-11-30T23:00:00-05:00",
          status: "COMPLETED",
        }),
      ),
    );
    answer("get", "/citas/appointments/of-patients", {
      data: [{ patient_id: 7, last: null, next: "2027-01-12T10:00:00-05:00" }],
    });
    open("&tab=citas&anio=2026");
    expect(await screen.findByText(/La próxima: mar 12 ene 2027, 10:00\./)).toBeVisible();
    expect(screen.getByText("3 citas")).toBeVisible();
    // The last hours of a month in the clinic are the next month's elsewhere.
    expect(screen.getByRole("link", { name: /^Noviembre de 2026: / })).toHaveTextContent("2");
    expect(screen.getByRole("link", { name: "Octubre de 2026: 1 no asistió" })).toBeVisible();
    expect(asked.at(-1)!.query.get("from")).toBe("2026-01-01T00:00:00-05:00");
  });

  it("lead from a visit without note to writing it", async () => {
    answer("get", FILE, patient());
    answer("get", "/citas/appointments", page(visit()));
    answer("get", "/citas/appointments/5", visit());
    answer("get", "/historia-clinica/appointments/5/notes", page());
    answer("get", `${FILE}/notes`, page(note({ id: 3, reason: "Anterior" })));
    const { user } = open("&tab=citas");
    await user.click(await screen.findByRole("button", { name: /12 nov 2026/ }));
    await user.click(
      within(await screen.findByRole("region", { name: "Notas de la cita" })).getByRole("button", {
        name: "Escribir nota",
      }),
    );
    expect(await screen.findByLabelText("Motivo de consulta")).toHaveValue("Resina compuesta");
  });

  it("add up what is owed, and list the invoices", async () => {
    answer("get", FILE, patient());
    const calls = answer(
      "get",
      "/facturacion/invoices",
      page(invoice(), invoice({ id: 21, number: null, status: "DRAFT", balance: "0.00" })),
    );
    open("&tab=facturacion", { permissions: ["patients:read", "invoices:read"] });
    expect(await screen.findByText(/En 1 factura; la más antigua es del 12 nov 2026/)).toBeInTheDocument();
    expect(screen.getByRole("link", { name: "001-001-000000123" })).toBeInTheDocument();
    expect(calls.map(({ query }) => query.get("patient_id"))).toEqual(["7", "7"]);
  });
});

it("asks for a patient when the address names none", () => {
  renderPage(<PatientPage />, { at: "/pacientes/ver/", me: DOCTOR });
  expect(screen.getByRole("link", { name: "Ver pacientes" })).toBeInTheDocument();
});
