import { DEFAULT_SECTIONS, MENU, opensPage, type MenuItem } from "@/config/navigation";
import type { Me } from "./session";

export type MenuSection = { title: string; items: MenuItem[] };

/** The role's menu, less what its permissions do not open. */
export function menuOf(me: Me): MenuSection[] {
  const sections = me.menu.sections.length > 0 ? me.menu.sections : DEFAULT_SECTIONS;
  return sections
    .map(({ title, items }) => ({
      title,
      items: items.flatMap((key) => {
        const item = MENU[key];
        return item && opensPage(item, me.permissions) ? [item] : [];
      }),
    }))
    .filter(({ items }) => items.length > 0);
}

/** Where a session starts: the role's home if it may be opened, else the first page that may. */
export function homeOf(me: Me): string {
  const home = me.menu.home ? MENU[me.menu.home] : undefined;
  if (home && opensPage(home, me.permissions)) return home.href;
  return menuOf(me)[0]?.items[0]?.href ?? "/cuenta/";
}
