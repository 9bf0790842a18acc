import type { Metadata } from "next";
import { OdontogramPage } from "@/features/odontograma/components/odontogram-page";

export const metadata: Metadata = { title: "Odontograma" };
export default OdontogramPage;
