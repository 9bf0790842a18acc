import { answer } from "@/testing/render";
import { askEarly } from "./early";
import { ask } from "./http";

const me = { id: 1 };
const patient = { id: 7 };

it("asks what the address tells together with who looks, and hands each answer over once", async () => {
  const calls = [
    answer("get", "/auth/me", me),
    answer("get", "/auth/clinic", {}),
    answer("get", "/historia-clinica/patients/7", patient),
  ];
  askEarly({ pathname: "/pacientes/ver/", search: "?id=7&tab=notas" });
  expect((await ask("/historia-clinica/patients/7")).body).toEqual(patient);
  expect((await ask("/auth/me")).body).toEqual(me);
  expect(calls.map((made) => made.length)).toEqual([1, 1, 1]);
  await ask("/historia-clinica/patients/7");
  expect(calls[2]).toHaveLength(2);
});

it("hands nobody what was asked for somebody before", async () => {
  const [patients] = [
    answer("get", "/historia-clinica/patients/7", patient),
    answer("get", "/auth/me", me),
    answer("get", "/auth/clinic", {}),
  ];
  askEarly({ pathname: "/pacientes/ver/", search: "?id=7" });
  askEarly({ pathname: "/panel/", search: "" });
  await ask("/historia-clinica/patients/7");
  expect(patients).toHaveLength(2);
});

it("puts nothing from an address into a path but a number", () => {
  const asked = jest.spyOn(global, "fetch").mockImplementation(async () => new Response("{}"));
  askEarly({ pathname: "/facturacion/ver", search: "?id=../../auth/logout" });
  expect(asked.mock.calls.map(([url]) => new URL(String(url)).pathname)).toEqual(["/api/auth/me", "/api/auth/clinic"]);
  asked.mockRestore();
});

it("says of an early failure what it says of any", async () => {
  const asked = jest.spyOn(global, "fetch").mockRejectedValue(new TypeError("offline"));
  askEarly({ pathname: "/panel/", search: "" });
  await expect(ask("/auth/me")).rejects.toMatchObject({ status: 0 });
  asked.mockRestore();
});
