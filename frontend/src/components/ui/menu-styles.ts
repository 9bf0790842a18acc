/** Shared by every surface that opens over the page: menus, selects, popovers. */
export const popoverSurface =
  "z-50 rounded-lg border border-border bg-popover text-popover-foreground shadow-2 outline-none data-[state=open]:animate-in data-[state=open]:fade-in-0 data-[state=open]:zoom-in-[.97] data-[state=open]:duration-160 data-[state=open]:ease-in data-[state=closed]:animate-out data-[state=closed]:fade-out-0 data-[state=closed]:duration-120 data-[state=closed]:ease-out";

export const menuItem =
  "relative flex min-h-10 cursor-default select-none items-center gap-2 rounded-sm px-2 py-1 text-sm outline-none data-[disabled]:pointer-events-none data-[highlighted]:bg-accent data-[highlighted]:text-accent-foreground data-[disabled]:opacity-50 md:min-h-8 [&>svg]:size-4 [&>svg]:shrink-0";

export const menuLabel = "px-2 py-1 text-xs text-muted-foreground";
export const menuSeparator = "-mx-1 my-1 h-px bg-border";
