import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { sessionOf } from "@/entities/cash/testing";

/** Answers the calls of pages in tests; one that no test foresaw fails it. Every page asks how the clinic presents itself. */
export const server = setupServer(
  http.get("*/api/auth/clinic", () =>
    HttpResponse.json({ name: "OmniClínica", accent: null, logo: false, version: 1 }),
  ),
  // Whoever takes cash has a till open, unless a test closes it.
  http.get("*/api/facturacion/cash/sessions/own", () => HttpResponse.json({ session: sessionOf() })),
);
