import type { Metadata } from "next";
import { InvoicesPage } from "@/features/facturacion/components/invoices-page";

export const metadata: Metadata = { title: "Facturación" };

export default InvoicesPage;
