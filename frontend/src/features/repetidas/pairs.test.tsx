import { page } from "@/entities/patient/testing";
import { answer, renderPage, screen, waitFor } from "@/testing/render";
import { PairsPage } from "./components/pairs-page";

const PAIRS = "/historia-clinica/patient-pairs";
const file = (id: number, full_name: string) => ({
  id,
  full_name,
  document_number: null,
  birth_date: "1990-04-02",
  phone: null,
  active: true,
});
const pair = (change = {}) => ({
  one: file(3, "Fernanda Vélez"),
  other: file(9, "Fernada Velez"),
  why: "NAME_AND_BIRTH_DATE",
  score: 95,
  found_at: "2026-11-20T10:00:00-05:00",
  distinct_at: null,
  distinct_by: null,
  ...change,
});

it("offers two files to be compared, or to be said two people", async () => {
  answer("get", PAIRS, page(pair()));
  const said = answer("post", `${PAIRS}/3/9/distinct`, pair({ distinct_by: { id: "1", name: "Julia" } }));
  const { user } = renderPage(<PairsPage />, {
    at: "/pacientes/repetidas/",
    me: { full_name: "Julia", permissions: ["patients:read", "patients:merge"] },
  });
  expect(await screen.findByRole("link", { name: /Comparar/ })).toHaveAttribute(
    "href",
    expect.stringContaining("id=3&con=9"),
  );
  answer("get", PAIRS, page());
  await user.click(screen.getByRole("button", { name: /Son dos personas.*Fernanda/ }));
  await waitFor(() => expect(said).toHaveLength(1));
  expect(await screen.findByText("Ninguna por decidir")).toBeInTheDocument();
});
