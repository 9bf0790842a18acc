import type { Metadata } from "next";
import { ImportPage } from "@/features/gastos/components/import-page";

export const metadata: Metadata = { title: "Importar gastos" };

export default ImportPage;
