import { cva } from "class-variance-authority";

export const buttonVariants = cva(
  "inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-md text-sm font-medium transition-colors duration-120 disabled:pointer-events-none disabled:opacity-50 aria-disabled:pointer-events-none aria-disabled:opacity-50 [&_svg:not([class*=size-])]:size-4 [&_svg]:pointer-events-none [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        default: "bg-primary text-primary-foreground shadow-1 hover:bg-primary/90",
        outline: "border border-border bg-card text-foreground shadow-1 hover:bg-accent hover:text-accent-foreground",
        secondary: "bg-secondary text-secondary-foreground hover:bg-accent hover:text-accent-foreground",
        ghost: "text-foreground hover:bg-accent hover:text-accent-foreground",
        destructive: "bg-destructive text-destructive-foreground shadow-1 hover:bg-destructive/90",
        link: "text-primary underline-offset-4 hover:underline",
      },
      // 32 in toolbars and tables, 36 in forms and dialogs; 44 under a thumb.
      size: {
        default: "h-11 px-3.5 md:h-9",
        sm: "h-11 px-3 md:h-8",
        xs: "h-7 px-2",
        icon: "size-11 md:size-9",
        "icon-sm": "size-11 md:size-8",
        "icon-xs": "size-7",
      },
    },
    defaultVariants: { variant: "default", size: "default" },
  },
);
