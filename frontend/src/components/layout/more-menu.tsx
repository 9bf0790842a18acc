"use client";

import { Link } from "@/components/patterns/link";
import { usePathname } from "next/navigation";
import { isCurrent } from "@/components/layout/app-sidebar";
import { Drawer, DrawerBody, DrawerContent, DrawerHeader, DrawerTitle } from "@/components/ui/drawer";
import type { MenuSection } from "@/lib/menu";

type MoreMenuProps = { open: boolean; onOpenChange: (open: boolean) => void; sections: MenuSection[] };

/** On a phone: the whole menu, from below. */
export function MoreMenu({ open, onOpenChange, sections }: MoreMenuProps) {
  const pathname = usePathname();
  return (
    <Drawer open={open} onOpenChange={onOpenChange}>
      <DrawerContent>
        <DrawerHeader>
          <DrawerTitle>Menú</DrawerTitle>
        </DrawerHeader>
        <DrawerBody className="space-y-4">
          {sections.map((section) => (
            <div key={section.title}>
              <p className="mb-1 px-2 text-xs text-muted-foreground">{section.title}</p>
              <ul>
                {section.items.map(({ key, href, label, icon: Icon }) => (
                  <li key={key}>
                    <Link
                      href={href}
                      onClick={() => onOpenChange(false)}
                      aria-current={isCurrent(pathname, href) ? "page" : undefined}
                      className="flex h-11 items-center gap-3 rounded-md px-2 text-base aria-[current=page]:bg-accent aria-[current=page]:font-medium aria-[current=page]:text-accent-foreground"
                    >
                      <Icon className="size-5 text-muted-foreground" aria-hidden />
                      {label}
                    </Link>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </DrawerBody>
      </DrawerContent>
    </Drawer>
  );
}
