import type { Metadata } from "next";
import { MarginPage } from "@/features/margen/components/margin-page";

export const metadata: Metadata = { title: "Margen" };

export default MarginPage;
