"use client";

import { Link } from "@/components/patterns/link";
import { usePathname } from "next/navigation";
import { UserMenu } from "@/components/layout/user-menu";
import {
  Sidebar,
  SidebarContent,
  SidebarFooter,
  SidebarGroup,
  SidebarHeader,
  sidebarItem,
  useSidebar,
} from "@/components/ui/sidebar";
import { Hint } from "@/components/ui/tooltip";
import type { MenuItem } from "@/config/navigation";
import { ClinicMark, ClinicName } from "@/entities/clinic/clinic-brand";
import { homeOf, menuOf } from "@/lib/menu";
import { useMe } from "@/lib/session";

export const isCurrent = (pathname: string, href: string) => `${pathname}/`.startsWith(href);

export function AppSidebar() {
  const me = useMe();
  const pathname = usePathname();
  const { collapsed } = useSidebar();
  return (
    <Sidebar>
      <SidebarHeader>
        <Link href={homeOf(me)} className="flex min-w-0 items-center gap-2.5 rounded-md">
          <span className="sr-only">Inicio</span>
          <ClinicMark />
          {!collapsed && <ClinicName />}
        </Link>
      </SidebarHeader>
      <SidebarContent aria-label="Principal">
        {menuOf(me).map((section) => (
          <SidebarGroup key={section.title} label={section.title}>
            {section.items.map((item) => (
              <li key={item.key}>
                <SidebarLink item={item} current={isCurrent(pathname, item.href)} collapsed={collapsed} />
              </li>
            ))}
          </SidebarGroup>
        ))}
      </SidebarContent>
      <SidebarFooter>
        <UserMenu collapsed={collapsed} />
      </SidebarFooter>
    </Sidebar>
  );
}

function SidebarLink({ item, current, collapsed }: { item: MenuItem; current: boolean; collapsed: boolean }) {
  const { icon: Icon, label, href } = item;
  const link = (
    <Link
      href={href}
      aria-current={current ? "page" : undefined}
      aria-label={collapsed ? label : undefined}
      className={sidebarItem}
    >
      <Icon className="size-4 shrink-0" aria-hidden />
      {!collapsed && <span className="truncate">{label}</span>}
    </Link>
  );
  return collapsed ? (
    <Hint text={label} side="right">
      {link}
    </Hint>
  ) : (
    link
  );
}
