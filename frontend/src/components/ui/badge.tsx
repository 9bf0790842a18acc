import { cva, type VariantProps } from "class-variance-authority";
import type { LucideIcon } from "lucide-react";
import type * as React from "react";
import { cn } from "@/lib/utils";

const badgeVariants = cva(
  "inline-flex h-[22px] w-fit shrink-0 items-center gap-1 whitespace-nowrap rounded-full px-2 text-xs font-medium has-[>svg]:pl-1.5",
  {
    variants: {
      variant: {
        neutral: "bg-secondary text-secondary-foreground",
        accent: "bg-accent text-accent-foreground",
        solid: "bg-primary text-primary-foreground",
        success: "bg-success-bg text-success-fg",
        warning: "bg-warning-bg text-warning-fg",
        info: "bg-info-bg text-info-fg",
        danger: "bg-danger-bg text-danger-fg",
        outline: "border border-border text-muted-foreground",
      },
      // Pill = state, square chip = clinical alert, which nobody may have to guess the end of.
      shape: { pill: "", chip: "h-auto min-h-6 gap-1.5 whitespace-normal rounded-sm py-0.5" },
    },
    defaultVariants: { variant: "neutral", shape: "pill" },
  },
);

type BadgeVariant = NonNullable<VariantProps<typeof badgeVariants>["variant"]>;
type BadgeProps = React.ComponentProps<"span"> & VariantProps<typeof badgeVariants> & { icon?: LucideIcon };

function Badge({ className, variant, shape, icon: Icon, children, ...props }: BadgeProps) {
  return (
    <span className={cn(badgeVariants({ variant, shape }), className)} {...props}>
      {Icon && <Icon className="size-3.5 shrink-0" aria-hidden />}
      {children}
    </span>
  );
}

export { Badge, badgeVariants, type BadgeVariant };
