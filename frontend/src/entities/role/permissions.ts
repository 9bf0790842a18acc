import { NOUN_LABELS } from "@/config/permissions";
import type { Permission } from "./schema";

// Permissions are named `noun:verb`. The editor sets them in a table: a row for each noun, the
// nouns in groups, reading first, changing next, and whatever else a noun knows at the end.

export type NounRow = { noun: string; label: string; read?: Permission; write?: Permission; others: Permission[] };
export type PermissionGroup = { title: string; rows: NounRow[] };

const GROUPS: { title: string; nouns: string[] }[] = [
  {
    title: "Atención",
    nouns: [
      "appointments",
      "schedules",
      "self-bookings",
      "reminders",
      "outages",
      "patients",
      "alerts",
      "records",
      "restrictions",
      "erasures",
      "documents",
      "consents",
      "plans",
    ],
  },
  { title: "Catálogo", nouns: ["treatments", "products", "stock", "materials", "sterilisation"] },
  {
    title: "Finanzas",
    nouns: ["invoices", "einvoices", "payments", "cash", "quotes", "packages", "expenses", "commissions", "reports"],
  },
  { title: "Administración", nouns: ["users", "roles", "clinic", "clients", "logs", "events", "metrics"] },
];

const nounOf = (name: string) => name.slice(0, name.indexOf(":"));

export function groupPermissions(permissions: readonly Permission[]): PermissionGroup[] {
  const known = new Set(GROUPS.flatMap(({ nouns }) => nouns));
  const strangers = [...new Set(permissions.map(({ name }) => nounOf(name)))].filter((noun) => !known.has(noun));
  // A permission this version does not know is still shown: nobody should hold what cannot be seen.
  const groups = [...GROUPS, { title: "Otros", nouns: strangers }];
  return groups
    .map(({ title, nouns }) => ({ title, rows: nouns.flatMap((noun) => rowOf(noun, permissions)) }))
    .filter(({ rows }) => rows.length > 0);
}

function rowOf(noun: string, permissions: readonly Permission[]): NounRow[] {
  const mine = permissions.filter(({ name }) => nounOf(name) === noun);
  if (mine.length === 0) return [];
  const read = mine.find(({ name }) => name === `${noun}:read`);
  const write = mine.find(({ name }) => name === `${noun}:write`);
  return [
    {
      noun,
      label: NOUN_LABELS[noun] ?? noun,
      read,
      write,
      others: mine.filter((one) => one !== read && one !== write),
    },
  ];
}

export const namesOf = ({ rows }: PermissionGroup) =>
  rows.flatMap(({ read, write, others }) => [read, write, ...others].flatMap((one) => (one ? [one.name] : [])));

// What a permission is of no use without: nobody writes where they cannot look.
const NEEDS: Record<string, string[]> = {
  "alerts:read": ["patients:read"],
  "records:read": ["patients:read"],
  "records:sign": ["records:write"],
  "records:cosign": ["records:sign"],
  "records:export": ["records:read"],
  "erasures:read": ["patients:read"],
  "restrictions:write": ["restrictions:read", "records:write"],
  "records:certify": ["records:read"],
  "documents:read": ["patients:read"],
  "consents:read": ["patients:read"],
  "plans:read": ["patients:read"],
  "plans:accept": ["plans:read"],
  "appointments:override": ["appointments:write"],
  "appointments:reopen": ["appointments:write"],
  "schedules:write": ["appointments:read"],
  "outages:write": ["outages:read", "appointments:write"],
  "self-bookings:approve": ["appointments:write", "patients:write"],
  "self-bookings:write": ["appointments:read", "treatments:read"],
  "reminders:write": ["appointments:read", "treatments:read"],
  "stock:write": ["products:read"],
  "payments:write": ["invoices:read"],
  "invoices:annul": ["invoices:read"],
  "invoices:credit": ["invoices:read"],
  "invoices:approve-discount": ["invoices:read"],
  "cash:supervise": ["cash:read", "payments:write"],
  "payments:refund": ["payments:write"],
  "packages:write": ["treatments:read"],
  "quotes:read": ["patients:read"],
  "quotes:write": ["patients:read", "treatments:read"],
  "commissions:write": ["appointments:read", "treatments:read"],
  "packages:redeem": ["patients:read"],
};

function needsOf(name: string, all: ReadonlySet<string>): string[] {
  const noun = nounOf(name);
  const read = name === `${noun}:read` ? [] : [`${noun}:read`];
  return [...new Set([...read, ...(NEEDS[name] ?? [])])].filter((one) => all.has(one));
}

/** Nobody grants more than they hold. Who holds all that people can also gives programs what is for programs only. */
export function grantableOf(permissions: readonly Permission[], mine: readonly string[]): string[] {
  const whole = permissions.every(({ name, clients_only }) => clients_only || mine.includes(name));
  return permissions
    .filter(({ name, clients_only }) => mine.includes(name) || (clients_only && whole))
    .map(({ name }) => name);
}

/** Whether what is held goes beyond what `mine` covers. */
export const goesBeyond = (held: readonly string[], mine: readonly string[]) =>
  held.some((name) => !mine.includes(name));

/** Holding `name` and what it needs, or giving it up with what needs it. */
export function toggle(
  held: readonly string[],
  name: string,
  on: boolean,
  permissions: readonly Permission[],
): string[] {
  const all = new Set(permissions.map((permission) => permission.name));
  const next = new Set(held);
  if (on) {
    const wanted = [name];
    for (let one = wanted.pop(); one; one = wanted.pop()) {
      next.add(one);
      wanted.push(...needsOf(one, all).filter((needed) => !next.has(needed)));
    }
  } else {
    const dropped = [name];
    for (let one = dropped.pop(); one; one = dropped.pop()) {
      next.delete(one);
      const gone = one;
      dropped.push(...[...next].filter((other) => needsOf(other, all).includes(gone)));
    }
  }
  return [...next].sort();
}

export const toggleAll = (
  held: readonly string[],
  names: readonly string[],
  on: boolean,
  permissions: readonly Permission[],
) => names.reduce((result, name) => toggle(result, name, on, permissions), [...held].sort());

/** In the words and the order of the service, what one gains and loses. */
export function differenceOf(before: readonly string[], after: readonly string[], permissions: readonly Permission[]) {
  const order = permissions.map(({ name }) => name);
  const words = (names: readonly string[]) =>
    [...names]
      .sort((one, other) => order.indexOf(one) - order.indexOf(other))
      .map((name) => permissions.find((permission) => permission.name === name)?.description ?? name);
  return {
    gained: words(after.filter((name) => !before.includes(name))),
    lost: words(before.filter((name) => !after.includes(name))),
  };
}
