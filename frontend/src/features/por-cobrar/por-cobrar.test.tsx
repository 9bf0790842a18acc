import { today } from "@/lib/dates";
import { answer, refuse, renderPage, screen, waitFor, within } from "@/testing/render";
import { DebtsPage } from "./components/debts-page";

const DEBT = {
  id: 9,
  number: "001-001-000000009",
  issue_date: "2026-10-01",
  patient_id: 7,
  buyer_name: "María Torres",
  buyer_phone: "+593991234567",
  buyer_email: null,
  total: "60.00",
  balance: "40.00",
  days: 54,
  reminded_on: null,
  reminded_by: null,
};
const REMINDER = {
  id: 1,
  recipient: "+593991234567",
  text: "Hola, María Torres. Está pendiente $40,00.",
  url: "https://wa.me/593991234567?text=Hola",
};
const serve = (data: object[] = [DEBT]) =>
  answer("get", "/facturacion/receivables", { data, next: null, total: data.length } as never);

async function open() {
  const view = renderPage(<DebtsPage />, { at: "/panel/por-cobrar/" });
  await view.user.click(await screen.findByRole("button", { name: "María Torres" }));
  return { ...view, dialog: within(await screen.findByRole("dialog", { name: "María Torres" })) };
}

describe("what is owed", () => {
  it("is listed with its age and the last reminder", async () => {
    serve();
    renderPage(<DebtsPage />, { at: "/panel/por-cobrar/" });
    const row = await screen.findByRole("row", { name: /María Torres/ });
    expect(row).toHaveTextContent("hace 54 días");
    expect(row).toHaveTextContent("Nunca");
    expect(row).toHaveTextContent("$40,00");
  });

  it("is a workbook of what the filters let through", async () => {
    serve();
    const { user } = renderPage(<DebtsPage />, { at: "/panel/por-cobrar/?overdue=true&search=torres" });
    await screen.findByRole("row", { name: /María Torres/ });
    await user.click(screen.getByRole("button", { name: "Exportar" }));
    expect(await screen.findByRole("menuitem", { name: "Excel (XLSX)" })).toHaveAttribute(
      "href",
      "/api/facturacion/receivables.xlsx?search=torres&overdue=true",
    );
  });

  it("is recalled by WhatsApp with the text written", async () => {
    serve();
    const calls = answer("post", "/facturacion/receivables/9/reminders", REMINDER as never);
    const { user, dialog } = await open();
    await user.click(dialog.getByRole("button", { name: "Recordar por WhatsApp" }));
    const link = await dialog.findByRole("link", { name: /Abrir WhatsApp/ });
    expect(link).toHaveAttribute("href", REMINDER.url);
    expect(dialog.getByText(REMINDER.text)).toBeInTheDocument();
    expect(calls[0]!.body).toEqual({});
  });

  it("is recalled by mail, and says to whom it leaves", async () => {
    serve();
    const sent = { ...REMINDER, recipient: "ana@example.com", url: null };
    const calls = answer("post", "/facturacion/receivables/9/reminders", sent as never);
    const { user, dialog } = await open();
    await user.click(dialog.getByRole("button", { name: "Por correo" }));
    expect(await dialog.findByText("Sale por correo a ana@example.com")).toBeInTheDocument();
    expect(calls[0]!.body).toEqual({ channel: "EMAIL" });
  });

  it("says that its annulment is awaited", async () => {
    serve([{ ...DEBT, annulling: true }]);
    renderPage(<DebtsPage />, { at: "/panel/por-cobrar/" });
    expect(await screen.findByText("Por anular")).toBeInTheDocument();
  });

  it("is not recalled twice a day unless one means it", async () => {
    serve([{ ...DEBT, reminded_on: today(), reminded_by: "Ana" }]);
    const calls = refuse("post", "/facturacion/receivables/9/reminders", 409, {
      title: "Conflicto",
      detail: "Ana ya se lo recordó hoy.",
      confirm: "confirm_repeated",
    });
    const { user, dialog } = await open();
    await user.click(dialog.getByRole("button", { name: "Recordar por WhatsApp" }));
    expect(await dialog.findByText(/Ana ya se lo recordó hoy/)).toBeInTheDocument();
    await user.click(dialog.getByRole("button", { name: "Recordar otra vez" }));
    await waitFor(() => expect(calls.at(-1)?.body).toEqual({ confirm_repeated: true }));
  });

  it("is only seen by who may not take money", async () => {
    serve();
    const { user } = renderPage(<DebtsPage />, { at: "/panel/por-cobrar/", me: { permissions: ["invoices:read"] } });
    await user.click(await screen.findByRole("button", { name: "María Torres" }));
    expect(await screen.findByText(/Recuerda quien tiene el permiso/)).toBeInTheDocument();
  });

  it("has a text of the clinic's own", async () => {
    serve();
    answer("get", "/facturacion/receivables/reminder-template", { text: "Debe {saldo}.", version: 2 } as never);
    const calls = answer("put", "/facturacion/receivables/reminder-template", { text: "x", version: 3 } as never);
    const { user } = renderPage(<DebtsPage />, { at: "/panel/por-cobrar/" });
    await user.click(await screen.findByRole("button", { name: "Texto del recordatorio" }));
    await user.type(await screen.findByLabelText("Mensaje"), " Gracias.");
    // What was typed is not lost by one key.
    await user.keyboard("{Escape}");
    expect(await screen.findByRole("alertdialog", { name: "Cambios sin guardar" })).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Seguir editando" }));
    await user.click(screen.getByRole("button", { name: "Guardar texto" }));
    await waitFor(() => expect(calls[0]?.body).toEqual({ text: "Debe {saldo}. Gracias." }));
    expect(calls[0]!.headers.get("If-Match")).toBe('"2"');
  });

  it("says when there is none, and who may see it", async () => {
    serve([]);
    const first = renderPage(<DebtsPage />, { at: "/panel/por-cobrar/" });
    expect(await screen.findByText("Nadie debe nada")).toBeInTheDocument();
    first.unmount();
    renderPage(<DebtsPage />, { at: "/panel/por-cobrar/", me: { permissions: [] } });
    expect(screen.getByText("No puede ver lo que está por cobrar")).toBeInTheDocument();
  });
});
