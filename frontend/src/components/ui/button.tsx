import type { VariantProps } from "class-variance-authority";
import { LoaderCircle } from "lucide-react";
import { Slot } from "radix-ui";
import type * as React from "react";
import { buttonVariants } from "@/components/ui/button-variants";
import { cn } from "@/lib/utils";

type ButtonProps = React.ComponentProps<"button"> &
  VariantProps<typeof buttonVariants> & { asChild?: boolean; loading?: boolean };

function Button({
  className,
  variant,
  size,
  asChild = false,
  loading = false,
  onClick,
  children,
  ...props
}: ButtonProps) {
  const styles = cn(buttonVariants({ variant, size }), className);
  if (asChild)
    return (
      <Slot.Root className={styles} onClick={onClick} {...props}>
        {children}
      </Slot.Root>
    );
  return (
    <button
      type="button"
      className={styles}
      // Not `disabled`: the browser would take the keyboard from it, and put it nowhere.
      aria-disabled={loading || undefined}
      aria-busy={loading || undefined}
      onClick={loading ? (event) => event.preventDefault() : onClick}
      {...props}
    >
      {loading && <LoaderCircle className="animate-spin" aria-hidden />}
      {children}
    </button>
  );
}

export { Button, buttonVariants, type ButtonProps };
