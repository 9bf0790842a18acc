import type { Metadata } from "next";
import { SharedPage } from "@/features/comprobante-compartido/components/shared-page";

export const metadata: Metadata = { title: "Comprobante" };

export default function Page() {
  return <SharedPage />;
}
