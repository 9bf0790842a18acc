import { page, patient, row } from "@/entities/patient/testing";
import { answer, refuse, renderPage, screen, waitFor, within } from "@/testing/render";
import { PatientsPage } from "./components/patients-page";

const LIST = "/historia-clinica/patients";
const RECEPTION = { role: { id: 3, name: "Recepción" }, permissions: ["patients:read", "patients:write"] };
const LIKELY = "/historia-clinica/patients/likely-duplicates";
beforeEach(() => void answer("get", `${LIST}/tags`, { data: [{ name: "ortodoncia" }] }));
const nothingTaken = () => {
  answer("get", LIST, page());
  answer("get", LIKELY, { data: [] });
};

describe("the list", () => {
  it("shows who is on the register, and asks the server for what is searched and filtered", async () => {
    const calls = answer(
      "get",
      LIST,
      page(
        row(),
        row({
          id: 8,
          full_name: "John Whitfield",
          first_name: "John",
          last_name: "Whitfield",
          document_type: "PASSPORT",
          document_number: "AB123456",
          active: false,
        }),
      ),
    );
    const { user } = renderPage(<PatientsPage />, { at: "/pacientes/", me: RECEPTION });

    expect(await screen.findByRole("link", { name: "Vélez Cano, Marcela" })).toHaveAttribute(
      "href",
      expect.stringMatching(/^\/pacientes\/ver\/?\?id=7$/),
    );
    expect(screen.getByText("2 pacientes en el registro.")).toBeInTheDocument();
    const second = screen.getByRole("row", { name: /Whitfield/ });
    expect(within(second).getByText("Inactivo")).toBeInTheDocument();
    expect(within(second).getByText("Pasaporte")).toBeInTheDocument();

    await user.type(screen.getByRole("searchbox", { name: "Nombre, cédula o teléfono" }), "velez");
    await waitFor(() => expect(calls.at(-1)?.query.get("search")).toBe("velez"));
    await user.click(screen.getByRole("button", { name: "Estado" }));
    await user.click(await screen.findByRole("option", { name: "Activos" }));
    await waitFor(() => expect(calls.at(-1)?.query.get("active")).toBe("true"));
    await user.click(screen.getByRole("button", { name: "Paciente" }));
    await waitFor(() => expect(calls.at(-1)?.query.get("sort")).toBe("-last_name"));
    await user.click(screen.getByRole("radio", { name: "Por nombre" }));
    await waitFor(() => expect(calls.at(-1)?.query.get("sort")).toBe("full_name"));
    expect(await screen.findByRole("link", { name: "Marcela Vélez Cano" })).toBeInTheDocument();
    expect(window.location.search).toContain("search=velez");
  });

  it("shows last and next visit, balance and kinds of alerts, each asked once for the whole page", async () => {
    answer("get", LIST, page({ ...row(), alert_kinds: ["ALLERGY"] }, { ...row({ id: 8 }), alert_kinds: [] }));
    const visits = answer("get", "/citas/appointments/of-patients", {
      data: [
        { patient_id: 7, last: "2026-11-02T15:00:00Z", next: "2026-12-20T15:00:00Z" },
        { patient_id: 8, last: null, next: null },
      ],
    });
    const balances = answer("get", "/facturacion/invoices/balances", { data: [{ patient_id: 7, balance: "45.50" }] });
    renderPage(<PatientsPage />, {
      at: "/pacientes/",
      me: { permissions: [...RECEPTION.permissions, "appointments:read", "invoices:read"] },
    });
    expect(await screen.findByText("20 dic 2026")).toBeInTheDocument();
    const [, first, second] = screen.getAllByRole("row");
    expect(first).toHaveTextContent("2 nov 2026");
    await waitFor(() => expect(first).toHaveTextContent("45,50"));
    expect(within(first!).getByText("Alergia")).toBeInTheDocument();
    expect(within(second!).queryByText("Alergia")).not.toBeInTheDocument();
    expect([visits, balances].map((calls) => calls.map(({ query }) => query.get("ids")))).toEqual([["7,8"], ["7,8"]]);
  });

  it("keeps the list where its neighbours do not answer, and asks them nothing for who may not see it", async () => {
    answer("get", LIST, page(row()));
    refuse("get", "/citas/appointments/of-patients", 503);
    const balances = answer("get", "/facturacion/invoices/balances", { data: [] });
    renderPage(<PatientsPage />, { at: "/pacientes/", me: { permissions: ["patients:read", "appointments:read"] } });
    expect(await screen.findByRole("link", { name: "Vélez Cano, Marcela" })).toBeInTheDocument();
    expect(screen.queryByRole("columnheader", { name: "Saldo" })).not.toBeInTheDocument();
    expect(balances).toHaveLength(0);
  });

  it("exports all that is filtered, page after page", async () => {
    const calls = answer("get", LIST, ({ query }) =>
      query.get("after")
        ? page(row({ id: 9 }))
        : {
            data: [row(), row({ id: 8 })],
            next: query.get("limit") === "100" ? "siguiente" : null,
            total: 3,
            total_exact: true,
          },
    );
    const parts: Blob[] = [];
    Object.assign(URL, {
      createObjectURL: (blob: Blob) => (parts.push(blob), "blob:x"),
      revokeObjectURL: () => undefined,
    });
    const click = jest.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(() => undefined);
    const { user } = renderPage(<PatientsPage />, { at: "/pacientes/?active=true", me: RECEPTION });

    await user.click(await screen.findByRole("button", { name: "Exportar" }));
    expect(await screen.findByText("3 filas exportadas")).toBeInTheDocument();
    expect(calls.at(-1)?.query.get("active")).toBe("true");
    const text = await parts[0]!.text();
    expect(text.split("\r\n")[1]).toBe(
      "Cédula;1710034065;Marcela;Vélez Cano;1988-04-11;Femenino;0998124470;marcela@correo.ec;;;;;Activo;2026-01-10",
    );
    expect(text.trim().split("\r\n")).toHaveLength(4);
    click.mockRestore();
  });

  it("says that there is nobody yet, that nothing matches, or what failed", async () => {
    nothingTaken();
    const first = renderPage(<PatientsPage />, { at: "/pacientes/", me: RECEPTION });
    expect(await screen.findByText("Aún no hay pacientes")).toBeInTheDocument();
    first.unmount();
    const second = renderPage(<PatientsPage />, { at: "/pacientes/?search=zzz", me: RECEPTION });
    expect(await screen.findByText("Nada coincide con la búsqueda")).toBeInTheDocument();
    second.unmount();
    refuse("get", LIST, 503);
    renderPage(<PatientsPage />, { at: "/pacientes/", me: RECEPTION });
    expect(await screen.findByText("No se pudo cargar la lista de pacientes")).toBeInTheDocument();
  });

  it("is closed without its permission, and offers no registration to who may only read", async () => {
    const first = renderPage(<PatientsPage />, { at: "/pacientes/", me: { permissions: ["products:read"] } });
    expect(screen.getByText(/No puede[s]? ver los pacientes/)).toBeInTheDocument();
    first.unmount();
    answer("get", LIST, page(row()));
    renderPage(<PatientsPage />, { at: "/pacientes/?nuevo=1", me: { permissions: ["patients:read"] } });
    await screen.findByRole("link", { name: "Vélez Cano, Marcela" });
    expect(screen.queryByRole("button", { name: /Nuevo paciente/ })).not.toBeInTheDocument();
    expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
  });
});

