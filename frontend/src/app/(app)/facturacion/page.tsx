import type { Metadata } from "next";
import { InvoicesPage } from "@/features/facturacion";

export const metadata: Metadata = { title: "Facturación" };

export default InvoicesPage;
