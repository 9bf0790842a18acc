import { answer, renderPage, screen, waitFor } from "@/testing/render";
import { DocumentCard, InvoiceDocumentBadge, NoteDocument } from "./document-card";

const EINVOICE = {
  id: 9,
  invoice_id: 12,
  credit_note_id: null,
  document_code: "01",
  number: "001-002-000004816",
  access_key: "2911202601179001691900110010020000048144071826517",
  environment: "1",
  status: "AUTHORISED",
  issue_date: "2026-11-24",
  buyer_name: "Ana Lucía Paredes",
  total: "55.00",
  messages: [],
  advice: null,
  annulment: null,
  signed_at: "2026-11-24T14:31:05Z",
  received_at: "2026-11-24T14:31:06Z",
  authorised_at: "2026-11-24T15:04:31Z",
  mailed_at: null,
  mailed_to: null,
  mail_refused: null,
  since: "2026-11-24T15:04:31Z",
  note: null,
  next_attempt_at: null,
  version: 4,
  created_at: "2026-11-24T14:31:04Z",
};
const BUYER = { id_type: "05", document: "1710034065", name: "Ana Lucía Paredes", address: null, email: null };

test("an authorised document is printed, and mailed to whoever is named", async () => {
  answer("get", "/facturacion/einvoices", { data: [EINVOICE], next: null, total: 1, total_exact: true });
  const sent = answer("post", "/facturacion/einvoices/9/mail", {
    ...EINVOICE,
    buyer: BUYER,
    attempts: [],
    asked: false,
  });
  const { user } = renderPage(<DocumentCard invoiceId={12} />, {
    me: { permissions: ["einvoices:read", "einvoices:write"] },
  });
  const ride = await screen.findByRole("link", { name: "RIDE" });
  expect(ride).toHaveAttribute("href", "/api/facturacion/einvoices/9/ride?paper=a4");
  await user.click(screen.getByRole("button", { name: "Enviar por correo" }));
  await user.type(await screen.findByLabelText("Correo"), "contador@example.com");
  await user.click(screen.getByRole("button", { name: "Enviar" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
  expect(sent.map((call) => call.body)).toEqual([{ to: "contador@example.com" }]);
});

test("what is not authorised yet is printed, not mailed", async () => {
  answer("get", "/facturacion/einvoices", {
    data: [{ ...EINVOICE, status: "SIGNED", authorised_at: null }],
    next: null,
    total: 1,
    total_exact: true,
  });
  renderPage(<DocumentCard invoiceId={12} />, { me: { permissions: ["einvoices:read", "einvoices:write"] } });
  await screen.findByRole("link", { name: "RIDE 80 mm" });
  expect(screen.queryByRole("button", { name: "Enviar por correo" })).not.toBeInTheDocument();
});

test("its link is copied, sent by WhatsApp and withdrawn", async () => {
  answer("get", "/facturacion/einvoices", { data: [EINVOICE], next: null, total: 1, total_exact: true });
  const url = "https://clinica.ec/comprobante/#abc";
  const made = answer(
    "post",
    "/facturacion/einvoices/9/links",
    { url, expires_at: "2027-02-27T12:00:00Z" },
    { status: 201 },
  );
  const gone = answer("delete", "/facturacion/einvoices/9/links", null, { status: 204 });
  const { user } = renderPage(<DocumentCard invoiceId={12} />, {
    me: { permissions: ["einvoices:read", "einvoices:write"] },
  });
  await user.click(await screen.findByRole("button", { name: "Copiar enlace" }));
  await waitFor(() => expect(screen.getByLabelText("Enlace")).toHaveValue(url));
  expect(screen.getByRole("link", { name: "WhatsApp" })).toHaveAttribute(
    "href",
    expect.stringContaining(encodeURIComponent(url)),
  );
  expect(made).toHaveLength(1);
  await user.click(screen.getByRole("button", { name: "Retirar los enlaces enviados" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
  expect(gone).toHaveLength(1);
});

test("what the SRI returned says what to do next, beside the invoice's number too", async () => {
  const advice = { meaning: "La dirección no vale.", then: "Corríjalo y vuelva a enviar.", who: "CASHIER", fields: [] };
  answer("get", "/facturacion/einvoices", {
    data: [{ ...EINVOICE, status: "RETURNED", authorised_at: null, advice }],
    next: null,
    total: 1,
    total_exact: true,
  });
  const both = (
    <>
      <InvoiceDocumentBadge invoiceId={12} />
      <DocumentCard invoiceId={12} />
    </>
  );
  renderPage(both, { me: { permissions: ["einvoices:read"] } });
  expect(await screen.findByText(/La dirección no vale. Corríjalo y vuelva a enviar./)).toBeInTheDocument();
  expect(screen.getAllByText("Devuelto")).toHaveLength(2);
});

test("a credit note's document is opened from its line", async () => {
  const asked = answer("get", "/facturacion/einvoices", {
    data: [{ ...EINVOICE, id: 11, invoice_id: null, credit_note_id: 3, document_code: "04" }],
    next: null,
    total: 1,
    total_exact: true,
  });
  renderPage(<NoteDocument noteId={3} />, { me: { permissions: ["einvoices:read"] } });
  expect(await screen.findByRole("link", { name: "XML" })).toHaveAttribute("href", "/api/facturacion/einvoices/11/xml");
  expect(screen.getByRole("link", { name: "RIDE" })).toBeInTheDocument();
  expect(asked[0]?.query.get("credit_note_id")).toBe("3");
});

test("it says when it left by mail and to whom, and why its last letter did not arrive", async () => {
  const mailed = {
    ...EINVOICE,
    mailed_at: "2026-11-24T15:05:00Z",
    mailed_to: "ana@example.com",
    mail_refused: "El servidor de correo no aceptó el mensaje. 550: no existe",
  };
  answer("get", "/facturacion/einvoices", { data: [mailed], next: null, total: 1, total_exact: true });
  renderPage(<DocumentCard invoiceId={12} />, { me: { permissions: ["einvoices:read"] } });
  expect(await screen.findByText(/Enviado por correo el 24 nov 2026.*10:05 a ana@example.com/)).toBeInTheDocument();
  expect(screen.getByText(/El último correo no llegó\. .*550: no existe/)).toBeInTheDocument();
});
