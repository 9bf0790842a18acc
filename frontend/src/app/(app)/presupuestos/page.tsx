import type { Metadata } from "next";
import { QuotesPage } from "@/features/presupuestos/components/quotes-page";

export const metadata: Metadata = { title: "Presupuestos" };

export default QuotesPage;
