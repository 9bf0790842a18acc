import "@/lib/zod-es";
import { QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse, type JsonBodyType } from "msw";
import type { ReactNode } from "react";
import { Toaster } from "@/components/ui/sonner";
import { TooltipProvider } from "@/components/ui/tooltip";
import { createQueryClient } from "@/lib/query-client";
import { meQuery, type Me } from "@/lib/session";
import { announce } from "@/lib/toast";
import { someone } from "./me";
import { server } from "./server";

type Options = {
  /** The address, with its query string. */
  at?: string;
  /** Who looks: the administrator by default, `null` for nobody. */
  me?: Partial<Me> | null;
  onUnauthorized?: () => void;
};

/** Renders a page with the real providers and the given person in session. */
export function renderPage(page: ReactNode, { at = "/", me = {}, onUnauthorized = () => undefined }: Options = {}) {
  window.history.replaceState(null, "", at);
  announce("");
  const client = createQueryClient({ onUnauthorized });
  client.setDefaultOptions({ queries: { ...client.getDefaultOptions().queries, retry: false } });
  if (me) client.setQueryData(meQuery.queryKey, someone(me));
  const user = userEvent.setup();
  const view = render(
    <QueryClientProvider client={client}>
      <TooltipProvider>
        {page}
        <Toaster />
      </TooltipProvider>
    </QueryClientProvider>,
  );
  return { user, client, ...view };
}

type Method = "get" | "post" | "put" | "patch" | "delete";
export type Call = { body: unknown; query: URLSearchParams; headers: Headers };

/**
 * Answers one endpoint and records its calls:
 * `const calls = answer("post", "/citas/appointments", { id: 1 }, { status: 201 })`.
 * `body` may be a function of the call.
 */
export function answer(
  method: Method,
  path: string,
  body: JsonBodyType | ((call: Call) => JsonBodyType),
  { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
) {
  const calls: Call[] = [];
  server.use(
    http[method](`*/api${path}`, async ({ request }) => {
      const text = await request.text();
      const call = {
        body: request.headers.get("Content-Type") === "application/json" ? JSON.parse(text) : undefined,
        query: new URL(request.url).searchParams,
        headers: request.headers,
      };
      calls.push(call);
      if (status === 204) return new HttpResponse(null, { status, headers });
      return HttpResponse.json(typeof body === "function" ? body(call) : body, { status, headers });
    }),
  );
  return calls;
}

type ProblemExtras = {
  detail?: string;
  errors?: { field: string; message: string }[];
  headers?: Record<string, string>;
  [member: string]: unknown;
};

/** Answers one endpoint with a problem. */
export function refuse(method: Method, path: string, status: number, { headers, ...extras }: ProblemExtras = {}) {
  const problem = { type: "about:blank", title: "Problema", status, request_id: "7f3a-91c2", ...extras };
  return answer(method, path, problem, { status, headers: { "Content-Type": "application/problem+json", ...headers } });
}

export * from "@testing-library/react";
