import { sessionOf } from "@/entities/cash/testing";
import { answer, renderPage, screen, waitFor, within } from "@/testing/render";
import { CashPage } from "./components/cash-page";
import { ClosePage } from "./components/close-page";
import { countedPieces, isCounted, piecesOf, worthOf, DENOMINATIONS } from "./pieces";

const OWN = "/facturacion/cash/sessions/own";
const ONE = "/facturacion/cash/sessions/12";
const tills = [
  { id: 1, name: "Caja 1", active: true, open_by: null, left_in_till: "80.00", version: 1 },
  { id: 2, name: "Caja 2", active: true, open_by: { id: "9", name: "Otra" }, left_in_till: null, version: 1 },
];
const counted = (change = {}) => ({
  id: 3,
  counted_at: "2026-11-24T19:04:00-05:00",
  counted_by: { id: "1", name: "Paola Rivadeneira" },
  blind: true,
  pieces: [{ kind: "NOTE" as const, value: "20", pieces: 15 }],
  methods: [{ method: "CASH" as const, payments: 12, expected: "312.50", counted: "300.00", difference: "-12.50" }],
  expected: "312.50",
  counted: "300.00",
  expected_cash: "312.50",
  counted_cash: "300.00",
  difference: "-12.50",
  exact: false,
  current: true,
  ...change,
});

it("adds pieces as they are typed, and takes no letters for a number", () => {
  expect([piecesOf("20+4"), piecesOf(""), piecesOf("2+"), piecesOf("-1"), piecesOf("dos"), piecesOf("1.5")]).toEqual([
    24,
    0,
    2,
    null,
    null,
    null,
  ]);
  const typed = { "NOTE 20": "3+1", "COIN 0.01": "7" };
  expect(worthOf(typed, DENOMINATIONS)).toBe("80.07");
  expect(countedPieces(typed)).toEqual([
    { kind: "NOTE", value: "20", pieces: 4 },
    { kind: "COIN", value: "0.01", pieces: 7 },
  ]);
  expect(isCounted({ "NOTE 5": "x" })).toBe(false);
});

it("asks to open a till with what was left in it, and opens it with Enter", async () => {
  answer("get", OWN, { session: null });
  answer("get", "/facturacion/invoices", { data: [], next: null });
  answer("get", "/facturacion/tills", { data: tills });
  const calls = answer("post", "/facturacion/cash/sessions", sessionOf(), { status: 201 });
  const { user } = renderPage(<CashPage />, { at: "/caja/" });
  const float = await screen.findByLabelText("Fondo inicial");
  await waitFor(() => expect(float).toHaveValue("80,00"));
  await user.clear(float);
  await user.type(float, "75,5{Enter}");
  await waitFor(() => expect(calls[0]?.body).toEqual({ till_id: 1, opening_float: "75.5" }));
});

it("counts by piece with the keyboard, compares, wants the difference explained and closes", async () => {
  answer("get", ONE, sessionOf({ blind: true, expected: null, expected_cash: null, collected: null }));
  const counts = answer("post", `${ONE}/count`, sessionOf({ count: counted(), counts: 1 }));
  const { user } = renderPage(<ClosePage />, { at: "/caja/cerrar/?id=12" });
  await user.type(await screen.findByLabelText("Billetes de $20"), "10+5{Enter}");
  expect(document.title).toBe(`${sessionOf().till.name} · Cierre`);
  expect(screen.getByLabelText("Billetes de $10")).toHaveFocus();
  expect(screen.getByLabelText("Efectivo contado")).toHaveTextContent("$300,00");
  expect(screen.queryByText("$312,50")).not.toBeInTheDocument();
  expect(screen.getByRole("button", { name: /^Cerrar caja/ })).toBeDisabled();

  answer("get", ONE, sessionOf({ count: counted(), counts: 1 }));
  await user.click(screen.getByRole("button", { name: "Contado" }));
  await waitFor(() =>
    expect(counts[0]?.body).toEqual({ pieces: [{ kind: "NOTE", value: "20", pieces: 15 }], methods: [] }),
  );
  const cash = await screen.findByRole("row", { name: /^Efectivo/ });
  expect(within(cash).getByText("−$12,50")).toBeInTheDocument();
  expect(screen.getByText("Explique la diferencia para cerrar.")).toBeInTheDocument();

  const closed = sessionOf({
    count: counted(),
    closed_at: "2026-11-24T19:10:00-05:00",
    closings: [
      {
        id: 7,
        number: "CC-000012",
        reason: "Vuelto mal dado",
        left_in_till: "80.00",
        deposited: "220.00",
        closed_at: "2026-11-24T19:10:00-05:00",
        closed_by: { id: "1", name: "Paola Rivadeneira" },
        reopened_at: null,
        reopened_by: null,
        reopen_reason: null,
      },
    ],
  });
  const calls = answer("post", `${ONE}/close`, closed);
  answer("get", ONE, closed);
  await user.type(screen.getByLabelText("Qué pasó"), "Vuelto mal dado");
  await user.click(screen.getByRole("button", { name: /^Cerrar caja/ }));
  await waitFor(() => expect(calls[0]?.body).toEqual({ left_in_till: "80.00", reason: "Vuelto mal dado" }));
  expect(await screen.findByRole("link", { name: "Imprimir el cierre" })).toHaveAttribute(
    "href",
    "/api/facturacion/cash/closings/7/pdf",
  );
});

it("says that somebody else closed it meanwhile", async () => {
  answer("get", ONE, sessionOf({ count: counted({ exact: true, difference: "0.00" }), counts: 1 }));
  const refused = { type: "about:blank", status: 409, title: "Conflicto", detail: "Esa caja ya está cerrada." };
  answer("post", `${ONE}/close`, refused, { status: 409 });
  const { user } = renderPage(<ClosePage />, { at: "/caja/cerrar/?id=12" });
  await user.click(await screen.findByRole("button", { name: /^Cerrar caja/ }));
  expect(await screen.findByText("Esa caja ya está cerrada.")).toBeInTheDocument();
});
