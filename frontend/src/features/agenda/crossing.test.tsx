import { appointment, clinic } from "@/entities/appointment/testing";
import { act, answer, renderPage, screen, waitFor, within } from "@/testing/render";
import { AgendaPage } from "./components/agenda-page";

jest.mock("./calendar/ec-lib", () => jest.requireActual("./calendar/fake-calendar"));

const real = window.matchMedia;
const heard = new Set<() => void>();
let width = 1440;

/** A window as wide as this, from now on. */
function resize(to: number) {
  width = to;
  act(() => heard.forEach((changed) => changed()));
}

beforeEach(() => {
  window.matchMedia = ((query: string) => ({
    matches: width >= Number(/min-width: (\d+)px/.exec(query)?.[1] ?? Infinity),
    addEventListener: (_: string, changed: () => void) => heard.add(changed),
    removeEventListener: (_: string, changed: () => void) => heard.delete(changed),
  })) as unknown as typeof window.matchMedia;
});
afterEach(() => {
  window.matchMedia = real;
});

async function typeInPanel(role: "complementary" | "dialog") {
  clinic([appointment()]);
  answer("get", "/facturacion/invoices", { data: [], next: null });
  const { user } = renderPage(<AgendaPage />, { at: "/agenda/?fecha=2030-11-26" });
  await user.click(await screen.findByRole("button", { name: /Sofía Andrade/ }));
  const panel = within(await screen.findByRole(role, { name: role === "dialog" ? "Sofía Andrade" : "Cita" }));
  await user.click(await panel.findByRole("button", { name: "Editar" }));
  const quantity = panel.getByLabelText("Cantidad de Resina compuesta");
  await user.clear(quantity);
  await user.type(quantity, "3");
  return { user, quantity };
}

it.each([
  ["beside the agenda, becomes as narrow as a phone", 1440, "complementary", [1100, 390, 1440]],
  ["over the agenda, becomes wide", 390, "dialog", [800, 1440]],
] as const)("what is typed in a panel stays when the window, with it %s", async (_, from, role, widths) => {
  width = from;
  const { quantity } = await typeInPanel(role);
  for (const to of widths) {
    resize(to);
    expect(quantity).toBeInTheDocument();
    expect(quantity).toHaveValue("3");
  }
});

it("what is typed stays where the visit leaves the screen, with its day or a week that becomes a day", async () => {
  width = 1440;
  const { user, quantity } = await typeInPanel("complementary");
  answer("get", "/citas/appointments", { data: [], next: null });
  const asked = answer("get", "/citas/appointments/12", appointment());
  await user.click(screen.getByRole("button", { name: "Día siguiente" }));
  await waitFor(() => expect(asked).toHaveLength(1));
  expect(quantity).toBeInTheDocument();
  expect(quantity).toHaveValue("3");
});
