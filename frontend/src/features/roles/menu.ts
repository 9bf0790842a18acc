import type { Menu } from "@/entities/role/schema";

// Moves of the menu editor. Each takes the sections and answers new ones.

export type Sections = Menu["sections"];

const replaced = <T>(list: readonly T[], index: number, item: T) => list.map((old, at) => (at === index ? item : old));
const without = <T>(list: readonly T[], index: number) => list.filter((_, at) => at !== index);
const inserted = <T>(list: readonly T[], index: number, item: T) => [
  ...list.slice(0, index),
  item,
  ...list.slice(index),
];

export const rename = (sections: Sections, index: number, title: string): Sections =>
  replaced(sections, index, { ...sections[index]!, title });

export const addSection = (sections: Sections): Sections => [...sections, { title: "", items: [] }];
export const removeSection = (sections: Sections, index: number): Sections => without(sections, index);

export function moveSection(sections: Sections, index: number, step: 1 | -1): Sections {
  const section = sections[index];
  const target = index + step;
  if (!section || target < 0 || target >= sections.length) return sections;
  return inserted(without(sections, index), target, section);
}

export const addItem = (sections: Sections, index: number, key: string): Sections =>
  replaced(sections, index, { ...sections[index]!, items: [...sections[index]!.items, key] });

export const removeItem = (sections: Sections, index: number, at: number): Sections =>
  replaced(sections, index, { ...sections[index]!, items: without(sections[index]!.items, at) });

/** One place up or down; past the end of a section, into the next one. */
export function moveItem(sections: Sections, index: number, at: number, step: 1 | -1): Sections {
  const section = sections[index];
  const key = section?.items[at];
  if (!section || !key) return sections;
  const target = at + step;
  if (target >= 0 && target < section.items.length) {
    return replaced(sections, index, { ...section, items: inserted(without(section.items, at), target, key) });
  }
  const neighbour = sections[index + step];
  if (!neighbour) return sections;
  const items = step === 1 ? [key, ...neighbour.items] : [...neighbour.items, key];
  return replaced(removeItem(sections, index, at), index + step, { ...neighbour, items });
}

export const unusedOf = (sections: Sections, all: readonly string[]) =>
  all.filter((key) => !sections.some(({ items }) => items.includes(key)));
