import type { Metadata } from "next";
import { InvoicePage } from "@/features/facturacion";

export const metadata: Metadata = { title: "Factura" };

export default InvoicePage;
