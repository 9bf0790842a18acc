import { readFileSync } from "node:fs";
import { join } from "node:path";

const css = readFileSync(join(__dirname, "tokens.css"), "utf8");

type Theme = Record<string, string>;
const tokensOf = (selector: string): Theme => {
  const block = css.slice(css.indexOf(`${selector} {`)).split("}")[0] ?? "";
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+):\s*([\d.]+ [\d.]+% [\d.]+%);/g)].map(([, name, value]) => [name, value]),
  );
};

function luminance(triplet: string) {
  const [hue = 0, saturation = 0, lightness = 0] = triplet.replaceAll("%", "").split(" ").map(Number);
  const s = saturation / 100;
  const l = lightness / 100;
  const channel = (n: number) => {
    const k = (n + hue / 30) % 12;
    const value = l - s * Math.min(l, 1 - l) * Math.max(-1, Math.min(k - 3, 9 - k, 1));
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(0) + 0.7152 * channel(8) + 0.0722 * channel(4);
}

function contrast(theme: Theme, a: string, b: string) {
  const [x, y] = [a, b].map((name) => {
    const value = theme[name];
    if (!value) throw new Error(`Falta --${name}`);
    return luminance(value);
  }) as [number, number];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

const SURFACES = ["background", "card", "popover", "muted", "accent"];
const MEANINGS = ["success", "warning", "info", "danger"];
const STATUSES = ["pending", "confirmed", "arrived", "in-progress", "completed", "cancelled", "no-show"].map(
  (name) => `st-${name}`,
);

const TEXT: [string, string][] = [
  ...["background", "card", "muted", "accent", "popover", "secondary"].map((on): [string, string] => [
    "muted-foreground",
    on,
  ]),
  ...["background", "card", "muted", "accent"].map((on): [string, string] => ["foreground", on]),
  ...["card", "popover", "primary", "secondary", "accent", "destructive"].map((name): [string, string] => [
    `${name}-foreground`,
    name,
  ]),
  ...SURFACES.map((on): [string, string] => ["primary", on]),
  ...SURFACES.map((on): [string, string] => ["destructive", on]),
  ["sidebar-foreground", "sidebar-background"],
  ["sidebar-foreground", "sidebar-accent"],
  ["sidebar-accent-foreground", "sidebar-accent"],
  ["sidebar-primary-foreground", "sidebar-primary"],
  ["muted-foreground", "sidebar-background"],
  ...[...MEANINGS, ...STATUSES].map((name): [string, string] => [`${name}-fg`, `${name}-bg`]),
  ...MEANINGS.flatMap((name) => SURFACES.map((on): [string, string] => [name, on])),
];

const EDGES: [string, string][] = [
  ...["background", "card", "popover"].flatMap((on): [string, string][] => [
    ["input", on],
    ["ring", on],
  ]),
  ["sidebar-ring", "sidebar-background"],
  ...[1, 2, 3, 4, 5].map((n): [string, string] => [`chart-${n}`, "card"]),
  ...[...MEANINGS, ...STATUSES].map((name): [string, string] => [name, "card"]),
  ...[...MEANINGS, ...STATUSES]
    .filter((name) => name !== "st-in-progress")
    .map((name): [string, string] => [name, `${name}-bg`]),
];

describe.each([
  ["light", tokensOf(":root")],
  ["dark", { ...tokensOf(":root"), ...tokensOf(".dark") }],
] as [string, Theme][])("the %s theme", (_, theme) => {
  it.each(TEXT)("text %s reads on %s", (a, b) => expect(contrast(theme, a, b)).toBeGreaterThanOrEqual(4.5));
  it.each(EDGES)("the edge %s shows on %s", (a, b) => expect(contrast(theme, a, b)).toBeGreaterThanOrEqual(3));
});

it("the dark theme names every colour of the light one", () => {
  expect(Object.keys(tokensOf(".dark")).sort()).toEqual(Object.keys(tokensOf(":root")).sort());
});
