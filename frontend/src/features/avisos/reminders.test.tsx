import { KEPT } from "@/entities/appointment/testing-kept";
import { KeepingNote } from "@/entities/appointment/keeping-note";
import { answer, refuse, renderPage, screen, waitFor } from "@/testing/render";
import { RemindersPage } from "./components/reminders-page";
import { bodyOf, ruleForm, valuesOf } from "./forms";

const reminder = (change = {}) => ({
  id: 31,
  appointment_id: 12,
  rule: "Un día antes",
  moment: "BEFORE",
  channel: "WHATSAPP",
  visit_at: "2030-11-14T15:00:00Z",
  due_at: "2030-11-13T15:00:00Z",
  state: "PENDING",
  reason: null,
  sent_at: null,
  sent_by: null,
  seen_at: null,
  answer: null,
  answer_note: null,
  answered_at: null,
  handled_at: null,
  handled_by: null,
  patient: { id: 3, name: "Sofía Andrade", phone: "+593998124470" },
  doctor: { id: 7, name: "Dra. Verónica Salazar" },
  ...change,
});

function pageOf(toSend: unknown[] = [reminder()], requests: unknown[] = []) {
  answer("get", "/citas/reminders/to-send", { data: toSend });
  answer("get", "/citas/reminders/requests", { data: requests });
  return renderPage(<RemindersPage />);
}

describe("reminders", () => {
  it("opens WhatsApp with the words and their link, and notes what was sent", async () => {
    const { user } = await pageOf();
    answer("post", "/citas/reminders/31/message", {
      text: "Hola, Sofía",
      talk: "https://wa.me/593998124470?text=Hola",
      missing: [],
    });
    const sent = answer(
      "post",
      "/citas/reminders/31/sent",
      reminder({ state: "SENT", sent_at: "2030-11-13T16:00:00Z" }),
    );
    await user.click(await screen.findByRole("button", { name: "Enviar a Sofía Andrade" }));
    expect(await screen.findByRole("link", { name: "Abrir WhatsApp" })).toHaveAttribute(
      "href",
      "https://wa.me/593998124470?text=Hola",
    );
    await user.click(screen.getByRole("button", { name: "Ya lo envié" }));
    await waitFor(() => expect(sent).toHaveLength(1));
    await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
  });

  it("says who was faster", async () => {
    const { user } = await pageOf();
    answer("post", "/citas/reminders/31/message", { text: "Hola", talk: null, missing: [] });
    refuse("post", "/citas/reminders/31/sent", 409, { detail: "Ese aviso ya se envió. Rosa Mora lo anotó." });
    await user.click(await screen.findByRole("button", { name: "Enviar a Sofía Andrade" }));
    await user.click(await screen.findByRole("button", { name: "Ya lo envié" }));
    expect(await screen.findByText(/Rosa Mora lo anotó/)).toBeInTheDocument();
  });

  it("shows who asks for another hour, and in which words", async () => {
    const asked = reminder({ answer: "MOVE", answer_note: "Por la tarde", answered_at: "2030-11-13T16:00:00Z" });
    const { user } = await pageOf([], [asked]);
    expect(await screen.findByText("Nada por enviar")).toBeInTheDocument();
    await user.click(screen.getByRole("tab", { name: /Piden otra hora/ }));
    expect(await screen.findByText("«Por la tarde»")).toBeInTheDocument();
  });
});

describe("a rule", () => {
  const values = (change = {}) => ({ ...valuesOf(), ...change });

  it("is sent in minutes", () => {
    expect(bodyOf(ruleForm.parse(values({ amount: "3", unit: "h" })), true)).toMatchObject({
      moment: "BEFORE",
      minutes_before: 180,
      treatment_ids: [],
    });
    expect(bodyOf(ruleForm.parse(values({ moment: "MOVED" })), true)).not.toHaveProperty("minutes_before");
  });

  it.each(["0", "31", "x"])("lies between half an hour and thirty days: %s days", (amount) => {
    expect(ruleForm.safeParse(values({ amount })).success).toBe(false);
  });
});

describe("how a patient keeps their hours", () => {
  it("asks for a deposit from who misses, and says nothing of who comes", async () => {
    answer("get", "/citas/appointments/keeping", {
      ...KEPT,
      missed: 2,
      last_missed: "2030-10-02T15:00:00Z",
      ask_deposit: true,
    });
    await renderPage(<KeepingNote patientId={3} />);
    expect(await screen.findByText("Pida un depósito")).toBeInTheDocument();
    expect(screen.getByText(/faltó 2 veces/)).toBeInTheDocument();
  });
});
