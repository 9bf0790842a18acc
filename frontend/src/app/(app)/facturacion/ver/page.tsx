import type { Metadata } from "next";
import { InvoicePage } from "@/features/facturacion/components/invoice-page";

export const metadata: Metadata = { title: "Factura" };

export default InvoicePage;
