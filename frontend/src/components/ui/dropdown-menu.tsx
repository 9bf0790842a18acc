"use client";

import { Check, ChevronRight, Circle } from "lucide-react";
import { DropdownMenu as Primitive } from "radix-ui";
import type * as React from "react";
import { menuItem, menuLabel, menuSeparator, popoverSurface } from "@/components/ui/menu-styles";
import { cn } from "@/lib/utils";

const DropdownMenu = Primitive.Root;
const DropdownMenuTrigger = Primitive.Trigger;
const DropdownMenuGroup = Primitive.Group;
const DropdownMenuRadioGroup = Primitive.RadioGroup;
const DropdownMenuSub = Primitive.Sub;

function DropdownMenuContent({ className, sideOffset = 4, ...props }: React.ComponentProps<typeof Primitive.Content>) {
  return (
    <Primitive.Portal>
      <Primitive.Content
        sideOffset={sideOffset}
        className={cn(
          popoverSurface,
          "max-h-[--radix-dropdown-menu-content-available-height] min-w-40 overflow-y-auto p-1",
          className,
        )}
        {...props}
      />
    </Primitive.Portal>
  );
}

type ItemProps = React.ComponentProps<typeof Primitive.Item> & { variant?: "default" | "destructive" };

const DropdownMenuItem = ({ className, variant = "default", ...props }: ItemProps) => (
  <Primitive.Item
    className={cn(
      menuItem,
      variant === "destructive" && "text-destructive data-[highlighted]:bg-danger-bg data-[highlighted]:text-danger-fg",
      className,
    )}
    {...props}
  />
);

function DropdownMenuCheckboxItem({
  className,
  children,
  ...props
}: React.ComponentProps<typeof Primitive.CheckboxItem>) {
  return (
    <Primitive.CheckboxItem className={cn(menuItem, "pl-8", className)} {...props}>
      <span className="absolute left-2 grid size-4 place-items-center">
        <Primitive.ItemIndicator>
          <Check className="size-4" aria-hidden />
        </Primitive.ItemIndicator>
      </span>
      {children}
    </Primitive.CheckboxItem>
  );
}

function DropdownMenuRadioItem({ className, children, ...props }: React.ComponentProps<typeof Primitive.RadioItem>) {
  return (
    <Primitive.RadioItem className={cn(menuItem, "pl-8", className)} {...props}>
      <span className="absolute left-2 grid size-4 place-items-center">
        <Primitive.ItemIndicator>
          <Circle className="size-2 fill-current" aria-hidden />
        </Primitive.ItemIndicator>
      </span>
      {children}
    </Primitive.RadioItem>
  );
}

const DropdownMenuLabel = ({ className, ...props }: React.ComponentProps<typeof Primitive.Label>) => (
  <Primitive.Label className={cn(menuLabel, className)} {...props} />
);
const DropdownMenuSeparator = ({ className, ...props }: React.ComponentProps<typeof Primitive.Separator>) => (
  <Primitive.Separator className={cn(menuSeparator, className)} {...props} />
);
const DropdownMenuShortcut = ({ className, ...props }: React.ComponentProps<"span">) => (
  <span className={cn("ml-auto text-2xs text-muted-foreground", className)} {...props} />
);

function DropdownMenuSubTrigger({ className, children, ...props }: React.ComponentProps<typeof Primitive.SubTrigger>) {
  return (
    <Primitive.SubTrigger className={cn(menuItem, className)} {...props}>
      {children}
      <ChevronRight className="ml-auto" aria-hidden />
    </Primitive.SubTrigger>
  );
}

const DropdownMenuSubContent = ({ className, ...props }: React.ComponentProps<typeof Primitive.SubContent>) => (
  <Primitive.Portal>
    <Primitive.SubContent className={cn(popoverSurface, "min-w-40 p-1", className)} {...props} />
  </Primitive.Portal>
);

export {
  DropdownMenu,
  DropdownMenuCheckboxItem,
  DropdownMenuContent,
  DropdownMenuGroup,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuShortcut,
  DropdownMenuSub,
  DropdownMenuSubContent,
  DropdownMenuSubTrigger,
  DropdownMenuTrigger,
};
