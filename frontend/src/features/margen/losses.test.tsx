import { today } from "@/lib/dates";
import { answer, renderPage, screen, waitFor } from "@/testing/render";
import { LossesDetail } from "./components/losses-detail";

const MONTH = today().slice(0, 7);

it("says why stock was lost, each movement, and what was bought less what went back", async () => {
  answer("get", "/facturacion/reports/losses", {
    month: MONTH,
    total: "17.50",
    by_cause: [
      { about: "EXPIRED", cost: "16.00", count: 1 },
      { about: "COUNT", cost: "1.50", count: 1 },
    ],
    bought: "20.00",
    returned: "8.00",
    purchases: "12.00",
  });
  const line = { id: 7, day: today(), about: "EXPIRED", product_id: 3, product_name: "Anestesia", unit: "cárpula" };
  const lines = answer("get", "/facturacion/reports/losses/lines", {
    data: [{ ...line, lot_number: "A-1", quantity: "-4.000", unit_cost: "4.0000", cost: "16.00", reason: "Se pasó" }],
    next: null,
  } as never);
  const { user } = renderPage(<LossesDetail month={MONTH} />, { at: "/panel/margen/" });
  expect(await screen.findByRole("link", { name: "Anestesia" })).toHaveAttribute(
    "href",
    expect.stringContaining("id=3"),
  );
  expect(screen.getByText(/4 cárpulas · lote A-1 · Vencido · Se pasó/)).toBeInTheDocument();
  expect(screen.getByText("Compras netas").parentElement).toHaveTextContent("$12,00");
  expect(lines[0]!.query.has("about")).toBe(false);
  await user.click(screen.getByRole("radio", { name: /Devuelto/ }));
  await waitFor(() => expect(lines.at(-1)!.query.get("about")).toBe("RETURN"));
});
