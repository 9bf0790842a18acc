import type { Metadata } from "next";
import { QuotePage } from "@/features/presupuestos/components/quote-page";

export const metadata: Metadata = { title: "Presupuesto" };

export default QuotePage;
