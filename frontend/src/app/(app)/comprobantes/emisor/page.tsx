import type { Metadata } from "next";
import { IssuerPage } from "@/features/comprobantes/components/issuer-page";
import { EmissionPoints } from "@/features/series/components/emission-points";

export const metadata: Metadata = { title: "Emisor y certificado" };

export default function Page() {
  return <IssuerPage points={<EmissionPoints />} />;
}
