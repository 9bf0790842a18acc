import type * as React from "react";
import { cn } from "@/lib/utils";

type TableProps = React.ComponentProps<"table"> & {
  box?: React.Ref<HTMLDivElement>;
  /** It does not move sideways: then its head stays in view while the page moves under it. */
  fits?: boolean;
};

const Table = ({ className, box, fits, ...props }: TableProps) => (
  <div ref={box} className={cn("relative w-full", fits ? "group/fits" : "sideways")}>
    <table className={cn("w-full border-collapse text-sm", className)} {...props} />
  </div>
);
const TableHeader = ({ className, ...props }: React.ComponentProps<"thead">) => (
  <thead
    className={cn(
      "border-y border-border bg-muted group-[]/fits:sticky group-[]/fits:top-14 group-[]/fits:z-10 group-[]/fits:shadow-[inset_0_1px_0_hsl(var(--border)),inset_0_-1px_0_hsl(var(--border))]",
      className,
    )}
    {...props}
  />
);
const TableBody = ({ className, ...props }: React.ComponentProps<"tbody">) => (
  <tbody className={cn("[&_tr:last-child]:border-b-0", className)} {...props} />
);
const TableFooter = ({ className, ...props }: React.ComponentProps<"tfoot">) => (
  <tfoot className={cn("border-t border-border font-medium", className)} {...props} />
);
const TableRow = ({ className, ...props }: React.ComponentProps<"tr">) => (
  <tr
    className={cn("border-b border-border hover:bg-muted/60 data-[state=selected]:bg-accent/60", className)}
    {...props}
  />
);
const TableHead = ({ className, ...props }: React.ComponentProps<"th">) => (
  <th
    scope="col"
    className={cn(
      "h-9 whitespace-nowrap px-2 text-left text-xs font-medium text-muted-foreground first:pl-4 last:pr-4 xl:px-3",
      className,
    )}
    {...props}
  />
);
const TableCell = ({ className, ...props }: React.ComponentProps<"td">) => (
  <td className={cn("h-11 px-2 first:pl-4 last:pr-4 xl:px-3", className)} {...props} />
);
const TableCaption = ({ className, ...props }: React.ComponentProps<"caption">) => (
  <caption className={cn("sr-only", className)} {...props} />
);

export { Table, TableBody, TableCaption, TableCell, TableFooter, TableHead, TableHeader, TableRow };
