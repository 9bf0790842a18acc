import { http, HttpResponse } from "msw";
import { server } from "@/testing/server";
import { answer, refuse } from "@/testing/render";
import { api, listOf, nothing, pageOf } from "./api";
import { ApiError } from "./problem";
import { z } from "./zod-es";

const thing = z.object({ id: z.number(), name: z.string() });
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => {
      throw new Error("se esperaba un error");
    },
    (error: ApiError) => error,
  );

it("parses the answer and leaves out empty filters", async () => {
  const calls = answer("get", "/x/things", { data: [{ id: 1, name: "a" }], next: null, total: 1, total_exact: true });
  const page = await api(pageOf(thing), "/x/things", {
    query: { search: "", status: ["A", "B"], after: null, limit: 50 },
  });
  expect(page.data).toEqual([{ id: 1, name: "a" }]);
  expect(calls[0]?.query.toString()).toBe("status=A%2CB&limit=50");
});

it("sends the version that was edited", async () => {
  const calls = answer("patch", "/x/things/1", { id: 1, name: "b" });
  await api(thing, "/x/things/1", { method: "PATCH", body: { name: "b" }, version: 3 });
  expect(calls[0]?.headers.get("If-Match")).toBe('"3"');
  expect(calls[0]?.headers.get("Idempotency-Key")).toBeNull();
});

it("keeps the key of a submission until the server settles it", async () => {
  const send = () => api(nothing, "/x/things", { method: "POST", body: { name: "a" } });
  const failed = refuse("post", "/x/things", 503);
  await failure(send());
  const done = answer("post", "/x/things", {}, { status: 201 });
  await send();
  await send();
  const key = failed[0]?.headers.get("Idempotency-Key");
  expect(done[0]?.headers.get("Idempotency-Key")).toBe(key);
  expect(done[1]?.headers.get("Idempotency-Key")).not.toBe(key);
});

it("throws the problem, with its errors by field and how long to wait", async () => {
  refuse("post", "/x/things", 422, {
    detail: "Revise los datos.",
    errors: [{ field: "items.0.quantity", message: "Debe ser mayor que cero." }],
  });
  const error = await failure(api(thing, "/x/things", { method: "POST", body: {} }));
  expect(error).toBeInstanceOf(ApiError);
  expect(error.fieldErrors[0]?.field).toBe("items.0.quantity");
  expect(error.requestId).toBe("7f3a-91c2");

  refuse("get", "/x/things", 429, { headers: { "Retry-After": "9" } });
  expect((await failure(api(thing, "/x/things"))).retryAfter).toBe(9);
});

it("has words for a gateway that answers no problem, and for no network", async () => {
  server.use(http.get("*/api/x/gateway", () => new HttpResponse("<html>", { status: 502 })));
  expect((await failure(api(thing, "/x/gateway"))).message).toMatch("El servicio no responde");
  server.use(http.get("*/api/x/down", () => HttpResponse.error()));
  expect((await failure(api(thing, "/x/down"))).message).toMatch("No hay conexión");
});

it("refuses an answer it does not understand", async () => {
  const log = jest.spyOn(console, "error").mockImplementation(() => undefined);
  answer("get", "/x/odd", { data: [{ id: "uno" }] });
  expect((await failure(api(listOf(thing), "/x/odd"))).message).toMatch("no entiende");
  expect(log).toHaveBeenCalled();
  log.mockRestore();
});
