import type { Metadata } from "next";
import { ErasuresPage } from "@/features/supresiones/components/erasures-page";

export const metadata: Metadata = { title: "Supresión de datos" };
export default ErasuresPage;
