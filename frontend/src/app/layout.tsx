import type { Metadata, Viewport } from "next";
import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { ReactNode } from "react";
import { PAINT_EARLY } from "@/lib/clinic-memory";
import { Theme } from "@/components/layout/theme";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "OmniClínica", template: "%s · OmniClínica" },
  description: "Gestión de la clínica: agenda, historias, inventario y facturación.",
  robots: { index: false, follow: false },
  icons: { icon: "/icon.svg" },
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f9f8f6" },
    { media: "(prefers-color-scheme: dark)", color: "#0c1315" },
  ],
};

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="es-EC" className={`${GeistSans.variable} ${GeistMono.variable}`} suppressHydrationWarning>
      <head>
        {/* A constant, with no data in it; the build moves it into a file of its own. */}
        {/* eslint-disable-next-line no-restricted-syntax */}
        <script dangerouslySetInnerHTML={{ __html: PAINT_EARLY }} />
      </head>
      <body>
        <Theme>{children}</Theme>
      </body>
    </html>
  );
}
