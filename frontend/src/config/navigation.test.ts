import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PAGE_TITLES } from "./navigation";

const APP = join(__dirname, "../app/(app)");
/** Called by what they show, which comes with it: a day, a patient, an invoice. */
const CALLED_BY_WHAT_THEY_SHOW = [
  "/",
  "/agenda/",
  "/panel/",
  "/pacientes/ver/",
  "/pacientes/unir/",
  "/inventario/ver/",
  "/tratamientos/ver/",
  "/presupuestos/ver/",
  "/facturacion/ver/",
  "/roles/ver/",
];

test("a page is called the same before it has come as afterwards", () => {
  const pages = readdirSync(APP, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith("page.tsx"));
  expect(pages.length).toBeGreaterThan(40);
  const called = pages
    .map((file) => ({
      path: `/${file.replace(/page\.tsx$/, "")}`,
      title: /title: "(.+)"/.exec(readFileSync(join(APP, file), "utf8"))?.[1],
    }))
    .filter(({ path }) => !CALLED_BY_WHAT_THEY_SHOW.includes(path));
  expect(PAGE_TITLES).toEqual(Object.fromEntries(called.map(({ path, title }) => [path, title])));
});
