import type { Metadata } from "next";
import { PeriodontogramPage } from "@/features/periodontograma/components/periodontogram-page";

export const metadata: Metadata = { title: "Periodontograma" };
export default PeriodontogramPage;
