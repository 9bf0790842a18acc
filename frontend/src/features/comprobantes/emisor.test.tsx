import type { Issuer } from "@/entities/einvoice/schema";
import { answer, refuse, renderPage, screen, waitFor, within } from "@/testing/render";
import { IssuerPage } from "./components/issuer-page";

const AT = "/facturacion/issuer";
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const certificate = (days: number) => ({
  id: 3,
  ruc: "1790016919001",
  subject: "CN=ANA PÉREZ\\, GERENTE,O=SECURITY DATA,C=EC",
  serial: "123456",
  valid_from: "2026-01-02T05:00:00Z",
  valid_to: inDays(days),
  chain: ["CN=AUTORIDAD DE CERTIFICACION,C=EC"],
  uploaded_at: "2026-01-03T15:00:00Z",
  uploaded_by: { id: "1", name: "Paola Rivadeneira" },
});
const issuer = (change: Partial<Issuer> = {}): Issuer => ({
  ruc: null,
  legal_name: null,
  trade_name: null,
  head_office: null,
  establishments: [],
  logo: null,
  special_taxpayer: null,
  keeps_accounts: false,
  withholding_agent: null,
  rimpe: null,
  environment: "1",
  supplier_ruc: null,
  supplier_reason: null,
  payment_code: "20",
  active: false,
  certificate: null,
  expires_soon: false,
  missing: [
    { field: "ruc", message: "Falta el RUC." },
    { field: "certificate", message: "Falta el certificado de firma." },
  ],
  iva_to_confirm: null,
  version: 1,
  ...change,
});
const COMPLETE = issuer({
  ruc: "1790016919001",
  legal_name: "CLÍNICA ANDINA S.A.",
  head_office: "Av. Amazonas N34-120",
  supplier_reason: "El sistema es de la clínica",
  certificate: certificate(300),
  missing: [],
  version: 4,
});
const series = { emission_point: "001", name: "Caja", active: true, next_sequential: 1, version: 1 };

function serve(own: Issuer) {
  answer("get", "/facturacion/iva-rates", {
    data: [{ code: "4", rate: "15.00", label: "IVA 15 %", valid_from: "2024-04-01", valid_to: null }],
  });
  answer("get", AT, own);
  answer("get", "/facturacion/series", { data: [{ ...series, id: 1, establishment: "001" }] });
}

/** Pasted: letter by letter a long text takes seconds. */
async function fill(user: ReturnType<typeof renderPage>["user"], field: HTMLElement, text: string) {
  await user.click(field);
  await user.paste(text);
}

