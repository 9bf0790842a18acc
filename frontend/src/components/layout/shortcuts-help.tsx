"use client";

import { usePathname } from "next/navigation";
import { Dialog, DialogContent, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { SHORTCUTS, type ShortcutGroup } from "@/config/shortcuts";
import { useMe } from "@/lib/session";

type ShortcutsHelpProps = { open: boolean; onOpenChange: (open: boolean) => void };

/** `?`: the keys of this page first, then those that work everywhere, then other pages'. */
export function ShortcutsHelp({ open, onOpenChange }: ShortcutsHelpProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent className="max-w-[640px]">
        <DialogHeader>
          <DialogTitle>Atajos del teclado</DialogTitle>
        </DialogHeader>
        <Groups />
      </DialogContent>
    </Dialog>
  );
}

function Groups() {
  const pathname = usePathname();
  const { permissions } = useMe();
  const here = ({ on }: ShortcutGroup) => on !== undefined && `${pathname}/`.replace("//", "/").startsWith(on);
  const allowed = SHORTCUTS.filter(({ permission }) => !permission || permissions.includes(permission));
  const sorted = [...allowed.filter(here), ...allowed.filter((group) => !here(group))];
  return (
    <div className="gap-x-8 sm:columns-2">
      {sorted.map((group) => (
        <section key={group.title} className="mb-5 break-inside-avoid">
          <h3 className="mb-1.5 text-sm font-semibold">
            {group.title}
            {here(group) && <span className="font-normal text-muted-foreground"> · esta página</span>}
          </h3>
          <dl>
            {group.shortcuts.map(({ keys, what }) => (
              <div key={what} className="flex min-h-7 items-center justify-between gap-3 text-sm">
                <dt className="text-muted-foreground">{what}</dt>
                <dd className="flex shrink-0 gap-1">
                  {keys.map((key) => (
                    <Kbd key={key} aria-hidden={undefined} className="inline-flex">
                      {key}
                    </Kbd>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
