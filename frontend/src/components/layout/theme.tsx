"use client";

import "@/lib/back";
import { ThemeProvider } from "next-themes";
import type { ReactNode } from "react";

/** Light, dark or as the machine says: the one thing that every page needs, the login too. */
export function Theme({ children }: { children: ReactNode }) {
  return (
    <ThemeProvider attribute="class" defaultTheme="system" enableSystem disableTransitionOnChange>
      {children}
    </ThemeProvider>
  );
}
