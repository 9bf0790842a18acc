import { cva, type VariantProps } from "class-variance-authority";
import { CircleCheck, Info, TriangleAlert } from "lucide-react";
import type * as React from "react";
import { cn } from "@/lib/utils";

const alertVariants = cva("flex items-start gap-2.5 rounded-lg border px-3.5 py-2.5 text-sm", {
  variants: {
    variant: {
      info: "border-info/50 bg-info-bg text-info-fg [&>svg]:text-info",
      success: "border-success/50 bg-success-bg text-success-fg [&>svg]:text-success",
      warning: "border-warning/50 bg-warning-bg text-warning-fg [&>svg]:text-warning",
      destructive: "border-danger/50 bg-danger-bg text-danger-fg [&>svg]:text-danger",
    },
  },
  defaultVariants: { variant: "info" },
});

const ICON = { info: Info, success: CircleCheck, warning: TriangleAlert, destructive: TriangleAlert };

type AlertProps = React.ComponentProps<"div"> & VariantProps<typeof alertVariants> & { action?: React.ReactNode };

function Alert({ className, variant, action, children, ...props }: AlertProps) {
  const Icon = ICON[variant ?? "info"];
  return (
    <div role="alert" className={cn(alertVariants({ variant }), className)} {...props}>
      <Icon className="mt-0.5 size-4 shrink-0" aria-hidden />
      <div className="min-w-0 flex-1">{children}</div>
      {action}
    </div>
  );
}

const AlertTitle = ({ className, ...props }: React.ComponentProps<"p">) => (
  <p className={cn("font-medium", className)} {...props} />
);
const AlertDescription = ({ className, ...props }: React.ComponentProps<"div">) => (
  <div className={cn("[&:not(:first-child)]:mt-0.5", className)} {...props} />
);

export { Alert, AlertDescription, AlertTitle };
