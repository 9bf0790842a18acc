import type { Metadata } from "next";
import { TemplatesPage } from "@/features/plantillas/components/templates-page";

export const metadata: Metadata = { title: "Plantillas y frases" };
export default TemplatesPage;