describe("emisor y certificado", () => {
  it("says plainly what is missing, and stores who issues with an address for each establishment", async () => {
    serve(issuer());
    const calls = answer("patch", AT, issuer({ ruc: "1790016919001", version: 2 }));
    const { user } = renderPage(<IssuerPage />);
    const missing = within(await screen.findByRole("list", { name: "Lo que falta" }));
    expect(missing.getByText("Falta el RUC.")).toBeInTheDocument();
    expect(screen.getByText(/2 cosas faltan para emitir electrónicamente/)).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Empezar a emitir" })).toBeDisabled();
    await fill(user, await screen.findByLabelText("RUC"), "1790016919001");
    await fill(user, screen.getByLabelText("Dirección del establecimiento 001"), "Calle 2, Cumbayá");
    await fill(user, screen.getByLabelText(/^Por qué queda vacío/), "El sistema es de la clínica");
    await user.click(screen.getByLabelText("Obligado a llevar contabilidad"));
    await user.click(screen.getByRole("button", { name: "Guardar emisor" }));
    await waitFor(() => expect(calls).toHaveLength(1));
    expect(calls[0]?.headers.get("If-Match")).toBe('"1"');
    expect(calls[0]?.body).toMatchObject({
      ruc: "1790016919001",
      establishments: [{ code: "001", address: "Calle 2, Cumbayá" }],
      supplier_ruc: null,
      supplier_reason: "El sistema es de la clínica",
      keeps_accounts: true,
      rimpe: null,
      environment: "1",
    });
    expect(calls[0]?.body).not.toHaveProperty("legal_name");
    expect(calls[0]?.body).not.toHaveProperty("active");
  });

  it("says at the field what the service refuses", async () => {
    serve(issuer());
    refuse("patch", AT, 422, { errors: [{ field: "ruc", message: "El RUC debe terminar en 001." }] });
    const { user } = renderPage(<IssuerPage />);
    await fill(user, await screen.findByLabelText("RUC"), "1790016919002");
    await user.click(screen.getByRole("button", { name: "Guardar emisor" }));
    expect(await screen.findByText("El RUC debe terminar en 001.")).toBeInTheDocument();
    expect(screen.getByLabelText("RUC")).toHaveValue("1790016919002");
  });

  it("begins to issue when nothing is missing, after a question", async () => {
    serve(COMPLETE);
    const calls = answer("patch", AT, { ...COMPLETE, active: true, version: 5 });
    const { user } = renderPage(<IssuerPage />);
    await user.click(await screen.findByRole("button", { name: "Empezar a emitir" }));
    const asked = within(await screen.findByRole("alertdialog", { name: "Empezar a emitir en pruebas" }));
    await user.click(asked.getByRole("button", { name: "Empezar a emitir" }));
    await waitFor(() => expect(calls[0]?.body).toEqual({ active: true }));
    expect(await screen.findByText("Activa, en pruebas")).toBeInTheDocument();
  });

  it.each([
    [300, false, "Vigente"],
    [12, true, "Vence en 12 días"],
    [-3, false, "Venció hace 3 días"],
  ])("shows whose the certificate is and, with %s days left, how long it holds", async (days, soon, told) => {
    serve({ ...COMPLETE, certificate: certificate(days), expires_soon: soon });
    renderPage(<IssuerPage />);
    const card = within(await screen.findByRole("region", { name: "Certificado de firma" }));
    expect(card.getByText("ANA PÉREZ, GERENTE")).toBeInTheDocument();
    expect(card.getByText("AUTORIDAD DE CERTIFICACION")).toBeInTheDocument();
    expect(card.getByText(told)).toBeInTheDocument();
  });

  it("uploads a certificate with its password, and says in a sentence why one does not serve", async () => {
    serve(COMPLETE);
    const wrong = refuse("post", `${AT}/certificates`, 422, {
      errors: [
        { field: "content", message: "No se pudo abrir: revise la contraseña y que el archivo sea .p12 o .pfx." },
      ],
    });
    const { user } = renderPage(<IssuerPage />);
    await user.click(await screen.findByRole("button", { name: "Subir otro" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Cambiar el certificado" }));
    await user.click(dialog.getByRole("button", { name: "Guardar certificado" }));
    expect(await dialog.findByText("Elija el archivo del certificado.")).toBeInTheDocument();
    await user.upload(dialog.getByLabelText("Archivo del certificado"), new File(["p12"], "firma.p12"));
    expect(await dialog.findByText("firma.p12")).toBeInTheDocument();
    await fill(user, dialog.getByLabelText("Contraseña del archivo"), "otra");
    await user.click(dialog.getByRole("button", { name: "Guardar certificado" }));
    expect(await dialog.findByText(/No se pudo abrir: revise la contraseña/)).toBeInTheDocument();
    expect(wrong[0]?.body).toEqual({ content: "cDEy", password: "otra" });
    answer("post", `${AT}/certificates`, certificate(365), { status: 201 });
    await user.click(dialog.getByRole("button", { name: "Guardar certificado" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
  });

  it("shows the rates of IVA by date, and has next year's confirmed", async () => {
    serve({ ...COMPLETE, iva_to_confirm: 2027 });
    const calls = answer("post", `${AT}/iva-years`, { ...COMPLETE, version: 4 });
    const { user } = renderPage(<IssuerPage />);
    const card = within(await screen.findByRole("region", { name: "Tarifas de IVA" }));
    expect(await card.findByText("desde el 1 abr 2024")).toBeInTheDocument();
    await user.click(card.getByRole("button", { name: "Confirmar 2027" }));
    await waitFor(() => expect(calls[0]?.body).toEqual({ year: 2027 }));
    await waitFor(() => expect(card.queryByRole("alert")).not.toBeInTheDocument());
  });

  it("is only looked at without the permission to change it, and not at all without that to look", async () => {
    serve(COMPLETE);
    const first = renderPage(<IssuerPage />, { me: { permissions: ["einvoices:read"] } });
    expect(await screen.findByText("CLÍNICA ANDINA S.A.")).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: /Guardar|Subir|Empezar/ })).not.toBeInTheDocument();
    first.unmount();
    renderPage(<IssuerPage />, { me: { permissions: ["invoices:read"] } });
    expect(screen.getByText("No puede ver el emisor y su certificado")).toBeInTheDocument();
  });

  it("prints the clinic's logo on the RIDE, and takes it off", async () => {
    serve(COMPLETE);
    const image = "data:image/png;base64,AAAA";
    const calls = answer("put", `${AT}/logo`, ({ body }) => ({
      ...COMPLETE,
      logo: (body as { printed: boolean }).printed ? image : null,
      version: 5,
    }));
    const { user } = renderPage(<IssuerPage />);
    const card = within(await screen.findByRole("region", { name: "Logotipo del RIDE" }));
    await user.click(card.getByRole("button", { name: "Usar el de la clínica" }));
    expect(await card.findByRole("img", { name: "Logotipo que lleva el RIDE" })).toHaveAttribute("src", image);
    await user.click(card.getByRole("button", { name: "Quitar" }));
    expect(await card.findByText(/va sin logotipo/)).toBeInTheDocument();
    expect(calls.map(({ body }) => body)).toEqual([{ printed: true }, { printed: false }]);
  });

  it("says why there is no logo to print", async () => {
    serve(COMPLETE);
    refuse("put", `${AT}/logo`, 409, { detail: "La clínica no tiene logotipo: súbalo primero en La clínica." });
    const { user } = renderPage(<IssuerPage />);
    await user.click(await screen.findByRole("button", { name: "Usar el de la clínica" }));
    expect(await screen.findByText(/La clínica no tiene logotipo/)).toBeInTheDocument();
  });
});
