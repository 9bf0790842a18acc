import type { Metadata } from "next";
import { IvaPage } from "@/features/margen/components/iva-page";

export const metadata: Metadata = { title: "Libros de IVA" };

export default IvaPage;
