import type { Metadata } from "next";
import { MaterialsPage } from "@/features/materiales/components/materials-page";

export const metadata: Metadata = { title: "Materiales y esterilización" };
export default MaterialsPage;
