import type { Metadata } from "next";
import { IssuerPage } from "@/features/comprobantes/components/issuer-page";

export const metadata: Metadata = { title: "Emisor y certificado" };

export default IssuerPage;
