import type { Metadata } from "next";
import { PaperPage } from "@/features/papel-compartido/components/paper-page";

export const metadata: Metadata = { title: "¿Es auténtico este papel?" };

export default function Page() {
  return <PaperPage />;
}
