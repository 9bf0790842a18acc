import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PUBLIC } from "./testing";

const tokens = readFileSync(join(__dirname, "../app/tokens.css"), "utf8");
const light = readFileSync(join(PUBLIC, "light/light.css"), "utf8");

const coloursOf = (css: string) =>
  Object.fromEntries(
    [...css.matchAll(/--([\w-]+):\s*([\d.]+ [\d.]+% [\d.]+%);/g)].map(([, name, value]) => [name, value]),
  );

/** The rules before and within the first `@media (prefers-color-scheme: dark)`, or `.dark`. */
const themes = (css: string, dark: string) => {
  const [before = "", after = ""] = css.split(dark);
  return { light: coloursOf(before), dark: coloursOf(after) };
};

test("the light pages have the colours of the interface, in both themes", () => {
  const theirs = themes(light, "@media (prefers-color-scheme: dark)");
  const ours = themes(tokens, ".dark {");
  expect(Object.keys(theirs.dark).sort()).toEqual(Object.keys(theirs.light).sort());
  expect(ours.light).toMatchObject(theirs.light);
  expect(ours.dark).toMatchObject(theirs.dark);
});

test("they draw with no colour that they do not have", () => {
  const used = new Set([...light.matchAll(/var\(--([\w-]+)\)/g)].map(([, name]) => name));
  expect(Object.keys(coloursOf(light)).sort()).toEqual([...used].sort());
});

test.each(["cita", "reservar", "reserva"])(
  "/%s/ lets nothing in from elsewhere, and asks at once for all its parts",
  (name) => {
    const html = readFileSync(join(PUBLIC, name, "index.html"), "utf8");
    expect(html).toContain("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'");
    expect(html).not.toMatch(/<script(?![^>]*\ssrc="\/)|<style|\sstyle=|\son\w+=|https?:/);
    const named = new Set([...html.matchAll(/(?:href|src)="(\/[^"]+\.js)"/g)].map(([, path]) => path));
    expect(new Set(modulesFrom(`/${name}/${name}.js`))).toEqual(named);
  },
);

function modulesFrom(path: string, seen = new Set<string>()) {
  if (seen.has(path)) return seen;
  seen.add(path);
  for (const [, module] of readFileSync(join(PUBLIC, path), "utf8").matchAll(/from "([^"]+)"/g))
    modulesFrom(new URL(module!, `http://clinic${path}`).pathname, seen);
  return seen;
}
