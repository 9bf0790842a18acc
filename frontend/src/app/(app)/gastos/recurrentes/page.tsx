import type { Metadata } from "next";
import { RecurringPage } from "@/features/gastos/components/recurring-page";

export const metadata: Metadata = { title: "Gastos de cada mes" };

export default RecurringPage;
