// What a page is about is asked together with who looks, and not after it: then no page waits for more than two
// answers in a row. Only what the address alone tells stands here; the page's own queries take the answers.

const FIRST: Record<string, (given: (name: string) => string | null) => string[]> = {
  "/pacientes/ver/": (given) => one("/historia-clinica/patients", given("id")),
  "/plan/": (given) => one("/historia-clinica/patients", given("id"), "/treatment-plans"),
  "/odontograma/": (given) => one("/historia-clinica/patients", given("id"), "/odontograms"),
  "/periodontograma/": (given) => one("/historia-clinica/patients", given("id"), "/periodontograms"),
  "/facturacion/ver/": (given) => one("/facturacion/invoices", given("id")),
  "/inventario/ver/": (given) => one("/inventario/products", given("id"), "/stock"),
  "/tratamientos/ver/": (given) => one("/inventario/treatments", given("id"), "/recipe"),
  "/agenda/": (given) => ["/auth/practitioners", "/citas/working-hours", ...one("/citas/appointments", given("cita"))],
  "/agenda/horarios/": () => ["/auth/practitioners"],
};

/** A thing by its number, and what hangs from it. */
const one = (path: string, id: string | null, ...parts: string[]) =>
  id && /^\d+$/.test(id) ? ["", ...parts].map((part) => `${path}/${id}${part}`) : [];

/** An answer that nobody took by then is of another moment. */
const FRESH_MS = 10_000;
const asked = new Map<string, { answer: Promise<Response>; at: number }>();

/** Asks what the page at this address needs first. Called once, when the pages behind the login open. */
export function askEarly({ pathname, search }: Pick<Location, "pathname" | "search">) {
  // What somebody before was answered is not for whoever opens them now.
  asked.clear();
  const given = new URLSearchParams(search);
  const first = FIRST[pathname.endsWith("/") ? pathname : `${pathname}/`]?.((name) => given.get(name)) ?? [];
  for (const path of ["/auth/me", "/auth/clinic", ...first]) {
    const url = new URL(`/api${path}`, window.location.origin).href;
    const answer = fetch(url, { credentials: "same-origin", headers: { Accept: "application/json" } });
    // Whoever takes it hears of its failure.
    answer.catch(() => undefined);
    asked.set(url, { answer, at: Date.now() });
  }
}

/** The answer to what was asked early, once. */
export function takeEarly(url: string) {
  const early = asked.get(url);
  asked.delete(url);
  return early && Date.now() - early.at < FRESH_MS ? early.answer : null;
}