describe("registering", () => {
  const open = () => renderPage(<PatientsPage />, { at: "/pacientes/?nuevo=1", me: RECEPTION });

  it("checks the cédula while it is typed, and ends in the new patient's file", async () => {
    nothingTaken();
    const posts = answer("post", LIST, patient({ id: 31 }), { status: 201 });
    const { user } = open();
    const number = await screen.findByLabelText("Número");
    await user.type(number, "1710034066");
    expect(await screen.findByText("El último dígito no corresponde.")).toBeInTheDocument();
    await user.type(number, "{Backspace}5");
    expect(await screen.findByText("Cédula válida")).toBeInTheDocument();

    await user.type(screen.getByLabelText("Nombres"), "Marcela");
    await user.type(screen.getByLabelText("Apellidos"), "Vélez Cano");
    await user.type(screen.getByLabelText(/Fecha de nacimiento/), "11/4/88");
    await user.click(screen.getByRole("button", { name: "Registrar paciente" }));
    await waitFor(() => expect(window.location.pathname + window.location.search).toBe("/pacientes/ver/?id=31"));
    expect(posts[0]?.body).toMatchObject({
      document_type: "CEDULA",
      document_number: "1710034065",
      document_country: null,
      no_document_reason: null,
      first_name: "Marcela",
      last_name: "Vélez Cano",
      birth_date: "1988-04-11",
      gender: "unknown",
      occupation: null,
      phone: null,
      email: null,
      address: null,
      emergency_contact_name: null,
      emergency_contact_phone: null,
      nationality: null,
      guardian_name: null,
      tags: [],
      distinct_person: false,
    });
    expect(posts[0]?.headers.get("Idempotency-Key")).toBeTruthy();
  });

  it("says what is wrong with every field at once", async () => {
    nothingTaken();
    const { user } = open();
    await user.type(await screen.findByLabelText("Número"), "1710034065");
    await user.type(screen.getByLabelText("Nombres"), "Marcela");
    await user.type(screen.getByLabelText(/Fecha de nacimiento/), "1/1/2199");
    await user.type(screen.getByLabelText(/Correo/), "marcela");
    await user.click(screen.getByRole("button", { name: "Registrar paciente" }));
    expect(await screen.findByText("La fecha no puede ser futura.")).toBeInTheDocument();
    expect(screen.getByText(/Escriba un correo/)).toBeInTheDocument();
    expect(screen.getByText("Complete este campo.")).toBeInTheDocument();
  });

  it("takes thirteen digits for a RUC", async () => {
    nothingTaken();
    const { user } = open();
    await user.click(await screen.findByLabelText("Número"));
    await user.paste("1710034065001");
    expect(await screen.findByText("RUC válido")).toBeInTheDocument();
  });

  const likely = (change = {}) => ({
    data: [
      {
        id: 7,
        full_name: "Marcela Vélez Cano",
        document_type: "CEDULA",
        document_number: "1710034065",
        birth_date: null,
        active: true,
        why: "DOCUMENT",
        score: 100,
        ...change,
      },
    ],
  });

  it("offers the file of whoever already has the document, active or not", async () => {
    nothingTaken();
    answer("get", LIKELY, ({ query }) =>
      query.get("document_number") === "1710034065" ? likely({ active: false }) : { data: [] },
    );
    const { user } = open();
    await user.type(await screen.findByLabelText("Número"), "171003406-5");
    expect(await screen.findByText(/Este documento ya está en el registro/)).toBeInTheDocument();
    expect(screen.getByText(/inactivo/)).toBeInTheDocument();
    expect(screen.getByRole("link", { name: /abrir su ficha.*Marcela/ })).toHaveAttribute(
      "href",
      expect.stringMatching(/^\/pacientes\/ver\/?\?id=7$/),
    );
    expect(screen.queryByLabelText("Es otra persona")).not.toBeInTheDocument();
  });

  it("registers somebody who looks like another when it is said that they are not", async () => {
    nothingTaken();
    answer("get", LIKELY, likely({ document_type: "RUC", document_number: "1710034065001" }));
    const posts = answer("post", LIST, patient({ id: 31 }), { status: 201 });
    const { user } = open();
    await user.type(await screen.findByLabelText("Número"), "1710034065");
    await user.type(screen.getByLabelText("Nombres"), "Ana");
    await user.type(screen.getByLabelText("Apellidos"), "Pérez");
    await user.click(await screen.findByLabelText("Es otra persona"));
    await user.click(screen.getByRole("button", { name: "Registrar paciente" }));
    await waitFor(() => expect(posts[0]?.body).toMatchObject({ distinct_person: true }));
  });

  it("registers a newborn without document and with one name", async () => {
    nothingTaken();
    const posts = answer("post", LIST, patient({ id: 31 }), { status: 201 });
    const { user } = open();
    await user.click(await screen.findByLabelText("Tipo de documento"));
    await user.click(await screen.findByRole("option", { name: "Sin documento" }));
    await user.click(screen.getByLabelText("Por qué no tiene documento"));
    await user.click(await screen.findByRole("option", { name: "Recién nacido" }));
    await user.type(screen.getByLabelText("Nombres"), "Niño");
    await user.click(screen.getByLabelText("Tiene un solo nombre"));
    expect(screen.queryByLabelText("Apellidos")).not.toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Registrar paciente" }));
    await waitFor(() =>
      expect(posts[0]?.body).toMatchObject({
        document_type: null,
        document_number: null,
        no_document_reason: "NEWBORN",
        last_name: null,
      }),
    );
  });

  it("asks the country of a foreign card", async () => {
    nothingTaken();
    const { user } = open();
    await user.click(await screen.findByLabelText("Tipo de documento"));
    await user.click(await screen.findByRole("option", { name: "Identificación extranjera" }));
    await user.type(screen.getByLabelText("Número"), "12.345.678-k");
    await user.type(screen.getByLabelText("Nombres"), "Li");
    await user.type(screen.getByLabelText("Apellidos"), "Wu");
    await user.click(screen.getByRole("button", { name: "Registrar paciente" }));
    expect(await screen.findByText("Elija el país.")).toBeInTheDocument();
  });

  it("puts what the service refuses at its field, and finds who registered the document meanwhile", async () => {
    nothingTaken();
    let registered = false;
    answer("get", LIKELY, () => (registered ? likely() : { data: [] }));
    refuse("post", LIST, 409, {
      errors: [{ field: "document_number", message: "Ya existe un paciente con ese documento." }],
    });
    const { user } = open();
    await user.type(await screen.findByLabelText("Número"), "1710034065");
    await user.type(screen.getByLabelText("Nombres"), "Ana");
    await user.type(screen.getByLabelText("Apellidos"), "Pérez");
    registered = true;
    await user.click(screen.getByRole("button", { name: "Registrar paciente" }));
    expect(await screen.findByText("Ya existe un paciente con ese documento.")).toBeInTheDocument();
    expect(await screen.findByRole("link", { name: /abrir su ficha.*Marcela/ })).toBeInTheDocument();
    expect(screen.getByLabelText("Nombres")).toHaveValue("Ana");
  });
});

it("offers a typed name in proper case, by a press or a key, and changes nothing by itself", async () => {
  nothingTaken();
  const { user } = renderPage(<PatientsPage />, { at: "/pacientes/?nuevo=1", me: RECEPTION });
  const first = await screen.findByLabelText("Nombres");
  await user.type(first, "ana lucía");
  expect(first).toHaveValue("ana lucía");
  await user.click(await screen.findByRole("button", { name: "Escribir «Ana Lucía»" }));
  expect(first).toHaveValue("Ana Lucía");
  const last = screen.getByLabelText("Apellidos");
  await user.type(last, "DE LA TORRE{Alt>}{ArrowUp}{/Alt}");
  expect(last).toHaveValue("De la Torre");
  expect(screen.queryByRole("button", { name: /^Escribir/ })).not.toBeInTheDocument();
});
