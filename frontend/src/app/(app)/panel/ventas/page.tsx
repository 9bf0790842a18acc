import type { Metadata } from "next";
import { SalesPage } from "@/features/ventas/components/sales-page";

export const metadata: Metadata = { title: "Ventas" };

export default SalesPage;
