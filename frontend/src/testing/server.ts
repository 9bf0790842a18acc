import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { accountOf } from "@/entities/account/testing";
import { KEPT } from "@/entities/appointment/testing-kept";
import { sessionOf } from "@/entities/cash/testing";
import { NOTHING_ELECTRONIC } from "@/entities/einvoice/testing";

/** Answers the calls of pages in tests; one that no test foresaw fails it. Every page asks how the clinic presents itself. */
export const server = setupServer(
  http.get("*/api/auth/clinic", () =>
    HttpResponse.json({ name: "OmniClínica", accent: null, logo: false, version: 1 }),
  ),
  // Nobody has anything in their favour, unless a test says so.
  http.get("*/api/facturacion/patients/:id/account", ({ params }) => HttpResponse.json(accountOf(Number(params.id)))),
  // Nothing is issued electronically, unless a test says so.
  http.get("*/api/facturacion/einvoices", () => HttpResponse.json({ data: [], next: null })),
  http.get("*/api/facturacion/einvoices/summary", () => HttpResponse.json(NOTHING_ELECTRONIC)),
  // Nobody was billed before, unless a test says so.
  http.get("*/api/facturacion/invoices/buyers", () => HttpResponse.json({ data: [] })),
  // The clinic has neither templates of notes nor phrases, unless a test says so.
  http.get("*/api/historia-clinica/note-templates", () => HttpResponse.json({ data: [] })),
  http.get("*/api/historia-clinica/note-phrases", () => HttpResponse.json({ data: [] })),
  // Nobody was measured, unless a test says so.
  http.get("*/api/historia-clinica/patients/:id/vital-signs", () => HttpResponse.json({ data: [], next: null })),
  http.get("*/api/historia-clinica/patients/:id/vital-signs/plausible", () => HttpResponse.json({ data: [] })),
  // No note is restricted, unless a test says so.
  http.get("*/api/historia-clinica/patients/:id/restricted-notes", () => HttpResponse.json({ data: [] })),
  // Nobody lacks a consent, unless a test says so.
  http.get("*/api/historia-clinica/consents/missing", () => HttpResponse.json({ data: [] })),
  // Everybody keeps their hours, and nothing is sent about a visit, unless a test says so.
  http.get("*/api/citas/appointments/keeping", () => HttpResponse.json(KEPT)),
  http.get("*/api/citas/appointments/:id/reminders", () => HttpResponse.json({ data: [] })),
  // Nobody shares a calendar, unless a test says so.
  http.get("*/api/citas/doctors/:id/busy-feeds", () => HttpResponse.json({ data: [] })),
  http.get("*/api/citas/doctors/:id/feed", () => HttpResponse.json({ feed: null })),
  // Whoever takes cash has a till open, unless a test closes it.
  http.get("*/api/facturacion/cash/sessions/own", () => HttpResponse.json({ session: sessionOf() })),
);
