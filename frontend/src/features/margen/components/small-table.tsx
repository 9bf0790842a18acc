import type { ReactNode } from "react";

/** A cell of the tables inside a row. */
export const small = "h-8 px-2 first:pl-0 last:pr-0";

export const Th = ({ children, right }: { children: ReactNode; right?: boolean }) => (
  <th scope="col" className={`${small} whitespace-nowrap font-medium ${right ? "text-right" : "text-left"}`}>
    {children}
  </th>
);
