import { differenceOf, groupPermissions, namesOf, toggle, toggleAll } from "@/entities/role/permissions";
import { addItem, moveItem, moveSection, unusedOf } from "./menu";

const permission = (name: string, clients_only = false) => ({ name, description: `Puede ${name}`, clients_only });
const ALL = [
  "appointments:read",
  "appointments:write",
  "appointments:override",
  "schedules:write",
  "patients:read",
  "records:read",
  "records:write",
  "records:sign",
  "products:read",
  "stock:write",
  "invoices:read",
  "payments:write",
  "invoices:annul",
].map((name) => permission(name));

describe("permissions", () => {
  it("stand in groups, a row for each noun, and none is left out", () => {
    const groups = groupPermissions([...ALL, permission("robots:feed")]);
    expect(groups.map(({ title }) => title)).toEqual(["Atención", "Catálogo", "Finanzas", "Otros"]);
    const agenda = groups[0]!.rows[0]!;
    expect([agenda.label, agenda.read?.name, agenda.write?.name, agenda.others.map(({ name }) => name)]).toEqual([
      "Agenda",
      "appointments:read",
      "appointments:write",
      ["appointments:override"],
    ]);
    expect(groups.flatMap(namesOf)).toHaveLength(ALL.length + 1);
  });

  it("bring along what they are of no use without", () => {
    expect(toggle([], "appointments:override", true, ALL)).toEqual([
      "appointments:override",
      "appointments:read",
      "appointments:write",
    ]);
    expect(toggle([], "records:sign", true, ALL)).toEqual([
      "patients:read",
      "records:read",
      "records:sign",
      "records:write",
    ]);
    expect(toggle([], "stock:write", true, ALL)).toEqual(["products:read", "stock:write"]);
  });

  it("take with them what needs them", () => {
    const held = [
      "appointments:override",
      "appointments:read",
      "appointments:write",
      "schedules:write",
      "patients:read",
    ];
    expect(toggle(held, "appointments:read", false, ALL)).toEqual(["patients:read"]);
    expect(toggle(held, "appointments:override", false, ALL)).toEqual([
      "appointments:read",
      "appointments:write",
      "patients:read",
      "schedules:write",
    ]);
  });

  it("are given and taken by the group", () => {
    const names = ["invoices:read", "payments:write", "invoices:annul"];
    expect(toggleAll(["patients:read"], names, true, ALL)).toEqual([
      "invoices:annul",
      "invoices:read",
      "patients:read",
      "payments:write",
    ]);
    expect(toggleAll([...names, "patients:read"], names, false, ALL)).toEqual(["patients:read"]);
  });

  it("are told apart in words", () => {
    expect(differenceOf(["a:read", "patients:read"], ["patients:read", "invoices:annul"], ALL)).toEqual({
      gained: ["Puede invoices:annul"],
      lost: ["a:read"],
    });
  });
});

describe("the menu", () => {
  const sections = [
    { title: "Recepción", items: ["agenda", "pacientes"] },
    { title: "Caja", items: ["facturacion"] },
  ];
  const items = (list: typeof sections) => list.map((section) => section.items);

  it("moves a page within its section and past its end", () => {
    expect(items(moveItem(sections, 0, 0, 1))).toEqual([["pacientes", "agenda"], ["facturacion"]]);
    expect(items(moveItem(sections, 0, 1, 1))).toEqual([["agenda"], ["pacientes", "facturacion"]]);
    expect(items(moveItem(sections, 1, 0, -1))).toEqual([["agenda", "pacientes", "facturacion"], []]);
  });

  it("stops at both ends", () => {
    expect(moveItem(sections, 0, 0, -1)).toBe(sections);
    expect(moveItem(sections, 1, 0, 1)).toBe(sections);
    expect(moveSection(sections, 1, 1)).toBe(sections);
    expect(moveSection(sections, 1, -1).map(({ title }) => title)).toEqual(["Caja", "Recepción"]);
  });

  it("knows which pages are in no section", () => {
    expect(unusedOf(addItem(sections, 1, "gastos"), ["agenda", "gastos", "panel"])).toEqual(["panel"]);
  });
});
